"""The words of the page itself, beside what the report says."""

from __future__ import annotations

from collections.abc import Mapping

from alignment.kernel.bilingual import Bilingual

LABELS: Mapping[str, Bilingual] = {
    "skip": Bilingual("Aller au contenu", "Skip to content"),
    "contents": Bilingual("Sommaire", "Contents"),
    "cautions": Bilingual("À savoir avant de lire", "Before you read"),
    "identity": Bilingual("Identité du rapport", "Identity of the report"),
    "basis": Bilingual("Base", "Basis"),
    "definitions": Bilingual("Définitions\u00a0:", "Definitions:"),
    "rows": Bilingual("lignes", "rows"),
    "top": Bilingual("Retour au sommaire", "Back to contents"),
    "move": Bilingual("Déplacer le curseur", "Move the cursor"),
    "move_help": Bilingual(
        "Glissez, ou utilisez les flèches du clavier\u00a0: le classement et les scores suivent.",
        "Drag, or use the arrow keys: the ranking and the scores follow.",
    ),
    "regional_end": Bilingual("SRDEII seul", "SRDEII alone"),
    "european_end": Bilingual("Europe seule", "Europe alone"),
    "exact": Bilingual("Valeur exacte, en\u00a0%", "Exact value, in %"),
    "settings": Bilingual("Réglages", "Settings"),
    "weights": Bilingual("Poids des axes", "Weights of axes"),
    "weights_help": Bilingual(
        "Un axe de poids 2 compte deux fois plus qu’un axe de poids 1 du même texte.",
        "An axis of weight 2 counts twice as much as an axis of weight 1 of the same text.",
    ),
    "reset": Bilingual("Revenir au rapport", "Back to the report"),
    "moved": Bilingual(
        "Le classement et les fiches suivent vos réglages\u00a0; les autres figures restent celles du rapport.",
        "The ranking and the sheets follow your settings; other figures stay those of the report.",
    ),
    "weights_note": Bilingual(
        "Avec d’autres poids, les scores par cadre et les mandats des fiches restent ceux du rapport.",
        "With other weights, the scores by framework and mandates of the sheets stay those of the report.",
    ),
}
