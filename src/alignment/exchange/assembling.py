"""From the lines of a workbook to the roadmap that they describe, on top of the one that is already there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from alignment.check.nearest import plain_words
from alignment.exchange import sheets as forms
from alignment.exchange.choices import nearest, resembling, squeezed
from alignment.exchange.reading import Reader, Record
from alignment.exchange.tables import Remark
from alignment.kernel.bilingual import Bilingual

Value = dict[str, Any]

DITTO: Final = frozenset({"idem", "id", "ditto", '"', "''", "〃", "-//-"})
_SMALL_WORDS: Final = (
    "a au aux avec d dans de des du en et l la le les ou par pour sur un une vers the of and for in"
)
_LONGEST_ID: Final = 40
_BESIDE: Final = frozenset(key for form in forms.FLAT.values() for key in form.says)
"""What a line of an action may say of a contribution and of money besides."""


@dataclass
class Assembled:
    """The actions of a workbook in order, what their lines say, and the keys that the workbook carries."""

    actions: list[Value] = field(default_factory=list)
    carried: frozenset[str] = frozenset()
    """Keys of an action that the workbook has a column or a sheet for."""
    inner: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """For each list inside an action, the keys of its items that the workbook carries."""
    notes: list[Remark] = field(default_factory=list)


def assemble(
    records: Mapping[str, Sequence[Record]], tables: Mapping[str, frozenset[str]], before: Value, reader: Reader
) -> Assembled:
    """Put the lines together. `records` by form, `tables`: the keys that each sheet present carries.

    What can't be told for certain goes to `reader.refused`.
    """
    return _Assembling(records, tables, before, reader).run()


class _Assembling:
    """One workbook being put together."""

    def __init__(
        self,
        records: Mapping[str, Sequence[Record]],
        tables: Mapping[str, frozenset[str]],
        before: Value,
        reader: Reader,
    ) -> None:
        self._records = records
        self._tables = tables
        self._before: list[Value] = list(before.get("actions", []))
        self._reader = reader
        self._result = Assembled()
        self._by_title: dict[str, Value] = {}
        self._by_id: dict[str, Value] = {}
        self._own: dict[int, Record] = {}

    def run(self) -> Assembled:
        """Actions first, then what hangs on them."""
        own = self._tables.get("actions", frozenset())
        inner = {
            form.key: self._tables[form.key] - {"action"} for form in forms.OF_ACTIONS if form.key in self._tables
        }
        for key, form in forms.FLAT.items():
            if form.says[0] in own:
                inner[key] = inner.get(key, frozenset()) | (own & _BESIDE)
        carried = own - _BESIDE - {"start", "end"}
        if own & {"start", "end"}:
            carried |= {"period"}
        self._result.carried = frozenset(carried | inner.keys())
        self._result.inner = {key: frozenset(keys) for key, keys in inner.items()}
        self._read_actions()
        for form in forms.OF_ACTIONS:
            self._read_lines(form.key)
        return self._result

    # Actions

    def _read_actions(self) -> None:
        previous: Value | None = None
        for record in self._records.get("actions", ()):
            title = record.values.get("title")
            if title is None and "id" not in record.values:
                if previous is not None and self._is_more(record):
                    self._hang_flat(record, previous)
                elif "title" not in record.failed:
                    self._refuse(
                        record, "title", "l’intitulé de l’action manque", "the title of the action is missing"
                    )
                continue
            if squeezed(title or "") in DITTO and previous is not None:
                self._hang_flat(record, previous)
                continue
            previous = self._action(record)
        self._give_ids()

    def _is_more(self, record: Record) -> bool:
        """Whether a line without title only adds a contribution or money to the action above it."""
        return record.values.keys() <= _BESIDE and not record.failed

    def _action(self, record: Record) -> Value:
        values = record.values
        twin = self._by_id.get(values.get("id", "")) or self._by_title.get(squeezed(values.get("title", "")))
        flat = {"priority", "source"} & values.keys()
        if twin is not None:
            mine = {key: values[key] for key in values.keys() & {"description", "status", "progress"}}
            if flat and all(twin.get(key, value) == value for key, value in mine.items()):
                self._hang_flat(record, twin)
                return twin
            first = self._own[id(twin)].row.number
            self._refuse(
                record,
                "title",
                f"l’action est déjà à la ligne {first}\u00a0: n’en garder qu’une",
                f"the action is already in row {first}: keep one",
            )
            return twin
        own = (key for key in forms.ACTIONS.says if key in values and key not in _BESIDE)
        action: Value = {key: values[key] for key in own if key not in ("start", "end", "period")}
        if (period := period_of(record, self._reader)) is not None:
            action["period"] = period
        self._result.actions.append(action)
        self._own[id(action)] = record
        if "id" in action:
            self._by_id[action["id"]] = action
        if "title" in action:
            self._by_title.setdefault(squeezed(action["title"]), action)
        self._hang_flat(record, action)
        return action

    def _give_ids(self) -> None:
        """Each action takes the id of the one that it was, else a new one made from its title."""
        known = {action["id"]: action for action in self._before if isinstance(action.get("id"), str)}
        for action in self._result.actions:
            if "id" in action:
                if "title" not in action and action["id"] in known:
                    action["title"] = known[action["id"]].get("title", "")
                elif "title" not in action:
                    self._refuse(self._own[id(action)], "title", "l’intitulé manque", "the title is missing")
        taken = {action["id"] for action in self._result.actions if "id" in action}
        free = {code: action for code, action in known.items() if code not in taken}
        waiting = [action for action in self._result.actions if "id" not in action]
        exact = {squeezed(str(action.get("title", ""))): code for code, action in free.items()}
        for action in waiting:
            code = exact.pop(squeezed(action["title"]), None)
            if code is not None:
                action["id"] = code
                free.pop(code)
        for action in (each for each in waiting if "id" not in each):
            self._nearly_known(action, free)
        taken = {action["id"] for action in self._result.actions if "id" in action} | known.keys()
        for action in (each for each in self._result.actions if "id" not in each):
            action["id"] = new_id(action["title"], taken)
            taken.add(action["id"])
        for action in self._result.actions:
            self._by_id[action["id"]] = action
        for code, old in known.items():  # a title that was corrected in one sheet may stand uncorrected in another
            if code in self._by_id:
                self._by_title.setdefault(squeezed(str(old.get("title", ""))), self._by_id[code])

    def _nearly_known(self, action: Value, free: dict[str, Value]) -> None:
        wanted = squeezed(action["title"])
        titles = [(squeezed(str(old.get("title", ""))), code) for code, old in free.items()]
        near = nearest(wanted, titles)
        record = self._own[id(action)]
        if near.certain is not None:
            title = free.pop(near.certain)["title"]
            action["id"] = near.certain
            text = Bilingual(
                f"«\u00a0{action['title']}\u00a0»\u00a0: c’est l’action «\u00a0{near.certain}\u00a0», qui s’intitulait «\u00a0{title}\u00a0»",
                f"“{action['title']}” is action “{near.certain}”, whose title was “{title}”",
            )
            self._result.notes.append(Remark(record.spot("title"), text))
            return
        doubtful = resembling(wanted, titles)
        if doubtful:
            listed = ", ".join(f"«\u00a0{code}\u00a0» ({free[code]['title']})" for code in doubtful[:3])
            self._refuse(
                record,
                "title",
                f"«\u00a0{action['title']}\u00a0» ressemble à une action connue\u00a0: écrire son identifiant "
                f"dans la colonne Identifiant si c’est elle, un nouveau sinon\u00a0; {listed}",
                f"“{action['title']}” looks like a known action: write its id in the column "
                f"Identifiant if it is that one, a new id else; {listed}",
            )

    # What hangs on an action

    def _read_lines(self, key: str) -> None:
        previous: tuple[int, Value] | None = None
        for record in self._records.get(key, ()):
            name = record.values.get("action")
            if name is None or squeezed(name) in DITTO or name.strip() in DITTO:
                if previous is None or previous[0] != record.row.number - 1:
                    self._refuse(record, "action", "l’action manque", "the action is missing")
                    continue
                action: Value | None = previous[1]
            else:
                action = self._named(name, record)
            if action is not None:
                previous = (record.row.number, action)
                self._hang(key, record, action)

    def _named(self, name: str, record: Record) -> Value | None:
        found = self._by_title.get(squeezed(name)) or self._by_id.get(name.strip().casefold())
        if found is not None:
            return found
        near = nearest(squeezed(name), [(title, action["id"]) for title, action in self._by_title.items()])
        if near.certain is not None:
            found = self._by_id[near.certain]
            text = Bilingual(
                f"«\u00a0{name}\u00a0» lu «\u00a0{found.get('title')}\u00a0»",
                f"“{name}” read as “{found.get('title')}”",
            )
            self._reader.converted.append(Remark(record.spot("action"), text))
            return found
        titles = [self._by_id[code].get("title") or code for code in near.candidates]
        fr = "\u00a0; " + " ou ".join(f"«\u00a0{title}\u00a0»" for title in titles) + "\u00a0?" if titles else ""
        en = "; " + " or ".join(f"“{title}”" for title in titles) + "?" if titles else ""
        self._refuse(
            record,
            "action",
            f"aucune action ne s’intitule «\u00a0{name}\u00a0»{fr}",
            f"no action is called “{name}”{en}",
        )
        return None

    def _hang_flat(self, record: Record, action: Value) -> None:
        for key, form in forms.FLAT.items():
            if set(form.needs) & (record.values.keys() | record.failed):
                self._hang(key, record, action)

    def _hang(self, key: str, record: Record, action: Value) -> None:
        form = next(form for form in forms.OF_ACTIONS if form.key == key)
        needed = form.needs
        missing = [each for each in needed if each not in record.values and each not in record.failed]
        for each in missing:
            title = form.column(each).title
            self._refuse(
                record,
                each,
                f"«\u00a0{title}\u00a0» manque pour «\u00a0{action.get('title', '')}\u00a0»",
                f"“{title}” is missing for “{action.get('title', '')}”",
            )
        if missing or any(each in record.failed for each in needed):
            return
        if key == "contributions":
            self._contribution(record, action)
            return
        item = {name: record.values[name] for name in form.says if name in record.values}
        if item:
            action.setdefault(key, []).append(item)

    def _contribution(self, record: Record, action: Value) -> None:
        level, priority = record.values["level"], record.values["priority"]
        held: dict[str, str] = action.setdefault("contributions", {})
        if held.setdefault(priority, level) != level:
            self._refuse(
                record,
                "level",
                f"la même priorité a un autre niveau plus haut pour «\u00a0{action.get('title', '')}\u00a0»",
                f"the same priority has another level above for “{action.get('title', '')}”",
            )

    def _refuse(self, record: Record, key: str, fr: str, en: str) -> None:
        self._reader.refuse(record.spot(key), fr, en)


def period_of(record: Record, reader: Reader) -> str | None:
    """The period of a line, from one cell or from two. One end alone is refused, as is an end before its start."""
    start, end = record.values.get("start"), record.values.get("end")
    if record.failed & {"start", "end", "period"}:
        return None
    if start is None and end is None:
        period: str | None = record.values.get("period")
    elif start is None or end is None:
        reader.refuse(
            record.spot("start" if end is None else "end"),
            "une période a un début et une fin\u00a0: écrire l’autre date",
            "a period has a start and an end: write the other date",
        )
        return None
    else:
        period = f"{start}/{end}"
    if period is None:
        return None
    from alignment.kernel.period import parse_period

    try:
        parse_period(period)
    except ValueError:
        reader.refuse(
            record.spot("end" if end else "period"),
            f"la période {period} finit avant de commencer",
            f"the period {period} ends before it starts",
        )
        return None
    return period


def new_id(title: str, taken: frozenset[str] | set[str] | Mapping[str, object]) -> str:
    """An id made from a title: its first words without accents, small ones apart; unlike those that are taken."""
    words = plain_words(title)
    kept = [word for word in words if word not in _SMALL_WORDS.split()] or words or ["action"]
    made: str = kept[0][:_LONGEST_ID]
    for word in kept[1:]:
        if len(made) + 1 + len(word) > _LONGEST_ID:
            break
        made += f"-{word}"
    candidate: str = made
    number = 2
    while candidate in taken:
        candidate, number = f"{made}-{number}", number + 1
    return candidate
