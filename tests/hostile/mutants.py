"""Real files with one fault put into each: what was done, and the lines where a reader would look for it."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

Files = Mapping[str, str]
Place = tuple[str, int]


class Mutant(NamedTuple):
    """A faulty file. `exact` are the places of the fault (none: nobody could say); at `near` a reader still finds it.

    `silent` mutants are sound: nothing is to be told of them.
    """

    kind: str
    file: str
    content: bytes
    exact: frozenset[Place]
    near: frozenset[Place] = frozenset()
    silent: bool = False


class Line(NamedTuple):
    """A line of a file that holds a key, from 1; `value` without a comment at its end."""

    file: str
    number: int
    indent: str
    key: str
    value: str


_KEY = re.compile(r"(?P<indent> *(?:- )?)(?P<key>[a-z_]+):(?: (?P<value>[^#]*?))?(?: +#.*)?")
_CONTRIBUTION = re.compile(
    r"(?P<indent> +)(?P<ref>[a-z0-9/-]+:[a-z0-9-]+): (?P<level>principal|significant|none)(?: +#.*)?"
)
_REQUIRED = {"id", "title", "name", "type", "provenance", "alignment", "region", "axes", "priorities", "srdeii"}
OPTIONAL = {
    "description", "status", "period", "contributions", "domains", "sources", "website", "members", "labels", "mandate",
    "budget", "value_chain", "partners", "publisher", "date", "url", "accessed", "keywords", "weight", "completeness",
}  # fmt: skip


class Corpus:
    """The real files, and what a fault can be put into."""

    def __init__(self, files: Files, seed: int) -> None:
        self.files = files
        self.draw = random.Random(seed)
        self.names = sorted(files)
        self.roadmaps = [name for name in self.names if "/clusters/" in name]
        self.lines = [line for name in self.names for line in _keyed(name, files[name])]

    def line(self, *keys: str, where: Callable[[Line], bool] = lambda _: True) -> Line:
        """A line drawn at random among those that hold one of these keys."""
        return self.draw.choice([line for line in self.lines if line.key in keys and where(line)])

    def status_of_an_action_without(self, key: str) -> Line:
        """The status line of an action that doesn't have this key yet."""

        def lacks(line: Line) -> bool:
            lines = self.files[line.file].split("\n")
            first = next(n for n in range(line.number, 0, -1) if lines[n - 1].startswith("  - "))
            rest = lines[first:]
            block = rest[: next((n for n, text in enumerate(rest) if not text.startswith("    ")), len(rest))]
            return not any(text.startswith(f"    {key}:") for text in block)

        return self.line("status", where=lambda line: _action(line) and lacks(line))

    def contribution(self) -> tuple[str, int, re.Match[str]]:
        """A contribution drawn at random: its file, line and parts."""
        found = [
            (name, number, match)
            for name in self.roadmaps
            for number, text in enumerate(self.files[name].split("\n"), 1)
            if (match := _CONTRIBUTION.fullmatch(text))
        ]
        return self.draw.choice(found)

    def mutant(self, kind: str, line: Line, text: str, near: frozenset[Place] = frozenset()) -> Mutant:
        """The file with one line replaced; the fault is there."""
        return self.replaced(kind, line.file, line.number, text, near)

    def replaced(
        self, kind: str, file: str, number: int, text: str, near: frozenset[Place] = frozenset()
    ) -> Mutant:
        """The file with line `number` replaced by `text`."""
        lines = self.files[file].split("\n")
        lines[number - 1] = text
        return Mutant(kind, file, "\n".join(lines).encode(), frozenset({(file, number)}), near)

    def inserted(self, kind: str, line: Line, text: str) -> Mutant:
        """The file with a line after this one, as deep as its key; the fault is there."""
        lines = self.files[line.file].split("\n")
        lines.insert(line.number, " " * len(line.indent) + text)
        return Mutant(kind, line.file, "\n".join(lines).encode(), frozenset({(line.file, line.number + 1)}))

    def around(self, line: Line) -> frozenset[Place]:
        """The line before and the line after."""
        return frozenset({(line.file, line.number - 1), (line.file, line.number + 1)})


def _keyed(name: str, text: str) -> Iterator[Line]:
    """The lines of a file that hold a key, but for those whose value goes on below."""
    lines = [*text.split("\n"), ""]
    for number, content in enumerate(lines[:-1], 1):
        match = _KEY.fullmatch(content)
        if match is None:
            continue
        below = lines[number]
        goes_on = match["value"] and len(below) - len(below.lstrip()) > len(match["indent"])
        if not goes_on or below.lstrip().startswith("#"):
            yield Line(name, number, match["indent"], match["key"], match["value"] or "")


