"""A record as JSON: what is published, and what `record_reading` reads back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from fairway.recruitment.lottery.drawing import application_json
from fairway.recruitment.lottery.hashing import FORMAT
from fairway.recruitment.lottery.record import Record
from fairway.recruitment.lottery.terms import stamp, terms_json


def as_json(record: Record) -> dict[str, Any]:
    """The record as JSON has it; moments in UTC, hashes and seeds in hexadecimal digits."""
    public, frozen = record.public_number, record.frozen
    return {
        "format": FORMAT,
        "scheme": record.scheme,
        "title": record.title,
        "terms": terms_json(record.terms),
        "opened": stamp(record.opened),
        "commitments": [
            {"party": one.party, "commitment": one.commitment, "at": stamp(one.at)} for one in record.commitments
        ],
        "frozen": {"at": stamp(frozen.at), "list_hash": frozen.list_hash} if frozen else None,
        "applications": [application_json(one) for one in record.applications],
        "reveals": [{"party": one.party, "seed": one.seed.hex(), "at": stamp(one.at)} for one in record.reveals],
        "public_number": {"number": public.number, "at": stamp(public.at)} if public else None,
        "outcome": record.outcome,
        "ended": _moment(record.ended),
        "refused": list(record.refused),
        "reason": record.reason,
        "earlier": list(record.earlier),
        "order": list(record.order),
        "places": [{"number": one.number, "by": one.by} for one in record.places],
        "waiting": list(record.waiting),
    }


def _moment(at: datetime | None) -> str | None:
    return stamp(at) if at else None
