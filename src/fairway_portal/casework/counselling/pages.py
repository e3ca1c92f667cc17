"""What the pages of the log are given."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from fairway.kernel.text import Text
from fairway.safe_reporting.duties import KINDS as OFFICE_KINDS
from fairway.safe_reporting.duties import can_do, duty_of
from fairway.safe_reporting.time_limits import limits_of
from fairway_portal.accounts.forms import Fault
from fairway_portal.casework.counselling import choices, prompts, pseudonyms
from fairway_portal.casework.counselling.forms import VisitForm
from fairway_portal.casework.counselling.queries import Found, Tally, VisitRow
from fairway_portal.casework.keys.queries import LiveKey

ALL: Final = ("", Text("All"))
NOT_SAID: Final = ("", Text("Not said"))
NONE: Final = ("", Text("None"))
CHOOSE: Final = ("", Text("Choose one"))
Pairs = tuple[tuple[str, Text], ...]

HEADINGS: Final[dict[str, Text]] = {
    "topics": Text("Topic"),
    "stage": Text("Stage"),
    "channel": Text("How they came"),
    "service": Text("What was done"),
    "referral": Text("Sent on to"),
    "outcome": Text("What came of it"),
    "sex": Text("Sex"),
    "language": Text("Language"),
}


class Words:
    """What codes are called; every page of the log has it."""

    @staticmethod
    def name(field: str, code: str) -> Text:
        """The name of a code of a field of `choices.FIELDS`."""
        return choices.FIELDS[field][code]

    @staticmethod
    def client(number: str) -> str:
        """A pseudonym in groups."""
        return pseudonyms.shown(number)

    @staticmethod
    def pairs(field: str, first: tuple[str, Text] | None = None) -> Pairs:
        """The choices of a field, after one for nothing."""
        return (*((first,) if first else ()), *choices.FIELDS[field].items())


@dataclass(frozen=True, slots=True)
class ListPage:
    """Entries of an office, narrowed."""

    found: Found
    filters: Mapping[str, str]
    due: int
    words: type[Words] = Words
    any: tuple[str, Text] = ALL


@dataclass(frozen=True, slots=True)
class FormPage:
    """The form of a visit, new or corrected."""

    form: VisitForm
    key: UUID
    corrects: VisitRow | None = None
    words: type[Words] = Words
    not_said: tuple[str, Text] = NOT_SAID
    none: tuple[str, Text] = NONE
    choose: tuple[str, Text] = CHOOSE

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What is wrong."""
        return tuple(self.form.faults)


@dataclass(frozen=True, slots=True)
class VisitPage:
    """One entry; `keys` are those that a note is sealed to."""

    visit: VisitRow
    keys: tuple[LiveKey, ...]
    faults: tuple[Fault, ...] = ()
    words: type[Words] = Words

    @property
    def recipients(self) -> str:
        """The public keys as JSON, for the script that seals."""
        return json.dumps([key.public for key in self.keys])

    @property
    def takes_note(self) -> bool:
        """Whether a note can be put with this very entry."""
        return self.visit.standing and self.visit.key not in self.visit.notes


@dataclass(frozen=True, slots=True)
class DuePage:
    """Follow-ups whose day has come."""

    rows: tuple[VisitRow, ...]
    words: type[Words] = Words


@dataclass(frozen=True, slots=True)
class MonthPage:
    """The counts of a month, and how to get to the months beside it."""

    tally: Tally
    first: date
    earlier: str
    later: str
    words: type[Words] = Words

    @property
    def month(self) -> str:
        """As the address has it."""
        return f"{self.first:%Y-%m}"

    @property
    def tables(self) -> tuple[tuple[Text, tuple[tuple[Text, int], ...]], ...]:
        """Of each field its codes that occur, in the order of the lists."""
        return tuple(
            (heading, rows)
            for field, heading in HEADINGS.items()
            if (rows := tuple((said, n) for code, said in choices.FIELDS[field].items() if (n := self._n(field, code))))
        )

    @property
    def destinations(self) -> tuple[tuple[str, int], ...]:
        """Countries and how often, the most frequent first."""
        return tuple(sorted(self.tally.by["destination"].items(), key=lambda one: (-one[1], one[0])))

    def _n(self, field: str, code: str) -> int:
        return self.tally.by[field].get(code, 0)


@dataclass(frozen=True, slots=True)
class Onward:
    """Who can take it further: what such an office can do, and what it must tell others here."""

    name: Text
    can: Text
    must: Text


@dataclass(frozen=True, slots=True)
class GuidePage:
    """What to ask about a topic at a stage."""

    topic: str
    stage: str
    country: str
    on: date
    words: type[Words] = Words
    safe: tuple[Text, ...] = prompts.SAFE

    @property
    def template(self) -> prompts.Template:
        """The topic's."""
        return prompts.TEMPLATES[self.topic]

    @property
    def asked(self) -> tuple[Text, ...]:
        """The questions for the stage."""
        return self.template.asked(self.stage)

    @property
    def limits(self) -> tuple[Text, ...]:
        """The time limits that are known where the office works."""
        return tuple(one.says for one in limits_of(self.country, self.template.case_type, self.on) if not one.ours)

    @property
    def onward(self) -> tuple[Onward, ...]:
        """Those to whom it can be referred; what a kind must tell is not known for a shelter or a consulate."""
        return tuple(
            Onward(choices.REFERRALS[kind], can_do(kind), duty_of(kind, self.country, self.on).sentence)
            for kind in self.template.referrals
            if kind in OFFICE_KINDS
        )

    @property
    def others(self) -> tuple[Text, ...]:
        """The rest of them, by name."""
        return tuple(choices.REFERRALS[kind] for kind in self.template.referrals if kind not in OFFICE_KINDS)
