"""`alignment check --fix`: writes what was mended and says how much, before the check itself is shown."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from alignment.kernel import atomic
from alignment.kernel.bilingual import Bilingual, Lang


def fix_files(paths: Sequence[str], data: str | None, unsafe: bool, lang: Lang) -> None:
    """Mend the files, and say on standard error what was done. Raises UserError."""
    from alignment.editing.mending import mend

    mended = mend(paths, data, unsafe)
    for name, content in mended.contents.items():
        atomic.write((mended.loaded.folder.root / name).resolve(), content.encode("utf-8"))
    print(_sentence(mended.mends, len(mended.contents), mended.unsafe_left).to(lang), file=sys.stderr)


def _sentence(mends: int, files: int, left: int) -> Bilingual:
    """What was mended, in how many files, and what could be with --unsafe-fixes."""
    many, much = "s" if mends > 1 else "", "s" if files > 1 else ""
    said = Bilingual(
        f"{mends} correction{many}, {files} fichier{much} réécrit{much}.",
        f"{mends} mend{'' if mends == 1 else 's'}, {files} file{'' if files == 1 else 's'} rewritten.",
    )
    if not left:
        return said
    return Bilingual(
        f"{said.fr} {left} autre{'s' if left > 1 else ''} possible{'s' if left > 1 else ''} avec --unsafe-fixes, à relire.",
        f"{said.en} {left} more possible with --unsafe-fixes, to be read over.",
    )
