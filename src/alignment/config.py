"""Which data folder is read: option, environment, configuration file, a folder upwards, then the packaged data."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from alignment import __version__
from alignment.kernel.bilingual import Bilingual, Lang
from alignment.kernel.user_error import UserError

KEYS = ("data", "lang", "profile", "ignore")
"""What `alignment.toml` or `[tool.alignment]` may say: texts, and the table `ignore`."""


PACKAGED = Bilingual(f"jeu livré avec alignment {__version__}", f"data shipped with alignment {__version__}")
"""The origin of the data that need no choice."""


class DataFolder(NamedTuple):
    """The data folder of a run, and where the choice comes from."""

    root: Path
    origin: Bilingual

    def label(self, lang: Lang) -> str:
        """What a screen says of it: its path as the user would write it, and why it was read."""
        if self.origin == PACKAGED:
            return self.origin.to(lang)
        try:
            shown = self.root.relative_to(Path.cwd()).as_posix() or "."
        except ValueError:
            shown = self.root.name
        return f"{shown} ({self.origin.to(lang)})"


class Ignored(NamedTuple):
    """A rule that the configuration sets aside, everywhere or in the files of a pattern, and why.

    `pattern` is relative to the data folder; `*` stands for any text, slashes included.
    """

    code: str
    reason: str
    pattern: str | None = None


class CheckSettings(NamedTuple):
    """What a configuration file says of `check`, and the file, for messages about it."""

    profile: str | None = None
    ignored: tuple[Ignored, ...] = ()
    file: Path | None = None


def check_settings(here: Path) -> CheckSettings:
    """The settings of `check` from the nearest configuration. Raises UserError when they are malformed."""
    found = _table(here)
    if found is None:
        return CheckSettings()
    file, table = found
    ignored: list[Ignored] = []
    for key, value in table.get("ignore", {}).items():
        inner = value if isinstance(value, dict) else {key: value}
        pattern = key if isinstance(value, dict) else None
        for code, reason in inner.items():
            if not isinstance(reason, str) or not reason.strip():
                raise UserError(
                    Bilingual(
                        f"{file.name}\u00a0: ignore attend une raison pour «\u00a0{code}\u00a0».",
                        f"{file.name}: ignore expects a reason for “{code}”.",
                    )
                )
            ignored.append(Ignored(code, reason.strip(), pattern))
    return CheckSettings(table.get("profile"), tuple(ignored), file)


def today(option: str | None, environment: Mapping[str, str]) -> date:
    """The day that dates are held against: option, then SOURCE_DATE_EPOCH, then the clock.

    Raises UserError when the option is no day of the calendar.
    """
    if option is not None:
        try:
            return date.fromisoformat(option)
        except ValueError:
            raise UserError(
                Bilingual(
                    f"--date\u00a0: «\u00a0{option}\u00a0» n’est pas un jour comme 2026-03-31.",
                    f"--date: “{option}” is not a day such as 2026-03-31.",
                )
            ) from None
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdigit() and len(epoch) < 12:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return date.today()


def packaged_data() -> Path:
    """The data that ships with the package; in a source checkout, the `data` folder beside `src`."""
    inside = Path(__file__).parent / "_data"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "data"


def data_folder(option: str | None, environment: Mapping[str, str], here: Path) -> DataFolder:
    """Choose the data folder. Raises UserError when the chosen one isn't there."""
    if option is not None:
        return existing_folder(Path(option), Bilingual("option --data", "option --data"))
    if named := environment.get("ALIGNMENT_DATA"):
        return existing_folder(Path(named), Bilingual("variable ALIGNMENT_DATA", "variable ALIGNMENT_DATA"))
    if configured := _configured(here):
        return configured
    for folder in _upwards(here):
        if (folder / "data" / "regions").is_dir():
            return DataFolder((folder / "data").resolve(), Bilingual("dossier data trouvé", "data folder found"))
    return DataFolder(packaged_data(), PACKAGED)


