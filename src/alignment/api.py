"""The Python interface, for notebooks and programs: what the commands do, without a terminal. See docs/api.md.

What stands here is stable: names, parameters, exceptions, and `data` of every answer, which keeps the contracts of
docs/schemas. The rooms behind it are not.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeVar

from alignment.config import data_folder, existing_folder, today
from alignment.kernel.bilingual import Bilingual, Lang
from alignment.kernel.diagnostic import Severity
from alignment.kernel.user_error import UserError
from alignment.pipeline import loading, scoring
from alignment.pipeline.comparing import compare_regions
from alignment.pipeline.loading import Loaded
from alignment.pipeline.lookup import find_region
from alignment.report import findings as checks
from alignment.report.document import Document
from alignment.report.findings import Located
from alignment.report.page import Page
from alignment.score.region import RegionScore

_Result = TypeVar("_Result")
_GIVEN = Bilingual("dossier donné", "folder given")


@dataclass(frozen=True, repr=False)
class Answer:
    """What one question gave; a notebook shows it as Markdown."""

    _document: Document

    def __repr__(self) -> str:
        """Its title: the whole would fill a screen."""
        return f"<Answer: {self._document.title}>"

    @property
    def data(self) -> Mapping[str, Any]:
        """Every figure, as `--format json` gives it: unrounded, shares from 0 to 1, money in integer cents."""
        return self._document.data

    def text(self, width: int = 80) -> str:
        """The screen of the command, without colour, on lines of `width` characters (40 at least)."""
        from alignment.report.terminal import render

        return render(self._document, Page(max(40, width)))

    def markdown(self) -> str:
        """The same as Markdown."""
        from alignment.report.markdown import render

        return render(self._document)

    def csv(self, table: str | None = None) -> str:
        """One table as CSV, the first by default. Raises UserError, which names them, for an unknown one."""
        from alignment.report.csv_form import render

        return render(self._document, table)

    _repr_markdown_ = markdown


@dataclass(frozen=True, repr=False)
class Findings:
    """What a check found; a notebook shows it as Markdown."""

    _found: checks.Findings
    _lang: Lang

    def __repr__(self) -> str:
        """Its counts."""
        return f"<Findings: {self.errors} errors, {self.warnings} warnings>"

    @property
    def errors(self) -> int:
        """How many errors there are; the regions that they touch have no score."""
        return self._found.count(Severity.ERROR)

    @property
    def warnings(self) -> int:
        """How many warnings there are."""
        return self._found.count(Severity.WARNING)

    @property
    def data(self) -> Mapping[str, Any]:
        """Every problem with its file, line, message and hint, as `check --format json` gives it."""
        from alignment.report.findings_json import value

        return value(self._found, self._lang)

    def text(self, width: int = 80) -> str:
        """The screen of `alignment check`, without colour, on lines of `width` characters (40 at least)."""
        from alignment.report.findings_text import render_findings

        return render_findings(self._found, self._lang, Page(max(40, width)))

    def markdown(self) -> str:
        """The same as Markdown."""
        from alignment.report.findings_markdown import render

        return render(self._found, self._lang)

    _repr_markdown_ = markdown


@dataclass(frozen=True)
class Report:
    """What became of the report of one region: the files, or the reason why there is none."""

    name: str
    files: tuple[Path, ...]
    reason: str | None


class DataError(Exception):
    """The files of a region hold errors, so it has no score; `findings` says which."""

    def __init__(self, findings: Findings) -> None:
        """Keep the errors; the message of the exception is their screen."""
        super().__init__(findings.text())
        self.findings = findings


class Data:
    """A data set, read once by `load`. Regions, clusters and priorities are named as on the command line: by id or
    by name, accents and case apart.

    Every method raises UserError for a name or a value that it can't follow. `cursor` is the weight of the European
    priorities, from 0 to 1 (method, section 4), `scenario` the id of a scenario of the region.
    """

    def __init__(self, loaded: Loaded, lang: Lang) -> None:
        """Hold what was read, and the language of the texts to come."""
        self._loaded, self._lang = loaded, lang

    def __repr__(self) -> str:
        """Its folder."""
        return f"<Data: {self.folder}>"

    @property
    def folder(self) -> Path:
        """The folder that was read."""
        return self._loaded.folder.root

    @property
    def regions(self) -> Mapping[str, str]:
        """The names of the regions that could be read, by id."""
        return {region: model.name for region, model in sorted(self._loaded.data.regions.items())}

    def check(
        self,
        *,
        profile: str | None = None,
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        day: date | None = None,
    ) -> Findings:
        """Hold the files against the rules, as `alignment check` does.

        `profile` is draft (the default), publication or council; `select` and `ignore` are codes or their beginnings
        (AL3); dates are judged on `day`, today by default.
        """
        from alignment.pipeline.checking.run import Asked, check_loaded

        judged_on = day or today(None, os.environ)
        asked = Asked(profile=profile, select=tuple(select), ignore=tuple(ignore), today=judged_on)
        return Findings(check_loaded(self._loaded, asked), self._lang)

    def score(self, region: str, *, cursor: float | Fraction | None = None, scenario: str | None = None) -> Answer:
        """Score the clusters of a region, as `alignment score` does. Raises DataError when its files hold errors."""
        score = self._score(region, cursor, scenario)
        return Answer(scoring.score_view(score, self._loaded, self._lang))

    def explain(
        self,
        region: str,
        cluster: str,
        priority: str | None = None,
        *,
        cursor: float | Fraction | None = None,
        scenario: str | None = None,
    ) -> Answer:
        """Explain a figure of a cluster down to its actions: its whole alignment, a framework (`s3`) or a priority.

        Raises DataError when the region's files hold errors.
        """
        score = self._score(region, cursor, scenario)
        return Answer(scoring.explain_view(score, self._loaded, self._lang, cluster, priority))

    def compare(
        self, *regions: str, framework: str | None = None, cursor: float | Fraction | None = None
    ) -> Answer:
        """Compare regions by domain, on their SRDEII and S3 or on one framework alone.

        Raises DataError when the files of one hold errors.
        """
        found = compare_regions(self._loaded, regions, framework, _share(cursor), self._lang)
        return Answer(self._unless_refused(found))

    def report(
        self,
        *regions: str,
        out: str | os.PathLike[str] = "reports",
        forms: Sequence[str] = ("html",),
        cursor: float | Fraction | None = None,
        scenario: str | None = None,
        day: date | None = None,
    ) -> tuple[Report, ...]:
        """Write the reports of regions into the folder `out`, and with several the page that compares them.

        `forms` are among html, pdf, xlsx, md, csv, csv-bom, json; `day` is printed as the date of the report, none by
        default. What fails in one region stops no other: its `reason` says why. Raises OSError when the folder
        cannot be written to.
        """
        from alignment.pipeline.publication import Order, publish
        from alignment.report.forms import require

        if not regions:
            raise UserError(Bilingual("Nommez au moins une région.", "Name at least one region."))
        chosen = tuple(dict.fromkeys(find_region(self._loaded.data, region) for region in regions))
        for form in forms:
            require(form)
        order = Order(
            chosen, tuple(forms), Path(out), self._lang, _share(cursor), scenario, day, index=len(chosen) > 1
        )
        made = publish(self._loaded, order, lambda _region, _form: None)
        return tuple(
            Report(each.name, each.files, each.reason.to(self._lang) if each.reason else None) for each in made
        )

    def _score(self, region: str, cursor: float | Fraction | None, scenario: str | None) -> RegionScore:
        return self._unless_refused(scoring.score(self._loaded, region, _share(cursor), scenario))

    def _unless_refused(self, result: _Result | list[Located]) -> _Result:
        if isinstance(result, list):
            loaded = self._loaded
            label = Bilingual(loaded.folder.label("fr"), loaded.folder.label("en"))
            raise DataError(Findings(checks.Findings(tuple(result), len(loaded.files), label), self._lang))
        return result


def load(folder: str | os.PathLike[str] | None = None, *, lang: Lang = "fr") -> Data:
    """Read a data folder, every file of it; `lang` is the language of all texts to come.

    Without a folder, the one that the commands would read: ALIGNMENT_DATA, the configuration, a folder `data` here or
    above, else the data shipped with the package. Faulty files raise nothing: `Data.check` tells them. Raises
    UserError when there is no such folder, or no data in it.
    """
    given = None if folder is None else existing_folder(Path(folder), _GIVEN)
    return Data(loading.load(given or data_folder(None, os.environ, Path.cwd())), lang)


def _share(value: float | Fraction | None) -> Fraction | None:
    """A cursor, exact as it is written: 0.35 is 7/20."""
    if value is None:
        return None
    try:
        exact = Fraction(str(value))
    except ValueError:
        exact = None
    if exact is None or not 0 <= exact <= 1:
        raise UserError(
            Bilingual(
                f"cursor\u00a0: {value} n’est pas un nombre entre 0 et 1.",
                f"cursor: {value} is not a number between 0 and 1.",
            )
        )
    return exact
