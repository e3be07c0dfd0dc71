"""What the workbook of a cluster holds: its sheets and columns, once, for those who write it and those who read it."""

from __future__ import annotations

from typing import Final

from alignment.exchange.form import Column, Form

_ACTION: Final = Column(
    "action",
    "Action",
    "action",
    46,
    "Choisir dans la liste l’intitulé d’une action de la feuille « Actions ».",
    ("intitulé de l’action", "titre de l’action", "projet", "nom de l’action"),
    required=True,
)
_OWNER: Final = Column(
    "cluster",
    "Cluster",
    "text",
    30,
    "Nom ou identifiant du cluster, dans une table qui en réunit plusieurs ; vide vaut celui de la ligne du dessus.",
    ("nom du cluster", "pôle ou cluster", "code du cluster"),
    offered=False,
)
_PRIORITY: Final = Column(
    "priority",
    "Priorité",
    "priority",
    70,
    "Choisir dans la liste ; la feuille « Priorités » les décrit.",
    ("priorité servie", "axe", "priorité régionale", "axe ou priorité", "contribution"),
    required=True,
)
_LEVEL: Final = Column(
    "level",
    "Niveau",
    "level",
    16,
    "Principal : l’action existe pour cette priorité. Significatif : elle la sert, mais existerait sans elle. "
    "Non visé : la priorité a été examinée, l’action ne la vise pas.",
    ("niveau de contribution", "intensité"),
    required=True,
)
_SOURCE: Final = Column(
    "source",
    "Source de financement",
    "money_source",
    28,
    "D’où vient l’argent : une ligne par financeur.",
    ("financeur", "source du financement", "origine des fonds", "financement"),
    required=True,
)
_AMOUNT: Final = Column(
    "amount",
    "Montant (€)",
    "euros",
    18,
    "En euros. Un montant inconnu n’est pas zéro : dans ce cas, ne pas écrire la ligne.",
    ("montant", "montant en euros", "budget", "somme", "euros"),
    required=True,
)
_SECURED: Final = Column(
    "secured", "Acquis", "yes_no", 10, "Oui si le financement est acquis.", ("financement acquis", "obtenu")
)

CLUSTER: Final = Form(
    "cluster",
    "Cluster",
    "Qui est le cluster. Remplir la colonne B ; la colonne C dit quoi écrire.",
    (
        Column("name", "Nom du cluster", "text", 60, "Nom usuel.", ("nom", "cluster", "structure"), required=True),
        Column(
            "type",
            "Type de structure",
            "type",
            60,
            "Choisir dans la liste.",
            ("type", "nature de la structure"),
            required=True,
        ),
        Column(
            "provenance",
            "Provenance des contributions",
            "provenance",
            60,
            "Publiée si le cluster ou la Région dit lui-même à quoi servent les actions.",
            ("provenance",),
            required=True,
        ),
        Column(
            "regions",
            "Régions",
            "regions",
            60,
            "La région d’attache d’abord, puis les autres, séparées par des points-virgules.",
            ("région", "region"),
        ),
        Column(
            "start",
            "Début de la feuille de route",
            "start",
            60,
            "Une année (2023), un mois (2023-03) ou un jour (15/03/2023).",
            ("début", "date de début"),
        ),
        Column(
            "end",
            "Fin de la feuille de route",
            "end",
            60,
            "Une année, un mois ou un jour, compris dans la période.",
            ("fin", "date de fin"),
        ),
        Column(
            "period",
            "Période",
            "period",
            60,
            "Deux dates : 2023-2026.",
            ("période de la feuille de route",),
            offered=False,
        ),
        Column("website", "Site", "text", 60, "Adresse du site.", ("site internet", "site web", "url")),
        Column(
            "members",
            "Nombre de membres",
            "count",
            60,
            "Nombre entier de membres.",
            ("membres", "adhérents", "nombre d’adhérents"),
        ),
        Column("labels", "Labels", "texts", 60, "Labels obtenus, séparés par des points-virgules.", ("label",)),
        Column(
            "mandate",
            "Mandat",
            "priority",
            60,
            "Une priorité que le cluster a pour mission de servir ; une par ligne.",
            ("priorité du mandat", "mandats", "mission"),
        ),
        Column(
            "id", "Identifiant", "id", 60, "Laisser tel quel ; vide pour un nouveau cluster.", ("code du cluster",)
        ),
    ),
    ("identité", "fiche cluster", "structure"),
)

