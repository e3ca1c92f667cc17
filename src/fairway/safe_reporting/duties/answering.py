"""What an office must tell the immigration authority: answered for one kind, country and day.

The answer is for keeping her safe: an immigration authority always counts as one with a duty, so does whoever enforces
the immigration law itself, and whoever may report without having to is unknown, never free of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from fairway.kernel.text import PlaceName, Text
from fairway.reference import places
from fairway.safe_reporting.duties.entries import Entry, Register, shipped_register
from fairway.safe_reporting.duties.kinds import can_do
from fairway.safe_reporting.duties.rows import NOT_VERIFIED, VERIFIED

Answer = Literal["none", "duty", "unknown"]

_ANSWERS: Final[dict[str, Answer]] = {
    "none": "none",
    "exception": "none",
    "may": "unknown",
    "duty": "duty",
    "same": "duty",
}
_ITSELF: Final = Text("This is the office that decides who may stay. What you tell it can be used to send you away.")


@dataclass(frozen=True, slots=True)
class Duty:
    """What an office must tell the immigration authority.

    Attributes:
        answer: `none`, `duty` or `unknown`. With a duty an office takes no reports; unknown is warned of.
        rule: The rule of the register behind it (`entries.RULES`), or `unknown`.
        kinds: The kinds of office that the entry speaks of.
        sentence: For a worker, with the law's name, and whether it was checked.
        law: Title and article of the law; "" where nothing is known.
        source: Where it was read; "" where it was not.
        valid_from: Its first day; None where that is not known.
        verified: Read in the law's own words.
        standing: Who says it (`rows.STANDINGS`).
        note: What a careful reader must know.
    """

    answer: Answer
    rule: str
    kinds: tuple[str, ...]
    sentence: Text
    law: str = ""
    source: str = ""
    valid_from: date | None = None
    verified: bool = False
    standing: str = ""
    note: str = ""


def duty_of(kind: str, country: str, on: date, register: Register | None = None) -> Duty:
    """What an office of a kind must tell the immigration authority.

    Args:
        kind: A key of `KINDS`.
        country: Under whose law it works (ISO 3166-1 alpha-3).
        on: The day.
        register: Another than the one that comes with Fairway.
    """
    if kind == "immigration":
        return Duty("duty", "same", (kind,), _ITSELF)
    entry = (register or shipped_register()).entry_of(kind, country, on)
    if entry is None:
        return Duty("unknown", "unknown", (kind,), _not_known(country))
    cited = entry.cited
    return Duty(
        _ANSWERS[entry.rule], entry.rule, entry.kinds, _sentence(entry), cited.citation, cited.source,
        cited.valid_from, cited.verified, cited.standing, cited.note,
    )  # fmt: skip


def plain(kind: str, country: str, on: date) -> tuple[Text, Text]:
    """Two sentences for a worker: what such an office can do for her, and what it must tell others here.

    Args:
        kind: A key of `KINDS`.
        country: Under whose law it works (ISO 3166-1 alpha-3).
        on: The day.
    """
    return can_do(kind), duty_of(kind, country, on).sentence


def _not_known(country: str) -> Text:
    if country not in places.by_code():
        return Text(
            "We do not know if such an office must tell the immigration office about you. "
            "Ask before you say who you are."
        )
    return Text(
        "{country}: we do not know if such an office must tell the immigration office about you. "
        "Ask before you say who you are.",
        country=PlaceName(country),
    )


def _sentence(entry: Entry) -> Text:
    place, law = PlaceName(entry.country), entry.cited.citation
    checked = VERIFIED if entry.cited.verified else NOT_VERIFIED
    match entry.rule:
        case "none":
            return Text(
                "{country}: such an office does not have to tell the immigration office about you ({law}). {checked}",
                country=place, law=law, checked=checked,
            )  # fmt: skip
        case "exception":
            return Text(
                "{country}: many public offices must tell the immigration office about people without papers, "
                "but not this kind of office ({law}). {checked}",
                country=place, law=law, checked=checked,
            )  # fmt: skip
        case "may":
            return Text(
                "{country}: such an office may tell the immigration office about you; it does not have to ({law}). "
                "Ask before you say who you are. {checked}",
                country=place, law=law, checked=checked,
            )  # fmt: skip
        case "duty":
            return Text(
                "{country}: such an office must tell the immigration office when it learns that somebody has no "
                "papers ({law}). {checked}",
                country=place, law=law, checked=checked,
            )  # fmt: skip
        case _:
            return Text(
                "{country}: this office also decides or checks who may stay ({law}). "
                "What you tell it can be used to send you away. {checked}",
                country=place, law=law, checked=checked,
            )  # fmt: skip
