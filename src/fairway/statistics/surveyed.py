"""What a labour force survey published here says of a corridor: people from the origin, at work at the destination."""

from __future__ import annotations

from typing import Final

from fairway.kernel.corridor import Corridor
from fairway.kernel.figure import Figure, Gap
from fairway.kernel.text import PlaceName, Text
from fairway.statistics.surveyed_abroad import abroad
from fairway.statistics.surveyed_groups import by_occupation, by_sex, rates
from fairway.statistics.surveyed_origin import people
from fairway.statistics.surveyed_reading import at_destination
from fairway.warehouse.asking import LATER
from fairway.warehouse.shelf import Shelf

TITLE: Final = Text("What a labour force survey of the destination says")


def surveyed(corridor: Corridor, shelf: Shelf) -> list[Figure | Gap]:
    """Figures of the destination's survey, then those of the origin's survey about its people there; else gaps.

    Source: the newest vintage of the newest year of the dataflow DF_ILMS.
    """
    surveys = at_destination(corridor, shelf)
    if not surveys.found:
        return [_nothing(corridor, later=surveys.later), abroad(corridor, shelf)]
    parts = [one(corridor, surveys) for one in (people, by_sex, rates, by_occupation)]
    return [*(part for part in parts if part is not None), abroad(corridor, shelf)]


def of_country(corridor: Corridor, shelf: Shelf) -> list[Figure | Gap]:
    """Figures of the destination's survey that are about no origin; nothing where there is no survey."""
    surveys = at_destination(corridor, shelf)
    parts = [one(corridor, surveys) for one in (by_sex, rates, by_occupation)] if surveys.found else []
    return [part for part in parts if part is not None]


def _nothing(corridor: Corridor, *, later: bool) -> Gap:
    if later:
        return Gap(
            "work.survey", TITLE, Text("The figures at hand begin later than the year asked for."), LATER, "detail"
        )
    there = {"origin": PlaceName(corridor.origin), "destination": PlaceName(corridor.destination)}
    return Gap(
        "work.survey",
        TITLE,
        Text(
            "Nobody has published, on this site, figures from a labour force survey of {destination} that tell people "
            "from {origin} from others.",
            **there,
        ),
        Text(
            "A labour force survey of {destination} that asks in which country people were born, or which citizenship "
            "they have. A statistical office can publish the tables here with “fairway ilms”.",
            **there,
        ),
    )
