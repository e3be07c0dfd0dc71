"""A ranking of partners worked out by hand on five small regions.

Profiles, by the S3 (weights brought to a sum of 1):
  nous: biotech 1/2, energie 1/2                       broad: sante 1/2, energie 1/2
  aa:   medtech 1/2, energie 1/2                       broad: sante 1/2, energie 1/2
  bb:   biotech 1/4, mer 1/2, energie 1/4              broad: sante 1/4, mer 1/2, energie 1/4
  cc:   sante 1/3, energie 1/3 + 1/6, mer 1/6          broad: the same (the leaf t31 cites mer and energie)
  dd:   no S3: unknown
Similarity = half the minima of what is cited + half the minima of the broad domains:
  aa: sante  1/2 (0) + 1/2 (1/2) = 1/4;       energie 1/2 (1/2) + 1/2 (1/2) = 1/2;     3/4
  bb: sante  1/2 (1/4) + 1/2 (1/4) = 1/4;     energie 1/2 (1/4) + 1/2 (1/4) = 1/4;     1/2
  cc: sante  1/2 (0) + 1/2 (1/3) = 1/6;       energie 1/2 (1/2) + 1/2 (1/2) = 1/2;     2/3
Roles of counting actions: nous holds energie research, test and sante production (c is only proposed).
  aa (energie test, services; nothing known in sante): energie alone is compared: of research, test, services one is held
     by both: 2/3. It brings services and would receive research.
  bb: nothing known.  cc (energie research, test; sante production): the same three: 0.
Links: aa: the cluster pont works in both. cc: notre names Amis de CC, leur names a partner of nous. bb: only a proposed
action names it: none.
"""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest

from alignment.kernel.user_error import UserError
from alignment.pipeline.partnering import Question, find_partners
from alignment.plan.partners import Survey, ranks
from alignment.report.content.partners_tables import chain_figure
from alignment.report.content.partners_words import Telling
from tests.plan.partners_data import DOMAINS, FIVE, load


def survey_of(folder: Path, **asked: str) -> Survey:
    return find_partners(load(folder, FIVE), Question("nous", **asked)).survey


def test_regions_are_ranked_by_what_they_share(tmp_path):
    survey = survey_of(tmp_path)
    assert [match.id for match in survey.regions] == ["aa", "cc", "bb", "dd"]
    assert [match.similarity for match in survey.regions] == [Fraction(3, 4), Fraction(2, 3), Fraction(1, 2), None]
    assert ranks(survey.regions) == [1, 2, 3, None]
    shared = survey.regions[1].common.domains
    assert list(shared.items()) == [("energie", Fraction(1, 2)), ("sante", Fraction(1, 6))]


def test_roles_are_compared_where_both_sides_are_known(tmp_path):
    aa, cc, bb, dd = (match.exchange for match in survey_of(tmp_path).regions)
    assert aa.complementarity == Fraction(2, 3)
    assert (aa.brings, aa.offers) == ({("energie", "services")}, {("energie", "research")})
    assert aa.both == {("energie", "test")}
    assert cc.complementarity == 0
    assert bb.complementarity is None and dd.complementarity is None


def test_ties_stand_where_they_are_written(tmp_path):
    aa, cc, bb, _ = (match.links for match in survey_of(tmp_path).regions)
    assert [(link.kind, link.placed.roadmap.id) for link in aa] == [("shared-cluster", "pont")]
    assert [(link.placed.roadmap.id, link.path) for link in cc] == [
        ("leur", ("actions", 2, "partners", 0)),
        ("notre", ("actions", 0, "partners", 0)),
    ]
    assert bb == ()


def test_leads_abroad_are_partners_in_other_member_states(tmp_path):
    """Not those at home, nor those of a region of the data set, nor those outside the Union."""
    assert [(lead.country, lead.partner) for lead in survey_of(tmp_path).leads] == [("PT", "Amis de Porto")]


def test_a_priority_is_compared_by_its_own_domains(tmp_path):
    """soins is biotech 1; bb: 1/2 (1/4) + 1/2 (1/4) = 1/4, aa: 1/2 (1/2) = 1/4, cc: 1/2 (1/3) = 1/6.

    aa stands before bb: neither's roles are known in sante, and it has one link.
    """
    survey = survey_of(tmp_path, priority="s3:soins")
    assert [(match.id, match.similarity) for match in survey.known] == [
        ("aa", Fraction(1, 4)),
        ("bb", Fraction(1, 4)),
        ("cc", Fraction(1, 6)),
    ]
    assert ranks(survey.known) == [1, 1, 3]
    assert [match.exchange.complementarity for match in survey.known] == [None, None, 0]
    assert [each.action.id for each in survey.subject.actions] == ["b"]