def misspelt(word: str, draw: random.Random) -> str:
    """A word as fingers slip: a letter doubled, dropped or swapped with the next."""
    at = draw.randrange(1, len(word) - 1)
    way = draw.randrange(3)
    if way == 0:
        return word[:at] + word[at] + word[at:]
    if way == 1:
        return word[:at] + word[at + 1 :]
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _plain(line: Line) -> bool:
    """Whether the value is a text on one line, without quotes or brackets."""
    return (
        bool(re.fullmatch(r"[\w].*", line.value))
        and ": " not in line.value
        and line.key not in ("alignment", "id")
    )


def _roadmap(line: Line) -> bool:
    return "/clusters/" in line.file


def _action(line: Line) -> bool:
    """Whether the line is one of an action, not of the roadmap itself."""
    return _roadmap(line) and line.indent == "    "


def misspelt_key(c: Corpus) -> Mutant:
    line = c.line(*OPTIONAL, where=lambda each: len(each.key) > 3)
    key = misspelt(line.key, c.draw)
    while key in OPTIONAL or key == line.key:
        key = misspelt(line.key, c.draw)
    value = f" {line.value}" if line.value else ""
    return c.mutant("misspelt key", line, f"{line.indent}{key}:{value}")


def capital_key(c: Corpus) -> Mutant:
    line = c.line(*OPTIONAL, where=_roadmap)
    value = f" {line.value}" if line.value else ""
    return c.mutant("key with a capital", line, f"{line.indent}{line.key.title()}:{value}")


def deleted_key(c: Corpus) -> Mutant:
    line = c.line("title", where=lambda each: _action(each) and _plain(each))
    lines = c.files[line.file].split("\n")
    item = next(n for n in range(line.number, 0, -1) if lines[n - 1].startswith("  - "))
    del lines[line.number - 1]
    return Mutant("deleted required key", line.file, "\n".join(lines).encode(), frozenset({(line.file, item)}))


def deleted_top_key(c: Corpus) -> Mutant:
    line = c.line("name", "type", "provenance", where=lambda each: _roadmap(each) and not each.indent)
    lines = c.files[line.file].split("\n")
    first = next(n for n, text in enumerate(lines, 1) if text.startswith("alignment:"))
    del lines[line.number - 1]
    return Mutant(
        "deleted required key of the file", line.file, "\n".join(lines).encode(), frozenset({(line.file, first)})
    )


def unknown_node(c: Corpus) -> Mutant:
    file, number, match = c.contribution()
    framework, _, node = match["ref"].rpartition(":")
    wrong = misspelt(node, c.draw)
    known = "\n".join(c.files.values())
    while (
        wrong == node or re.search(rf"id: {wrong}\b", known) or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", wrong)
    ):
        wrong = misspelt(node, c.draw) if c.draw.random() < 0.9 else f"{node}-bis"
    return c.replaced("unknown node", file, number, f"{match['indent']}{framework}:{wrong}: {match['level']}")


def unknown_framework(c: Corpus) -> Mutant:
    file, number, match = c.contribution()
    framework, _, node = match["ref"].rpartition(":")
    wrong = misspelt(framework, c.draw) if len(framework) > 3 else "s4"
    while wrong == framework:
        wrong = misspelt(framework, c.draw)
    return c.replaced("unknown framework", file, number, f"{match['indent']}{wrong}:{node}: {match['level']}")


def foreign_region(c: Corpus) -> Mutant:
    file, number, match = c.contribution()
    ref = match["ref"].rpartition("/")[2]
    return c.replaced("unknown region", file, number, f"{match['indent']}ailleurs/{ref}: {match['level']}")


def no_framework(c: Corpus) -> Mutant:
    file, number, match = c.contribution()
    node = match["ref"].rpartition(":")[2]
    return c.replaced("reference without framework", file, number, f"{match['indent']}{node}: {match['level']}")


def wrong_level(c: Corpus) -> Mutant:
    file, number, match = c.contribution()
    level = c.draw.choice(["principale", "secondaire", "oui", "1", "Principal", ""])
    return c.replaced("wrong level", file, number, f"{match['indent']}{match['ref']}: {level}".rstrip())


def wrong_status(c: Corpus) -> Mutant:
    line = c.line("status", where=_action)
    return c.mutant(
        "wrong status", line, f"{line.indent}status: {c.draw.choice(['en cours', 'runing', 'done', 'true'])}"
    )


