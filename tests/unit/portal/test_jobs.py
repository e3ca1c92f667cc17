"""The refresh job: what is due, from where, and that one failure keeps no other out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from unittest import mock

import pytest

from fairway.kernel.errors import InputError, SourceUnavailable


@pytest.fixture
def jobs(django_ready):
    from fairway_portal.site import jobs

    return jobs


def test_what_is_due_is_grouped_by_source(jobs) -> None:
    from fairway.warehouse.shelf import Shelf
    from fairway.warehouse.status import sources

    some = sources(Shelf.open())[0]
    rows = [
        replace(some, table="a", fetch="wpp", due=True, coverage="full"),
        replace(some, table="b", fetch="wpp", due=False, coverage="sample"),
        replace(some, table="c", fetch="wpp", due=False, coverage="full"),
        replace(some, table="d", fetch="", due=True, coverage="full"),
    ]
    with mock.patch.object(jobs, "sources", return_value=rows):
        assert jobs.due() == {"wpp": frozenset({"a", "b"})}


def test_one_source_that_fails_keeps_no_other_out(jobs) -> None:
    def fetched(source: object, *, only: frozenset[str]):
        for table in sorted(only):
            good = mock.Mock(vintage=mock.Mock())
            good.vintage.name = f"{table}@1"
            yield mock.Mock(table=table), SourceUnavailable("It is down.") if table == "a" else good

    with (
        mock.patch.object(jobs, "due", return_value={"wpp": frozenset({"a", "b"})}),
        mock.patch.object(jobs, "fetch", fetched),
    ):
        assert dict(jobs.outcomes_of("")) == {"a": "It is down.", "b": "b@1"}


def test_a_folder_that_is_not_there_is_an_outcome_of_the_job_not_a_crash(jobs, tmp_path: Path) -> None:
    with pytest.raises(InputError):
        list(jobs.outcomes_of(str(tmp_path / "nowhere")))
    from django.test import override_settings

    with override_settings(SOURCE_FOLDER=str(tmp_path / "nowhere")):
        outcome = jobs.refresh.func()
    assert "There is no folder" in outcome[""]
