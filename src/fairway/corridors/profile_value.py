"""What every page of evidence is: a title, a summary in plain words, sections, and the vintages to cite."""

from __future__ import annotations

from dataclasses import dataclass

from fairway.kernel.corridor import Corridor
from fairway.kernel.figure import Figure, Gap, Section
from fairway.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a corridor, a country, a region or a pair of regions, and what is not.

    Attributes:
        kind: `corridor`, `country`, `region` or `between`; with `code` it makes the permalink.
        code: `NPL-QAT`, `NPL`, `ECOWAS`, `ECOWAS-EU`.
        title: The heading of the page.
        summary: Plain sentences for the worker, the first thing on the page.
        sections: In reading order.
        vintages: Every vintage a figure was read from, pinned, for the citation.
        citation: How to cite the page, vintages included.
        corridor: The corridor, where the page is about one.
    """

    kind: str
    code: str
    title: Text
    summary: tuple[Text, ...]
    sections: tuple[Section, ...]
    vintages: tuple[str, ...]
    citation: Text
    corridor: Corridor | None = None

    def figures(self) -> list[Figure]:
        """Every figure, in reading order."""
        return [figure for section in self.sections for figure in section.figures]

    def gaps(self) -> list[Gap]:
        """Every gap, in reading order."""
        return [gap for section in self.sections for gap in section.gaps]

    def figure(self, id: str) -> Figure | None:
        """The figure of that id, or None where it is a gap or unknown."""
        return next((figure for figure in self.figures() if figure.id == id), None)


def pinned(sections: tuple[Section, ...]) -> tuple[str, ...]:
    """Names of the vintages that the sections' figures were read from."""
    names = {source.vintage for section in sections for figure in section.figures for source in figure.sources}
    return tuple(sorted(names))


def citation(title: Text, vintages: tuple[str, ...]) -> Text:
    """“Fairway, *Nepal → Qatar*. Vintages: …”: the line that lets another reader see the same figures."""
    return Text("Fairway, “{title}”. Data vintages: {vintages}.", title=title, vintages=", ".join(vintages) or "–")