def wrong_type(c: Corpus) -> Mutant:
    line = c.line(
        "title", "status", "period", "type", "website", where=lambda each: _roadmap(each) and _plain(each)
    )
    return c.mutant(
        "wrong type", line, f"{line.indent}{line.key}: {c.draw.choice(['[a]', '{a: b}', '12', 'true'])}"
    )


def list_lost(c: Corpus) -> Mutant:
    line = c.line("domains", "sources", "labels", "value_chain", where=lambda each: each.value.startswith("["))
    return c.mutant(
        "list without brackets", line, f"{line.indent}{line.key}: {line.value.strip('[]').split(',')[0]}"
    )


def bad_money(c: Corpus) -> Mutant:
    line = c.status_of_an_action_without("budget")
    amount = c.draw.choice(["1 200 000 €", "12 M€", "-5", "1.234", "1,5", "mille", "1e20", '"800000"', "true"])
    return c.inserted("bad money", line, f"budget: [{{source: region, amount: {amount}}}]".replace("1,5", "'1,5'"))


def bad_boolean(c: Corpus) -> Mutant:
    line = c.status_of_an_action_without("budget")
    word = c.draw.choice(["oui", "yes", "on", "True", "1"])
    return c.inserted("bad boolean", line, f"budget: [{{source: region, amount: 5, secured: {word}}}]")


def bad_share(c: Corpus) -> Mutant:
    line = c.status_of_an_action_without("progress")
    return c.inserted("bad share", line, f"progress: {c.draw.choice(['40', '40 %', '1.5', '-0.1', 'moitié'])}")


def bad_period(c: Corpus) -> Mutant:
    line = c.line("period")
    period = c.draw.choice(
        ["2026/2023", "2023-2026", "2023", "2023/2026-13", "2023/2026-02-30", "depuis 2020", "2023/"]
    )
    return c.mutant("bad period", line, f"{line.indent}period: {period}")


def bad_date(c: Corpus) -> Mutant:
    line = c.line("date", "accessed", "adopted")
    written = c.draw.choice(["31/12/2023", "2023-13-01", "2023-02-30", "mars 2023", "23"])
    return c.mutant("bad date", line, f"{line.indent}{line.key}: {written}")


def odd_number(c: Corpus) -> Mutant:
    line = c.line("members", where=_roadmap)
    number = c.draw.choice(
        ["1\u00a0200", "1\u202f200", "0450", "0x1F", "12:30", ".nan", ".inf", "9" * 40, "-3", "4.5"]
    )
    return c.mutant("odd number", line, f"{line.indent}members: {number}")


def duplicate_id(c: Corpus) -> Mutant:
    file = c.draw.choice([name for name in c.roadmaps if c.files[name].count("\n  - id: ") > 3])
    ids = [line for line in c.lines if line.file == file and line.key == "id" and line.indent == "  - "]
    actions = [line for line in ids if line.number < _first(c.files[file], "sources:")]
    first, second = actions[0], c.draw.choice(actions[1:])
    return c.mutant("duplicate id", second, f"  - id: {first.value}")


def _first(text: str, start: str) -> int:
    return next(n for n, line in enumerate(text.split("\n"), 1) if line.startswith(start))


def duplicate_key(c: Corpus) -> Mutant:
    line = c.line("title", "status", "period", "website", "type", where=_plain)
    return c.inserted("duplicate key", line, f"{line.key}: {line.value}")


def malformed_id(c: Corpus) -> Mutant:
    line = c.line("id", where=lambda each: _roadmap(each) and each.indent == "  - ")
    wrong = c.draw.choice(
        [line.value.title(), f"{line.value} 2", f"é-{line.value}", f"{line.value}_", f"{line.value}--b"]
    )
    near = frozenset(
        (line.file, n) for n, text in enumerate(c.files[line.file].split("\n"), 1) if line.value in text
    )
    return c.mutant("malformed id", line, f"  - id: {wrong}", near)


def unknown_source(c: Corpus) -> Mutant:
    line = c.line("sources", where=lambda each: _action(each) and each.value.startswith("["))
    return c.mutant("unknown source", line, f"{line.indent}sources: [{line.value.strip('[]').split(',')[0]}-x]")


def unknown_domain(c: Corpus) -> Mutant:
    line = c.line("domains", where=lambda each: each.value.startswith("["))
    return c.mutant("unknown domain", line, f"{line.indent}domains: [{misspelt('agroalimentaire', c.draw)}z]")


