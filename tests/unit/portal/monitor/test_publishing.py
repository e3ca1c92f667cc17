"""A batch goes out whole or not at all, once a quarter, and the same however often it is tried."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils.timezone import localdate

from fairway.warehouse import releases
from fairway.warehouse.home import home
from fairway_portal.monitor import frames, publishing
from fairway_portal.monitor.actions import clusters
from fairway_portal.monitor.changes import changes
from fairway_portal.monitor.models import (
    ModerationEntry,
    PreparedPublication,
    Publication,
    PublishedAgency,
    Rating,
)
from fairway_portal.monitor.publishing_costs import RATES_FILE, THIS_YEAR, cost_releases
from fairway_portal.monitor.publishing_state import batch_of, state_of
from tests.people import person
from tests.unit.portal.monitor.rated import an_agency, rated

pytestmark = pytest.mark.django_db
TODAY = localdate()
EARLIER = TODAY - timedelta(days=100)


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A warehouse of its own."""
    monkeypatch.setenv("FAIRWAY_HOME", str(tmp_path))
    monkeypatch.setattr(settings, "HOME", tmp_path)


def agencies_rated(count: int = 4, n: int = 14, received: date = EARLIER, **more: Any) -> list[Any]:
    found = [an_agency() for _ in range(count)]
    for at, agency in enumerate(found):
        for day in range(n):
            rated(agency, received=received - timedelta(days=10 * day + at), **more)
    return found


def vintages(table: str = "df_recruitment_rating") -> list[str]:
    return sorted(one.name for one in (home() / "vintages" / table).glob("WLD_*"))


def test_a_batch_has_rows_of_agencies_and_a_release_of_corridors() -> None:
    found = agencies_rated()
    made = publishing.publish(by=None, on=TODAY)
    assert {row.agency.code for row in made.agencies.all()} <= {one.code for one in found}
    row = PublishedAgency.objects.order_by("pk").first()
    assert row is not None
    assert row.row["dimensions"]["overall"]["raters"] == "10-19"
    assert len(vintages()) == 1
    assert not PreparedPublication.objects.exists()
    assert ModerationEntry.objects.filter(action="batch.published").count() == 1


def test_twice_on_a_day_is_one_batch_and_too_early_is_refused_but_for_a_reason() -> None:
    agencies_rated()
    first = publishing.publish(by=None, on=EARLIER)
    assert publishing.publish(by=None, on=EARLIER) == first
    soon = EARLIER + timedelta(days=30)
    with pytest.raises(publishing.TooEarly, match="too soon"):
        publishing.publish(by=None, on=soon)
    with pytest.raises(publishing.TooEarly):
        publishing.publish(by=None, on=EARLIER - timedelta(days=1), forced="The clock was wrong.")
    forced = publishing.publish(by=None, on=soon, forced="A wrong agency was named.")
    assert (forced.number, forced.settings["forced"]) == (2, "A wrong agency was named.")
    # The reason for one batch loosens nothing for the next.
    with pytest.raises(publishing.TooEarly):
        publishing.publish(by=None, on=soon + timedelta(days=30))


def test_whoever_saw_another_last_batch_is_told() -> None:
    agencies_rated()
    publishing.publish(by=None, on=EARLIER, after=0)
    with pytest.raises(publishing.BatchChanged):
        publishing.publish(by=person(), on=TODAY, after=0)
    assert Publication.objects.count() == 1


def test_the_state_of_a_batch_comes_back_whole() -> None:
    agencies_rated()
    made = publishing.computed(on=TODAY, demonstration=False, forced=False).batch
    back = batch_of(state_of(made))
    pairs = [
        (made.figures, back.figures),
        (made.corridors, back.corridors),
        (made.office.blocks, back.office.blocks),
        (made.office.members, back.office.members),
    ]
    for one, other in pairs:
        assert one.equals(other)
        assert one.schema == other.schema
    assert (back.on, back.settings) == (made.on, made.settings)