ACTIONS: Final = Form(
    "actions",
    "Actions",
    "Une ligne par action de la feuille de route. Seul l’intitulé est obligatoire.",
    (
        Column(
            "title",
            "Intitulé de l’action",
            "text",
            46,
            "Ce que fait l’action, en une ligne.",
            ("intitulé", "titre", "action", "nom de l’action", "projet"),
            required=True,
        ),
        Column("description", "Description", "text", 60, "Ce que l’action recouvre.", ("résumé", "contenu")),
        Column(
            "status",
            "Avancement",
            "status",
            14,
            "Proposée et abandonnée ne comptent dans aucun score ; vide vaut prévue.",
            ("statut", "état", "état d’avancement"),
        ),
        Column(
            "start",
            "Début",
            "start",
            13,
            "Une année (2023), un mois (2023-03) ou un jour (15/03/2023).",
            ("date de début", "date début", "démarrage", "commencement"),
        ),
        Column(
            "end",
            "Fin",
            "end",
            13,
            "Une année, un mois ou un jour, compris.",
            ("date de fin", "date fin", "échéance"),
        ),
        Column(
            "period",
            "Période",
            "period",
            16,
            "Deux dates : 2023-2026.",
            ("dates", "calendrier", "durée"),
            offered=False,
        ),
        Column(
            "progress",
            "Part réalisée",
            "share",
            13,
            "Pour une action en cours seulement : 40 % ou 0,4.",
            ("% réalisé", "réalisation", "taux de réalisation", "taux d’avancement", "pourcentage réalisé"),
        ),
        Column(
            "domains",
            "Domaines",
            "domains",
            34,
            "Domaines de la feuille « Domaines », séparés par des points-virgules.",
            ("domaine", "thématiques"),
        ),
        Column(
            "value_chain",
            "Chaîne de valeur",
            "chain",
            26,
            "Recherche, conception, composants, essais, production, intégration, services, recyclage ; "
            "séparés par des points-virgules.",
            ("maillons", "maillons de la chaîne de valeur"),
        ),
        Column(
            "sources",
            "Sources citées",
            "cited",
            20,
            "Identifiants de la feuille « Sources », séparés par des points-virgules.",
            ("source citée",),
        ),
        Column(
            "id",
            "Identifiant",
            "id",
            26,
            "Ne pas modifier : c’est lui qui permet de retrouver l’action. Vide pour une nouvelle action.",
            ("code", "référence de l’action"),
        ),
        _PRIORITY._replace(required=False, offered=False),
        _LEVEL._replace(required=False, offered=False),
        _SOURCE._replace(required=False, offered=False),
        _AMOUNT._replace(required=False, offered=False),
        _SECURED._replace(offered=False),
        _OWNER,
    ),
    ("feuille de route", "liste des actions", "plan d’action", "projets"),
)

CONTRIBUTIONS: Final = Form(
    "contributions",
    "Contributions",
    "Une ligne par priorité que sert une action : trois listes à choisir.",
    (_ACTION, _PRIORITY, _LEVEL, _OWNER),
    ("contribution", "priorités servies"),
)

BUDGET: Final = Form(
    "budget",
    "Budget",
    "Une ligne par financeur d’une action. Ce qui est inconnu ne s’écrit pas.",
    (_ACTION, _SOURCE, _AMOUNT, _SECURED, _OWNER),
    ("budgets", "financements", "plan de financement"),
)

INDICATORS: Final = Form(
    "indicators",
    "Indicateurs",
    "Une ligne par indicateur d’une action.",
    (
        _ACTION,
        Column("title", "Indicateur", "text", 44, "Ce qui est mesuré.", ("intitulé de l’indicateur", "intitulé")),
        Column("unit", "Unité", "text", 16, "Unité des trois valeurs : entreprises, M€…"),
        Column(
            "baseline", "Valeur de départ", "number", 15, "Valeur au début de l’action.", ("départ", "initiale")
        ),
        Column("target", "Valeur visée", "number", 15, "Valeur attendue à la fin.", ("cible", "objectif")),
        Column(
            "value", "Valeur actuelle", "number", 15, "Dernière valeur connue.", ("valeur", "réalisé", "actuelle")
        ),
        Column("id", "Identifiant", "id", 20, "Laisser tel quel ; vide pour un nouvel indicateur.", ("code",)),
        _OWNER,
    ),
    ("indicateur",),
)

PARTNERS: Final = Form(
    "partners",
    "Partenaires",
    "Une ligne par organisme qui prend part à une action, hors du cluster.",
    (
        _ACTION,
        Column("name", "Partenaire", "text", 46, "Nom de l’organisme.", ("nom", "organisme", "nom du partenaire")),
        Column("region", "Région", "region", 30, "Région de l’organisme, en France ou ailleurs."),
        Column("country", "Pays", "country", 10, "Code du pays sur deux lettres : FR, DE…", ("code pays",)),
        _OWNER,
    ),
    ("partenaire",),
)

SOURCES: Final = Form(
    "sources",
    "Sources",
    "Textes et pages d’où viennent les faits. Une ligne par source.",
    (
        Column(
            "id",
            "Identifiant",
            "id",
            22,
            "Un mot court, sans espace ni accent, que citent les actions.",
            ("code",),
        ),
        Column("title", "Titre", "text", 60, "Titre du texte ou de la page.", ("intitulé",), required=True),
        Column("publisher", "Éditeur", "text", 30, "Qui le publie.", ("auteur", "organisme")),
        Column("date", "Date", "date", 13, "Année, mois ou jour de publication.", ("date de publication",)),
        Column("url", "Adresse", "text", 60, "Adresse de la page.", ("lien", "site", "adresse internet")),
        Column("accessed", "Consultée le", "date", 13, "Année, mois ou jour.", ("date de consultation",)),
        _OWNER,
    ),
    ("source", "références"),
)

OF_ACTIONS: Final = (CONTRIBUTIONS, BUDGET, INDICATORS, PARTNERS)
"""Sheets whose lines each belong to an action."""
FLAT: Final = {CONTRIBUTIONS.key: CONTRIBUTIONS, BUDGET.key: BUDGET}
"""Those that a line of the sheet of actions may carry as well."""
FORMS: Final = (CLUSTER, ACTIONS, *OF_ACTIONS, SOURCES)
"""Every sheet that is filled in, in the order of the workbook."""

GUIDE: Final = "Lisez-moi"
PRIORITIES: Final = "Priorités"
DOMAINS: Final = "Domaines"
LISTS: Final = "Listes"
"""Sheets that are only read by people, and the hidden one that feeds the drop-down lists."""
