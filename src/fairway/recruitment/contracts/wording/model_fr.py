"""Model contracts in French: our own translation, made by machine."""

# ruff: noqa: E501 - a cue or a clause is read best in one line

from __future__ import annotations

from typing import Final

from fairway.recruitment.contracts.wording.model_words import ModelWords

WORDS: Final = ModelWords(
    language="fr",
    title="Contrat de travail type : {sector}",
    sectors={"agriculture": "agriculture", "construction": "construction", "domestic": "travail domestique", "garment": "usines de confection", "other": "autre travail"},
    groups={"parties": "Qui et quoi", "work": "Le travail", "pay": "Le salaire", "time": "Le temps de travail", "leave": "Les congés", "living": "Nourriture, logement et voyages", "health": "Santé et sécurité", "rights": "Les droits", "end": "La fin du contrat", "sector": "Ce que ce genre de travail ajoute"},
    fields={
        "employer": "Employeur", "principal": "Agence ou entreprise à l'étranger qui a demandé la travailleuse", "agency": "Agence de recrutement", "job_order": "Numéro de l'offre d'emploi", "language": "Langue du contrat que lit la travailleuse", "copy_before_departure": "Copie remise avant le départ",
        "occupation": "Travail à faire", "occupation_code": "Profession, CITP-08", "workplace": "Lieu de travail", "country": "Pays de travail", "start": "Premier jour de travail", "duration": "Durée du contrat", "probation": "Période d'essai",
        "pay": "Salaire de base", "pay_basis": "Payé par", "pay_every": "Payé tous les", "pay_method": "Mode de paiement", "pay_slip": "Bulletin de paie", "guaranteed_pay": "Salaire même sans travail", "deductions": "Retenues sur le salaire", "fees_repaid": "L'employeur paie tous les frais de recrutement",
        "daily_hours": "Heures ordinaires par jour", "weekly_hours": "Heures ordinaires par semaine", "weekly_rest": "Jours de repos par semaine", "overtime_rate": "Paiement des heures supplémentaires", "annual_leave": "Congé annuel payé", "sick_leave": "Congé de maladie payé", "public_holidays": "Jours fériés payés",
        "food": "Nourriture", "housing": "Logement", "local_transport": "Trajet jusqu'au travail", "travel_there": "Voyage vers le pays de travail", "travel_back": "Voyage de retour à la fin", "medical_care": "Soins médicaux", "injury_cover": "Indemnisation des accidents du travail", "social_insurance": "Assurance sociale",
        "keeps_passport": "La travailleuse garde son passeport et ses papiers", "free_to_leave": "La travailleuse peut sortir du lieu de travail et du logement pendant son temps libre", "may_join_union": "La travailleuse peut adhérer à un syndicat", "may_change_employer": "La travailleuse peut changer d'employeur", "complaints": "Où un différend est réglé",
        "notice": "Préavis à donner", "penalty_for_leaving": "Ce que paie une travailleuse qui part plus tôt", "end_of_service": "Paiement à la fin du service", "repatriation": "L'employeur ramène la travailleuse en cas de danger, de maladie ou de décès",
        "lives_in": "La travailleuse vit dans le ménage", "own_room": "Une chambre à elle qui ferme à clé", "standby_hours": "Heures de garde", "daily_rest": "Repos ininterrompu chaque jour", "household_size": "Personnes dans le ménage", "in_kind_share": "Part du salaire donnée en nature", "own_phone": "La travailleuse garde et utilise son téléphone",
        "protective_equipment": "Équipement de protection", "safety_induction": "Formation à la sécurité payée avant le travail", "heat_rules": "Pas de travail dehors aux heures les plus chaudes", "subcontractor": "La travailleuse peut être envoyée chez un sous-traitant", "people_to_a_room": "Personnes par chambre",
        "piece_rate": "Salaire à la pièce", "least_hours": "Heures de travail garanties", "pesticide_protection": "Protection contre les pesticides", "season_end": "Dernier jour de la saison",
        "same_pay_as_nationals": "Le même salaire que les nationaux", "production_bonus": "Prime de production", "production_target": "Objectif de pièces par jour", "union_dues": "La cotisation syndicale n'est retenue qu'avec son accord",
    },
    units={"months": "{n} mois", "hours_day": "{n} heures par jour", "hours_week": "{n} heures par semaine", "days_week": "{n} jours par semaine", "days_year": "{n} jours par an", "days": "{n} jours", "percent_pay": "{n} % du salaire ordinaire", "percent": "{n} %", "service": "{n} jours de salaire pour chaque année", "": "{n}"},
    periods={"hour": "{sum} par heure", "day": "{sum} par jour", "week": "{sum} par semaine", "fortnight": "{sum} par quinzaine", "month": "{sum} par mois", "year": "{sum} par an", "once": "{sum}", "piece": "{sum} par pièce"},
    choices={"worker_pays": "payé par la travailleuse", "deducted": "retenu sur le salaire", "allowance": "une indemnité en argent", "free": "gratuit, payé par l'employeur", "piece": "payé à la pièce", "hour": "payé à l'heure", "day": "payé à la journée", "month": "payé chaque mois", "quarter": "payé chaque trimestre", "fortnight": "payé tous les quinze jours", "week": "payé chaque semaine", "kind": "en nature", "cash": "en espèces", "bank": "virement bancaire", "basis_month": "payé au mois"},
    yes="oui", no="non",
    rules={
        "substitution": "Ce contrat ne peut pas être remplacé par un autre. Un papier postérieur qui donne moins à la travailleuse n'est pas valable.",
        "copy": "La travailleuse reçoit une copie signée dans une langue qu'elle lit. Elle la reçoit avant de voyager.",
        "fees": "Tous les frais pour trouver cet emploi sont pour l'employeur. Personne ne peut demander de l'argent à la travailleuse, ni le reprendre plus tard sur sa paie.",
        "papers": "Personne d'autre que la travailleuse ne peut garder ses papiers, son téléphone ou ce contrat.",
        "complaint": "La travailleuse peut se plaindre à l'autorité du travail, à un syndicat ou à un tribunal. Personne ne peut la punir pour cela.",
        "end": "La travailleuse peut mettre fin à ce contrat si elle prévient l'employeur à temps. En cas de danger, ou si la paie n'est pas versée, elle peut partir tout de suite.",
        "better": "Si la loi donne plus à la travailleuse que ce contrat, c'est la loi qui compte.",
        "violence": "La violence, les menaces, les insultes et le harcèlement sexuel sont interdits.",
    },
    signs={"worker": "La travailleuse", "employer": "L'employeur", "place": "Lieu", "date": "Date", "signature": "Signature", "name": "Nom"},
    machine="Traduit par une machine. Aucune personne ne l'a vérifié.",
    law="Aucun juriste n'a vérifié ce modèle. Il ne remplace aucun contrat prescrit par une loi.",
    blank="Remplissez chaque ligne avant de signer. Ne signez pas un contrat avec des lignes vides.",
)  # fmt: skip
