"""Publishing the next batch of ratings: computed, fixed, sent to the warehouse, then shown; all of it or nothing.

A batch is written down whole (`PreparedPublication`) before the first word of it leaves. Whatever breaks afterwards,
the next attempt sends the same batch again: never a second, almost equal one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.db import IntegrityError

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway_portal.accounts.models import Organisation, Person
from fairway_portal.actors.models import Agency
from fairway_portal.monitor.actions.clusters import Looked, keep_findings, looked
from fairway_portal.monitor.actions.entries import noted
from fairway_portal.monitor.models import PreparedPublication, Publication, PublishedAgency
from fairway_portal.monitor.publishing_costs import SURVEY, CostReleases, cost_releases
from fairway_portal.monitor.publishing_state import batch_of, state_of, unpacked
from fairway_portal.surveys.writing import writing

if TYPE_CHECKING:
    from fairway.recruitment.ratings.publishing import Publication as Batch

LICENCE: Final = "CC BY 4.0"
METHOD: Final = Text("What each worker paid, at the rate of the year of departure; cells of few workers withheld.")
NAME: Final = "Migrant Recruitment Monitor"


class BatchChanged(InputError):
    """Another batch went out since the page was drawn."""

    http_status = 409
    slug = "batch-changed"

    def __init__(self) -> None:
        super().__init__(
            Text("Another batch was published in the meantime."),
            advice=Text("Look at it under Publications; nothing was published a second time."),
        )


class TooEarly(InputError):
    """Not yet the time for another batch."""

    slug = "batch-too-early"


@dataclass(frozen=True, slots=True)
class Computed:
    """The next batch, of which nothing is written yet.

    Attributes:
        before: The publication before it, or None.
        run: The detection of attacks that it rests on.
        batch: Its figures.
    """

    before: Publication | None
    run: Looked
    batch: Batch


def invented_too() -> tuple[bool, ...]:
    """The kinds of ratings that are here: the real ones, and where the portal demonstrates, the invented ones."""
    return (False, True) if settings.DEMONSTRATION else (False,)


def latest(*, demonstration: bool) -> Publication | None:
    """The last batch that is out."""
    return Publication.objects.filter(demonstration=demonstration).order_by("-number").first()


def unfinished(*, demonstration: bool) -> PreparedPublication | None:
    """A batch that was begun and did not get out."""
    return PreparedPublication.objects.filter(demonstration=demonstration).defer("content").first()


def too_early(*, on: date, demonstration: bool) -> bool:
    """Whether a batch of a day would come less than a quarter after the last one."""
    from fairway.recruitment.ratings.publishing_settings import PublishingSettings

    before = latest(demonstration=demonstration)
    return before is not None and (on - before.on).days < PublishingSettings().apart


def publish(
    *, by: Person | None, on: date, demonstration: bool = False, forced: str = "", after: int | None = None
) -> Publication:
    """Publishes the next batch, or ends one that was begun; on the day of the last one, gives that one back.

    Args:
        by: The moderator; None for a command.
        on: The day of the batch: later ratings do not count.
        demonstration: Of the invented ratings, or of the real ones.
        forced: Why it comes earlier than a quarter after the last one; empty where it does not.
        after: The number of the last batch that the moderator saw (0: none); None where nobody looked.

    Raises:
        TooEarly: Less than a quarter after the last one, and nothing is said why.
        BatchChanged: Another batch came in between.
        ChangedMeanwhile: A moderator decided on something while it was computed.
        RetryableError: The warehouse is at work, or full; the batch is written down and goes out with the next attempt.
    """
    begun = unfinished(demonstration=demonstration)
    if begun is not None:
        return _sent(begun)
    before = latest(demonstration=demonstration)
    if after is not None and after != (before.number if before else 0):
        raise BatchChanged
    if before is not None and before.on == on and not forced:
        return before
    made = computed(on=on, demonstration=demonstration, forced=bool(forced.strip()))
    costs = cost_releases(made.run.found.ratings, on=on, demonstration=demonstration)
    return _sent(_written_down(made, costs, by=by, forced=forced.strip()))


def computed(*, on: date, demonstration: bool, forced: bool) -> Computed:
    """The next batch; nothing changes.

    Args:
        on: Its day.
        demonstration: Of the invented ratings, or of the real ones.
        forced: Whether it may come at any time.

    Raises:
        TooEarly: Less than a quarter after the last one.
    """
    from fairway.recruitment.ratings.publishing import PublishingSettings, publish_batch

    before = latest(demonstration=demonstration)
    previous = batch_of(before.state) if before else None
    usual = previous.settings if previous else PublishingSettings()
    if previous and (on < previous.on or (too_early(on=on, demonstration=demonstration) and not forced)):
        raise TooEarly(
            Text("A batch of {on} comes too soon after that of {last}.", on=str(on), last=str(previous.on)),
            advice=Text("Batches are {days} days apart or more, or say why not.", days=usual.apart),
        )
    run = looked(on=on, demonstration=demonstration)
    made = publish_batch(run.found.ratings, previous, on, replace(usual, apart=0) if forced else usual)
    return Computed(before, run, replace(made, settings=usual))


def _written_down(made: Computed, costs: CostReleases, *, by: Person | None, forced: str) -> PreparedPublication:
    from fairway.recruitment.ratings.publishing_rows import public_rows

    run = made.run
    content = {
        "state": state_of(made.batch), "rows": public_rows(made.batch), "forced": forced,
        "costs": {"year": costs.year, "made": costs.made, "left_out": costs.left_out},
    }  # fmt: skip
    with writing():
        now = latest(demonstration=run.demonstration)
        if (now.pk if now else None) != (made.before.pk if made.before else None):
            raise BatchChanged
        keep_findings(run)
        last = Publication.objects.order_by("-number").values_list("number", flat=True).first() or 0
        waiting = PreparedPublication.objects.order_by("-number").values_list("number", flat=True).first() or 0
        try:
            return PreparedPublication.objects.create(
                number=max(last, waiting) + 1, on=run.on, by=by, content=content, demonstration=run.demonstration
            )
        except IntegrityError as fault:
            raise BatchChanged from fault


def _sent(begun: PreparedPublication) -> Publication:
    """Sends what was written down to the warehouse, where the same content is the same vintage; then shows it."""
    content = begun.content
    _corridors_sent(begun, content)
    refused = _costs_sent(begun, content["costs"])
    with writing():
        held = PreparedPublication.objects.select_for_update().filter(pk=begun.pk).first()
        if held is None:  # another process has ended it
            return Publication.objects.get(number=begun.number)
        said = {
            "forced": content["forced"], "left_out": {**content["costs"]["left_out"], **refused},
            "typical_costs": [one for one in content["costs"]["made"] if one not in refused],
        }  # fmt: skip
        publication = Publication.objects.create(
            number=held.number, on=held.on, by=held.by, state=content["state"], settings=said,
            demonstration=held.demonstration,
        )  # fmt: skip
        agencies = Agency.objects.in_bulk([row["agency"] for row in content["rows"]], field_name="code")
        PublishedAgency.objects.bulk_create(
            (PublishedAgency(publication=publication, agency=agencies[row["agency"]], row=row)
             for row in content["rows"]),
            batch_size=500,
        )  # fmt: skip
        held.delete()
        noted(by=held.by, action="batch.published", subject=f"publication {publication.number}",
              reason=content["forced"], agencies=len(content["rows"]))  # fmt: skip
    return publication


def _corridors_sent(begun: PreparedPublication, content: Mapping[str, Any]) -> None:
    from fairway.recruitment.ratings.structure import corridor_release
    from fairway.warehouse.releases import publish as send

    release, observed = corridor_release(
        batch_of(content["state"]), publisher=publisher(demonstration=begun.demonstration), licence=LICENCE,
        demonstration=begun.demonstration,
    )  # fmt: skip
    if len(observed):
        send(release, observed)


def _costs_sent(begun: PreparedPublication, costs: Mapping[str, Any]) -> dict[str, str]:
    """Country → why the warehouse cannot hold its typical costs: a survey of that country and year is there already."""
    from fairway.recruitment.typical_costs.structure import structure
    from fairway.warehouse.releases import Release
    from fairway.warehouse.releases import publish as send
    from fairway.warehouse.releases_naming import edition_of

    refused = {}
    for country, made in costs["made"].items():
        release = Release(
            structure(),
            edition_of(country, SURVEY, str(costs["year"])),
            publisher(demonstration=begun.demonstration),
            f"Typical recruitment costs as workers tell them, {country}, {costs['year']}",
            LICENCE,
            Text(
                "What each worker paid, converted at the year of departure; cells of few workers or agencies withheld."
            ),
            "",
            begun.demonstration,
        )
        try:
            send(release, unpacked(made["observations"]), report="\n".join(f"- {one}" for one in made["method"]))
        except InputError as fault:
            refused[country] = fault.title
    return refused


def publisher(*, demonstration: bool) -> str:
    """Who publishes: the operator of this portal."""
    if demonstration:
        return f"{NAME} (demonstration)"
    operator = Organisation.objects.filter(kind=Organisation.Kind.OPERATOR, demonstration=False).order_by("pk").first()
    return operator.name if operator else NAME
