"""What the first sheet of the workbook says to those who fill it in."""

from __future__ import annotations

from typing import Final

_GUIDE: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    (
        "À quoi sert ce classeur",
        (
            "Il recueille la feuille de route d’un cluster : ses actions, les priorités régionales (SRDEII) et "
            "européennes (S3, Horizon Europe) qu’elles servent, leur budget et leurs indicateurs.",
            "La Région l’importe tel quel. Ce qui y est déjà écrit est ce qu’elle sait du cluster : le corriger et le "
            "compléter suffit.",
        ),
    ),
    (
        "Dans quel ordre le remplir",
        (
            "1. « Cluster » : qui est le cluster.",
            "2. « Actions » : une ligne par action. Seul l’intitulé est obligatoire ; chaque intitulé ne sert qu’une fois.",
            "3. « Contributions » : une ligne par priorité que sert une action. L’action, la priorité et le niveau se "
            "choisissent dans une liste.",
            "4. « Budget », « Indicateurs », « Partenaires » : une ligne par financeur, par mesure, par organisme.",
            "5. « Sources » : les textes d’où viennent les faits, si on les cite.",
        ),
    ),
    (
        "Les trois niveaux d’une contribution",
        (
            "Principal : l’action existe pour cette priorité. Une action a d’ordinaire un seul objectif principal par "
            "texte ; en nommer plusieurs partage sa contribution entre eux.",
            "Significatif : l’action sert cette priorité, mais existerait sans elle.",
            "Non visé : la priorité a été examinée, et l’action ne la vise pas. Sans ligne, la priorité n’a pas été "
            "examinée.",
        ),
    ),
    (
        "Ce qu’il faut savoir",
        (
            "Ce qui n’est pas connu reste vide : un montant inconnu n’est pas un montant nul.",
            "Les dates s’écrivent à l’année (2023), au mois (2023-03) ou au jour (15/03/2023). Une période a un début "
            "et une fin.",
            "Les colonnes « Identifiant », en gris, relient chaque ligne à ce que la Région a déjà : ne pas les modifier, "
            "les laisser vides pour une nouvelle ligne.",
            "Une action retirée du classeur reste dans les données de la Région : pour l’arrêter, choisir l’avancement "
            "« abandonnée ».",
            "Les en-têtes disent ce qu’est chaque colonne : on peut ajouter des colonnes, non renommer celles-ci.",
            "Pas de macro, pas de lien vers un autre fichier, pas de mot de passe : le classeur serait refusé.",
        ),
    ),
)


def _typeset(sentence: str) -> str:
    """With the no-break spaces of French."""
    for mark in (":", ";", "!", "?", "»"):
        sentence = sentence.replace(f" {mark}", f"\u00a0{mark}")
    return sentence.replace("« ", "«\u00a0")


GUIDE: Final = tuple((heading, tuple(map(_typeset, sentences))) for heading, sentences in _GUIDE)
"""Headings, each with its sentences."""
