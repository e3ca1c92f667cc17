"""The demonstration: marked, idempotent, refused where it does not belong, and invisible without the setting."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

from fairway.kernel.errors import InputError
from fairway_portal.accounts.models import Membership, Organisation, Person
from fairway_portal.actors.models import Agency
from fairway_portal.monitor import publishing
from fairway_portal.monitor.models import Cluster, Publication, Rating, Reply, VoucherBatch
from fairway_portal.monitor.publishing_costs import CostReleases
from fairway_portal.surveys.models import Submission

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAIRWAY_HOME", str(tmp_path))
    monkeypatch.setattr(settings, "HOME", tmp_path)
    # Typical costs of seven countries take ten seconds; `test_publishing` and the integration test make them.
    monkeypatch.setattr(publishing, "cost_releases", lambda ratings, on, demonstration: CostReleases(on.year))


def demonstrated(capsys: Any, *more: str) -> str:
    with override_settings(DEMONSTRATION=True):
        call_command("demonstrate", "--agencies", "40", *more)
    return str(capsys.readouterr().out)


def counts() -> list[int]:
    rooms = (Agency, Organisation, Person, Membership, Rating, Submission, Publication, Reply, VoucherBatch)
    return [room.objects.count() for room in rooms]


def test_it_is_marked_everywhere_and_twice_does_no_harm(capsys: Any) -> None:
    said = demonstrated(capsys)
    before = counts()
    assert said.count("@demonstration.example") == 6
    again = demonstrated(capsys)
    assert "@demonstration.example" not in again
    assert counts() == before
    for room in (Agency, Organisation, Person, Rating, Submission, Publication, VoucherBatch, Cluster):
        assert room.objects.exists()
        assert not room.objects.filter(demonstration=False).exists(), room
    assert Publication.objects.count() == 2
    assert set(Reply.objects.values_list("state", flat=True)) == {"shown", "waiting"}
    assert all("(demonstration)" in name for name in Organisation.objects.values_list("name", flat=True))
    assert Cluster.objects.filter(held=True, agency__licence_number__startswith="ATTACKED-").exists()
    renewed = demonstrated(capsys, "--new-passwords")
    assert renewed.count("@demonstration.example") == 6
    assert Person.objects.count() == 6


def test_it_is_refused_where_it_does_not_belong(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="does not demonstrate"):
        call_command("demonstrate")
    monkeypatch.setenv("FAIRWAY_MODE", "production")
    with override_settings(DEMONSTRATION=True), pytest.raises(InputError, match="production"):
        call_command("demonstrate")
    assert not Agency.objects.exists()
    with pytest.raises(InputError, match="does not demonstrate"):
        call_command("publish_ratings", "--demonstration")


@pytest.mark.parametrize("said", ["yesterday", "2999-01-01"])
def test_a_day_that_cannot_be_is_refused(said: str) -> None:
    with pytest.raises(InputError, match=said):
        call_command("publish_ratings", "--on", said)
