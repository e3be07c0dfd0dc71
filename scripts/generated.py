"""Write the parts of the documents that come from running the tool, between their markers; `--check` only compares.

A part stands between `<!-- name: written by ... -->` and `<!-- name end -->`.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

SCREENS = {
    "score": ["score", "auvergne-rhone-alpes"],
}
"""The commands whose real screens stand in the README."""


def screen(arguments: list[str], width: int = 80) -> str:
    """What a command prints on the shipped data, at a width, without colour."""
    done = subprocess.run(
        [sys.executable, "-m", "alignment", *arguments],
        capture_output=True,
        cwd=ROOT,
        env={"COLUMNS": str(width), "PYTHONPATH": str(ROOT / "src"), "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"},
        check=False,
    )
    return done.stdout.decode("utf-8")


def screens() -> str:
    """Each command and its screen, in fenced blocks."""
    parts = []
    for arguments in SCREENS.values():
        shown = " ".join(f'"{word}"' if " " in word else word for word in arguments)
        parts.append(f"```console\n$ alignment {shown}\n{screen(arguments).rstrip()}\n```")
    return "\n\n".join(parts)


def status() -> str:
    """The table of `data status`, as Markdown."""
    text = screen(["data", "status", "--format", "markdown"])
    return "\n".join(line for line in text.splitlines() if line.startswith("|"))


def coding() -> str:
    """The agreement of two coders before their disagreements were settled, in words and per framework."""
    from double_coding import agreement, read

    folder = ROOT / "docs" / "coding"
    found = agreement(read(folder / "first-coding.json"), read(folder / "second-coding.json"))
    rows = {CODED_FRAMEWORKS[name]: measures for name, measures in found["frameworks"].items()} | {
        "Ensemble": found
    }
    return "\n".join(
        [
            f"{found['actions']} actions tirées au sort ont été codées une seconde fois, à partir de leur seul texte et sans "
            f"voir le premier codage\u00a0: {found['contributions']} contributions du premier codeur, "
            f"{french(found['pairs'])} couples action-priorité. Accord avant toute discussion\u00a0:",
            "",
            "| Cadre | Couples | Accord brut | Kappa de Cohen | Couples marqués | Même priorité | Même niveau |",
            "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
            *(agreement_row(name, measures) for name, measures in rows.items()),
            "",
            "L’accord brut compte aussi les couples que personne n’a marqués, les plus nombreux\u00a0; le kappa retire l’accord "
            "que donnerait le hasard (0\u00a0: le hasard, 1\u00a0: accord parfait). Les trois dernières colonnes ne regardent que "
            "les couples marqués par au moins un codeur.",
            "",
            "Réponses\u00a0: [premier codeur](coding/first-coding.json), [second codeur](coding/second-coding.json)\u00a0; "
            f"{len(found['disagreements'])} désaccords et le niveau retenu pour chacun\u00a0: "
            "[coding/disagreements.md](coding/disagreements.md). Refaire le calcul\u00a0: "
            "`python scripts/double_coding.py agree docs/coding/first-coding.json docs/coding/second-coding.json`.",
        ]
    )


CODED_FRAMEWORKS = {"srdeii": "SRDEII", "s3": "S3", "horizon-europe": "Horizon Europe"}


def agreement_row(name: str, measures: Mapping[str, float]) -> str:
    """One framework's agreement as a row of the table."""
    shares = [
        f"{measures[key] * 100:.1f}\u00a0%" for key in ("agreement", "marked_target_agreement", "marked_agreement")
    ]
    raw, target, level = (share.replace(".", ",") for share in shares)
    kappa = f"{measures['kappa']:.2f}".replace(".", ",")
    pairs, marked = french(int(measures["pairs"])), french(int(measures["marked_pairs"]))
    return f"| {name} | {pairs} | {raw} | {kappa} | {marked} | {target} | {level} |"


def french(number: int) -> str:
    """A whole number with its thousands set apart."""
    return f"{number:,}".replace(",", "\u202f")


PARTS: Mapping[str, Mapping[str, Callable[[], str]]] = {
    "README.md": {"screens": screens, "status": status},
    "docs/data.md": {"status": status, "coding": coding},
}


def written(text: str, name: str, content: str) -> str:
    """`text` with the part of that name replaced."""
    pattern = re.compile(rf"(<!-- {name}: [^>]*-->\n).*?(<!-- {name} end -->)", re.DOTALL)
    if not pattern.search(text):
        raise SystemExit(f"no part {name!r}")
    return pattern.sub(lambda found: f"{found[1]}{content}\n{found[2]}", text)


def main() -> int:
    """Write every part, or say which file is not what running the tool gives."""
    stale = []
    for name, parts in PARTS.items():
        file = ROOT / name
        before = after = file.read_text("utf-8")
        for part, content in parts.items():
            after = written(after, part, content())
        if after == before:
            continue
        stale.append(name)
        if "--check" not in sys.argv:
            file.write_text(after, "utf-8")
    if "--check" in sys.argv and stale:
        print(f"run scripts/generated.py: {', '.join(stale)}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
