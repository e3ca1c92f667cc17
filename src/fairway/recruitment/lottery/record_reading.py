"""Reading the record of a lottery: a file that somebody else wrote, of which nothing is believed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any, Final, TypeVar

from fairway.kernel.text import Text
from fairway.recruitment.lottery.allotting import Place
from fairway.recruitment.lottery.drawing import MOST_APPLICATIONS, Application
from fairway.recruitment.lottery.errors import RecordUnusable
from fairway.recruitment.lottery.hashing import FORMAT
from fairway.recruitment.lottery.record import Commitment, Frozen, PublicNumber, Record, Reveal
from fairway.recruitment.lottery.terms import LEFTOVERS, LotteryTerms, PublicDraw, Quota, checked

T = TypeVar("T")

MOST_BYTES: Final = 200 * 1024 * 1024
_HASH: Final = re.compile(r"[0-9a-f]{64}")
_DIGITS: Final = re.compile(r"[0-9]{1,40}")
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_OUTCOMES: Final = ("open", "drawn", "void")


def read_record(contents: bytes | str) -> Record:
    """A record from its file.

    Args:
        contents: JSON, as `record_writing.as_json` has it.

    Raises:
        RecordUnusable: It is not JSON, not of this format, or a part is missing or of another kind: with its place.
        LotteryUnusable: Terms by which no lottery can be held.
    """
    if len(contents) > MOST_BYTES:
        raise _wrong("", Text("a file of at most 200 MB"))
    try:
        read = json.loads(contents, object_pairs_hook=_each_once)
    except (ValueError, RecursionError) as fault:
        raise RecordUnusable(
            Text("This file is not JSON."), advice=Text("Download the record again: the file was cut or changed.")
        ) from fault
    return record_of(read)


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key twice")
    for value in (*found, *found.values()):
        said = value if isinstance(value, list) else [value]
        "".join(one for one in said if isinstance(one, str)).encode()  # half a letter is a ValueError too
    return found


def record_of(read: Any) -> Record:
    """A record from what JSON gave.

    Raises:
        RecordUnusable: As of `read_record`.
        LotteryUnusable: As of `read_record`.
    """
    if not isinstance(read, Mapping) or read.get("format") != FORMAT:
        raise RecordUnusable(
            Text("This is not the record of a lottery."),
            advice=Text("A record says “format”: “{name}”.", name=FORMAT),
        )
    public, frozen, outcome = read.get("public_number"), read.get("frozen"), _text(read, "outcome")
    if outcome not in _OUTCOMES:
        raise _wrong("outcome", Text("one of {names}", names=", ".join(_OUTCOMES)))
    return Record(
        scheme=_text(read, "scheme"),
        title=_text(read, "title", empty=True),
        terms=_terms(_object(read, "terms")),
        opened=_moment(read, "opened"),
        commitments=_each(read, "commitments", _commitment),
        frozen=_frozen(_object(read, "frozen")) if frozen is not None else None,
        applications=_each(read, "applications", _application),
        reveals=_each(read, "reveals", _reveal),
        public_number=_public(_object(read, "public_number")) if public is not None else None,
        outcome=outcome,  # type: ignore[arg-type]
        ended=_moment(read, "ended") if read.get("ended") is not None else None,
        refused=_texts(read, "refused"),
        reason=_text(read, "reason", empty=True),
        earlier=_texts(read, "earlier"),
        order=_texts(read, "order"),
        places=_each(read, "places", lambda one: Place(_text(one, "number"), _text(one, "by"))),
        waiting=_texts(read, "waiting"),
    )


def _terms(read: Mapping[str, Any]) -> LotteryTerms:
    draw, leftover = read.get("public_draw"), _text(read, "leftover")
    if leftover not in LEFTOVERS:
        raise _wrong("leftover", Text("one of {names}", names=", ".join(LEFTOVERS)))
    return checked(
        LotteryTerms(
            parties=_texts(read, "parties"),
            places=_whole(read, "places"),
            closes=_moment(read, "closes"),
            reveal_until=_moment(read, "reveal_until"),
            quotas=_each(read, "quotas", _quota),
            leftover=leftover,
            public_draw=_draw(_object(read, "public_draw")) if draw is not None else None,
        )
    )


def _quota(read: Mapping[str, Any]) -> Quota:
    most = _whole(read, "most") if read.get("most") is not None else None
    return Quota(_strata(read, "of"), _whole(read, "reserved"), most)


def _draw(read: Mapping[str, Any]) -> PublicDraw:
    try:
        day = date.fromisoformat(_text(read, "day"))
    except ValueError as fault:
        raise _wrong("day", Text("a day such as 2026-11-01")) from fault
    return PublicDraw(_text(read, "name"), day)


def _commitment(read: Mapping[str, Any]) -> Commitment:
    return Commitment(_text(read, "party"), _hash(read, "commitment"), _moment(read, "at"))


def _frozen(read: Mapping[str, Any]) -> Frozen:
    return Frozen(_moment(read, "at"), _hash(read, "list_hash"))


def _application(read: Mapping[str, Any]) -> Application:
    return Application(_text(read, "number"), _strata(read, "strata"))


def _reveal(read: Mapping[str, Any]) -> Reveal:
    return Reveal(_text(read, "party"), bytes.fromhex(_hash(read, "seed")), _moment(read, "at"))


def _public(read: Mapping[str, Any]) -> PublicNumber:
    number = _text(read, "number")
    if not _DIGITS.fullmatch(number):
        raise _wrong("public_number", Text("1 to 40 digits"))
    return PublicNumber(number, _moment(read, "at"))


def _wrong(where: str, wanted: Text) -> RecordUnusable:
    return RecordUnusable(
        Text("The record cannot be read at “{where}”: it must be {wanted}.", where=where, wanted=wanted),
        advice=Text("Download it again. If it stays so, whoever published it must correct it."),
        details={"where": where},
    )


def _each(read: Mapping[str, Any], name: str, one: Callable[[Mapping[str, Any]], T]) -> tuple[T, ...]:
    found = read.get(name, [])
    if not isinstance(found, list) or len(found) > MOST_APPLICATIONS:
        raise _wrong(name, Text("a list"))
    if not all(isinstance(part, Mapping) for part in found):
        raise _wrong(name, Text("a list of objects"))
    return tuple(one(part) for part in found)


def _texts(read: Mapping[str, Any], name: str) -> tuple[str, ...]:
    found = read.get(name, [])
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise _wrong(name, Text("a list of texts"))
    return tuple(found)


def _object(read: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = read.get(name)
    if not isinstance(found, Mapping):
        raise _wrong(name, Text("an object"))
    return found


def _text(read: Mapping[str, Any], name: str, *, empty: bool = False) -> str:
    found = read.get(name, "" if empty else None)
    if not isinstance(found, str) or not (found or empty):
        raise _wrong(name, Text("a text"))
    return found


def _whole(read: Mapping[str, Any], name: str) -> int:
    found = read.get(name)
    if isinstance(found, bool) or not isinstance(found, int) or found < 0:
        raise _wrong(name, Text("a whole number of 0 or more"))
    return found


def _hash(read: Mapping[str, Any], name: str) -> str:
    found = _text(read, name)
    if not _HASH.fullmatch(found):
        raise _wrong(name, Text("64 digits of 0–9 and a–f"))
    return found


def _strata(read: Mapping[str, Any], name: str) -> dict[str, str]:
    found = _object(read, name)
    if not all(isinstance(value, str) for value in found.values()):
        raise _wrong(name, Text("texts by their names"))
    return dict(found)


def _moment(read: Mapping[str, Any], name: str) -> datetime:
    found = _text(read, name)
    try:
        if not _MOMENT.fullmatch(found):
            raise ValueError(found)
        return datetime.fromisoformat(found.removesuffix("Z")).replace(tzinfo=UTC)
    except ValueError as fault:
        raise _wrong(name, Text("a moment such as 2026-12-01T16:00:00Z")) from fault
