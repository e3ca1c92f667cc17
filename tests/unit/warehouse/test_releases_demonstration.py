"""Demonstration releases are never among facts: not on the shelf, in a profile, on the sources page or in a backup."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest

from fairway.corridors import profile, report
from fairway.kernel.errors import InputError
from fairway.reference import places
from fairway.reference.wording import voice
from fairway.warehouse import status
from fairway.warehouse.backup import backup, restore
from fairway.warehouse.releases import dataflow, dataflows, publish
from fairway.warehouse.shelf import Shelf
from tests.observations import observations, release


@pytest.fixture
def both(fairway_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a real release and a demonstration of the same dataflow; nothing asks for demonstrations."""
    monkeypatch.delenv("FAIRWAY_DEMONSTRATION", raising=False)
    publish(release("NPL_LFS_2024"), observations("NPL"))
    publish(release("NPL_DEMO_2024", demonstration=True), observations("NPL", plus=5))
    return fairway_home


def test_a_demonstration_lies_apart(both: Path) -> None:
    assert [path.name[:8] for path in (both / "demonstration" / "df_ilms").iterdir()] == ["NPL_DEMO"]
    assert [path.name[:7] for path in (both / "vintages" / "df_ilms").iterdir()] == ["NPL_LFS"]


def test_it_is_not_on_the_shelf_unless_asked_for(both: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def editions() -> list[str]:
        return sorted(one.record.edition for one in Shelf.open().editions("df_ilms"))

    assert editions() == ["NPL_LFS_2024"]
    for said in ("1", "yes"):
        monkeypatch.setenv("FAIRWAY_DEMONSTRATION", said)
        assert editions() == ["NPL_DEMO_2024", "NPL_LFS_2024"]
    for said in ("0", "no", ""):
        monkeypatch.setenv("FAIRWAY_DEMONSTRATION", said)
        assert editions() == ["NPL_LFS_2024"]
    monkeypatch.setenv("FAIRWAY_DEMONSTRATION", "maybe")
    with pytest.raises(InputError, match="must be yes or no"):
        editions()


def test_one_that_was_moved_among_facts_is_still_not_shown(both: Path) -> None:
    [found] = (both / "demonstration" / "df_ilms").iterdir()
    found.rename(both / "vintages" / "df_ilms" / found.name)
    assert [one.record.edition for one in Shelf(both / "vintages").vintages("df_ilms")] == ["NPL_LFS_2024"]


def test_what_an_interrupted_writer_left_is_cleared_away(both: Path) -> None:
    left = both / "demonstration" / "df_ilms" / ".staging-left"
    left.mkdir()
    publish(release("PHL_LFS_2024"), observations("PHL"))
    assert not left.exists()


def test_a_profile_and_the_sources_say_nothing_of_it(both: Path) -> None:
    shelf = Shelf.open()
    said = str(report.as_json(profile(places.corridor("NPL", "QAT"), shelf), voice("en")))
    assert "DEMO" not in said
    assert "demonstration" not in said
    assert {one.edition for one in status.sources(shelf) if one.table == "df_ilms"} == {"NPL_LFS_2024"}


def test_where_it_is_shown_it_says_what_it_is(both: Path) -> None:
    shelf = Shelf.open(demonstration=True)
    [found] = [one for one in status.sources(shelf) if one.edition == "NPL_DEMO_2024"]
    assert found.title.endswith("(demonstration: simulated, not facts)")


def test_its_dataflow_is_another_than_the_real_one(both: Path) -> None:
    shelf = Shelf.open(demonstration=True)
    real, apart = [one for one in dataflows(shelf) if one.structure.id == "DF_ILMS"]
    assert (real.demonstration, apart.demonstration) == (False, True)
    assert (real.structure.agency, apart.structure.agency) == ("FAIRWAY", "FAIRWAY_DEMONSTRATION")
    assert apart.structure.names["en"].endswith("(demonstration: simulated, not facts)")
    assert [one.record.edition for one in real.vintages] == ["NPL_LFS_2024"]
    assert [one.record.edition for one in apart.vintages] == ["NPL_DEMO_2024"]
    assert dataflow(shelf, "DF_ILMS") is real
    assert dataflow(shelf, "DF_ILMS", agency="FAIRWAY_DEMONSTRATION") is apart


def test_it_is_in_no_backup_and_a_restore_leaves_it_where_it_is(both: Path, tmp_path: Path) -> None:
    archive = tmp_path / "tables.tar.gz"
    backup(archive)
    with tarfile.open(archive) as opened:
        assert not [name for name in opened.getnames() if "emo" in name.lower()]
    restore(archive)
    assert len(list((both / "demonstration" / "df_ilms").iterdir())) == 1
    assert dataflow(Shelf.open(demonstration=False), "DF_ILMS").select().count() == 126
