"""What people write into the forms of the Monitor's desk, as typed values with their faults."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.http import QueryDict
from django.utils.timezone import localdate

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway.methods.check_digits import plain_digits
from fairway.reference import places
from fairway.reference.wording import WORKER_LANGUAGES
from fairway_portal.accounts.forms import Fault, written
from fairway_portal.accounts.models import Organisation
from fairway_portal.accounts.roles import KIND_NAMES
from fairway_portal.monitor.actions.helping import Help
from fairway_portal.monitor.vouchers import LONGEST, MOST

LONGEST_LABEL: Final = 120
LONGEST_TEXT: Final = 4000
_URL: Final = URLValidator(schemes=["http", "https"])
MUST_TELL: Final = {"no": Text("no"), "yes": Text("yes"), "unknown": Text("not known")}
HELPER_KINDS: Final = {
    kind.value: name
    for kind, name in KIND_NAMES.items()
    if kind not in (Organisation.Kind.AGENCY, Organisation.Kind.OPERATOR)
}


def lines(post: QueryDict, name: str, longest: int = LONGEST_TEXT) -> str:
    """Several lines that somebody wrote: composed (NFC), without control characters but line ends, cut to a length."""
    text = unicodedata.normalize("NFC", post.get(name, "")[: 2 * longest]).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(one for one in text if one.isprintable() or one == "\n").strip()[:longest]


@dataclass(frozen=True, slots=True)
class BatchAsked:
    """Cards that somebody wants to make."""

    label: str = ""
    count: str = "50"
    expires: str = ""
    language: str = "en"
    key: str = ""
    cards: int = 0
    until: date | None = None
    faults: tuple[Fault, ...] = ()


def empty_batch(language: str) -> BatchAsked:
    """The form as it is first shown: fifty cards for a year."""
    until = localdate().replace(day=1)
    return BatchAsked(expires=until.replace(year=until.year + 1).isoformat(), language=language, key=str(uuid4()))


def read_batch(post: QueryDict) -> BatchAsked:
    """Reads the form; digits may be of any script."""
    faults = []
    label = written(post, "label", LONGEST_LABEL)
    if not label:
        faults.append(Fault("label", Text("Name the event or place that the cards are for.")))
    count = written(post, "count", 12)
    digits = plain_digits(count)
    cards = int(digits) if digits.isdecimal() and len(digits) <= len(str(MOST)) else 0
    if not 1 <= cards <= MOST:
        faults.append(Fault("count", Text("Write a number from 1 to {most}.", most=MOST)))
    expires = post.get("expires", "")[:10]
    until = _day(expires)
    if until is None or not localdate() < until <= localdate() + LONGEST:
        faults.append(Fault("expires", Text("Choose a day after today, at most three years away.")))
    language = post.get("language", "")
    return BatchAsked(
        label, count, expires, language if language in WORKER_LANGUAGES else "en", post.get("key", "")[:36], cards,
        until, tuple(faults),
    )  # fmt: skip


def key_of(asked: BatchAsked) -> UUID:
    """The key of the form; a new one where it was lost."""
    try:
        return UUID(asked.key)
    except ValueError:
        return uuid4()


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class DecisionAsked:
    """A decision: what, in which words, why, and what was seen when it was taken."""

    word: str
    text: str
    reason: str
    seen: str


def read_decision(post: QueryDict) -> DecisionAsked:
    """Reads the form of a decision; the action refuses what is missing."""
    return DecisionAsked(
        post.get("word", "")[:20], lines(post, "text"), written(post, "reason", 1000), post.get("seen", "")[:40]
    )


@dataclass(frozen=True, slots=True)
class HelperAsked:
    """A line of the list of helpers, as somebody wrote it."""

    name: str = ""
    kind: str = Organisation.Kind.RESOURCE_CENTRE.value
    at: str = ""
    country: str = ""
    does: str = ""
    phone: str = ""
    address: str = ""
    languages: str = ""
    free: bool = True
    must_tell: str = "unknown"
    checked: str = ""
    seat: str = ""
    help: Help | None = None
    faults: tuple[Fault, ...] = ()


def read_helper(post: QueryDict, *, with_organisation: bool) -> HelperAsked:
    """Reads the form.

    Args:
        post: As it was sent.
        with_organisation: Whether it names a new line's organisation.
    """
    faults = list[Fault]()
    name, kind, at = written(post, "name", 200), post.get("kind", ""), ""
    if with_organisation:
        if not name:
            faults.append(Fault("name", Text("Write the name of the organisation.")))
        if kind not in HELPER_KINDS:
            faults.append(Fault("kind", Text("Choose what the organisation is.")))
        at = _country(post, "at", faults)
    country = _country(post, "country", faults)
    does, phone = written(post, "does", 300), written(post, "phone", 60)
    if not does:
        faults.append(Fault("does", Text("Write what it does for workers, in plain words.")))
    address = written(post, "address", 200)
    if address and not _is_address(address):
        faults.append(Fault("address", Text("Write an address that begins with https://.")))
    if not phone and not address:
        faults.append(Fault("phone", Text("Write a telephone number or an address on the web.")))
    languages = written(post, "languages", 120)
    must_tell = post.get("must_tell", "")
    checked = post.get("checked", "")[:10]
    day = _day(checked)
    if day is None or day > localdate():
        faults.append(Fault("checked", Text("Choose the day on which you made sure: today or earlier.")))
    free = post.get("free", "") == "yes"
    told = must_tell if must_tell in MUST_TELL else "unknown"
    help = Help(country, does, phone, address, languages, free, told, day) if day and not faults else None
    return HelperAsked(
        name, kind, written(post, "at", 80), written(post, "country", 80), does, phone, address, languages, free, told,
        checked, at, help, tuple(faults),
    )  # fmt: skip


def _country(post: QueryDict, name: str, faults: list[Fault]) -> str:
    asked = written(post, name, 80)
    if not asked:
        return ""
    try:
        return places.find(asked).iso3
    except InputError as error:
        faults.append(Fault(name, error.title_text, tuple(getattr(error, "suggestions", ()))))
        return ""


def _is_address(said: str) -> bool:
    try:
        _URL(said)
    except ValidationError:
        return False
    return True


def language_of(post: QueryDict) -> str:
    """The language in which a reply is written."""
    said = post.get("language", "")
    return said if said in WORKER_LANGUAGES else "en"
