"""The register of rules: what the checks say, `AL060` to `AL599`; the reader's codes stand in `source.codes`.

One line a rule: its code, its French name, how bad a breach is in the profiles draft, publication and council (E
error, W warning, I information, - not asked). Its page is `docs/<code>.md`. A code never changes its meaning and is
never used again once retired.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from alignment.source.codes import READING, Code

# What was set aside.
UNUSED_IGNORE: Final = Code("AL060", "mise-a-l-ecart-inutile", "WWE")
IGNORE_WITHOUT_REASON: Final = Code("AL061", "mise-a-l-ecart-sans-raison", "WEE")
REFUSED_IGNORE: Final = Code("AL062", "mise-a-l-ecart-refusee", "WEE")

# The tool itself.
RULE_FAILURE: Final = Code("AL090", "defaillance-d-une-regle")

# Structure: one file against the format.
UNKNOWN_KEY: Final = Code("AL101", "cle-inconnue")
MISSING_KEY: Final = Code("AL102", "cle-manquante")
FILE_KIND: Final = Code("AL103", "nature-du-fichier")
TEXT: Final = Code("AL104", "texte-attendu")
IDENTIFIER: Final = Code("AL105", "identifiant-mal-forme")
NUMBER: Final = Code("AL106", "nombre-attendu")
SHARE: Final = Code("AL107", "part-entre-0-et-1")
MONEY: Final = Code("AL108", "montant")
PERIOD: Final = Code("AL109", "periode")
DATE: Final = Code("AL110", "date")
CHOICE: Final = Code("AL111", "valeur-hors-liste")
REFERENCE_FORM: Final = Code("AL112", "reference-mal-formee")
SHAPE: Final = Code("AL113", "forme-attendue")
REQUIREMENT_FORM: Final = Code("AL114", "exigence-incoherente")
BOOLEAN: Final = Code("AL115", "booleen-attendu")
THRESHOLDS: Final = Code("AL116", "seuils-incoherents")

# References: files against each other.
UNKNOWN_NODE: Final = Code("AL201", "priorite-inconnue")
UNKNOWN_FRAMEWORK: Final = Code("AL202", "cadre-inconnu")
UNKNOWN_REGION: Final = Code("AL203", "region-inconnue")
FOREIGN_REGION: Final = Code("AL204", "region-hors-feuille-de-route")
SHARED_WITH_REGION: Final = Code("AL205", "region-devant-cadre-commun")
SAME_NODE_TWICE: Final = Code("AL206", "priorite-citee-deux-fois")
DUPLICATE_ID: Final = Code("AL207", "identifiant-en-double")
WRONG_FOLDER: Final = Code("AL208", "mauvais-dossier")
UNKNOWN_SOURCE: Final = Code("AL209", "source-inconnue")
UNKNOWN_CLUSTER: Final = Code("AL210", "cluster-inconnu")
UNKNOWN_DOMAIN: Final = Code("AL211", "domaine-inconnu")
FILE_NAME: Final = Code("AL212", "nom-de-fichier", "WWE")
RESERVED_ID: Final = Code("AL213", "identifiant-reserve")
UNUSED_WEIGHT: Final = Code("AL214", "cadre-absent", "WWE")

# Coherence: what is well formed and probably not meant.
OUTSIDE_ROADMAP: Final = Code("AL301", "action-hors-feuille-de-route", "WWW")
OUTSIDE_FRAMEWORK: Final = Code("AL302", "feuille-de-route-hors-schema", "WWW")
PROGRESS_NOT_RUNNING: Final = Code("AL303", "avancement-sans-execution", "WEE")
ABOVE_HUNDRED: Final = Code("AL304", "pourcentage-au-dela-de-100", "WEE")
NO_CONTRIBUTION: Final = Code("AL305", "action-sans-contribution", "WWE")
NO_PRIORITY_OF_REGION: Final = Code("AL306", "feuille-de-route-sans-priorite", "WWE")
TOO_MANY_PRINCIPAL: Final = Code("AL307", "objectifs-principaux-trop-nombreux", "WWW")
VAGUE_CONTRIBUTION: Final = Code("AL308", "axe-plutot-qu-objectif", "-IW")
OUTSIDE_EVERY_PERIOD: Final = Code("AL309", "action-hors-de-toute-periode", "WWE")
NO_BUDGET: Final = Code("AL310", "budget-absent", "--W")
OUT_OF_SCALE: Final = Code("AL311", "montant-hors-d-echelle", "WWE")
SECURED_PROPOSAL: Final = Code("AL312", "financement-acquis-sans-decision", "WEE")
TARGET_PASSED: Final = Code("AL313", "cible-depassee", "-IW")
NO_BASELINE: Final = Code("AL314", "indicateur-sans-depart", "-IW")
COMPLETED_BEFORE_ITS_END: Final = Code("AL315", "achevee-avant-sa-fin", "WWE")
RUNNING_AFTER_ITS_END: Final = Code("AL316", "en-cours-apres-sa-fin", "WWE")
DEAD_MANDATE: Final = Code("AL317", "mandat-sans-action", "WWE")
TWIN_ACTIONS: Final = Code("AL318", "actions-presque-identiques", "WWE")
MONEY_CLAIMED_TWICE: Final = Code("AL319", "argent-compte-deux-fois", "WWE")
CHANGED_ID: Final = Code("AL320", "identifiant-modifie", "WWW")
LONG_TITLE: Final = Code("AL321", "titre-trop-long", "-IW")
WRONG_LANGUAGE: Final = Code("AL322", "langue-du-titre", "WEE")

# Coverage: what the region asks for.
UNMET_REQUIREMENT: Final = Code("AL401", "exigence-non-tenue")
UNMET_EXPECTATION: Final = Code("AL402", "attente-non-tenue", "WWW")
UNKNOWN_METRIC_VALUE: Final = Code("AL403", "exigence-sans-valeur", "WWW")

# Provenance: where facts come from.
NO_SOURCE: Final = Code("AL501", "fait-sans-source", "-IE")
ILLUSTRATIVE: Final = Code("AL502", "donnees-illustratives", "-WE")
VAGUE_SOURCE: Final = Code("AL503", "source-introuvable", "-IW")

ALL: Final[tuple[Code, ...]] = (
    *READING,
    *(value for value in list(globals().values()) if isinstance(value, Code) and value not in READING),
)
"""Every code of the tool, reader's first, in the order of this file."""

BY_CODE: Final[Mapping[str, Code]] = {code.code: code for code in ALL}
"""The register, by code."""
