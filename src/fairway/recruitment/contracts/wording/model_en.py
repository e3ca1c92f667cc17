"""Model contracts in English."""

# ruff: noqa: E501 - a cue or a clause is read best in one line

from __future__ import annotations

from typing import Final

from fairway.recruitment.contracts.fields import FIELDS, GROUPS
from fairway.recruitment.contracts.wording.model_words import ModelWords

WORDS: Final = ModelWords(
    language="en",
    title="Model contract of employment: {sector}",
    sectors={"agriculture": "agriculture", "construction": "construction", "domestic": "domestic work", "garment": "garment factories", "other": "other work"},
    groups={name: title.template for name, title in GROUPS.items()},
    fields={field.name: field.title.template for field in FIELDS},
    units={
        "months": "{n} months", "hours_day": "{n} hours a day", "hours_week": "{n} hours a week",
        "days_week": "{n} days a week", "days_year": "{n} days a year", "days": "{n} days", "percent_pay": "{n} % of ordinary pay",
        "percent": "{n} %", "service": "{n} days of pay for each year", "": "{n}",
    },
    periods={
        "hour": "{sum} an hour", "day": "{sum} a day", "week": "{sum} a week", "fortnight": "{sum} every two weeks",
        "month": "{sum} a month", "year": "{sum} a year", "once": "{sum}", "piece": "{sum} a piece",
    },
    choices={
        "worker_pays": "paid by the worker", "deducted": "deducted from pay", "allowance": "an allowance in money",
        "free": "free, paid by the employer", "piece": "paid by the piece", "hour": "paid by the hour", "day": "paid by the day",
        "month": "paid every month", "quarter": "paid every three months", "fortnight": "paid every two weeks",
        "week": "paid every week", "kind": "in kind", "cash": "in cash", "bank": "bank transfer", "basis_month": "paid by the month",
    },
    yes="yes", no="no",
    rules={
        "substitution": "This contract may not be exchanged for another one. A later paper that gives the worker less is not valid.",
        "copy": "The worker gets a signed copy in a language that she reads. She gets it before she travels.",
        "fees": "All costs of finding this job are for the employer. Nobody may ask the worker for money, or take it from pay later.",
        "papers": "Nobody but the worker may hold her papers, her telephone or this contract.",
        "complaint": "The worker may complain to the labour authority, a trade union or a court. Nobody may punish her for it.",
        "end": "The worker may end this contract if she tells the employer in time. In danger, or when pay is not given, she may go at once.",
        "better": "Where the law gives the worker more than this contract, the law counts.",
        "violence": "Violence, threats, insults and sexual harassment are forbidden.",
    },
    signs={"worker": "The worker", "employer": "The employer", "place": "Place", "date": "Date", "signature": "Signature", "name": "Name"},
    machine="",
    law="No lawyer has checked this model. It replaces no contract that a law prescribes.",
    blank="Fill in each line before anybody signs. Sign no contract with empty lines.",
)  # fmt: skip
