"""What inspectors and agencies write into the forms of inspections, as typed values with their faults."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from fairway.kernel.text import Text
from fairway_portal.accounts.forms import Fault, written
from fairway_portal.actors.models import Agency
from fairway_portal.register.inspections.actions.inspecting import Found
from fairway_portal.register.inspections.desk.reading import agency_of, day, lines


@dataclass(frozen=True, slots=True)
class PlanAsked:
    """An inspection that somebody wants to plan."""

    agency: str = ""
    kind: str = "planned"
    planned: str = ""
    key: str = ""
    found: Agency | None = None
    day: date | None = None
    faults: tuple[Fault, ...] = ()


def read_plan(post: QueryDict, country: str) -> PlanAsked:
    """Reads the form of a plan.

    Args:
        post: As it was sent.
        country: For which she acts (ISO 3166-1 alpha-3).
    """
    said, planned = written(post, "agency", 120), post.get("planned", "")[:10]
    found, wrong = agency_of(said, country)
    faults = [wrong] if wrong else []
    when = day(planned)
    if when is None:
        faults.append(Fault("planned", Text("Choose the day of the visit.")))
    return PlanAsked(
        found.code if found else said, post.get("kind", "")[:12], planned, post.get("key", "")[:36], found, when,
        tuple(faults),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class VisitAsked:
    """The day and the summary of a visit."""

    done: str = ""
    summary: str = ""
    saw: str = ""
    day: date | None = None
    faults: tuple[Fault, ...] = ()


def read_visit(post: QueryDict) -> VisitAsked:
    """Reads the form of a visit."""
    done = post.get("done", "")[:10]
    when = day(done)
    faults = () if when else (Fault("done", Text("Choose the day of the visit.")),)
    return VisitAsked(done, lines(post, "summary"), post.get("saw", "")[:9], when, faults)


@dataclass(frozen=True, slots=True)
class FindingAsked:
    """One row of the findings form."""

    result: str = ""
    words: str = ""
    remedy_by: str = ""
    public: bool = True
    was: str = ""
    faults: tuple[Fault, ...] = ()

    @property
    def found(self) -> Found:
        """As the action takes it."""
        return Found(self.result, self.words, day(self.remedy_by), self.public)


def read_finding(post: QueryDict, code: str) -> FindingAsked:
    """Reads one row; its fields end with the requirement's code, so that faults can link to them."""
    remedy_by = post.get("remedy_by", "")[:10]
    faults: tuple[Fault, ...] = ()
    if remedy_by and day(remedy_by) is None:
        faults = (Fault(f"remedy_by-{code}", Text("Choose a day, or leave it empty.")),)
    return FindingAsked(
        post.get("result", "")[:12], lines(post, "words"), remedy_by, post.get("public") == "yes",
        post.get("was", "")[:64], faults,
    )  # fmt: skip


def row_as_asked(found: Found) -> FindingAsked:
    """A finding as the form shows it."""
    return FindingAsked(
        found.result, found.words, found.remedy_by.isoformat() if found.remedy_by else "", found.public, found.mark
    )
