"""An answer as plain values for JSON: codes, days as 2026-01-31, amounts as text, sentences in English."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from fairway.recruitment.liability.answer import Liability, PartyLiability
from fairway.recruitment.liability.rules import LiabilityRule
from fairway.recruitment.liability.what_if import WhatIf


def as_json(found: Liability) -> dict[str, Any]:
    """The whole answer; what is not known is null, with its reason beside it."""
    one = found.contract
    return {
        "contract": one.number,
        "on": found.on.isoformat(),
        "claim": found.claim,
        "rules_edition": found.edition,
        "origin": one.origin,
        "destination": one.destination,
        "signed": one.signed.isoformat(),
        "ends": _day(one.ends),
        "parties": [_party(party) for party in found.parties],
        "relations": [
            {
                "kind": link.kind,
                "recruiter": link.recruiter,
                "served": link.served,
                "since": link.since.isoformat(),
                "until": _day(link.until),
                "accreditation": link.accreditation or None,
            }
            for link in found.links
        ],
        "missing": [text.plain() for text in found.gaps],
        "not_known": [text.plain() for text in found.unknown],
        "conventions": [_rule(rule) for rule in found.standards],
    }


def what_if_as_json(found: WhatIf) -> Mapping[str, Any]:
    """Both answers, and what is different."""
    return {
        "supposed": [change.says.plain() for change in found.changes],
        "differences": [
            {
                "party": one.code,
                "what": one.what,
                "says": one.says.plain(),
                "rules": [rule.id for rule in one.rules],
            }
            for one in found.differences
        ],
        "unchanged": found.unchanged.plain() if found.unchanged else None,
        "before": as_json(found.before),
        "after": as_json(found.after),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _party(one: PartyLiability) -> dict[str, Any]:
    return {
        "code": one.party.code,
        "name": one.party.name,
        "country": one.party.country,
        "role": one.role,
        "officer": one.officer or None,
        "liable": one.liable,
        "manner": one.manner,
        "why": one.why.plain() if one.why else None,
        "bases": [_rule(rule) for rule in one.bases],
        "since": one.since.isoformat(),
        "until": _day(one.until),
        "until_said": one.until_said.plain() if one.until_said else None,
        "late": one.late,
        "guarantees": [
            {
                "kind": held.guarantee.kind,
                "holder": held.guarantee.holder,
                "instrument": held.guarantee.instrument,
                "amount": str(held.guarantee.amount),
                "currency": held.guarantee.currency,
                "valid_to": _day(held.guarantee.valid_to),
                "answers_by": held.rule.id if held.rule else None,
            }
            for held in one.guarantees
        ],
        "remarks": [text.plain() for text in one.remarks],
    }


def _rule(rule: LiabilityRule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "country": rule.country or None,
        "side": rule.side or None,
        "says": rule.says.plain(),
        "law": rule.law.plain(),
        "article": rule.article or None,
        "verified": rule.verified,
        "checked": rule.checked.plain(),
        "decision_days": rule.decision_days,
        "url": rule.url or None,
        "note": rule.note or None,
    }
