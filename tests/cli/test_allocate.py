"""`alignment allocate` on the illustrative region of docs/examples."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from alignment.cli.amounts import cents_of
from tests.conftest import DATA

ROOT = DATA.parent
EXAMPLE = "docs/examples/vallombre"
SCHEMA = json.loads((ROOT / "docs/schemas/allocate.v1.json").read_text("utf-8"))
GOLDEN = Path(__file__).resolve().parent / "golden"


@pytest.fixture
def allocate(alignment, monkeypatch: pytest.MonkeyPatch) -> Callable[..., object]:
    """Run the command on the example."""
    monkeypatch.chdir(ROOT)
    return lambda *arguments: alignment("allocate", "vallombre", "--data", EXAMPLE, *arguments)


@pytest.mark.parametrize(
    ("name", "width", "arguments"),
    [
        ("allocate-80", 80, ()),
        ("allocate-120-en", 120, ("--lang", "en")),
        ("allocate-target-80", 80, ("--target", "60%")),
        ("allocate-markdown", 80, ("--format", "markdown", "--envelope", "400k")),
    ],
)
def test_screens(name: str, width: int, arguments: tuple[str, ...], allocate, monkeypatch) -> None:
    """The screens as kept; ALIGNMENT_GOLDEN=write keeps new ones, to be read before they are committed."""
    monkeypatch.setenv("COLUMNS", str(width))
    result = allocate(*arguments)
    assert result.code == 0, result.err
    kept = GOLDEN / f"{name}.txt"
    if os.environ.get("ALIGNMENT_GOLDEN") == "write":
        kept.write_text(result.out, "utf-8")
    assert result.out == kept.read_text("utf-8")


@pytest.mark.parametrize("text", ["800k", "0,8 M€", "0.8m", "800000", "800 000,00", "800\u202f000\u00a0€"])
def test_amounts(text: str) -> None:
    """Amounts are read as people write them, to the cent."""
    assert cents_of("--envelope", text) == 80_000_000


@pytest.mark.parametrize("text", ["beaucoup", "12.345", "-5", "1e9", "", "99999999999999"])
def test_not_an_amount(text: str, allocate) -> None:
    """A sentence, and exit code 2."""
    result = allocate("--envelope", text)
    assert result.code == 2
    assert "n’est pas un montant" in result.err


@pytest.mark.parametrize(
    "arguments",
    [("--partial",), ("--target", "0.6"), ("--envelope", "0"), ("--time-limit", "0.000001")],
)
def test_json_keeps_to_its_schema(arguments: tuple[str, ...], allocate) -> None:
    """Nothing but the JSON is printed, the solver's banner included."""
    jsonschema.validate(allocate(*arguments, "--format", "json").json, SCHEMA)


def test_two_runs_give_the_same_bytes(allocate) -> None:
    """Nothing depends on the run."""
    first = allocate("--format", "json")
    jsonschema.validate(first.json, SCHEMA)
    assert first.json["demands"] == [{"kind": "envelope", "subject": None, "bound": 200_000_000}]
    assert allocate("--format", "json").out == first.out


def test_demands_reach_the_choice(allocate) -> None:
    """Every option changes the answer as asked; without them, none of this holds."""
    options = ("--envelope", "2,6M", "--keep", "procedia/etude-circulaire", "--drop", "numalpes/essais-a-domicile")
    options += ("--max", "Fibre et Bois=600k", "--min", "procedia=1,2M", "--floor", "Bois et forêt=1")
    value = allocate(*options, "--format", "json").json
    jsonschema.validate(value, SCHEMA)
    chosen = {each["action"]: each for each in value["chosen"]}
    assert "etude-circulaire" in chosen and "essais-a-domicile" not in chosen and "scierie-sobre" in chosen
    spent = {"procedia": 0, "fibre-et-bois": 0}
    for each in value["chosen"]:
        spent[each["cluster"]] = spent.get(each["cluster"], 0) + each["cost_cents"]
    assert spent["procedia"] >= 120_000_000 and spent["fibre-et-bois"] <= 60_000_000
    assert {each["kind"] for each in value["demands"]} == {"envelope", "keep", "drop", "min", "max", "floor"}


def test_cursor_reaches_the_choice(allocate) -> None:
    """At 0 the demonstrator, which serves the S3 most, is not chosen."""
    value = allocate("--cursor", "0", "--format", "json").json
    assert "four-electrique" not in {each["action"] for each in value["chosen"]}


def test_conflict_in_words(allocate) -> None:
    """What clashes is told, with what would do; exit code 2."""
    result = allocate("--envelope", "800k", "--keep", "procedia/four-electrique")
    assert result.code == 2
    said = result.text.replace("\u202f", " ").replace("\u00a0", " ")
    assert "Ces deux demandes ne peuvent pas être tenues ensemble" in said
    assert "enveloppe de 800 000 € (il faudrait 900 000 €)" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--keep", "procedia/four"), "Action inconnue"),
        (("--keep", "procedia/passeport-materiaux"), "son budget n’est pas connu"),
        (("--drop", "procedia/club-energie"), "n’est pas à choisir"),
        (("--min", "procedia"), "n’est pas de la forme NOM=VALEUR"),
        (("--max", "inconnu=5"), "Cluster inconnu"),
        (("--floor", "s3:rien=1"), "Priorité inconnue"),
        (("--floor", "s3:sante=2"), "n’est pas un nombre entre 0 et 1"),
        (("--target", "deux"), "n’est pas un nombre entre 0 et 1"),
        (("--time-limit", "0"), "un nombre de secondes"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], said: str, allocate) -> None:
    """One sentence each, exit code 2."""
    result = allocate(*arguments)
    assert result.code == 2
    assert said in " ".join(result.err.split())


def test_csv(allocate) -> None:
    """Every proposed action has its row, with its outcome."""
    lines = allocate("--format", "csv").out.splitlines()
    assert lines[0].startswith("cluster;action;title;region_cost")
    assert len(lines) == 1 + 15  # fourteen candidates and one without budget
    assert sum(line.endswith(";chosen;retenue") for line in lines) == 5


def test_without_the_solver(allocate, monkeypatch) -> None:
    """One sentence that says what to install."""
    monkeypatch.setitem(sys.modules, "highspy", None)
    result = allocate()
    assert result.code == 2
    assert 'pip install "alignment[plan]"' in result.err


def test_no_candidate(alignment) -> None:
    """The real data hold hardly any proposed action with a budget: the command says so, and asks for no envelope."""
    result = alignment("allocate", "hauts-de-france", "--data", DATA)
    assert result.code == 0
    assert "Aucune action proposée dont le budget est connu" in result.text
    assert "budget inconnu" in result.text
    result = alignment("allocate", "auvergne-rhone-alpes", "--data", DATA)
    assert result.code == 0
    assert "Aucune action proposée (status: proposed)" in result.text


def test_no_envelope(alignment, tmp_path: Path) -> None:
    """Candidates but neither envelope nor target: the three ways out."""
    from tests.conftest import write_files
    from tests.plan.making import action, region

    folder = write_files(tmp_path, region("[{id: a, title: A}]", {"c": action("p", "'srdeii:a': principal", "1")}))
    result = alignment("allocate", "r", "--data", folder)
    assert result.code == 2
    assert "--envelope MONTANT, --target COUVERTURE, ou steering.envelope" in result.err
