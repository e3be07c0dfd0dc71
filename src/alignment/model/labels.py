"""What people call the closed lists of the format: types, statuses, levels, sources of money, frameworks."""

from __future__ import annotations

from collections.abc import Mapping

from alignment.kernel.bilingual import Bilingual

PROVENANCE: Mapping[str, Bilingual] = {
    "published": Bilingual("publiée", "published"),
    "coded": Bilingual("codée par un analyste", "coded by an analyst"),
    "illustrative": Bilingual("illustrative", "illustrative"),
}
TYPE: Mapping[str, Bilingual] = {
    "pole": Bilingual("pôle de compétitivité", "competitiveness pole"),
    "cluster": Bilingual("cluster", "cluster"),
    "expertise-centre": Bilingual("centre d’expertise", "centre of expertise"),
    "network": Bilingual("réseau", "network"),
}
LEVEL: Mapping[str, Bilingual] = {
    "principal": Bilingual("principal", "principal"),
    "significant": Bilingual("significatif", "significant"),
    "none": Bilingual("non visé", "not targeted"),
}
STATUS: Mapping[str, Bilingual] = {
    "proposed": Bilingual("proposée", "proposed"),
    "planned": Bilingual("prévue", "planned"),
    "running": Bilingual("en cours", "running"),
    "completed": Bilingual("achevée", "completed"),
    "abandoned": Bilingual("abandonnée", "abandoned"),
}
SOURCE: Mapping[str, Bilingual] = {
    "region": Bilingual("Région", "Region"),
    "state": Bilingual("État", "State"),
    "erdf": Bilingual("FEDER", "ERDF"),
    "horizon-europe": Bilingual("Horizon Europe", "Horizon Europe"),
    "i3": Bilingual("I3", "I3"),
    "eu-other": Bilingual("autres fonds européens", "other European funds"),
    "local": Bilingual("collectivités locales", "local authorities"),
    "members": Bilingual("membres", "members"),
    "private": Bilingual("privé", "private"),
    "other": Bilingual("autres", "other"),
}
CHAIN: Mapping[str, Bilingual] = {
    "research": Bilingual("recherche", "research"),
    "design": Bilingual("conception", "design"),
    "components": Bilingual("composants", "components"),
    "test": Bilingual("essais", "test"),
    "production": Bilingual("production", "production"),
    "integration": Bilingual("intégration", "integration"),
    "services": Bilingual("services", "services"),
    "recycling": Bilingual("recyclage", "recycling"),
}
"""Stages of the value chain."""


def framework_name(framework: str) -> str:
    """The short name of a framework in a column or a sentence."""
    return {"srdeii": "SRDEII", "s3": "S3", "horizon-europe": "Horizon Europe"}.get(framework, framework)
