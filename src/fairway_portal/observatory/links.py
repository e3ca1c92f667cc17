"""Where the parts of a page lead: its figures, its files, the places it names."""

from __future__ import annotations

from dataclasses import dataclass

from fairway_portal.design.addresses import url


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses around one page, in the reader's language and with its filters.

    Attributes:
        name: Name of the kind's address.
        parts: The parts of its address.
        query: Its filters.
    """

    name: str
    parts: tuple[str, ...]
    query: dict[str, str]

    def page(self) -> str:
        """The page itself."""
        return url(self.name, *self.parts, **self.query)

    def figure_url(self, id: str, format: str) -> str:
        """A figure in a format (`csv`), or its own page where that is empty (see `fairway.corridors.report.Links`)."""
        return url(f"{self.name}-figure", *self.parts, f"{id}.{format}" if format else id, **self.query)

    def profile(self, suffix: str) -> str:
        """The whole profile as a file."""
        return url(f"{self.name}-download", *self.parts, suffix, **self.query)
