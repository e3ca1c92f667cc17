"""What pages for workers say of published figures: in tenths, in words, with the evidence behind it."""

from __future__ import annotations

from math import ceil, floor
from typing import Final

from fairway.kernel.text import Number, Percent, Text
from fairway.recruitment.ratings.evidence import LABELS, floor_of
from fairway.recruitment.ratings.items import DIMENSIONS, ITEMS
from fairway.recruitment.ratings.publishing_settings import PublishingSettings
from fairway_portal.monitor.actions.entries import ACTIONS
from fairway_portal.monitor.queries_public import Part, Published, Said

OVERALL: Final = "overall"
NAMES: Final[dict[str, Text]] = {OVERALL: Text("Overall"), **{str(code): name for code, name in DIMENSIONS.items()}}
_ITEMS: Final = {item.name: item for item in ITEMS}
_EDGE: Final = 1e-9


def in_ten(part: Part) -> Text:
    """The score in tenths."""
    tenths = floor(part.score * 10 + 0.5 + _EDGE)
    if tenths == 0:
        return Text("Almost no answer speaks for the agency.")
    if tenths == 10:
        return Text("Almost all answers speak for the agency.")
    return Text("About {n} in 10 answers speak for the agency.", n=tenths)


def between(part: Part) -> Text:
    """The interval in tenths."""
    low, high = floor(part.lower * 10 + _EDGE), ceil(part.upper * 10 - _EDGE)
    return Text("The truth is most likely between {low} and {high} in 10.", low=low, high=high)


def pictured(part: Part) -> Text:
    """What the picture of an interval shows."""
    return Text(
        "{what}: {score} of 100, most likely between {low} and {high}",
        what=NAMES[part.dimension],
        score=Number(part.score * 100),
        low=Number(part.lower * 100),
        high=Number(part.upper * 100),
    )


def evidence(published: Published | None) -> Text:
    """How much is known of an agency, in words; never a number."""
    overall = published.parts.get(OVERALL) if published else None
    return LABELS["none"] if overall is None else LABELS[overall.evidence]  # type: ignore[index]


def label(part: Part) -> Text:
    """How much is known of one figure."""
    return LABELS[part.evidence]  # type: ignore[index]


def workers(band: str) -> Text:
    """How many workers, as a band."""
    low, _, high = band.partition("-")
    if not high:
        return Text("{low} workers or more", low=floor_of(band))
    return Text("{low} to {high} workers", low=int(low), high=int(high))


def told(said: Said) -> Text:
    """What many workers say, after the share that says it."""
    item = _ITEMS[said.item]
    what = item.said_good if said.says == "good" else item.said_bad
    low, high = floor(said.low * 10 + _EDGE), ceil(said.high * 10 - _EDGE)
    return Text("{low} to {high} in 10 workers say: {what}.", low=low, high=high, what=what)


def warning(settings: PublishingSettings) -> Text:
    """What a warning means."""
    return Text(
        "We are at least {sure} sure that fewer than {bad} in 10 answers speak for the agency.",
        sure=Percent(settings.scores.certainty * 100, 0),
        bad=Number(settings.scores.bad * 10),
    )


def done(action: str) -> Text | str:
    """What a line of the log says was done; an action without a name is shown as it is written."""
    return ACTIONS.get(action, action)
