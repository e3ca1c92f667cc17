"""The world: its total by edition, the matrix of its regions, and what the ILO papers said."""

from __future__ import annotations

from fairway.corridors.matrix import matrix
from fairway.corridors.profile_value import Profile, citation, pinned
from fairway.kernel.corridor import Sex
from fairway.kernel.figure import section
from fairway.kernel.text import Text
from fairway.statistics.papers import papers, world_total
from fairway.warehouse.shelf import Shelf

TITLE = Text("The world's corridors")


def world(shelf: Shelf, *, sex: Sex | None = None, year: int | None = None) -> Profile:
    """What is known of the world as a whole.

    Raises:
        NotFound: The table of regions is not loaded.
    """
    people = section("people", Text("People"), [world_total(shelf, sex, year), matrix(shelf, sex=sex, year=year)])
    sections = (people, papers(shelf))
    vintages = pinned(sections)
    return Profile("world", "world", TITLE, (), sections, vintages, citation(TITLE, vintages))
