"""An act as it is asked for: by a form, by a proposal that waits, by another part of the portal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from fairway.kernel.text import Text
from fairway.recruitment.licences.states import Act
from fairway_portal.register.licensing.errors import UnusableAct

LONGEST_AUTHORITY: Final = 200
LONGEST_BASIS: Final = 300
LONGEST_WORDS: Final = 4_000
LONGEST_NUMBER: Final = 60
OWN_ACTS: Final = frozenset({Act.APPLY_RENEWAL, Act.WITHDRAW, Act.SURRENDER})
"""What an agency does by itself."""
DAYS: Final = ("effective", "valid_from", "valid_to", "until")
WORDS: Final = ("authority", "conditions", "note", "number")


@dataclass(frozen=True, slots=True)
class AskedAct:
    """One act that somebody wants recorded.

    Attributes:
        act: What is to be done.
        effective: The day from which it is to hold.
        reason: Why; shown to the public where the act is.
        legal_basis: Law and article.
        authority: Who acts; empty: the licence's own authority.
        valid_from, valid_to: First and last day of the licence, for acts that give it days.
        until: Last day of a suspension that ends by itself.
        conditions: In the authority's words.
        note: For the desk alone.
        number: Of the licence, when it is granted; empty: one is given.
        appeal: Key of the appeal that it carries out.
    """

    act: Act
    effective: date
    reason: str
    legal_basis: str
    authority: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    until: date | None = None
    conditions: str = ""
    note: str = ""
    number: str = ""
    appeal: int | None = None

    def kept(self) -> dict[str, Any]:
        """As a proposal keeps it: plain values; reason and legal basis are fields of the proposal itself."""
        days = {name: day.isoformat() for name in DAYS if (day := getattr(self, name)) is not None}
        words = {name: getattr(self, name) for name in WORDS if getattr(self, name)}
        appeal = {} if self.appeal is None else {"appeal": self.appeal}
        return {"act": self.act.value, **days, **words, **appeal}


def asked_again(kept: Mapping[str, Any], *, reason: str, legal_basis: str) -> AskedAct:
    """An act as a proposal kept it.

    Raises:
        UnusableAct: It is no act, or a day in it is none.
    """
    words = {name: str(kept.get(name, "")) for name in WORDS}
    try:
        days = {name: date.fromisoformat(kept[name]) if kept.get(name) else None for name in DAYS[1:]}
        return AskedAct(
            act=Act(kept["act"]),
            effective=date.fromisoformat(kept["effective"]),
            reason=reason,
            legal_basis=legal_basis,
            authority=words["authority"],
            valid_from=days["valid_from"],
            valid_to=days["valid_to"],
            until=days["until"],
            conditions=words["conditions"],
            note=words["note"],
            number=words["number"],
            appeal=int(kept["appeal"]) if kept.get("appeal") else None,
        )
    except (KeyError, TypeError, ValueError) as fault:
        raise UnusableAct(
            Text("What is proposed cannot be read as an act on a licence."),
            advice=Text("Refuse the proposal, and propose it again from the page of the licence."),
        ) from fault


def refuse_incomplete(asked: AskedAct) -> None:
    """Refuses an act without reason or legal basis, or with words longer than are kept.

    Raises:
        UnusableAct: Naming what is missing or too long.
    """
    needed = ((Text("a reason"), asked.reason), (Text("the legal basis"), asked.legal_basis))
    for what, words in needed:
        if not words.strip():
            raise UnusableAct(
                Text("An act needs {what}.", what=what), advice=Text("Write it as the authority’s decision says it.")
            )
    kept = (
        (Text("The authority"), asked.authority, LONGEST_AUTHORITY),
        (Text("The legal basis"), asked.legal_basis, LONGEST_BASIS),
        (Text("The reason"), asked.reason, LONGEST_WORDS),
        (Text("The conditions"), asked.conditions, LONGEST_WORDS),
        (Text("The note"), asked.note, LONGEST_WORDS),
        (Text("The number of the licence"), asked.number, LONGEST_NUMBER),
    )
    for what, words, most in kept:
        if len(words) > most:
            raise UnusableAct(
                Text("{what} has {n} characters; at most {most} are kept.", what=what, n=len(words), most=most),
                advice=Text("Make it shorter."),
            )
