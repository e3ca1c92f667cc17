"""French cues of contracts."""

# ruff: noqa: E501 - a cue or a clause is read best in one line

from __future__ import annotations

from typing import Final

from fairway.recruitment.contracts.wording.cues import Cues

_BOSS: Final = r"(?:employeu(?:r|se)|patron(?:ne)?|entreprise|societe)"
_HER: Final = r"(?:travailleu(?:r|se)|salariee?|employee?|elle|il)"
_PAPERS: Final = r"(?:passeports?|papiers|documents (?:d'identite|personnels|de voyage))"

CUES: Final = Cues(
    language="fr",
    common=frozenset(["le", "la", "les", "de", "du", "des", "et", "en", "par", "pour", "avec", "un", "une", "est", "sera", "son", "employeur", "travailleur", "ne", "pas", "jours", "semaine", "mois", "au", "aux"]),
    labels={
        "employer": r"(?:nom de )?(?:l')?(?:employeur|entreprise|societe)", "agency": r"agence(?: de (?:recrutement|placement))?", "occupation": r"(?:poste|emploi|fonction|metier|profession)(?: (?:occupe|de travail))?|travail a faire",
        "workplace": r"lieu (?:de travail|d'emploi)", "country": r"pays(?: (?:de travail|d'emploi|de destination))?", "start": r"(?:date de )?debut(?: du (?:travail|contrat))?|date d'(?:embauche|effet|entree)|premier jour de travail",
        "complaints": r"(?:reglement des )?(?:differends|litiges)|plaintes|ou un differend est regle", "job_order": r"(?:numero de l')?offre d'emploi", "season_end": r"(?:fin|dernier jour) de (?:la )?saison",
    },
    topics={
        "pay": r"(?:salaire|remuneration|traitement|paie)(?: (?:de base|mensuel(?:le)?|hebdomadaire|journalier|brut(?:e)?|net(?:te)?))*", "guaranteed_pay": r"salaire (?:minimum )?garanti", "deductions": r"retenues?|deductions?|retenu(?:e|s|es)?|preleve(?:e|s|es)?|deduit(?:e|s|es)?",
        "overtime_rate": r"heures? supplementaires?", "weekly_hours": r"(?:duree|horaire|temps)(?: hebdomadaire| normale?)*(?: du| de) travail|heures de travail|travaille(?:ra)?|horaire", "daily_hours": r"duree journaliere",
        "weekly_rest": r"(?:jours? de )?repos(?: hebdomadaire)?|jours? de conge par semaine", "daily_rest": r"repos (?:quotidien|journalier|ininterrompu|nocturne)", "annual_leave": r"conges? (?:annuels?|payes?)(?: payes?)?|conges? (?:annuels? )?payes?|vacances",
        "sick_leave": r"conges? (?:de )?maladie(?: payes?)?", "public_holidays": r"jours? feries?(?: payes?)?", "duration": r"duree(?: du (?:present )?contrat| determinee)?|contrat (?:est|dure)(?: \w+){0,3} pour|pour une (?:duree|periode) de", "probation": r"(?:periode|temps) d'essai",
        "notice": r"preavis", "end_of_service": r"indemnite de (?:fin de service|depart|fin de contrat)", "food": r"nourriture|repas|alimentation", "housing": r"logement|hebergement|chambre", "local_transport": r"transport(?: (?:au|vers le|jusqu'au) (?:lieu de )?travail| local| quotidien)?|trajet",
        "travel_there": r"(?:voyage|billet)(?: d'avion)? (?:aller(?! (?:et|-))|vers le pays)", "travel_back": r"(?:voyage|billet)(?: d'avion)? (?:de )?retour", "travel_both": r"(?:voyage|billet)s?(?: d'avion)? (?:d')?aller(?: et |-| / )retour", "medical_care": r"soins (?:medicaux|de sante)|frais medicaux|assurance (?:maladie|medicale)",
        "protective_equipment": r"equipements? de (?:protection|securite)(?: individuelle)?|casque", "pesticide_protection": r"protection contre les pesticides", "penalty_for_leaving": r"penalite|amende|(?:part|quitte|demissionne|rompt)\w*(?: \w+){0,6} avant", "piece_rate": r"a la piece|par (?:caisse|kilo|panier)", "least_hours": r"heures? (?:de travail )?garanties?",
        "break": r"pause(?: (?:de|pour le) (?:midi|dejeuner))?|dejeuner", "fee": r"frais de (?:recrutement|placement|dossier|visa)|caution|pret|avance", "other_money": r"prime|pourboires?|assurance|bonus",
    },
    units={"hour": r"heures?|h", "day": r"jours?", "week": r"semaines?", "month": r"mois", "year": r"ans?|annees?"},
    per={
        "hour": r"(?:par|de l'|l'|/) ?heure|horaire", "day": r"(?:par|/|chaque) ?jour|journali(?:er|ere)", "week": r"(?:par|/|chaque|la) ?semaine|hebdomadaires?", "fortnight": r"(?:par|chaque) quinzaine|tous les quinze jours", "month": r"(?:par|/|chaque) ?mois|mensuel(?:le|s|les)?", "year": r"(?:par|/|chaque) ?an(?:nee)?(?: de service)?|annuel(?:le|s|les)?|par annee de service", "piece": r"par (?:piece|caisse|kilo|panier)",
    },
    currencies={"EUR": r"euros?", "USD": r"dollars(?: americains)?", "XOF": r"francs? cfa|f ?cfa", "MAD": r"dirhams marocains", "SAR": r"ri[ya]als saoudiens", "QAR": r"ri[ya]ls? qatari(?:en)?s|ri[ya]als qatari(?:en)?s", "LBP": r"livres libanaises", "CHF": r"francs suisses"},
    vague={"dirhams?": ("MAD", "AED"), "dinars?": ("TND", "DZD", "KWD", "BHD", "JOD"), "ri[ya]als?": ("SAR", "QAR", "OMR")},
    numbers={"un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60},
    multipliers={"mille": 1000, "cent": 100, "cents": 100},
    joiners=r"et|-", fillers=r"calendaires|ouvrables|ouvres|consecuti(?:fs|ves)|payes|complets?|entiers?|ininterrompues",
    provided={
        "free": rf"gratuit(?:e|s|es|ement)?|sans frais|(?:a la charge|aux frais) (?:de l'|du )?{_BOSS}|pay(?:e|ee|es|ees) par (?:l'|le )?{_BOSS}|{_BOSS} (?:paie|paye|paiera|prend en charge|prendra en charge|couvre)|pris(?:e|es)? en charge par (?:l')?{_BOSS}",
        "employer": rf"{_BOSS} (?:fournit|fournira|offre|donne|assure)|fourni(?:e|s|es)?|compris(?:e|es)?|inclus(?:e|es)?",
        "deducted": r"retenu(?:e|s|es)? sur|deduit(?:e|s|es)?|preleve(?:e|s|es)?|retenue", "allowance": r"indemnite|prime|allocation",
        "worker_pays": rf"(?:a la charge|aux frais) (?:de (?:la |l')|du )?{_HER}|a ses (?:propres )?frais|pay(?:e|ee|es|ees) par (?:la |le |l')?{_HER}|{_HER} (?:paie|paye|paiera|prend en charge)|non (?:fourni|compris|inclus)(?:e|es|s)?|n(?:'est|e sont) pas (?:fourni|compris|inclus)(?:e|es|s)?",
    },
    yes=r"oui|fourni(?:e|s|es)?|compris(?:e)?", no=r"non|aucun(?:e)?", worker=rf"(?:par )?(?:la |le |l')?{_HER}", employer=rf"(?:par )?(?:l'|le |la )?{_BOSS}", none=r"aucun(?:e)?|neant|rien|zero|non",
    nothing={"deductions": r"aucune (?:retenue|deduction)|sans (?:retenue|deduction)", "penalty_for_leaving": r"sans penalite|aucune penalite"},
    statements=(
        ("keeps_passport", True, rf"{_BOSS} ne (?:peut|doit|garde|gardera|retient|retiendra|conserve)(?: pas)?(?: \w+){{0,5}} {_PAPERS}|{_HER} (?:garde|gardera|conserve|conservera)(?: \w+){{0,4}} {_PAPERS}"),
        ("keeps_passport", False, rf"{_BOSS} (?:garde|gardera|conserve|conservera|retient|retiendra|detient)(?: \w+){{0,5}} {_PAPERS}|{_PAPERS}(?: \w+){{0,4}} (?:garde|conserve|remis|retenu|depose)(?: \w+){{0,5}} {_BOSS}|{_HER} remet(?:tra)?(?: \w+){{0,3}} {_PAPERS}"),
        ("fees_repaid", True, rf"{_BOSS} (?:paie|paye|paiera|prend en charge)(?: \w+){{0,4}} (?:frais|couts) de recrutement|{_HER} ne paie(?: \w+){{0,4}} recrutement"),
        ("injury_cover", True, r"(?:indemni\w+|assurance|assure\w*)(?: \w+){0,4} (?:accidents?|blessures?)"),
        ("repatriation", True, rf"{_BOSS} (?:paie|paye|paiera|prend en charge|assure)(?: \w+){{0,4}} rapatriement|rapatriement(?: \w+){{0,6}} a la charge de l'{_BOSS}"),
        ("may_join_union", True, rf"{_HER} (?:peut|a le droit d'?)(?: \w+)? ?adherer(?: \w+){{0,3}} syndicat"),
        ("social_insurance", True, r"(?:affili\w+|inscri\w+|cotis\w+|declare\w*)(?: \w+){0,7} (?:securite|assurance|protection) sociale"),
    ),
    phrases=(
        ("occupation", r"\b(?:engagee?|embauchee?|employee?|recrutee?|travaillera?)(?: \w+){0,4}? (?:comme|en qualite de|en tant que) (?:un |une )?(?P<value>[^,.;:()\n]{3,50}?)(?= (?:a|au|dans|pour|chez|avec|par)\b|[,.;:()]|$)"),
        ("employer", r"entre (?P<value>[^()\n]{3,80}?),? (?:\(|ci-apres )\W*(?:denommee? )?(?:l')?\W?(?:l')?(?:employeur|entreprise)"),
        ("start", r"(?:commence|debute|prend effet|a compter du|debut)(?: \w+){0,3}? (?P<value>\d{1,2}[^;\n]{5,24})"),
    ),
    choices=(
        ("pay_every", "month", r"(?:paye|verse|payable)e?s?(?: \w+){0,4} (?:chaque mois|mensuellement|fin de mois)"), ("pay_every", "week", r"(?:paye|verse|payable)e?s?(?: \w+){0,4} chaque semaine"),
        ("pay_method", "bank", r"virement(?: bancaire)?|compte bancaire"), ("pay_method", "cash", r"en especes"),
    ),
    multiples={200: r"double", 150: r"une fois et demie"},
    above=r"majoration|majorees?|de plus|en plus|supplement", ordinary_not=r"feries?|dimanches?|nuit|repos",
    months=("janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre"),
    clauses=r"mais|tandis que|alors que", conditions=r"si (?:la|le|l'|elle|il)|en cas de|lorsque (?:la|le) travail", exceptions=r"sauf|excepte|hormis", until=r"a|jusqu'a|et", morning=r"du matin", evening=r"du soir|de l'apres-midi",
    weekdays=r"(?:le |chaque |les )?(?:dimanches?|vendredis?|samedis?)",
)  # fmt: skip
