"""Why a file of the data folder isn't read, each in one sentence with its way out."""

from __future__ import annotations

import errno
import stat

from alignment.kernel.bilingual import Bilingual
from alignment.kernel.diagnostic import Diagnostic, Place
from alignment.source import codes
from alignment.source.codes import Code

_LAYOUT = Bilingual(
    "Sont lus\u00a0: method.yaml, regions/<région>/region.yaml, regions/<région>/clusters/*.yaml, "
    "s3/*.yaml et europe/*.yaml.",
    "Files read are method.yaml, regions/<region>/region.yaml, regions/<region>/clusters/*.yaml, "
    "s3/*.yaml and europe/*.yaml.",
)
_KINDS = (
    (stat.S_ISDIR, Bilingual("un dossier", "a folder")),
    (stat.S_ISFIFO, Bilingual("un tube (fifo)", "a pipe (fifo)")),
    (stat.S_ISCHR, Bilingual("un périphérique", "a device")),
    (stat.S_ISBLK, Bilingual("un périphérique", "a device")),
    (stat.S_ISSOCK, Bilingual("une prise réseau (socket)", "a socket")),
)
_REASONS = {
    errno.EACCES: Bilingual("la permission de le lire manque", "permission to read it is missing"),
    errno.EPERM: Bilingual("la permission de le lire manque", "permission to read it is missing"),
    errno.EIO: Bilingual("le disque signale une erreur", "the disk reports an error"),
    errno.ENAMETOOLONG: Bilingual("son nom est trop long", "its name is too long"),
    errno.EMFILE: Bilingual("trop de fichiers sont ouverts", "too many files are open"),
    errno.ENFILE: Bilingual("trop de fichiers sont ouverts", "too many files are open"),
    errno.ENOENT: Bilingual("il n’existe pas", "it doesn’t exist"),
    errno.ENOTDIR: Bilingual("ce n’est pas un dossier", "it isn’t a folder"),
    errno.ENXIO: Bilingual("ce n’est pas un fichier ordinaire", "it isn’t an ordinary file"),
}
_UNKNOWN = Bilingual("le système le refuse", "the system refuses")


def _one(code: Code, name: str, message: Bilingual, hint: Bilingual) -> Diagnostic:
    return Diagnostic(code.code, code.severity, message, Place(name), hint)


def odd_name(name: str) -> Diagnostic:
    """A file name with characters that can't be shown or typed."""
    return _one(
        codes.FILE_NAME,
        name,
        Bilingual(
            "Le nom de ce fichier contient des caractères invisibles, de contrôle ou illisibles\u00a0: "
            "il n’est pas lu.",
            "This file’s name holds invisible, control or unreadable characters: it isn’t read.",
        ),
        Bilingual(
            "Le renommer en lettres minuscules sans accents, chiffres et traits d’union.",
            "Rename it with lower-case letters without accents, digits and hyphens.",
        ),
    )


def unexpected(name: str) -> Diagnostic:
    """A YAML file where the format has none."""
    ending = name.rpartition(".")[2]
    if ending != ending.lower():
        return _one(
            codes.UNEXPECTED_FILE,
            name,
            Bilingual(
                f"Ce fichier n’est pas lu\u00a0: son extension «\u00a0.{ending}\u00a0» est en majuscules.",
                f"This file isn’t read: its extension “.{ending}” is in capitals.",
            ),
            Bilingual("Le renommer en «\u00a0.yaml\u00a0».", "Rename it to “.yaml”."),
        )
    return _one(
        codes.UNEXPECTED_FILE,
        name,
        Bilingual(
            "Ce fichier n’est pas lu\u00a0: le format n’en prévoit pas à cette place.",
            "This file isn’t read: the format has none at this place.",
        ),
        _LAYOUT,
    )


def link_outside(name: str) -> Diagnostic:
    """A symbolic link that leaves the data folder."""
    return _one(
        codes.SYMLINK,
        name,
        Bilingual(
            "Ce lien symbolique sort du dossier des données\u00a0: il n’est pas suivi.",
            "This symbolic link leaves the data folder: it isn’t followed.",
        ),
        Bilingual("Mettre le fichier lui-même à cette place.", "Put the file itself in this place."),
    )


def link_to_folder(name: str) -> Diagnostic:
    """A symbolic link to a folder."""
    return _one(
        codes.SYMLINK,
        name,
        Bilingual(
            "Ce lien symbolique mène à un dossier\u00a0: il n’est pas suivi.",
            "This symbolic link leads to a folder: it isn’t followed.",
        ),
        Bilingual("Mettre le dossier lui-même à cette place.", "Put the folder itself in this place."),
    )


