"""Charts: well-formed, told in words, nothing of a text becoming markup, places worked out by hand."""

from __future__ import annotations

import itertools
import re
from fractions import Fraction
from xml.etree import ElementTree

import pytest
from tests.report.report_data import HOSTILE, benign

from alignment.kernel.bilingual import Bilingual
from alignment.report.charts import draw
from alignment.report.charts.heat_map import step
from alignment.report.charts.svg import shortened, wrapped
from alignment.report.figure import Bar, Bars, Chain, Figure, HeatMap, Line, Lines, Place, RegionMap
from alignment.report.words import nouns

SVG = "{http://www.w3.org/2000/svg}"


def drawings(text: str) -> dict[str, object]:
    half, most = Fraction(1, 2), Fraction(9, 10)
    return {
        "bars": Bars((Bar(text, half, most, text), Bar(text, None)), text, text, ((text, half),)),
        "chain": Chain(
            (text, text), (text, text), ((1, 0), (0, 2)), (Bilingual(text, text), Bilingual(text, text))
        ),
        "heat": HeatMap((text,), (text, text), ((half, None),)),
        "lines": Lines(
            (Line(text, ((Fraction(0), half), (Fraction(1), most)), True),),
            "cursor",
            half,
            ((text, most),),
            (text, text),
        ),
        "map": RegionMap(
            {"corse": Place(text, half, text, "./x.html"), "bretagne": Place(text, None, text)}, text, text
        ),
    }


def svg(drawing: object, width: int = 700) -> ElementTree.Element:
    return ElementTree.fromstring(draw(Figure("figure", "Titre", "Description", drawing), width, "fr"))  # noqa: S314 (our own)


@pytest.mark.parametrize("width", [328, 760])
@pytest.mark.parametrize("kind", ["bars", "chain", "heat", "lines", "map"])
@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_changes_the_drawing(kind, text, width):
    hostile = draw(Figure("f", text, text, drawings(text)[kind]), width, "fr")
    harmless = draw(Figure("f", benign(text), benign(text), drawings(benign(text))[kind]), width, "fr")

    def shape(markup: str) -> list[tuple[str, tuple[str, ...]]]:
        return [(each.tag, tuple(each.attrib)) for each in ElementTree.fromstring(markup).iter()]  # noqa: S314

    assert shape(hostile) == shape(harmless)
    root = ElementTree.fromstring(hostile)  # noqa: S314
    assert root.find(f"{SVG}title").text == text
    assert root.find(f"{SVG}desc").text == text


def test_a_picture_is_an_image_unless_it_holds_links():
    assert svg(drawings("a")["bars"]).get("role") == "img"
    assert svg(drawings("a")["map"]).get("role") == "group"


def test_shades_go_up_in_even_steps_and_zero_has_its_own():
    shares = [
        None,
        Fraction(0),
        Fraction(1, 100),
        Fraction(24, 100),
        Fraction(25, 100),
        Fraction(3, 4),
        Fraction(1),
    ]
    assert [step(share) for share in shares] == [0, 0, 1, 1, 2, 4, 5]


def test_bars_are_as_long_as_their_shares():
    """At 700 pixels: 280 for labels, 66 for figures, so that 354 stand for 100 %."""
    drawing = Bars((Bar("a", Fraction(1, 2)), Bar("b", Fraction(1)), Bar("c", Fraction(0))), "part")
    filled = [each for each in svg(drawing).iter(f"{SVG}rect") if each.get("class") == "f-accent"][
        1:
    ]  # the key first
    assert [each.get("width") for each in filled] == ["177", "354", "0"]


def test_lines_join_their_points_on_a_scale_that_holds_them():
    """The highest share, 48 %, rounds up to a scale of 50 %: half the plane's 300 pixels stand for 25 %."""
    line = Line("a", ((Fraction(0), Fraction(1, 4)), (Fraction(1), Fraction(12, 25))), True)
    root = svg(Lines((line,), "cursor", Fraction(1, 4)))
    (path,) = (each for each in root.iter(f"{SVG}path") if each.get("class") == "s-accent")
    (first, last) = re.findall(r"([\d.]+) ([\d.]+)", path.get("d"))
    assert float(first[1]) == pytest.approx(26 + 150)
    assert float(last[1]) == pytest.approx(26 + 300 - 288)
    (here,) = (each for each in root.iter(f"{SVG}g") if each.get("class") == "here")
    left, width = float(here.get("data-left")), float(here.get("data-width"))
    assert here.get("transform") == f"translate({left + width / 4:.1f} 0)"
    assert float(first[0]) == pytest.approx(left)
    assert float(last[0]) == pytest.approx(left + width, abs=0.1)