def _own_references(c: Corpus, region: str) -> set[str]:
    """The nodes of a region's S3 that its own clusters name."""
    return {
        match[1]
        for file in c.roadmaps
        if file.startswith(f"regions/{region}/")
        for match in re.finditer(r"(?<![/\w-])s3:([a-z0-9-]+)", c.files[file])
    }


def renamed_node(c: Corpus) -> Mutant:
    regions = [name.removeprefix("s3/").removesuffix(".yaml") for name in c.names if name.startswith("s3/")]
    name = c.draw.choice([region for region in regions if _own_references(c, region)])
    used = _own_references(c, name)
    line = c.line("id", where=lambda each: each.file == f"s3/{name}.yaml" and each.value in used)
    exact = set()
    for file in c.roadmaps:
        own = file.startswith(f"regions/{name}/")
        wanted = re.compile(rf"(?<![\w/-])(?:{name}/){'?' if own else ''}s3:{line.value}(?![\w-])")
        for number, text in enumerate(c.files[file].split("\n"), 1):
            if wanted.search(text.split(" #")[0]) and not text.lstrip().startswith("#"):
                exact.add((file, number))
    mutant = c.mutant("renamed node", line, f"{line.indent}id: {line.value}-bis")
    return mutant._replace(exact=frozenset(exact))


def misplaced_region(c: Corpus) -> Mutant:
    line = c.line("id", where=lambda each: each.file.endswith("/region.yaml") and not each.indent)
    return c.mutant("region of another folder", line, "id: ailleurs")


def wrong_header(c: Corpus) -> Mutant:
    line = c.line("alignment")
    header = c.draw.choice(["roadmap/v2", "roadmap", "feuille/v1", "1"])
    return c.mutant("wrong header", line, f"alignment: {header}")


def empty_value(c: Corpus) -> Mutant:
    line = c.line("title", "status", "type", "id", where=lambda each: _roadmap(each) and bool(each.value))
    return c.mutant("empty value", line, f"{line.indent}{line.key}:{c.draw.choice(['', ' ~', ' null'])}")


def alias(c: Corpus) -> Mutant:
    line = c.line("title", "status", "domains", "sources", where=lambda each: _roadmap(each) and bool(each.value))
    return c.mutant("alias", line, f"{line.indent}{line.key}: *ancre")


def anchor(c: Corpus) -> Mutant:
    line = c.line("title", "publisher", where=_plain)
    return c.mutant("anchor", line, f"{line.indent}{line.key}: &ancre {line.value}")


def tag(c: Corpus) -> Mutant:
    line = c.line("title", "publisher", where=_plain)
    return c.mutant(
        "tag",
        line,
        f"{line.indent}{line.key}: {c.draw.choice(['!!str', '!x', '!!python/name:os.system'])} {line.value}",
    )


def merge_key(c: Corpus) -> Mutant:
    line = c.line("status", where=_action)
    return c.inserted("merge key", line, "<<: {progress: 0.5}")


def complex_key(c: Corpus) -> Mutant:
    line = c.line("status", where=_action)
    return c.inserted("key that is a list", line, "[a, b]: c")


def tab_indent(c: Corpus) -> Mutant:
    line = c.line(*OPTIONAL, where=_action)
    text = f"\t{line.key}: {line.value}".rstrip()
    return c.mutant("tab in front", line, text, c.around(line))


def tab_inside(c: Corpus) -> Mutant:
    line = c.line("title", "status", "publisher", where=_plain)
    return c.mutant("tab after the colon", line, f"{line.indent}{line.key}:\t{line.value}")


def _with_character(kind: str, character: str) -> Callable[[Corpus], Mutant]:
    def make(c: Corpus) -> Mutant:
        line = c.line("title", "publisher", "description", where=lambda each: _plain(each) and len(each.value) > 3)
        at = c.draw.randrange(1, len(line.value) - 1)
        value = line.value[:at] + character + line.value[at:]
        return c.mutant(kind, line, f"{line.indent}{line.key}: {value}")

    return make


def decomposed(c: Corpus) -> Mutant:
    line = c.line("title", "description", where=lambda each: _plain(each) and "é" in each.value)
    return c.mutant(
        "decomposed accent", line, f"{line.indent}{line.key}: {unicodedata.normalize('NFD', line.value)}"
    )