def link_loop(name: str) -> Diagnostic:
    """A symbolic link that leads back to itself."""
    return _one(
        codes.SYMLINK,
        name,
        Bilingual("Ce lien symbolique tourne en rond.", "This symbolic link leads back to itself."),
        Bilingual("Le supprimer, ou le remplacer par le fichier.", "Delete it, or replace it with the file."),
    )


def not_a_file(name: str, mode: int) -> Diagnostic:
    """Something that has a file's name and isn't one."""
    kind = next((kind for is_kind, kind in _KINDS if is_kind(mode)), None)
    what = kind or Bilingual("un objet d’une autre sorte", "something else")
    return _one(
        codes.NOT_A_FILE,
        name,
        Bilingual(
            f"Ce n’est pas un fichier ordinaire, mais {what.fr}\u00a0: rien n’y est lu.",
            f"This isn’t an ordinary file but {what.en}: nothing is read from it.",
        ),
        Bilingual("Le renommer, ou le remplacer par un fichier.", "Rename it, or replace it with a file."),
    )


def too_large(name: str, size: int, limit: int) -> Diagnostic:
    """A file over the size limit (both in bytes)."""
    megabytes, most = f"{size / 1e6:,.1f}", f"{limit / 1e6:.0f}"
    french = megabytes.replace(",", "\u202f").replace(".", ",")
    return _one(
        codes.TOO_LARGE,
        name,
        Bilingual(
            f"Fichier trop gros\u00a0: {french}\u00a0Mo, pour un maximum de {most}\u00a0Mo.",
            f"File too large: {megabytes} MB, where {most} MB are accepted.",
        ),
        Bilingual(
            "Un fichier décrit une seule feuille de route\u00a0: le scinder.",
            "One file describes one roadmap: split it.",
        ),
    )


def gone(name: str) -> Diagnostic:
    """A file that has vanished, or a link to nothing."""
    return _one(
        codes.UNREADABLE,
        name,
        Bilingual(
            "Ce fichier n’existe pas ou plus, ou le lien qui porte son nom ne mène à rien.",
            "This file doesn’t exist any more, or the link of this name leads to nothing.",
        ),
        Bilingual(
            "Le rétablir, ou supprimer le lien, puis relancer.",
            "Put it back, or delete the link, then run again.",
        ),
    )


def unreadable(name: str, error: OSError) -> Diagnostic:
    """A file that the system doesn't let us read."""
    reason = _REASONS.get(error.errno or 0, _UNKNOWN)
    return _one(
        codes.UNREADABLE,
        name,
        Bilingual(f"Ce fichier ne peut pas être lu\u00a0: {reason.fr}.", f"This file can’t be read: {reason.en}."),
        Bilingual(
            "Vérifier ses permissions et le support où il se trouve.",
            "Check its permissions and the disk that it is on.",
        ),
    )


def folder_unreadable(name: str, error: OSError) -> Diagnostic:
    """A folder that can't be listed; the data folder itself is called `.`."""
    reason = _REASONS.get(error.errno or 0, _UNKNOWN)
    return _one(
        codes.UNREADABLE,
        name,
        Bilingual(
            f"Ce dossier ne peut pas être lu\u00a0: {reason.fr}.", f"This folder can’t be read: {reason.en}."
        ),
        Bilingual("Vérifier son nom et ses permissions.", "Check its name and permissions."),
    )


def too_many_files(limit: int) -> Diagnostic:
    """A folder so full that it can't be a data set."""
    return _one(
        codes.TOO_MANY_FILES,
        ".",
        Bilingual(
            f"Plus de {limit} fichiers et dossiers\u00a0: ce n’est sans doute pas un dossier de données.",
            f"More than {limit} files and folders: this is probably not a data folder.",
        ),
        Bilingual("Indiquer le bon dossier avec --data.", "Give the right folder with --data."),
    )


def folders_too_deep(name: str, limit: int) -> Diagnostic:
    """A folder nested beyond what is walked."""
    return _one(
        codes.TOO_MANY_FILES,
        name,
        Bilingual(
            f"Plus de {limit} dossiers imbriqués\u00a0: la suite n’est pas parcourue.",
            f"More than {limit} nested folders: what lies below isn’t looked at.",
        ),
        _LAYOUT,
    )