def test_a_cluster_is_compared_by_its_actions(tmp_path):
    """notre: energie 1/2, biotech 1/2. sien: energie 1: 1/2 (1/2) + 1/2 (1/2) = 1/2.

    leur: energie, sante, mer 1/3 each: energie 1/3, sante 1/2 (1/3) = 1/6: 1/2 in all. leur is named and names: it
    has links and its roles are the same (0); sien has complementarity 2/3, which counts first.
    """
    survey = survey_of(tmp_path, cluster="notre")
    assert [(match.placed.roadmap.id, match.similarity) for match in survey.clusters] == [
        ("sien", Fraction(1, 2)),
        ("leur", Fraction(1, 2)),
    ]
    assert [match.exchange.complementarity for match in survey.clusters] == [Fraction(2, 3), 0]
    assert [len(match.links) for match in survey.clusters] == [0, 1]  # leur names notre; notre names Amis de CC
    assert {match.id: len(match.links) for match in survey.regions} == {"aa": 0, "bb": 0, "cc": 2, "dd": 0}


def test_a_cluster_on_a_priority_brings_only_the_actions_that_serve_it(tmp_path):
    survey = survey_of(tmp_path, cluster="notre", priority="s3:soins")
    assert survey.subject.profile.cited == {"biotech": 1}
    assert set(survey.subject.held) == {("sante", "production")}


def test_a_part_without_domain_is_a_floor_and_none_at_all_is_unknown(tmp_path):
    """Half of the weight cites nothing: the region shares at most what the other half does."""
    text = DOMAINS
    for name, priorities in (
        ("x", "{id: p, title: P, domains: [mer]}, {id: q, title: Q}"),
        ("y", "{id: p, title: P, domains: [mer]}"),
        ("z", "{id: p, title: P}"),
    ):
        text += f"=== regions/{name}/region.yaml\nalignment: region/v1\nid: {name}\nname: {name}\nsrdeii: {{axes: []}}\n"
        text += f"=== s3/{name}.yaml\nalignment: s3/v1\nregion: {name}\ntitle: S3\npriorities: [{priorities}]\n"
    survey = find_partners(load(tmp_path, text), Question("x")).survey
    assert survey.subject.profile.unmapped == Fraction(1, 2)
    assert [(match.id, match.similarity) for match in survey.regions] == [("y", Fraction(1, 2)), ("z", None)]


def test_without_a_vocabulary_nothing_is_compared(tmp_path):
    loaded = load(tmp_path, re.sub(r",? *domains: \[[^]]*\]", "", FIVE.replace(DOMAINS, "")))
    with pytest.raises(UserError) as refused:
        find_partners(loaded, Question("nous"))
    assert refused.value.exit_code == 3


def test_a_region_whose_files_hold_errors_is_left_out_and_named(tmp_path):
    broken = FIVE.replace("{id: q2, title: Q2, domains: [energie]}", "{id: q2, titre: Q2}")
    survey = find_partners(load(tmp_path, broken), Question("nous")).survey
    assert survey.excluded == ("aa",)
    assert [match.id for match in survey.regions] == ["cc", "bb", "dd"]
    assert "sien" not in [match.placed.roadmap.id for match in survey.clusters]


def test_the_value_chain_as_a_picture(tmp_path):
    """Actions counted once by stage in the domains of nous (energie, sante): leur's in mer is not there, c is proposed."""
    loaded = load(tmp_path, FIVE)
    survey = find_partners(loaded, Question("nous")).survey
    figure = chain_figure(survey, Telling(loaded.data, "fr", loaded.line))
    assert figure.drawing.rows == ("Nous", "Région AA", "Région CC")
    assert figure.drawing.cells == ((1, 0, 0, 1, 1, 0, 0, 0), (0, 0, 0, 1, 0, 0, 1, 0), (1, 0, 0, 1, 1, 0, 0, 0))
    assert (
        "Nous n’a pas d’action connue pour conception, composants, intégration, services et recyclage"
        in figure.description
    )
    assert "d’autres en ont pour services." in figure.description
    bare = load(tmp_path / "bare", re.sub(r"value_chain: \[[^]]*\]", "description: rien", FIVE))
    assert chain_figure(find_partners(bare, Question("nous")).survey, Telling(bare.data, "fr", bare.line)) is None
