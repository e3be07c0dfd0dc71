"""Build the site of the documents, which works from a folder and without a network: `python scripts/docs.py [FOLDER]`.

`docs/` is the site, and a few pages of the repository that lie elsewhere join it: their links are set right on a copy,
which the generator (extra `docs`, settings in mkdocs.yml) then turns into pages. Default folder: `site`.
"""

from __future__ import annotations

import os
import posixpath
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parent.parent

JOINING = {
    "src/alignment/check/docs": "docs/reference/regles",
    "CONTRIBUTING.md": "docs/developers/contributing.md",
    "SECURITY.md": "docs/developers/security.md",
    "CHANGELOG.md": "docs/developers/changelog.md",
    "data/LICENSE.md": "docs/licence-des-donnees.md",
}
"""What joins the site: where it lies in the repository, and where it goes."""

LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^)#\s:]+)(#[^)\s]*)?\)")


def gather(folder: Path) -> None:
    """Lay out the site's texts in a folder: a copy of `docs/`, what joins it, and links that fit."""
    shutil.copytree(ROOT / "docs", folder / "docs")
    for origin, place in JOINING.items():
        (shutil.copytree if (ROOT / origin).is_dir() else shutil.copy)(ROOT / origin, folder / place)
    origins = {place: origin for origin, place in JOINING.items()}
    for page in (folder / "docs").rglob("*.md"):
        place = page.relative_to(folder).as_posix()
        origin = next((place.replace(new, old, 1) for new, old in origins.items() if _within(place, new)), place)
        page.write_text(spaced(typeset(relinked(page.read_text("utf-8"), origin, place))), "utf-8")


def relinked(text: str, origin: str, place: str) -> str:
    """A text that lay at `origin`, with the links that it needs at `place`; what the site doesn't have loses its link."""

    def link(found: re.Match[str]) -> str:
        target = posixpath.normpath(PurePosixPath(origin).parent / found[3])
        moved = next((target.replace(old, new, 1) for old, new in JOINING.items() if _within(target, old)), target)
        if not _within(moved, "docs"):
            return found[2]
        return f"{found[1]}[{found[2]}]({posixpath.relpath(moved, PurePosixPath(place).parent)}{found[4] or ''})"

    return LINK.sub(link, text)


ITEM = re.compile(r"([-*]|\d+\.) ")


def spaced(text: str) -> str:
    """A text with an empty line before each list: forges do without, the generator doesn't."""
    lines: list[str] = []
    fenced = False
    for line in text.split("\n"):
        fenced ^= line.startswith("```")
        before = lines[-1] if lines else ""
        if not fenced and ITEM.match(line) and before and not before.startswith(" ") and not ITEM.match(before):
            lines.append("")
        lines.append(line)
    return "\n".join(lines)


CODE = re.compile(r"(^```.*?^```|`[^`\n]*`)", re.DOTALL | re.MULTILINE)


def typeset(text: str) -> str:
    """A text whose ordinary spaces before : ; ! ? » % and after « don't break lines, without comments, outside of code."""
    pieces = CODE.split(text)
    for index in range(0, len(pieces), 2):
        seen = re.sub(r"^<!--.*?-->$", "", pieces[index], flags=re.DOTALL | re.MULTILINE)
        pieces[index] = re.sub(r"(?<=\S) (?=[:;!?»%](?![\w-]))|(?<=«) ", "\u00a0", seen)
    return "".join(pieces)


def _within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(f"{folder}/")


def build(target: Path) -> int:
    """Write the site to a folder, whole, and return the generator's exit code: a broken link or anchor is one.

    Only an empty folder or an older site is replaced.
    """
    if target.exists() and any(target.iterdir()) and not (target / "sitemap.xml").is_file():
        raise SystemExit(f"{target} holds something else than a site: name another folder")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        gather(folder)
        shutil.copy(ROOT / "mkdocs.yml", folder)
        command = [sys.executable, "-m", "zensical", "build", "--strict"]
        done = subprocess.run(command, cwd=folder, check=False, env={**os.environ, "PYTHONUTF8": "1"})
        if done.returncode == 0:
            shutil.rmtree(target, ignore_errors=True)
            shutil.move(folder / "site", target)
        return done.returncode


if __name__ == "__main__":
    sys.exit(build(Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "site").resolve()))
