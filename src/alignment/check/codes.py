"""The codes of what the checks say, `AL100` to `AL499`; those of the reader stand in `source.codes`.

A code never changes its meaning and is never used again once retired.
"""

from __future__ import annotations

from typing import Final

from alignment.kernel.diagnostic import Severity
from alignment.source.codes import READING, Code

_E, _W = Severity.ERROR, Severity.WARNING

# Structure: one file against the format.
UNKNOWN_KEY: Final = Code("AL101", "cle-inconnue", _E)
MISSING_KEY: Final = Code("AL102", "cle-manquante", _E)
FILE_KIND: Final = Code("AL103", "nature-du-fichier", _E)
TEXT: Final = Code("AL104", "texte-attendu", _E)
IDENTIFIER: Final = Code("AL105", "identifiant-mal-forme", _E)
NUMBER: Final = Code("AL106", "nombre-attendu", _E)
SHARE: Final = Code("AL107", "part-entre-0-et-1", _E)
MONEY: Final = Code("AL108", "montant", _E)
PERIOD: Final = Code("AL109", "periode", _E)
DATE: Final = Code("AL110", "date", _E)
CHOICE: Final = Code("AL111", "valeur-hors-liste", _E)
REFERENCE_FORM: Final = Code("AL112", "reference-mal-formee", _E)
SHAPE: Final = Code("AL113", "forme-attendue", _E)
REQUIREMENT_FORM: Final = Code("AL114", "exigence-incoherente", _E)
BOOLEAN: Final = Code("AL115", "booleen-attendu", _E)
THRESHOLDS: Final = Code("AL116", "seuils-incoherents", _E)

# References: files against each other.
UNKNOWN_NODE: Final = Code("AL201", "priorite-inconnue", _E)
UNKNOWN_FRAMEWORK: Final = Code("AL202", "cadre-inconnu", _E)
UNKNOWN_REGION: Final = Code("AL203", "region-inconnue", _E)
FOREIGN_REGION: Final = Code("AL204", "region-hors-feuille-de-route", _E)
SHARED_WITH_REGION: Final = Code("AL205", "region-devant-cadre-commun", _E)
SAME_NODE_TWICE: Final = Code("AL206", "priorite-citee-deux-fois", _E)
DUPLICATE_ID: Final = Code("AL207", "identifiant-en-double", _E)
WRONG_FOLDER: Final = Code("AL208", "mauvais-dossier", _E)
UNKNOWN_SOURCE: Final = Code("AL209", "source-inconnue", _E)
UNKNOWN_CLUSTER: Final = Code("AL210", "cluster-inconnu", _E)
UNKNOWN_DOMAIN: Final = Code("AL211", "domaine-inconnu", _E)
FILE_NAME: Final = Code("AL212", "nom-de-fichier", _W)
RESERVED_ID: Final = Code("AL213", "identifiant-reserve", _E)
UNUSED_WEIGHT: Final = Code("AL214", "cadre-absent", _W)

# Coherence: what is well formed and probably not meant.
OUTSIDE_ROADMAP: Final = Code("AL301", "action-hors-feuille-de-route", _W)
OUTSIDE_FRAMEWORK: Final = Code("AL302", "feuille-de-route-hors-schema", _W)
PROGRESS_NOT_RUNNING: Final = Code("AL303", "avancement-sans-execution", _W)
ABOVE_HUNDRED: Final = Code("AL304", "pourcentage-au-dela-de-100", _W)
NO_CONTRIBUTION: Final = Code("AL305", "action-sans-contribution", _W)
NO_PRIORITY_OF_REGION: Final = Code("AL306", "feuille-de-route-sans-priorite", _W)

# Coverage: what the region asks for.
UNMET_REQUIREMENT: Final = Code("AL401", "exigence-non-tenue", _E)
UNMET_EXPECTATION: Final = Code("AL402", "attente-non-tenue", _W)
UNKNOWN_METRIC_VALUE: Final = Code("AL403", "exigence-sans-valeur", _W)

ALL: Final[tuple[Code, ...]] = (
    *READING,
    *(value for value in list(globals().values()) if isinstance(value, Code) and value not in READING),
)
"""Every code of the tool, reader's first, in the order of this file."""
