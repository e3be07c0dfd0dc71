"""Write the parts of the documents that come from running the tool, between their markers; `--check` only compares.

A part stands between `<!-- name: written by ... -->` and `<!-- name end -->`.
"""

from __future__ import annotations

import json
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
    """The agreement of two coders, in words."""
    from double_coding import agreement, load

    file = ROOT / "docs" / "coding" / "second-coding.json"
    found = agreement(load(ROOT / "data"), json.loads(file.read_text("utf-8")))

    def percent(share: float) -> str:
        return f"{share * 100:.1f}\u00a0%".replace(".", ",")

    kappa = f"{found['kappa']:.2f}".replace(".", ",")
    return (
        f"{found['actions']} actions tirées au sort ont été codées une seconde fois, à partir de leur seul texte et sans voir "
        f"le premier codage\u00a0: {found['contributions']} contributions, {found['pairs']} couples action-priorité.\n\n"
        f"- Accord brut sur tous les couples\u00a0: **{percent(found['agreement'])}**\u00a0; kappa de Cohen\u00a0: **{kappa}**.\n"
        f"- Sur les {found['marked_pairs']} couples qu’au moins un codeur a marqués\u00a0: même priorité visée "
        f"{percent(found['marked_target_agreement'])}, même niveau {percent(found['marked_agreement'])}.\n\n"
        "Réponses du second codeur\u00a0: [coding/second-coding.json](coding/second-coding.json)\u00a0; désaccords et décisions\u00a0: "
        "[coding/disagreements.md](coding/disagreements.md). Refaire le tirage et le calcul\u00a0: `python scripts/double_coding.py`."
    )


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
