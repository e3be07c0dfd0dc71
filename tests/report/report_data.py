"""A small data set that uses every text field of the format, for reports: benign, or hostile in every field."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.conftest import write_files

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    "<!-- <script> -->",
    '"><img src=x onerror=alert(3)>',
    "'><svg/onload=alert(4)>",
    "javascript:alert(5)",
    "{{7*7}} {% raw %} ${7*7}",
    "</title></style></svg><b>x",
    "=1+1 @SUM(A1) -2+3",
    "[x](javascript:alert(6)) ![y](z) `code` | a | b |",
    '#read("/etc/passwd") $x$ #panic()',
    "@personne www.exemple.fr https://exemple.fr #12",
    "&lt;b&gt; &amp; &#60;i&#62;",
)


def benign(text: str) -> str:
    """A text of the same length and spaces, whose letters and digits stay, without any sign that a form could take up."""
    return "".join(character if character.isalnum() or character == " " else "x" for character in text)


def write_data(folder: Path, say: Callable[[str], str]) -> Path:
    """The data set in `folder`; `say` gives the words of the field that it is told the name of."""

    def q(field: str) -> str:
        return json.dumps(say(field), ensure_ascii=True)

    return write_files(
        folder,
        f"""=== regions/essai/region.yaml
alignment: region/v1
id: essai
name: {q("region")}
srdeii:
  title: {q("srdeii")}
  period: 2022/2028
  adopted: 2022-06-01
  completeness: partial
  axes:
    - {{id: eau, title: {q("axis eau")}, description: {q("axis text")}, keywords: [{q("keyword")}], weight: 2, target: 2}}
    - id: sol
      title: {q("axis sol")}
      objectives:
        - {{id: argile, title: {q("objective argile")}}}
        - {{id: sable, title: {q("objective sable")}, weight: 3, sources: [s1]}}
steering:
  cursor: 0.35
  envelope: 100000
  scenarios:
    - {{id: europe, title: {q("scenario europe")}, description: {q("scenario text")}, cursor: 0.8}}
    - {{id: eau-double, title: {q("scenario eau")}, weights: {{"srdeii:eau": 5, "s3:bio": 3}}}}
    - {{id: programme, title: {q("scenario programme")}, frameworks: {{s3: 1, programme: 1}}}}
  requirements:
    - {{id: mandat, title: {q("requirement mandat")}, metric: mandate_coverage, framework: srdeii, at_least: 0.5}}
    - {{id: levier, title: {q("requirement levier")}, metric: leverage, at_most: 3, severity: warning}}
sources:
  - {{id: s1, title: {q("source title")}, publisher: {q("source publisher")}, date: 2023-10-12, url: {q("source url")}}}
  - {{id: s2, title: Publication, url: "https://exemple.fr/page?a=1&b=2"}}
=== s3/essai.yaml
alignment: s3/v1
region: essai
title: {q("s3")}
period: 2021/2027
priorities:
  - {{id: bio, title: {q("priority bio")}}}
  - {{id: calcul, title: {q("priority calcul")}}}
  - {{id: mer, title: {q("priority mer")}}}
=== europe/programme.yaml
alignment: framework/v1
id: programme
title: {q("programme")}
priorities:
  - {{id: climat, title: {q("priority climat")}}}
  - {{id: sante, title: {q("priority sante")}}}
=== regions/essai/clusters/alpha.yaml
alignment: roadmap/v1
id: alpha
name: {q("alpha")}
type: pole
period: 2023/2026
provenance: coded
website: {q("website")}
members: 1480
labels: [{q("label")}]
mandate: [srdeii:sol, s3:bio]
actions:
  - id: une
    title: {q("action une")}
    description: {q("action text")}
    status: running
    progress: 0.4
    contributions: {{srdeii:eau: principal, s3:bio: principal, srdeii:argile: significant, programme:climat: significant}}
    budget:
      - {{source: region, amount: 1234567.89, secured: true}}
      - {{source: erdf, amount: 1000000}}
    partners: [{{name: {q("partner")}, country: FR}}]
    indicators: [{{id: i1, title: {q("indicator")}, unit: {q("unit")}, baseline: 0, target: 120, value: 54}}]
  - {{id: deux, title: {q("action deux")}, contributions: {{srdeii:sable: principal, s3:calcul: significant}}}}
  - {{id: trois, title: {q("action trois")}, status: proposed, contributions: {{s3:mer: principal}}, budget: [{{source: region, amount: 60000}}]}}
  - {{id: quatre, title: {q("action quatre")}, status: proposed, contributions: {{s3:calcul: principal}}}}
sources:
  - {{id: s1, title: {q("cluster source")}, url: "javascript:alert(1)"}}
=== regions/essai/clusters/beta.yaml
alignment: roadmap/v1
id: beta
name: {q("beta")}
type: cluster
provenance: illustrative
actions:
  - {{id: une, title: {q("beta une")}, status: completed, period: 2023/2024, contributions: {{s3:calcul: principal, s3:bio: significant, programme:sante: principal}}}}
=== regions/essai/clusters/gamma.yaml
alignment: roadmap/v1
id: gamma
name: {q("gamma")}
type: network
provenance: published
mandate: [srdeii:eau]
actions:
  - {{id: une, title: {q("gamma une")}, contributions: {{srdeii:argile: principal, srdeii:sable: principal, s3:bio: significant, s3:calcul: significant, s3:mer: significant}}}}
  - {{id: deux, title: {q("gamma deux")}, contributions: {{}}}}
  - {{id: trois, title: {q("gamma trois")}, status: proposed, contributions: {{srdeii:eau: principal, s3:mer: significant}}, budget: [{{source: region, amount: 90000}}, {{source: state, amount: 10000}}]}}
""",
    )


def plain_words(field: str) -> str:
    """The field's own name as its text, unique and harmless."""
    return f"Texte {field}"


def attack(number: int) -> Callable[[str], str]:
    """A hostile string for each field, another one for another `number`, every one unique."""
    seen: dict[str, str] = {}

    def say(field: str) -> str:
        return seen.setdefault(field, f"{HOSTILE[(number + len(seen)) % len(HOSTILE)]} {len(seen)}")

    say.seen = seen
    return say
