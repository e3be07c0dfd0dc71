"""`alignment diff`, from what was asked to what differs: two revisions of git, or two folders."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fractions import Fraction
from pathlib import Path

from alignment.config import DataFolder
from alignment.kernel.bilingual import Bilingual
from alignment.kernel.user_error import UserError
from alignment.model.dataset import Dataset
from alignment.pipeline import loading
from alignment.pipeline.loading import Loaded
from alignment.pipeline.lookup import find_region
from alignment.score.changes import changes, paths
from alignment.score.difference import Difference, FileChange, RegionDifference
from alignment.score.effects import Effect, drops, effects
from alignment.score.region import score_region
from alignment.score.setting import prepare
from alignment.source.revision import read_revision
from alignment.source.yaml_events import Document


def compare(
    folder: DataFolder, base: str, head: str | None, region: str | None = None, beyond: Fraction | None = None
) -> Difference:
    """Compare two states: each a folder, if there is one of that name, or a revision; by default the head is `folder`.

    Raises UserError when a revision or the region is unknown, or when a folder holds no data.
    """
    before, before_label = _state(folder, base)
    if head is not None:
        after, after_label = _state(folder, head)
    else:
        after, after_label = loading.load(folder), Bilingual("dossier de travail", "working folder")
    chosen = None
    if region is not None:
        chosen = find_region(after.data if after.data.regions else before.data, region)
    ids = [chosen] if chosen else sorted({*before.data.regions, *after.data.regions})
    touched = {
        name for name in {*before.files, *after.files} if _content(before, name) != _content(after, name)
    } | (before.data.broken ^ after.data.broken)
    return Difference(
        before_label,
        after_label,
        tuple(changes(before.data, after.data, chosen)),
        tuple(_files(before, after, touched, chosen)),
        tuple(_region(each, before, after, touched, beyond) for each in ids),
        chosen,
        beyond,
    )


def _content(loaded: Loaded, name: str) -> str | None:
    document = loaded.files.get(name)
    return document.text.content if document is not None else None


def _state(folder: DataFolder, asked: str) -> tuple[Loaded, Bilingual]:
    """A state of the data, and how to call it."""
    path = Path(asked)
    if path.is_dir():
        root = path if (path / "regions").is_dir() else path / "data"
        if not (root / "regions").is_dir():
            raise UserError(
                Bilingual(
                    f"Le dossier «\u00a0{asked}\u00a0» n’a pas de données (il y manque regions/).",
                    f"The folder “{asked}” has no data (regions/ is missing).",
                ),
                exit_code=3,
            )
        label = Bilingual(f"dossier {asked}", f"folder {asked}")
        return loading.load(DataFolder(root.resolve(), label)), label
    contents = read_revision(folder.root, asked)
    label = Bilingual(f"révision {asked}", f"revision {asked}")
    if not contents:
        return Loaded(folder, Dataset(), {}, ()), label
    return loading.assemble(folder, contents), label


def _files(before: Loaded, after: Loaded, touched: Collection[str], region: str | None) -> Iterator[FileChange]:
    """The files other than roadmaps that differ: strategies, steering, vocabulary, method."""
    kept = {*before.data.files_of(region), *after.data.files_of(region)} if region is not None else touched
    for name in sorted(touched):
        if "/clusters/" in name or name not in kept:
            continue
        one, other = before.files.get(name), after.files.get(name)
        if one is None or other is None:
            yield FileChange(name, "added" if one is None else "removed")
        elif not isinstance(one, Document) or not isinstance(other, Document):
            yield FileChange(name, "changed")
        elif places := tuple(paths(one.value, other.value)):
            yield FileChange(name, "changed", places)


def _region(
    region: str, before: Loaded, after: Loaded, touched: Collection[str], beyond: Fraction | None
) -> RegionDifference:
    """What differs in one region; one that no changed file concerns is not scored at all."""
    model = after.data.regions.get(region) or before.data.regions[region]
    scorable = (_is_scorable(before, region), _is_scorable(after, region))
    concerned = (before.data.files_of(region) | after.data.files_of(region)) & set(touched)
    found: tuple[Effect, ...] | None = ()
    if not all(scorable):
        found = None
    elif concerned:
        found = tuple(effects(*(score_region(prepare(each.data, region)) for each in (before, after))))
    fallen = drops(found or (), beyond) if beyond is not None else ()
    return RegionDifference(
        region,
        model.name,
        found,
        tuple(fallen),
        scorable,
        (bool(before.blocking(region)), bool(after.blocking(region))),
        bool(concerned),
    )


def _is_scorable(loaded: Loaded, region: str) -> bool:
    model = loaded.data.regions.get(region)
    return model is not None and bool(model.srdeii.axes) and not loaded.blocking(region)
