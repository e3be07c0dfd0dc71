"""The workbook that a region sends to its clusters: guide, sheets to fill in, drop-down lists, what is known already.

Every text goes in as text: nothing becomes a formula or a link. The same data give the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from alignment.exchange import choices, filled
from alignment.exchange import sheets as forms
from alignment.exchange.cells import letter
from alignment.exchange.choices import Choices, Priority
from alignment.exchange.form import Column, Form, Kind
from alignment.exchange.guide import GUIDE
from alignment.exchange.xlsx_out import new_book
from alignment.kernel.bilingual import Bilingual
from alignment.kernel.user_error import UserError
from alignment.model.dataset import Dataset, PlacedRoadmap

ACTION_LINES: Final = 200
"""Lines for actions that have drop-down lists, beside those that are filled in."""
OTHER_LINES: Final = 600
_MANDATE_LINES: Final = 6
_HEAD: Final = 2
"""Row of the headings, from 0: a title and a sentence stand above."""
_LINE: Final = 15.5
"""Height of a line of text, in points."""
_BLUE: Final = "#1F3864"
_PALE: Final = "#DCE6F2"
_GREY: Final = "#F2F2F2"
_WRAPPED: Final[frozenset[str]] = frozenset(
    {"title", "description", "domains", "value_chain", "action", "priority", "sources", "name"}
)


def template(data: Dataset, region: str, placed: PlacedRoadmap | None) -> bytes:
    """The workbook (.xlsx) for a cluster of a region, empty for a new one.

    Raises UserError when the region has no priority to choose from, or when xlsxwriter is missing.
    """
    home = placed.home if placed else region
    listed = choices.priorities(data, dict.fromkeys((home, region, *(placed.regions if placed else ()))), home)
    if not listed:
        name = data.regions[region].name
        raise UserError(
            Bilingual(
                f"{name}\u00a0: aucune priorité n’est connue de ce jeu de données.",
                f"{name}: no priority is known to this data set.",
            ),
            exit_code=3,
        )
    book, out = new_book(f"Feuille de route – {_who(data, region, placed)}")
    _Writing(book, data, region, placed, listed).write()
    book.close()
    return out.getvalue()


def _who(data: Dataset, region: str, placed: PlacedRoadmap | None) -> str:
    return placed.roadmap.name if placed else data.regions[region].name


class _Writing:
    """One workbook being written."""

    def __init__(
        self, book: Any, data: Dataset, region: str, placed: PlacedRoadmap | None, listed: Sequence[Priority]
    ) -> None:
        self._book = book
        self._data = data
        self._region = region
        self._placed = placed
        self._listed = listed
        self._priorities = choices.priority_choices(listed)
        self._ranges: dict[Kind, str] = {}
        base = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
        edge = {"border": 1, "border_color": "#BFBFBF"}
        self._title = book.add_format({**base, "bold": True, "font_size": 16, "font_color": _BLUE})
        self._about = book.add_format({**base, "italic": True, "font_color": "#595959"})
        head = {**base, **edge, "bold": True, "text_wrap": True, "valign": "vcenter"}
        self._head = book.add_format({**head, "bg_color": _BLUE, "font_color": "#FFFFFF"})
        self._key_head = book.add_format({**head, "bg_color": "#7F7F7F", "font_color": "#FFFFFF"})
        self._text = book.add_format({**base, **edge, "num_format": "@"})
        self._wrapped = book.add_format({**base, **edge, "num_format": "@", "text_wrap": True})
        self._key = book.add_format(
            {**base, **edge, "num_format": "@", "bg_color": _GREY, "font_color": "#7F7F7F"}
        )
        self._money = book.add_format({**base, **edge, "num_format": '#,##0.00\\ "€"'})
        self._percent = book.add_format({**base, **edge, "num_format": "0.##\\ %"})
        self._number = book.add_format({**base, **edge, "num_format": "General", "align": "left"})
        self._name = book.add_format({**base, **edge, "bold": True, "bg_color": _PALE, "text_wrap": True})
        self._help = book.add_format({**base, "italic": True, "font_color": "#595959", "text_wrap": True})
        self._strong = book.add_format({**base, "bold": True, "font_size": 12, "font_color": _BLUE})
        self._guide = book.add_format({**base, "text_wrap": True})

    def write(self) -> None:
        """Every sheet, in the order of the tabs; lists are written first, so that the others can point at them."""
        sheets = {form.key: None for form in forms.FORMS}
        guide = self._book.add_worksheet(forms.GUIDE)
        made = {key: self._book.add_worksheet(form.title) for key, form in zip(sheets, forms.FORMS, strict=True)}
        self._write_guide(guide)
        self._write_priorities(self._book.add_worksheet(forms.PRIORITIES))
        self._write_domains()
        self._write_lists(self._book.add_worksheet(forms.LISTS))
        placed = self._placed
        known = filled.lines(placed, self._data, self._priorities) if placed else {}
        self._ranges["action"] = (
            f"={forms.ACTIONS.title}!$A${_HEAD + 2}:$A${_HEAD + 1 + len(known.get('actions', ())) + ACTION_LINES}"
        )
        self._write_cluster(made["cluster"])
        for form in forms.FORMS[1:]:
            self._write_table(made[form.key], form, known.get(form.key, []))
        guide.activate()

    # Sheets to fill in

    def _write_cluster(self, sheet: Any) -> None:
        form = forms.CLUSTER
        if self._placed:
            values = filled.cluster_fields(self._placed, self._data, self._priorities)
        else:
            values = [("regions", self._data.regions[self._region].name)]
        held = dict(values)
        mandate: list[filled.Written] = [value for key, value in values if key == "mandate"]
        mandate += [None] * _MANDATE_LINES  # and room for more
        self._top(sheet, form)
        sheet.set_column(0, 0, 30)
        sheet.set_column(1, 1, 62)
        sheet.set_column(2, 2, 70)
        row = _HEAD
        for column in (each for each in form.columns if each.offered):
            for again, value in enumerate(mandate if column.key == "mandate" else [held.get(column.key)]):
                sheet.write_string(row, 0, _heading(column), self._name)
                self._cell(sheet, row, 1, value, self._value_format(column))
                if (height := _lines(value, 62)) > 1:
                    sheet.set_row(row, _LINE * height)
                if not again:
                    sheet.write_string(row, 2, column.help, self._help)
                self._validate(sheet, column, row, 1, row, 1)
                row += 1
        sheet.freeze_panes(_HEAD, 1)
        self._print(sheet)

    def _write_table(self, sheet: Any, form: Form, lines: Sequence[dict[str, Any]]) -> None:
        typed = form is forms.SOURCES  # whose ids people choose themselves
        columns = [column for column in form.columns if column.offered]
        last = _HEAD + len(lines) + (ACTION_LINES if form is forms.ACTIONS else OTHER_LINES)
        tall: dict[int, int] = {}
        self._top(sheet, form)
        sheet.set_row(_HEAD, 32)
        for number, column in enumerate(columns):
            sheet.set_column(number, number, column.width, self._format(column, typed))
            head = self._key_head if column.kind == "id" and not typed else self._head
            sheet.write_string(_HEAD, number, _heading(column), head)
            self._validate(sheet, column, _HEAD + 1, number, last, number)
            for offset, line in enumerate(lines, _HEAD + 1):
                if column.key in _WRAPPED:
                    tall[offset] = max(tall.get(offset, 1), _lines(line.get(column.key), column.width))
                self._cell(sheet, offset, number, line.get(column.key), self._format(column, typed))
        for row, count in tall.items():
            if count > 1:  # else the height is left to the spreadsheet
                sheet.set_row(row, _LINE * count)
        sheet.freeze_panes(_HEAD + 1, 1)
        sheet.autofilter(_HEAD, 0, last, len(columns) - 1)
        self._print(sheet, repeat=True)
        sheet.print_area(0, 0, max(_HEAD + 1, _HEAD + len(lines)), len(columns) - 1)

    def _top(self, sheet: Any, form: Form) -> None:
        sheet.set_row(0, 24, self._title)
        sheet.set_row(1, 18, self._about)
        sheet.write_string(0, 0, f"{form.title} – {_who(self._data, self._region, self._placed)}", self._title)
        sheet.write_string(1, 0, form.about, self._about)

    def _value_format(self, column: Column) -> Any:
        """The format of a value of the cluster's sheet."""
        return self._format(column) if column.kind in ("id", "count") else self._wrapped

    def _format(self, column: Column, typed_id: bool = False) -> Any:
        if column.key == "amount":
            return self._money
        if column.kind == "share":
            return self._percent
        if column.kind in ("number", "count"):
            return self._number
        if column.kind == "id" and not typed_id:
            return self._key
        return self._wrapped if column.key in _WRAPPED else self._text

    def _cell(self, sheet: Any, row: int, column: int, value: Any, form: Any) -> None:
        if isinstance(value, filled.Shares):
            sheet.write_number(row, column, value.value, form)
        elif isinstance(value, int | float):
            sheet.write_number(row, column, value, form)
        elif value is None:
            sheet.write_blank(row, column, None, form)
        else:
            sheet.write_string(row, column, value, form)

    def _validate(self, sheet: Any, column: Column, *area: int) -> None:
        """The list or the bounds of a column, with what Excel says while a cell is filled and when it can't be."""
        rule: dict[str, Any] = {
            "validate": "any",
            "input_title": column.title[:32],
            "input_message": column.help[:255],
        }
        if column.kind in self._ranges:
            rule |= {
                "validate": "list",
                "source": self._ranges[column.kind],
                "error_title": "Hors de la liste",
                "error_message": f"{column.title}\u00a0: choisir une valeur de la liste.",
            }
        elif column.kind == "euros":
            rule |= {"validate": "decimal", "criteria": ">=", "value": 0} | _wrong(
                "Un montant en euros, sans texte."
            )
        elif column.kind == "share":
            between = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1}
            rule |= between | _wrong("Une part entre 0 % et 100 %.".replace(" %", "\u00a0%"))
        elif column.kind == "count":
            rule |= {"validate": "integer", "criteria": ">=", "value": 0} | _wrong("Un nombre entier.")
        elif column.kind == "number":
            rule |= {"validate": "decimal", "criteria": "between", "minimum": -1e15, "maximum": 1e15}
            rule |= _wrong("Un nombre, sans unité.")
        sheet.data_validation(*area, rule)

    def _print(self, sheet: Any, repeat: bool = False) -> None:
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        who = _who(self._data, self._region, self._placed).replace("&", "&&")
        sheet.set_footer(f"&L{who}&C&A&R&P / &N")
        if repeat:
            sheet.repeat_rows(_HEAD)

    # Sheets to read

    def _write_guide(self, sheet: Any) -> None:
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 74)
        sheet.set_row(0, 28)
        sheet.write_string(0, 0, f"Feuille de route – {_who(self._data, self._region, self._placed)}", self._title)
        sheet.write_string(1, 0, f"Région\u00a0: {self._data.regions[self._region].name}", self._about)
        row = 3
        for heading, sentences in GUIDE:
            sheet.write_string(row, 0, heading, self._strong)
            for sentence in sentences:
                row += 1
                sheet.set_row(row, _LINE * _lines(sentence, 78))
                sheet.write_string(row, 0, sentence, self._guide)
            row += 2
        sheet.set_portrait()
        sheet.set_paper(9)
        sheet.set_margins(left=0.5, right=0.5)
        sheet.fit_to_pages(1, 0)

    def _write_priorities(self, sheet: Any) -> None:
        rows = [
            ("    " * (each.depth - 1) + each.label, each.framework, each.description, each.reference)
            for each in self._listed
        ]
        heads = (("Priorité", 70), ("Texte", 50), ("Description", 80), ("Référence", 34))
        self._read_only(sheet, forms.PRIORITIES, "Les priorités que les listes proposent.", heads, rows)

    def _write_domains(self) -> None:
        found = self._data.domains.domains if self._data.domains else ()
        if not found:
            return
        titles = {each.id: each.title.fr for each in found}
        rows = [(each.title.fr, titles.get(each.broader or "", ""), each.id) for each in found]
        heads = (("Domaine", 50), ("Domaine plus large", 50), ("Code", 34))
        about = "Le vocabulaire commun de la colonne « Domaines » des actions."
        self._read_only(self._book.add_worksheet(forms.DOMAINS), forms.DOMAINS, about, heads, rows)

    def _read_only(
        self, sheet: Any, title: str, about: str, heads: Sequence[tuple[str, int]], rows: Sequence[Sequence[str]]
    ) -> None:
        sheet.set_row(0, 24)
        sheet.write_string(0, 0, title, self._title)
        sheet.write_string(1, 0, about, self._about)
        for number, (head, width) in enumerate(heads):
            sheet.set_column(number, number, width)
            sheet.write_string(_HEAD, number, head, self._head)
            for offset, row in enumerate(rows, _HEAD + 1):
                sheet.write_string(offset, number, row[number], self._wrapped)
        for offset, row in enumerate(rows, _HEAD + 1):
            sheet.set_row(offset, _LINE * max(_lines(row[n], width) for n, (_, width) in enumerate(heads)))
        sheet.freeze_panes(_HEAD + 1, 1)
        sheet.protect("", {"autofilter": True, "format_columns": True, "format_rows": True})
        self._print(sheet, repeat=True)

    def _write_lists(self, sheet: Any) -> None:
        """The hidden sheet that the drop-down lists point at."""
        lists: tuple[tuple[Kind, Choices], ...] = (
            ("priority", self._priorities),
            ("level", choices.LEVELS),
            ("status", choices.STATUSES),
            ("type", choices.TYPES),
            ("provenance", choices.PROVENANCES),
            ("money_source", choices.MONEY_SOURCES),
            ("yes_no", Choices([choices.Choice("oui", "oui"), choices.Choice("non", "non")])),
        )
        for number, (kind, listed) in enumerate(lists):
            name = letter(number + 1)
            for row, entry in enumerate(listed.entries):
                sheet.write_string(row, number, entry.label)
            self._ranges[kind] = f"={forms.LISTS}!${name}$1:${name}${len(listed.entries)}"
        sheet.hide()


def _lines(value: object, width: int) -> int:
    """The lines that a text takes in a column of `width` characters of middling breadth."""
    return 1 + len(value) // width if isinstance(value, str) else 1


def _heading(column: Column) -> str:
    return f"{column.title} *" if column.required else column.title


def _wrong(expected: str) -> dict[str, str]:
    return {"error_title": "Valeur inattendue", "error_message": expected}
