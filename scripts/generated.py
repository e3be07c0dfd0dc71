"""Write the parts of the documents that come from running the tool, between their markers; `--check` only compares.

A part stands between `<!-- name: written by ... -->` and `<!-- name end -->`. The sessions of tutorial and guides are
played again (scripts/sessions.py).
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "src")]

SCREENS = (
    ("Qui sert quoi, en un écran", ["score", "auvergne-rhone-alpes"]),
    ("Ce qui n’est pas couvert, et ce qu’il faudrait", ["gaps", "grand-est"]),
    ("Clusters et priorités croisés", ["matrix", "hauts-de-france", "--framework", "s3"]),
    ("D’où vient un chiffre", ["explain", "grand-est", "nogentech", "s3"]),
    ("Où va l’argent", ["money", "hauts-de-france"]),
    ("Les scénarios et le curseur", ["scenarios", "hauts-de-france"]),
    ("Ce que la Région demande", ["requirements", "hauts-de-france"]),
    ("Année par année", ["trajectory", "hauts-de-france"]),
    ("Le classement à l’épreuve", ["robustness", "hauts-de-france"]),
    ("Des régions côte à côte", ["compare", "hauts-de-france", "grand-est"]),
    (
        "Quelles actions proposées financer (région inventée)",
        ["allocate", "vallombre", "--data", "docs/examples/vallombre"],
    ),
    ("Quelles priorités les textes des actions servent sans doute", ["suggest", "grand-est"]),
    ("Avec quelles régions monter un projet", ["partners", "hauts-de-france"]),
    ("Ce que change une proposition", ["diff", "avant", "apres"]),
)
"""The commands whose real screens stand in docs/ecrans.md; the first in the README too."""


def screen(arguments: list[str], folder: Path = ROOT) -> str:
    """What a command prints in a folder (the repository by default), at 80 columns, in French, without colour."""
    from alignment.cli.main import run

    kept = {name: os.environ.get(name) for name in ("COLUMNS", "LC_ALL", "ALIGNMENT_DATA")}
    here = Path.cwd()
    os.environ.update(COLUMNS="80", LC_ALL="fr_FR.UTF-8")
    os.environ.pop("ALIGNMENT_DATA", None)
    os.chdir(folder)
    out = io.StringIO()
    try:
        with contextlib.redirect_stdout(out):
            run([*arguments, "--color", "never"])
    finally:
        os.chdir(here)
        for name, value in kept.items():
            os.environ.pop(name, None) if value is None else os.environ.update({name: value})
    return out.getvalue()


def screens() -> str:
    """Each question, with the command that answers it and its screen."""
    with tempfile.TemporaryDirectory() as folder:
        proposal(Path(folder))
        return "\n\n".join(
            f"## {title}\n\n{block(arguments, Path(folder) if arguments[0] == 'diff' else ROOT)}"
            for title, arguments in SCREENS
        )


def block(arguments: list[str], folder: Path = ROOT) -> str:
    """A command and its screen."""
    shown = "\n".join(line.rstrip() for line in screen(arguments, folder).rstrip().splitlines())
    return f"```text\n$ {' '.join(['alignment', *arguments])}\n{shown}\n```"


def proposal(folder: Path) -> None:
    """Two data folders, before and after a proposal that takes one contribution away from i-Trans."""
    for name in ("avant", "apres"):
        shutil.copytree(ROOT / "data", folder / name)
    file = folder / "apres/regions/hauts-de-france/clusters/i-trans.yaml"
    lines = file.read_text("utf-8").splitlines(keepends=True)
    lines.remove(next(line for line in lines if line.strip() == "s3:mobilites: principal"))
    file.write_text("".join(lines), "utf-8")


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


def help_text(lang: str) -> str:
    """What `alignment --help` says at 80 columns, worked out by typer in a process of that language."""
    done = subprocess.run(
        [sys.executable, "-c", "from alignment.cli.main import run; run(['--help'])", "--lang", lang],
        capture_output=True,
        env={**os.environ, "COLUMNS": "80", "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"},
        check=True,
    )
    return done.stdout.decode("utf-8")


PYTHON_PAGE = "docs/reference/python.md"


def python_page() -> str:
    """The page of the Python interface, with what its blocks print."""
    from examples import played

    return played((ROOT / PYTHON_PAGE).read_text("utf-8"))


WHOLE: Mapping[str, Callable[[], str]] = {
    "src/alignment/cli/help.fr.txt": lambda: help_text("fr"),
    "src/alignment/cli/help.en.txt": lambda: help_text("en"),
    PYTHON_PAGE: python_page,
}
"""Files that are written whole."""


def rules() -> str:
    """The register of rules, each with the way to its page."""
    from alignment.check import codes
    from alignment.check.pages import page
    from alignment.report.rule_page import table

    families = {
        "AL0": "Lire les fichiers, et ce qui a été mis à l’écart",
        "AL1": "Structure\u00a0: un fichier face au format",
        "AL2": "Références\u00a0: les fichiers entre eux",
        "AL3": "Cohérence\u00a0: ce qui est bien formé, et sans doute pas voulu",
        "AL4": "Exigences de la région",
        "AL5": "Provenance\u00a0: d’où viennent les faits",
    }
    parts = []
    for prefix, title in families.items():
        pages = [page(code) for code in codes.ALL if code.code.startswith(prefix)]
        parts.append(f"### {title}\n\n{table(pages, 'fr', '../../src/alignment/check/docs')}")
    return "\n\n".join(parts)


def reference(name: str, *arguments: str) -> str:
    """A part of the reference pages (scripts/reference.py)."""
    import reference

    return str(getattr(reference, name)(*arguments))


PARTS: Mapping[str, Mapping[str, Callable[[], str]]] = {
    "README.md": {"screen": lambda: block([*SCREENS[0][1], "--lang", "en"])},
    "README.fr.md": {"screen": lambda: block(SCREENS[0][1])},
    "docs/ecrans.md": {"screens": screens},
    "docs/data.md": {"status": status, "coding": coding},
    "docs/reference/regles.md": {"rules": rules},
    "docs/reference/fichiers.md": {"files": lambda: reference("files")},
    "docs/reference/commandes.md": {"commands": lambda: reference("commands", "fr")},
    "docs/developers/commands.md": {"commands": lambda: reference("commands", "en")},
    "docs/developers/json.md": {"contracts": lambda: reference("contracts")},
}


def written(text: str, name: str, content: str) -> str:
    """`text` with the part of that name replaced."""
    pattern = re.compile(rf"(<!-- {name}: [^>]*-->\n).*?(<!-- {name} end -->)", re.DOTALL)
    if not pattern.search(text):
        raise SystemExit(f"no part {name!r}")
    return pattern.sub(lambda found: f"{found[1]}{content}\n{found[2]}", text)


def main() -> int:
    """Write every part, or say which file is not what running the tool gives."""
    import sessions

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
    for name in sessions.PAGES:
        file = ROOT / name
        before = file.read_text("utf-8")
        if (after := sessions.played(before)) != before:
            stale.append(name)
            if "--check" not in sys.argv:
                file.write_text(after, "utf-8")
    for name, make in WHOLE.items():
        file, text = ROOT / name, make()
        if not file.exists() or file.read_text("utf-8") != text:
            stale.append(name)
            if "--check" not in sys.argv:
                file.write_text(text, "utf-8")
    if "--check" in sys.argv and stale:
        print(f"run scripts/generated.py: {', '.join(stale)}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
