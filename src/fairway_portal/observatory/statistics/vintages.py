"""Which releases a page shows: the newest, or those of the moment that an address pins; and the others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from fairway.kernel.text import Text
from fairway.warehouse.releases import Dataflow
from fairway.warehouse.releases_reading import newest
from fairway.warehouse.vintage import Vintage
from fairway_portal.observatory.statistics.words import Words, apart


@dataclass(frozen=True, slots=True)
class Pin:
    """What a page shows.

    Attributes:
        name: Of the vintage that the address names, or "".
        vintages: Those shown.
        as_of: The moment of which they are, or None for now.
        replaced: The vintage that took the place of the pinned one, if one has.
    """

    name: str
    vintages: tuple[Vintage, ...]
    as_of: datetime | None = None
    replaced: Vintage | None = None


def pinned(flow: Dataflow, name: str) -> Pin | None:
    """The dataflow as it was when the named vintage appeared, "" for now; None if there is no such vintage.

    A vintage that has been withdrawn since is shown all the same to those who cite it.
    """
    if not name:
        return Pin("", flow.vintages)
    found = next((one for one in flow.history if one.name == name), None)
    if found is None:
        return None
    then = published(found)
    others = newest(
        one
        for one in flow.history
        if published(one) <= then and one.record.edition != found.record.edition and not _gone(one, then)
    )
    shown = tuple(sorted((found, *others), key=lambda one: one.record.edition))
    return Pin(name, shown, then, _after(flow.history, found))


def published(vintage: Vintage) -> datetime:
    """When a vintage appeared."""
    return datetime.fromisoformat(vintage.record.imported)


def _gone(vintage: Vintage, then: datetime) -> bool:
    return vintage.withdrawn is not None and datetime.fromisoformat(vintage.withdrawn.on) <= then


def _after(history: Iterable[Vintage], vintage: Vintage) -> Vintage | None:
    """The vintage of the same edition that appeared next."""
    later = [
        one for one in history if one.record.edition == vintage.record.edition and published(one) > published(vintage)
    ]
    return min(later, key=published, default=None)


@dataclass(frozen=True, slots=True)
class Kept:
    """A vintage in the list of those that can be looked at."""

    vintage: Vintage
    date: str
    state: Text
    shown: bool
    current: bool


def history(flow: Dataflow, editions: frozenset[str], shown: tuple[Vintage, ...], words: Words) -> tuple[Kept, ...]:
    """Every vintage of some editions, the newest first, with what became of it."""
    wanted = sorted((one for one in flow.history if one.record.edition in editions), key=published, reverse=True)
    names = {one.name for one in shown}
    current = {one.name for one in flow.vintages}
    return tuple(
        Kept(one, one.record.imported[:10], _state(flow, one, words), one.name in names, one.name in current)
        for one in wanted
    )


def _state(flow: Dataflow, vintage: Vintage, words: Words) -> Text:
    if vintage.withdrawn is not None:
        return Text("withdrawn on {date}: {reason}", date=words.dated(vintage.withdrawn.on),
                    reason=apart(vintage.withdrawn.reason, words.voice))  # fmt: skip
    after = _after(flow.history, vintage)
    if after is None:
        return Text("current")
    return Text("replaced on {date} by {name}", date=words.dated(after.record.imported),
                name=apart(after.record.vintage, words.voice))  # fmt: skip
