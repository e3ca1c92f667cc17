"""The report of a run: what was computed, of whom, who was left out, and how it was protected."""

from __future__ import annotations

from collections.abc import Iterator

from fairway.recruitment.typical_costs.contrast import LEAST, YEARS
from fairway.recruitment.typical_costs.estimating import TypicalCosts
from fairway.recruitment.typical_costs.frames import REASONS, CostFrame
from fairway.recruitment.typical_costs.naming import CAVEATS
from fairway.recruitment.typical_costs.settings import Settings
from fairway.warehouse.surveys.report import Section
from fairway.warehouse.surveys.report_counts import roughly


def sections(settings: Settings, costs: CostFrame, found: TypicalCosts, read: tuple[str, ...]) -> tuple[Section, ...]:
    """The whole report; it is published with the figures, so that its numbers of workers are rounded to tens."""
    invented = ("The workers are invented: a demonstration, never among real figures.",)
    return (
        Section("Source", (settings.source.line(), *(invented if settings.demonstration else ()))),
        Section("Files", read),
        Section("Who counts", tuple(_counts(costs))),
        Section("Method", found.method),
        Section("Disclosure control", tuple(_protection(found))),
        Section("Government to government against private recruitment", tuple(_contrasts(found))),
    )


def _counts(costs: CostFrame) -> Iterator[str]:
    yield f"Workers whose cost is known: {roughly(len(costs.rows))}. Those who paid nothing are among them."
    for reason, count in costs.counts().items():
        yield f"Left out: {roughly(count)}. {REASONS.get(reason, reason)}."
    for reason, count in costs.without_earnings.items():
        yield f"In figures in money alone: {roughly(count)}. {REASONS.get(reason, reason)}."


def _protection(found: TypicalCosts) -> Iterator[str]:
    yield (
        f"{found.cells:,} cells, every margin counted; {found.unsafe:,} unsafe by themselves, {found.besides:,} more "
        "withheld to protect them. The audit passed."
    )


def _contrasts(found: TypicalCosts) -> Iterator[str]:
    yield (
        "Workers are compared within strata of corridor, sector, skill level, sex and years of departure in groups of "
        f"{YEARS}, where either channel has {LEAST} or more of them; the differences are weighted with the mix of one "
        "channel. 95 % limits by linearisation."
    )
    for one in found.contrasts:
        where = one.counterpart or "All together"
        for made in one.dollars.values():
            limits = "" if made.low is None else f" [{made.low:,.0f}; {made.high:,.0f}]"
            yield f"{where}, mix of {made.standard} recruitment: {made.adjusted:,.0f}{limits} USD; raw {made.raw:,.0f}."
        outside = ", ".join(f"{share:.0f} % of {arm}" for arm, share in one.outside.items())
        yield f"{where}: outside common strata {outside} recruitment."
    if not found.contrasts:
        yield "None: in no corridor are both channels told."
    yield from (one.plain() for one in CAVEATS)