def root_above(path: Path) -> Path | None:
    """The data folder that holds a file or folder (or is it): the nearest one with a `regions` folder."""
    return next((folder for folder in _upwards(path.resolve()) if (folder / "regions").is_dir()), None)


def language(option: str | None, environment: Mapping[str, str], here: Path) -> Lang:
    """The language of a run: option, then configuration, then the locale; French unless one says English."""
    if option in ("fr", "en"):
        return "en" if option == "en" else "fr"
    if option is not None:
        raise UserError(
            Bilingual(
                f"Langue inconnue «\u00a0{option}\u00a0»\u00a0: fr ou en.",
                f"Unknown language “{option}”: fr or en.",
            )
        )
    found = _table(here)
    if found is not None and "lang" in found[1]:
        return "en" if found[1]["lang"] == "en" else "fr"
    locale = environment.get("LC_ALL") or environment.get("LANG") or ""
    return "en" if locale.startswith("en") else "fr"


def existing_folder(folder: Path, origin: Bilingual) -> DataFolder:
    """A folder that was named, and by what. Raises UserError when it isn't there."""
    if not folder.is_dir():
        raise UserError(
            Bilingual(
                f"Le dossier de données «\u00a0{folder}\u00a0» n’existe pas ({origin.fr}).",
                f"The data folder “{folder}” does not exist ({origin.en}).",
            ),
            exit_code=3,
        )
    return DataFolder(folder.resolve(), origin)


def _upwards(here: Path) -> Iterator[Path]:
    yield here
    yield from here.parents


def _configured(here: Path) -> DataFolder | None:
    found = _table(here)
    if found is None or "data" not in found[1]:
        return None
    file, table = found
    folder = (file.parent / table["data"]).resolve()
    # The configuration comes with the files that it speaks of, maybe from outside: it stays inside its own folder.
    if not folder.is_relative_to(file.parent.resolve()):
        raise UserError(
            Bilingual(
                f"{file.name}\u00a0: data doit désigner un dossier situé sous celui du fichier.",
                f"{file.name}: data must name a folder below that of the file.",
            )
        )
    return existing_folder(folder, Bilingual(file.name, file.name))


def _table(here: Path) -> tuple[Path, dict[str, Any]] | None:
    """The nearest configuration upwards, stopping at the top of a git checkout."""
    for folder in _upwards(here):
        own, project = folder / "alignment.toml", folder / "pyproject.toml"
        if own.is_file():
            return own, _checked(own, _toml(own))
        if project.is_file():
            table = _toml(project).get("tool", {}).get("alignment")
            if table is not None:
                return project, _checked(project, table)
        if (folder / ".git").exists():
            return None
    return None


def _toml(file: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UserError(
            Bilingual(f"{file.name} ne se lit pas\u00a0: {error}", f"{file.name} cannot be read: {error}")
        ) from None


def _checked(file: Path, table: object) -> dict[str, Any]:
    if not isinstance(table, dict):
        table = {"": table}
    for key, value in table.items():
        if key not in KEYS:
            from alignment.check.nearest import did_you_mean

            known = ", ".join(KEYS)
            near = did_you_mean(key, KEYS) or Bilingual(f"Clés\u00a0: {known}.", f"Keys: {known}.")
            raise UserError(
                Bilingual(
                    f"{file.name}\u00a0: clé inconnue «\u00a0{key}\u00a0». {near.fr}",
                    f"{file.name}: unknown key “{key}”. {near.en}",
                )
            )
        if not isinstance(value, dict if key == "ignore" else str):
            expected = Bilingual("une table", "a table") if key == "ignore" else Bilingual("un texte", "a text")
            raise UserError(
                Bilingual(
                    f"{file.name}\u00a0: «\u00a0{key}\u00a0» attend {expected.fr}.",
                    f"{file.name}: “{key}” expects {expected.en}.",
                )
            )
    return table


def region_ids(folder: Path) -> list[str]:
    """The regions of a data folder, from its folders alone: quick enough for shell completion."""
    try:
        return sorted(entry.name for entry in os.scandir(folder / "regions") if entry.is_dir())
    except OSError:
        return []
