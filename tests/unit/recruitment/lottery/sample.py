"""A lottery for tests: two authorities, quotas of sex, fixed seeds; changed by the test that asks."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from fairway.recruitment.lottery.commitments import commitment
from fairway.recruitment.lottery.drawing import Application, frozen, list_hash
from fairway.recruitment.lottery.record import Commitment, Frozen, PublicNumber, Record, Reveal, drawn
from fairway.recruitment.lottery.terms import LotteryTerms, PublicDraw, Quota, scheme_name

PARTIES = ("Nepal, Department of Foreign Employment", "대한민국, Human Resources Development Service")
OPENED = datetime(2025, 11, 1, 8, tzinfo=UTC)
CLOSES = datetime(2025, 12, 1, 16, tzinfo=UTC)
HOUR = timedelta(hours=1)


def terms(**more: Any) -> LotteryTerms:
    given: dict[str, Any] = {
        "parties": PARTIES, "places": 4, "closes": CLOSES, "reveal_until": CLOSES + timedelta(days=2),
        "quotas": (Quota({"sex": "F"}, reserved=2),),
    }  # fmt: skip
    return LotteryTerms(**given | more)


def applications(n: int = 12) -> tuple[Application, ...]:
    return tuple(Application(f"A-{at:06d}", {"sex": "F" if at % 3 == 0 else "M"}) for at in range(1, n + 1))


def seed(at: int) -> bytes:
    return bytes([at]) * 32


def record(n: int = 12, *, first: int = 1, draw: bool = True, **more: Any) -> Record:
    """A round in which everybody did her part."""
    held = terms(**more)
    scheme = scheme_name("nepal-korea-2026", 1, held)
    listed = frozen(applications(n))
    public = PublicNumber("0451327", CLOSES + timedelta(days=5)) if held.public_draw else None
    found = Record(
        scheme=scheme, title="Nepal to Korea, 2026", terms=held, opened=OPENED,
        commitments=tuple(
            Commitment(party, commitment(seed(first + at), scheme, party), OPENED + HOUR)
            for at, party in enumerate(held.parties)
        ),
        frozen=Frozen(CLOSES + HOUR, list_hash(scheme, held, listed)), applications=listed,
        reveals=tuple(
            Reveal(party, seed(first + at), CLOSES + 2 * HOUR) for at, party in enumerate(held.parties)
        ),
        public_number=public,
    )  # fmt: skip
    return drawn(found, CLOSES + timedelta(days=6)) if draw else found


DRAW = PublicDraw("Thai Government Lottery, first prize", date(2025, 12, 6))
