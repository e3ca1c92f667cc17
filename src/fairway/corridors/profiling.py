"""`profile(Corridor("NPL", "QAT"))`: everything known of a corridor, section by section, with its sources."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from fairway.agreements.between import agreements
from fairway.corridors.profile_value import Profile, citation, pinned
from fairway.corridors.summary import summary
from fairway.kernel.corridor import Corridor, route_text
from fairway.kernel.figure import Section
from fairway.kernel.text import Text
from fairway.recruitment.profile import recruitment_cost
from fairway.recruitment.ratings.profile import recruitment_rating
from fairway.remittances.money import money
from fairway.standards.indices import rights
from fairway.standards.ratified import standards
from fairway.statistics.demography import demography
from fairway.statistics.neighbours import neighbours
from fairway.statistics.people import people
from fairway.statistics.routes import route
from fairway.statistics.work import work
from fairway.warehouse.shelf import Shelf

SUBJECTS: tuple[Callable[[Corridor, Shelf], Section | None], ...] = (
    people,
    work,
    recruitment_cost,
    recruitment_rating,
    money,
    agreements,
    standards,
    rights,
    demography,
    neighbours,
    route,
)


def profile(corridor: Corridor, shelf: Shelf | None = None) -> Profile:
    """Asks every subject about the corridor.

    Args:
        corridor: Origin and destination, optionally with transit countries, sex, year and sector.
        shelf: The tables to read; this installation's by default.

    Returns:
        Sections in reading order; a subject that does not apply (the route of a corridor without transit countries)
        gives none. What a source lacks is a gap of its section.
    """
    shelf = shelf or Shelf.open()
    sections = tuple(part for subject in SUBJECTS if (part := subject(corridor, shelf)) is not None)
    vintages = pinned(sections)
    title = heading(corridor)
    return Profile(
        "corridor",
        corridor.code,
        title,
        summary(corridor, _facts(sections, vintages, shelf)),
        sections,
        vintages,
        citation(title, vintages),
        corridor,
    )


def _facts(sections: tuple[Section, ...], vintages: tuple[str, ...], shelf: Shelf) -> tuple[Section, ...]:
    """The sections without figures that were invented for demonstration, which no summary repeats."""
    invented = {name for name in vintages if shelf.pinned(name).record.demonstration}
    if not invented:
        return sections
    return tuple(
        replace(
            part,
            figures=tuple(one for one in part.figures if invented.isdisjoint(source.vintage for source in one.sources)),
        )
        for part in sections
    )


def heading(corridor: Corridor) -> Text:
    """`Nepal → Qatar`, with the transit countries in between."""
    return route_text((corridor.origin, *corridor.via, corridor.destination))
