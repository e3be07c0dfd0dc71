"""Partners and consortia against the literal reading of docs/guides/partenaires.md, on random data."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from alignment.config import DataFolder
from alignment.kernel.bilingual import Bilingual
from alignment.pipeline import loading
from alignment.pipeline.partnering import Question, find_partners
from alignment.plan.partners_consortia import BEST, consortia
from alignment.plan.partners_rules import NOTHING_KNOWN
from oracle import partners as oracle


@pytest.mark.parametrize("seed", range(40))
def test_regions_and_consortia(seed, tmp_path: Path):
    """The same figures, order and best groups, exactly."""
    data = oracle.make(seed)
    loaded = loading.load(DataFolder(oracle.write(data, tmp_path), Bilingual("essai", "trial")))
    for asked, region in enumerate(data["regions"]):
        survey = find_partners(loaded, Question(region)).survey
        own = oracle.region_profile(data, region)
        assert survey.subject.profile.cited == own
        expected = []
        for other in data["regions"]:
            if other == region:
                continue
            profiles = [own, oracle.region_profile(data, other)]
            value = oracle.similarity(profiles)
            tops = oracle.shared_tops(profiles) if value is not None else set()
            roles = oracle.complementarity(oracle.roles(data, region), oracle.roles(data, other), tops)
            expected.append((other, value, roles, oracle.links(data, region, other)))
        expected.sort(
            key=lambda each: (
                each[1] is None,
                -(each[1] or Fraction(0)),
                each[2] is None,
                -(each[2] or Fraction(0)),
                -each[3],
                each[0],
            )
        )
        found = [(m.id, m.similarity, m.exchange.complementarity, len(m.links)) for m in survey.regions]
        assert found == expected
        known = [value for _, value, _, _ in expected if value is not None]
        for size in range(2, len(known) + 2) if own and asked < 2 else ():
            search = consortia(survey, loaded.data.i3, size, NOTHING_KNOWN)
            wanted = oracle.best(data, region, size)[:BEST]
            assert search.complete
            assert [each.members for each in search.found] == [members for members, _ in wanted]
            for each, (members, key) in zip(search.found, wanted, strict=True):
                assert (each.common.value, len(each.stages), each.linked) == key[1:]
                for verdict in each.strands:
                    for judged in verdict.judged:
                        said = oracle.rule(data, judged.rule.kind, judged.rule.value, members)
                        assert (judged.verdict, judged.lacking) == said
