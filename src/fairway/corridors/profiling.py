"""`profile(Corridor("NPL", "QAT"))`: everything known of a corridor, section by section, with its sources."""

from __future__ import annotations

from fairway.corridors.profile_value import Profile, citation, pinned
from fairway.kernel.corridor import Corridor
from fairway.kernel.text import PlaceName, Text
from fairway.statistics.people import people
from fairway.warehouse.shelf import Shelf

SUBJECTS = (people,)


def profile(corridor: Corridor, shelf: Shelf | None = None) -> Profile:
    """Asks every subject about the corridor.

    Args:
        corridor: Origin and destination, optionally with transit countries, sex, year and sector.
        shelf: The tables to read; this installation's by default.
    """
    shelf = shelf or Shelf.open()
    sections = tuple(subject(corridor, shelf) for subject in SUBJECTS)
    title = Text("{origin} → {destination}", origin=PlaceName(corridor.origin), destination=PlaceName(corridor.destination))
    vintages = pinned(sections)
    return Profile("corridor", corridor.code, title, (), sections, vintages, citation(title, vintages), corridor)
