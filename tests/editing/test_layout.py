"""The canonical layout, worked out by hand: order, indentation, brackets, quotes, comments."""

from __future__ import annotations

import pytest

from alignment.editing.layout import laid_out
from alignment.model.schema import schema_of
from alignment.source import parser
from alignment.source.scalar_text import written
from tests.editing.test_layout_laws import COMMENTED

UNTIDY = """\
# yaml-language-server: $schema=x
# tête du fichier

name:   C
# l’identifiant
id: c # à côté
alignment: "roadmap/v1"


type: 'pole'
provenance: coded
inconnue: {z: 1, a: 2}
regions:
- r
- 's'
mandate: [ srdeii:a,
           s3:b ]
labels: [un libellé long qui ne tient pas sur une ligne avec les autres,
  un deuxième libellé tout aussi long que le premier, un troisième pour finir]
actions:
    -   title: "Essai : suite"
        # avant l’identifiant
        id: a   # premier
        contributions: {s3:b: none,   srdeii:a: "principal"}
        budget:
        - {amount: 1200.50, source: region}
        - amount: 3
          source: state # l’État
        # fin de l’action
    # avant b
    -
      id: b
      title: sans "guillemets" utiles
      description: >
         Plié
         sur deux lignes.

      period:
# fin du fichier
"""

TIDY = """\
# yaml-language-server: $schema=x
# tête du fichier

alignment: roadmap/v1
# l’identifiant
id: c  # à côté
name: C

type: pole
regions:
  - r
  - s
provenance: coded
labels:
  - un libellé long qui ne tient pas sur une ligne avec les autres
  - un deuxième libellé tout aussi long que le premier
  - un troisième pour finir
mandate: [srdeii:a, s3:b]
actions:
  # avant l’identifiant
  - id: a  # premier
    title: "Essai : suite"
    contributions: {s3:b: none, srdeii:a: principal}
    budget:
      - {source: region, amount: 1200.50}
      - source: state  # l’État
        amount: 3
    # fin de l’action
  # avant b
  - id: b
    title: sans "guillemets" utiles
    description: >
      Plié
      sur deux lignes.

    period:
inconnue: {z: 1, a: 2}
# fin du fichier
"""


@pytest.fixture(params=["libyaml", "pure"])
def either_parser(request, monkeypatch):
    """libyaml, and PyYAML's own parser, whose events differ in small ways."""
    monkeypatch.setattr(parser, "events", parser.fast if request.param == "libyaml" else parser.pure)


def test_by_hand(either_parser):
    """Keys of the format in its order, free keys and unknown ones in their author's; comments follow their keys."""
    assert laid_out(UNTIDY, schema_of("roadmap")) == TIDY
    assert laid_out(TIDY, schema_of("roadmap")) == TIDY


def test_windows_lines(either_parser):
    """A file whose lines end as in Windows keeps them so."""
    assert laid_out(UNTIDY.replace("\n", "\r\n"), schema_of("roadmap")) == TIDY.replace("\n", "\r\n")


def test_comments_by_hand(either_parser):
    """Between brackets comments spell the list out; after the closing bracket they stay with the key."""
    assert (
        laid_out(COMMENTED, schema_of("roadmap"))
        == """\
# tête

alignment: roadmap/v1
id: c  # à côté
period:
labels: [a, b]
mandate:  # après le crochet
  - s3:a
  # dedans
  - s3:b
actions:  # à côté d’une clé
  # devant la clé
  - id: a
    title: A
    budget: [{source: region, amount: 1200.50}, {source: state, amount: 3}]
    # fin de a

  # devant b
  - id: b
    title: |2
        retrait
      moindre
    description: "sur deux
      lignes"
description: >-
  un texte

  plié
# fin
"""
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Santé", "Santé"),
        ("2022/2028", "2022/2028"),
        ("2023-10-12", "2023-10-12"),
        ("srdeii:sante", "srdeii:sante"),
        ("https://exemple.fr/?a=b&c", "https://exemple.fr/?a=b&c"),
        ("l’un, l’autre", "l’un, l’autre"),
        ("Titre : suite", '"Titre : suite"'),
        ("no", '"no"'),
        ("12:30", '"12:30"'),
        ("0123", '"0123"'),
        ("21", '"21"'),
        ("true", '"true"'),
        ("", '""'),
        (" a", '" a"'),
        ("- a", '"- a"'),
        ('"cité" : oui', "'\"cité\" : oui'"),
        ("un\ndeux", '"un\\ndeux"'),
        ("\u00a0", '"\u00a0"'),
    ],
)
def test_quotes(text, expected):
    """Quotes stand where another reader, or ours, would take the text for something else, and nowhere else."""
    assert written(text) == expected


def test_quotes_between_brackets():
    """A comma ends a text between brackets, and there alone."""
    assert written("l’un, l’autre", in_brackets=True) == '"l’un, l’autre"'
    assert written("a]", in_brackets=True) == '"a]"'