def test_the_next_batch_rests_on_the_one_before() -> None:
    """Four new ratings are too few for a block: nothing of the agency changes, as the library promises."""
    agency = agencies_rated()[0]
    publishing.publish(by=None, on=EARLIER)
    rated(agency, 4, items="0" * 23, received=TODAY)
    publishing.publish(by=None, on=TODAY)
    before, after = PublishedAgency.objects.filter(agency=agency).order_by("publication__number")
    assert before.row == after.row


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("breaks", ["before the warehouse", "in the warehouse", "after the warehouse"])
def test_a_batch_that_broke_off_goes_out_unchanged(breaks: str, monkeypatch: pytest.MonkeyPatch) -> None:
    agency = agencies_rated()[0]
    real = releases.publish

    def killed(*args: Any, **kwargs: Any) -> Any:
        if breaks == "after the warehouse":
            return real(*args, **kwargs)
        if breaks == "in the warehouse":
            real(*args, **kwargs)
        raise SystemExit

    with monkeypatch.context() as broken:
        broken.setattr(releases, "publish", killed)
        if breaks == "after the warehouse":
            broken.setattr(PublishedAgency.objects, "bulk_create", killed_write)
        with pytest.raises(SystemExit):
            publishing.publish(by=None, on=EARLIER)
    assert not Publication.objects.exists()
    assert not PublishedAgency.objects.exists()
    begun = PreparedPublication.objects.get()
    # What comes in meanwhile must not get into it: two almost equal batches could be compared.
    rated(agency, 12, items="0" * 23, received=EARLIER)
    made = publishing.publish(by=None, on=TODAY)
    assert (made.on, made.number) == (EARLIER, begun.number)
    assert made.state == begun.content["state"]
    assert [row.row for row in made.agencies.order_by("pk")] == begun.content["rows"]
    assert len(vintages()) == 1
    assert not PreparedPublication.objects.exists()


def killed_write(*args: Any, **kwargs: Any) -> Any:
    raise SystemExit


def test_nothing_is_written_by_looking() -> None:
    agencies_rated()
    made = publishing.computed(on=TODAY, demonstration=False, forced=False)
    told = changes(made)
    assert (told.ratings, told.new, told.counted, told.held, told.out) == (56, 56, 56, 0, 0)
    assert told.appear == 4
    assert not ModerationEntry.objects.exists()
    assert not PreparedPublication.objects.exists()


def test_what_is_out_weighs_nothing_and_is_still_seen_by_the_detection() -> None:
    agency = agencies_rated()[0]
    Rating.objects.filter(agency=agency).update(state="out")
    assert len(frames.ratings_frame(demonstration=False)) == 56


def test_ratings_of_an_agency_that_was_joined_count_for_the_other() -> None:
    kept, joined = agencies_rated(2)
    joined.joined_to = kept
    joined.save()
    assert set(frames.ratings_frame(demonstration=False)["agency"]) == {kept.code}


def test_invented_ratings_and_real_ones_never_meet() -> None:
    agencies_rated(2)
    invented = an_agency(demonstration=True)
    rated(invented, 12, demonstration=True)
    assert invented.code not in set(frames.ratings_frame(demonstration=False)["agency"])
    assert set(frames.ratings_frame(demonstration=True)["agency"]) == {invented.code}
    made = publishing.publish(by=None, on=TODAY, demonstration=True)
    assert made.demonstration
    assert not (home() / "vintages").exists()
    assert publishing.latest(demonstration=False) is None


PAID = {"paid_anyone": "yes", "fee_total": "1200", "fee_currency": "USD", "found_by": "agency", "pay_amount": "400",
        "pay_currency": "USD", "fee_items": "F1 X"}  # fmt: skip


def test_typical_costs_go_out_once_a_year_where_there_are_rates() -> None:
    agencies_rated(4, 14, answers=PAID)
    Rating.objects.update(departure_year=2024, sector="construction")
    run = clusters.looked(on=TODAY, demonstration=False)
    assert "no exchange rates" in cost_releases(run.found.ratings, on=TODAY, demonstration=False).left_out["all"]
    (settings.HOME / RATES_FILE).write_text("currency,month,rate\nNPR,2024,133.0\n")
    first = publishing.publish(by=None, on=date(TODAY.year, 1, 1) - timedelta(days=1), forced="")
    assert first.settings["typical_costs"] in ([], ["NPL"])
    made = publishing.publish(by=None, on=TODAY)
    assert made.settings["typical_costs"] == ["NPL"], made.settings["left_out"]
    assert [one.name[:4] for one in (home() / "vintages" / "df_typical_cost").glob("NPL_*")]
    again = cost_releases(run.found.ratings, on=TODAY, demonstration=False)
    assert again.left_out == {"all": THIS_YEAR}


def test_answers_of_no_list_keep_no_costs_from_going_out() -> None:
    """A survey keeps what its questionnaire does not allow; the table of costs must not fall over it."""
    agencies_rated(4, 14, answers=PAID)
    strange = {**PAID, "found_by": "my cousin", "sex": "refused", "fee_currency": "rupees", "fee_total": "12 lakh"}
    rated(Rating.objects.order_by("pk")[0].agency, 3, answers=strange, received=EARLIER)
    Rating.objects.update(departure_year=2024, sector="construction")
    (settings.HOME / RATES_FILE).write_text("currency,month,rate\nNPR,2024,133.0\n")
    run = clusters.looked(on=TODAY, demonstration=False)
    found = cost_releases(run.found.ratings, on=TODAY, demonstration=False)
    assert list(found.made) == ["NPL"], found.left_out