def test_names_of_lines_that_end_together_stand_apart():
    lines = tuple(
        Line(f"cluster {n}", ((Fraction(0), Fraction(n, 20)), (Fraction(1), Fraction(1, 3)))) for n in range(12)
    )
    texts = [
        each for each in svg(Lines(lines, "cursor")).iter(f"{SVG}text") if (each.text or "").startswith("cluster")
    ]
    heights = sorted(float(each.get("y")) for each in texts)
    assert len(heights) == 12
    assert all(below - above >= 14.9 for above, below in itertools.pairwise(heights))


def test_many_columns_go_on_in_bands_of_even_length():
    """328 pixels leave 203 for cells of 30 at least: six a band; fourteen columns make three bands of five, five, four."""
    titles = tuple(f"p{n}" for n in range(14))
    root = svg(HeatMap(("a", "b"), titles, ((Fraction(1),) * 14, (Fraction(0),) * 14)), 328)
    numbers = [
        each
        for each in root.iter(f"{SVG}text")
        if each.get("text-anchor") == "middle" and each.get("class") == "f-soft"
    ]
    by_height: dict[str, int] = {}
    for each in numbers:
        by_height[each.get("y")] = by_height.get(each.get("y"), 0) + 1
    assert list(by_height.values()) == [5, 5, 4]


def test_a_value_chain_prints_the_actions_of_each_stage():
    """Eight stages go on in three bands, of three at most, where they would not fit; a stage nobody holds has a dot, not a frame."""
    stages = tuple(f"étape {index}" for index in range(8))
    chain = Chain(stages, ("nous", "eux"), ((3, *[0] * 7), (*[0] * 7, 12)), nouns("action", "action"))
    for width, bands in ((760, 1), (328, 3)):
        root = svg(chain, width)
        told = [each.text for each in root.iter(f"{SVG}title")]
        assert "nous – étape 0 – 3 actions" in [text.replace("\u00a0", " ") for text in told]
        assert "eux – étape 0 – 0 action" in [text.replace("\u00a0", " ") for text in told]
        printed = [each.text for each in root.iter(f"{SVG}text")]
        assert printed.count("3") == 1 and printed.count("12") == 1 and printed.count("·") == 14
        assert len(list(root.iter(f"{SVG}rect"))) == 2
        tops = {each.get("d").split(" ")[1].split("H")[0] for each in root.iter(f"{SVG}path")}
        assert len(tops) == bands
        rights = [float(each.get("x")) + float(each.get("width")) for each in root.iter(f"{SVG}rect")]
        assert max(rights) <= width


def test_long_texts_are_cut_with_an_ellipsis():
    assert shortened("abcdefghij", 40, 10) == "abcdef…"  # 40 / 5.6 leaves seven characters
    assert wrapped("un deux trois quatre cinq", 50, 2, 10) == ["un deux", "trois q…"]  # eight


def test_amounts_stand_under_their_places_and_dots_on_the_line():
    """From 0 to 4 M€ over 700 pixels less 42 on the left and the half of the envelope's words on the right."""
    million = 100_000_000
    steps = ((Fraction(0), Fraction(0)), (Fraction(4 * million), Fraction(1)))
    drawing = Lines(
        (Line("", steps, True),),
        "money",
        Fraction(2 * million),
        ends=("", "enveloppe"),
        dots=(("coude", Fraction(million), Fraction(1, 4)),),
    )
    root = svg(drawing)
    words = {each.text: float(each.get("x")) for each in root.iter(f"{SVG}text") if each.get("x")}
    assert [word for word in words if word.endswith("€")] == [
        "0\u00a0€",
        "500\u00a0k€",
        "1,0\u00a0M€",
        "1,5\u00a0M€",
        "2,0\u00a0M€",
        "2,5\u00a0M€",
        "3,0\u00a0M€",
        "3,5\u00a0M€",
        "4,0\u00a0M€",
    ]
    (dot,) = root.iter(f"{SVG}circle")
    assert float(dot.get("cx")) == pytest.approx(words["1,0\u00a0M€"], abs=0.2)
    # The plane is 300 high below 26: a quarter of it from its foot is at 251.
    assert float(dot.get("cy")) == pytest.approx(251, abs=0.1)
    (here,) = (each for each in root.iter(f"{SVG}g") if each.get("class") == "here")
    assert here.get("transform").startswith("translate(") and "2,0\u00a0M€" in "".join(here.itertext())
