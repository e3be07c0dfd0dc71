"""Small regions whose partners are worked out by hand (see test_partners_by_hand), and how to ask for them."""

from __future__ import annotations

from pathlib import Path

from alignment.config import DataFolder
from alignment.kernel.bilingual import Bilingual
from alignment.pipeline import loading
from alignment.pipeline.loading import Loaded
from tests.conftest import write_files

DOMAINS = """
=== europe/domains.yaml
alignment: domains/v1
domains:
  - {id: sante, title: {fr: Santé, en: Health}}
  - {id: biotech, title: {fr: Biotechnologies, en: Biotechnology}, broader: sante}
  - {id: medtech, title: {fr: Dispositifs médicaux, en: Medical devices}, broader: sante}
  - {id: energie, title: {fr: Énergie, en: Energy}}
  - {id: mer, title: {fr: Mer, en: Sea}}
"""
FIVE = (
    DOMAINS
    + """
=== regions/nous/region.yaml
alignment: region/v1
id: nous
name: Nous
nuts: [FRH0]
srdeii: {axes: [{id: axe, title: Axe}]}
=== s3/nous.yaml
alignment: s3/v1
region: nous
title: S3
priorities:
  - {id: soins, title: Soins, domains: [biotech]}
  - {id: watts, title: Watts, domains: [energie]}
=== regions/aa/region.yaml
alignment: region/v1
id: aa
name: Région AA
nuts: [FRG0]
srdeii: {axes: []}
=== s3/aa.yaml
alignment: s3/v1
region: aa
title: S3
priorities:
  - {id: q1, title: Q1, domains: [medtech]}
  - {id: q2, title: Q2, domains: [energie]}
=== regions/bb/region.yaml
alignment: region/v1
id: bb
name: Région BB
nuts: [ITI1]
srdeii: {axes: []}
=== s3/bb.yaml
alignment: s3/v1
region: bb
title: S3
status: superseded
priorities:
  - {id: r1, title: R1, domains: [biotech]}
  - {id: r2, title: R2, weight: 2, domains: [mer]}
  - {id: r3, title: R3, domains: [energie]}
=== regions/cc/region.yaml
alignment: region/v1
id: cc
name: Région CC
nuts: [EL30]
srdeii: {axes: []}
=== s3/cc.yaml
alignment: s3/v1
region: cc
title: S3
priorities:
  - {id: t1, title: T1, domains: [sante]}
  - {id: t2, title: T2, domains: [energie]}
  - {id: t3, title: T3, domains: [mer], objectives: [{id: t31, title: T31, domains: [mer, energie]}]}
=== regions/dd/region.yaml
alignment: region/v1
id: dd
name: Région DD
srdeii: {axes: []}
=== regions/nous/clusters/notre.yaml
alignment: roadmap/v1
id: notre
name: Notre pôle
type: pole
provenance: coded
actions:
  - id: a
    title: A
    contributions: {s3:watts: principal}
    domains: [energie]
    value_chain: [research, test]
    partners:
      - {name: Amis de CC, region: cc, country: GR}
      - {name: Voisin, region: nous, country: FR}
      - {name: Amis de Porto, country: PT}
      - {name: Amis de Genève, country: CH}
  - {id: b, title: B, domains: [biotech], value_chain: [production], contributions: {s3:soins: significant}}
  - {id: c, title: C, status: proposed, domains: [mer], value_chain: [recycling], partners: [{name: Non, region: bb}]}
=== regions/aa/clusters/pont.yaml
alignment: roadmap/v1
id: pont
name: Pont
type: cluster
regions: [aa, nous]
provenance: coded
=== regions/aa/clusters/sien.yaml
alignment: roadmap/v1
id: sien
name: Le sien
type: cluster
provenance: coded
actions:
  - {id: d, title: D, domains: [energie], value_chain: [test, services]}
=== regions/cc/clusters/leur.yaml
alignment: roadmap/v1
id: leur
name: Le leur
type: cluster
provenance: coded
actions:
  - {id: e, title: E, domains: [energie], value_chain: [research, test]}
  - {id: f, title: F, domains: [sante], value_chain: [production]}
  - {id: g, title: G, domains: [mer], partners: [{name: "Notre Pôle (Bretagne)", region: Nous}]}
"""
)


def load(folder: Path, text: str) -> Loaded:
    """A data set given as one text."""
    return loading.load(DataFolder(write_files(folder, text), Bilingual("essai", "trial")))
