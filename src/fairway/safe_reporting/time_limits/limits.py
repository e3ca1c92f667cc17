"""The limits that hold for a case on a day, and the days on which they run out.

A limit of a country runs from an event of its own: the complaint is filed with the authority, or referred to a
tribunal. Until that day is known, the limit has no last day. What Fairway sets itself holds everywhere, and says so.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files
from typing import Final

from fairway.kernel.text import PlaceName, Text
from fairway.reference import places
from fairway.safe_reporting.duties.rows import Cited, Row, tables_of
from fairway.safe_reporting.time_limits.errors import TimeLimitsUnusable

CASE_TYPES: Final = (
    "complaint", "wage_claim", "document_confiscation", "forced_labour", "contract_substitution", "counselling",
)  # fmt: skip
STEPS: Final[dict[str, Text]] = {
    "first_answer": Text("First answer to the worker"),
    "conciliation": Text("End of conciliation"),
    "referral": Text("Referral to the tribunal"),
    "decision": Text("Decision"),
    "appeal": Text("Last day for an appeal"),
}
STARTS: Final[dict[str, Text]] = {
    "opened": Text("from the day on which the report came in"),
    "filed": Text("from the day on which the complaint was filed with the authority"),
    "referred": Text("from the day on which it was referred to the tribunal"),
    "decided": Text("from the day of the decision"),
}
FIELDS: Final = ("id", "country", "case_types", "step", "start", "days", "months")
GUIDE: Final = "docs/how-to/duties-to-report.md"
EVERYWHERE: Final = ""


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """One limit.

    Attributes:
        id: Its name, as a case keeps it.
        country: ISO 3166-1 alpha-3; `EVERYWHERE` for our own.
        case_types: The types of case that it holds for.
        step: What must have happened by then; a key of `STEPS`.
        start: From what it runs; a key of `STARTS`.
        days: Calendar days; 0 where months are given.
        months: Calendar months; 0 where days are given.
        cited: Where it stands.
    """

    id: str
    country: str
    case_types: tuple[str, ...]
    step: str
    start: str
    days: int
    months: int
    cited: Cited

    @property
    def ours(self) -> bool:
        """Whether Fairway sets it, and no law."""
        return self.country == EVERYWHERE

    @property
    def says(self) -> Text:
        """The limit in one sentence, with its law, and whether that was checked."""
        if self.ours:
            return Text(
                "{step}: {days} days, {start}. This is our own promise, not a law.",
                step=STEPS[self.step], days=self.days, start=STARTS[self.start],
            )  # fmt: skip
        return Text(
            "{country}, {step}: {length}, {start} ({law}). {checked}",
            step=STEPS[self.step], country=PlaceName(self.country), length=self._length(), start=STARTS[self.start],
            law=self.cited.citation, checked=self.cited.checked,
        )  # fmt: skip

    def due(self, since: date) -> date:
        """Its last day.

        Args:
            since: The day of the event from which it runs; that day is not counted.
        """
        if not self.months:
            return since + timedelta(days=self.days)
        year, month = divmod(since.year * 12 + since.month - 1 + self.months, 12)
        return date(year, month + 1, min(since.day, monthrange(year, month + 1)[1]))

    def _length(self) -> Text:
        return Text("{n} months", n=self.months) if self.months else Text("{n} days", n=self.days)


@dataclass(frozen=True, slots=True)
class Due:
    """A limit, and its last day; None while the event from which it runs has no day."""

    limit: TimeLimit
    day: date | None


def limits_of(country: str, case_type: str, on: date) -> tuple[TimeLimit, ...]:
    """The limits that hold for a case: our own, then those of the country.

    Args:
        country: ISO 3166-1 alpha-3 of the country whose law decides; "" while it is not known.
        case_type: One of `CASE_TYPES`.
        on: The day.
    """
    return tuple(
        one
        for one in _shipped()
        if one.country in (EVERYWHERE, country) and case_type in one.case_types and one.cited.holds(on)
    )


def due_dates(
    country: str, case_type: str, opened: date, events: Mapping[str, date] | None = None
) -> tuple[Due, ...]:  # fmt: skip
    """The last day of every limit of a case.

    Args:
        country: ISO 3166-1 alpha-3 of the country whose law decides; "" while it is not known.
        case_type: One of `CASE_TYPES`.
        opened: The day on which the report came in.
        events: Days of other events, by keys of `STARTS`: `filed`, `referred`, `decided`.

    Returns:
        In the order of `limits_of`. A limit counts when it was in force on the day from which it runs.
    """
    days = {"opened": opened, **(events or {})}
    found = []
    for limit in _shipped():
        since = days.get(limit.start)
        applies = limit.country in (EVERYWHERE, country) and case_type in limit.case_types
        if applies and limit.cited.holds(since or opened):
            found.append(Due(limit, limit.due(since) if since else None))
    return tuple(found)


def read_limits(text: str, name: str) -> tuple[TimeLimit, ...]:
    """The limits of a TOML text, our own first.

    Args:
        text: As `limits.toml`.
        name: Of the file, for refusals.

    Raises:
        TimeLimitsUnusable: No TOML, a limit that breaks the form, or an id that is there twice.
    """
    found: dict[str, TimeLimit] = {}
    for count, fields in enumerate(tables_of(text, name, "limit", TimeLimitsUnusable), start=1):
        row = Row(fields, f"{name}, limit {fields.get('id') or count}", FIELDS, TimeLimitsUnusable, GUIDE)
        one = _limit(row)
        if one.id in found:
            raise row.fault("id", "is there twice", "Give each limit its own id.")
        found[one.id] = one
    return tuple(sorted(found.values(), key=lambda one: one.country != EVERYWHERE))


def _limit(row: Row) -> TimeLimit:
    country = row.text("country")
    if country:
        row.known("country", country, places.by_code())
    days, months = row.count("days"), row.count("months")
    if bool(days) == bool(months):
        raise row.fault("days", "or months is needed, one of them")
    return TimeLimit(
        id=row.text("id", required=True),
        country=country,
        case_types=row.codes("case_types", CASE_TYPES),
        step=row.known("step", row.text("step", required=True), STEPS),
        start=row.known("start", row.text("start", required=True), STARTS),
        days=days,
        months=months,
        cited=row.cited(),
    )


@lru_cache(maxsize=1)
def _shipped() -> tuple[TimeLimit, ...]:
    text = (files("fairway.safe_reporting.time_limits") / "limits.toml").read_text(encoding="utf-8")
    return read_limits(text, "limits.toml")
