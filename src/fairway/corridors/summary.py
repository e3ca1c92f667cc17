"""The summary on top of a profile: what a worker wants to know first, in plain sentences, from the figures below."""

from __future__ import annotations

from fairway.kernel.corridor import Corridor
from fairway.kernel.figure import Figure, Gap, Section
from fairway.kernel.text import PlaceName, Text

NO_FEES = Text(
    "By the ILO's general principles for fair recruitment (principle 7), workers should not be charged recruitment "
    "fees or related costs."
)

TOLD = ("people.stock", "work.earnings", "cost.measures", "money.sending_cost")


def summary(corridor: Corridor, sections: tuple[Section, ...]) -> tuple[Text, ...]:
    """Three to seven plain sentences: people, pay, cost of the job and of sending money, agreements, what is not known.

    Args:
        corridor: What the profile is about.
        sections: Those of the profile, without figures that were invented for demonstration.
    """
    figures = {figure.id: figure for section in sections for figure in section.figures}
    lines = [figures[id].sentence for id in TOLD if id in figures]
    gap = next((gap for section in sections for gap in section.gaps if gap.id == "agreements.list"), None)
    lines.append(_agreements(corridor, figures.get("agreements.list"), gap))
    lines.append(NO_FEES)
    gaps = sum(len(section.gaps) for section in sections)
    if gaps:
        lines.append(Text("Not known here: {n} things. Each is named below, with what would fill it.", n=gaps))
    return tuple(lines)


def _agreements(corridor: Corridor, listed: Figure | None, gap: Gap | None) -> Text:
    if gap is not None and (gap.kind != "absent" or corridor.year is not None):
        return Text("{title}: {reason}", title=gap.title, reason=gap.reason)
    if listed is None:
        return Text(
            "We know of no labour agreement between {origin} and {destination}; ask before you rely on that.",
            origin=PlaceName(corridor.origin),
            destination=PlaceName(corridor.destination),
        )
    return listed.sentence