def open_quote(c: Corpus) -> Mutant:
    line = c.line("title", "description", where=lambda each: _plain(each) and '"' not in each.value)
    following = frozenset((line.file, n) for n in range(line.number, len(c.files[line.file].split("\n")) + 2))
    return c.mutant("quote never closed", line, f'{line.indent}{line.key}: "{line.value}', following)


def open_bracket(c: Corpus) -> Mutant:
    line = c.line("domains", "sources", where=lambda each: each.value.startswith("["))
    return c.mutant(
        "bracket never closed", line, f"{line.indent}{line.key}: {line.value.rstrip(']')}", c.around(line)
    )


def stray_colon(c: Corpus) -> Mutant:
    line = c.line("title", "description", where=lambda each: _plain(each) and " " in each.value)
    return c.mutant("colon in a text", line, f"{line.indent}{line.key}: {line.value.replace(' ', ' : ', 1)}")


def shifted(c: Corpus) -> Mutant:
    line = c.line("title", "status", "period", where=lambda each: _action(each) and _plain(each))
    return c.mutant("shifted line", line, f" {line.indent}{line.key}: {line.value}", c.around(line))


def no_space(c: Corpus) -> Mutant:
    line = c.line("status", "period", where=_action)
    return c.mutant("no space after the colon", line, f"{line.indent}{line.key}:{line.value}", c.around(line))


def second_document(c: Corpus) -> Mutant:
    line = c.line("actions", "sources", where=lambda each: _roadmap(each) and not each.indent)
    lines = c.files[line.file].split("\n")
    lines.insert(line.number - 1, "---")
    return Mutant("second document", line.file, "\n".join(lines).encode(), frozenset({(line.file, line.number)}))


def latin_1(c: Corpus) -> Mutant:
    file = c.draw.choice([name for name in c.names if _encodes(c.files[name]) and not c.files[name].isascii()])
    first = next(n for n, text in enumerate(c.files[file].split("\n"), 1) if not text.isascii())
    return Mutant("Windows-1252", file, c.files[file].encode("cp1252"), frozenset({(file, first)}))


def _encodes(text: str) -> bool:
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def truncated(c: Corpus) -> Mutant:
    """Cut anywhere: maybe still a sound file, and no line more at fault than another."""
    file = c.draw.choice(c.roadmaps)
    data = c.files[file].encode()
    return Mutant("truncated", file, data[: c.draw.randrange(200, len(data) - 20)], frozenset())


def emptied(c: Corpus) -> Mutant:
    file = c.draw.choice(c.roadmaps)
    return Mutant("emptied", file, c.draw.choice([b"", b"# rien\n", b"\n\n", b"null\n"]), frozenset({(file, 1)}))


def _same(kind: str, change: Callable[[bytes], bytes]) -> Callable[[Corpus], Mutant]:
    def make(c: Corpus) -> Mutant:
        file = c.draw.choice(c.names)
        return Mutant(kind, file, change(c.files[file].encode()), frozenset(), silent=True)

    return make


KINDS: tuple[Callable[[Corpus], Mutant], ...] = (
    misspelt_key, capital_key, deleted_key, deleted_top_key, unknown_node, unknown_framework, foreign_region,
    no_framework, wrong_level, wrong_status, wrong_type, list_lost, bad_money, bad_boolean, bad_share, bad_period,
    bad_date, odd_number, duplicate_id, duplicate_key, malformed_id, unknown_source, unknown_domain, renamed_node,
    misplaced_region, wrong_header, empty_value, alias, anchor, tag, merge_key, complex_key, tab_indent, tab_inside,
    _with_character("zero-width space", "\u200b"), _with_character("right-to-left override", "\u202e"),
    _with_character("bell", "\x07"), _with_character("line separator", "\u2028"),
    _with_character("lost character", "\ufffd"), decomposed, open_quote, open_bracket, stray_colon, shifted, no_space,
    second_document, latin_1, truncated, emptied,
    _same("CRLF", lambda data: data.replace(b"\n", b"\r\n")),
    _same("byte order mark", lambda data: b"\xef\xbb\xbf" + data),
    _same("no final newline", lambda data: data.rstrip(b"\n")),
    _same("comment at the end", lambda data: data + b"# fin : \"[{*&!\n"),
)  # fmt: skip
"""Every kind of fault; the last four are none."""


def mutants(files: Files, seed: int, number: int) -> Iterator[Mutant]:
    """`number` mutants, each kind in its turn; the same for the same seed and files."""
    corpus = Corpus(files, seed)
    for index in range(number):
        yield KINDS[index % len(KINDS)](corpus)
