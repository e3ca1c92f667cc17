"""Releases: published whole or not at all, refused with counts, withdrawn without a deletion."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from fairway.exchange.sdmx.structure import DataStructure
from fairway.kernel.errors import InputError, NotFound, UnreadableFile
from fairway.warehouse import releases
from fairway.warehouse.releases import ObservationsMisshapen, dataflow, dataflows, publish, reinstate, withdraw
from fairway.warehouse.releases_files import read_release, read_structure, structure_text, write_release
from fairway.warehouse.shelf import Shelf
from tests.observations import STRUCTURE, codes, observations, release

pytestmark = pytest.mark.usefixtures("fairway_home")
KEY = [*(one.id for one in STRUCTURE.dimensions), "TIME_PERIOD"]


def published() -> list[str]:
    """The folders of vintages in this home, demonstrations and leftovers too."""
    from fairway.warehouse.home import home

    return sorted(path.name for path in home().glob("*/*/*") if path.is_dir())


def test_a_release_is_kept_with_its_structure_its_record_and_its_report() -> None:
    vintage = publish(release(), observations(), report="# How\n")
    assert vintage.name.startswith("df_ilms@NPL_LFS_2024-")
    assert sorted(path.name for path in vintage.folder.iterdir()) == [
        "index.json", "published.parquet", "record.json", "report.md", "structure.json",
    ]  # fmt: skip
    record = vintage.record
    assert (record.rows_published, record.flag, record.release, record.demonstration) == (126, "estimated", True, False)
    assert record.columns["OBS_VALUE"] == "Float64"
    assert record.columns["N_OBS"] == "Int64"
    assert read_structure(vintage.folder / "structure.json") == STRUCTURE
    kept = pl.read_parquet(vintage.folder / "published.parquet")
    assert kept.equals(observations().select(STRUCTURE.columns).sort(KEY))


def test_the_method_is_said_as_it_was_given_braces_and_all() -> None:
    assert publish(release(), observations()).provenance().method.plain().endswith("{50 % of {it}}")


def test_the_same_observations_are_the_same_vintage() -> None:
    first, second = publish(release(), observations()), publish(release(), observations())
    assert first.name == second.name
    assert first.record.imported == second.record.imported


def test_a_file_of_observations_is_published_like_a_table(tmp_path: Path) -> None:
    path = tmp_path / "mine.parquet"
    observations().write_parquet(path)
    vintage = publish(release(), path)
    assert vintage.record.file == "mine.parquet"
    assert vintage.record.rows_published == 126


def test_a_newer_vintage_takes_the_place_of_the_older_which_stays() -> None:
    old, new = publish(release(), observations()), publish(release(), observations(plus=1))
    found = dataflow(Shelf.open(), "DF_ILMS")
    assert [one.name for one in found.vintages] == [new.name]
    assert {one.name for one in found.history} == {old.name, new.name}
    assert Shelf.open().pinned(old.name).folder == old.folder


MISSHAPEN = {
    "a column too few": (lambda frame: frame.drop("CV"), "columns missing: CV"),
    "a column too many": (lambda frame: frame.with_columns(X=1), "columns that DSD_ILMS does not have: X"),
    "a number for a code": (lambda frame: frame.with_columns(TIME_PERIOD=2024), "column TIME_PERIOD is Int32"),
    "text for a value": (lambda frame: frame.with_columns(OBS_VALUE=pl.lit("1")), "OBS_VALUE is String, not a number"),
    "nothing at all": (lambda frame: frame.clear(), "there are none"),
    "an empty key": (
        lambda frame: frame.with_columns(SEX=pl.when(pl.int_range(pl.len()) == 6).then(None).otherwise("SEX")),
        "SEX is empty in 1 row (row 7)",
    ),
    "an unknown code": (
        lambda frame: frame.with_columns(
            SEX=pl.when(pl.int_range(pl.len()) > 123).then(pl.lit("SEX_FF")).otherwise("SEX")
        ),
        "“SEX_FF” (nearest: SEX_F): 2 rows, first row 125",
    ),
    "an unknown status": (lambda frame: frame.with_columns(OBS_STATUS=pl.lit("?")), "OBS_STATUS has values not in"),
    "no period": (lambda frame: frame.with_columns(TIME_PERIOD=pl.lit("2024-13")), "TIME_PERIOD has values no period"),
    "an infinite value": (
        lambda frame: frame.with_columns(OBS_VALUE=float("inf")),
        "OBS_VALUE is not a finite number in 126 rows (rows 1, 2, 3, 4, 5)",
    ),
    "no value and no reason": (
        lambda frame: frame.with_columns(OBS_VALUE=pl.lit(None, pl.Float64)),
        "OBS_VALUE is absent and OBS_STATUS does not say why in 126 rows",
    ),
    "a key twice": (lambda frame: pl.concat([frame, frame[:1]]), "1 key more than once"),
}


@pytest.mark.parametrize("case", MISSHAPEN)
def test_what_the_structure_does_not_allow_is_refused_with_counts(case: str) -> None:
    spoil, said = MISSHAPEN[case]
    with pytest.raises(ObservationsMisshapen) as refused:
        publish(release(), spoil(observations()))
    assert said in refused.value.title
    assert published() == []
    assert not dataflows(Shelf.open())


def test_every_fault_is_told_at_once() -> None:
    spoilt = observations().with_columns(SEX=pl.lit("X"), AGE=pl.lit("Y"))
    with pytest.raises(ObservationsMisshapen) as refused:
        publish(release(), spoilt)
    assert len(refused.value.details["faults"]) == 2


def test_a_value_may_be_absent_where_its_status_says_why() -> None:
    absent = observations().with_columns(OBS_VALUE=pl.lit(None, pl.Float64), OBS_STATUS=pl.lit("Q"), CV=None)
    assert publish(release(), absent).record.rows_published == 126


def test_a_repeated_key_is_found_across_row_groups() -> None:
    """The two rows lie on both sides of a border between blocks."""
    from fairway.warehouse.backends.observations import BLOCK

    ages = codes("CL_AGE", *(f"A{number:06d}" for number in range(BLOCK + 10)), "_Z")
    structure = replace(STRUCTURE, code_lists={**STRUCTURE.code_lists, "CL_AGE": ages})
    row = observations().row(0, named=True)
    many = pl.DataFrame({"AGE": [*ages.ids[:BLOCK], ages.ids[BLOCK - 1], *ages.ids[BLOCK : BLOCK + 5]]}).with_columns(
        pl.lit(value).alias(name) for name, value in row.items() if name != "AGE"
    )
    with pytest.raises(ObservationsMisshapen, match="1 key more than once"):
        publish(release(structure=structure), many)


def test_keys_of_another_edition_are_refused() -> None:
    publish(release("NPL_LFS_2024"), observations(years=(2023, 2024)))
    with pytest.raises(InputError, match="63 keys are already published in df_ilms@NPL_LFS_2024"):
        publish(release("NPL_HIES_2024"), observations(years=(2024, 2025)))
    publish(release("NPL_HIES_2025"), observations(years=(2025,)))
    withdraw("NPL_LFS_2024", "Replaced by the income survey.")
    publish(release("NPL_HIES_2024"), observations(years=(2024,)))


def test_other_columns_need_another_version() -> None:
    publish(release(), observations())
    shorter = replace(STRUCTURE, attributes=STRUCTURE.attributes[:-1])
    frame = observations("PHL").drop("SOURCE")
    with pytest.raises(InputError, match="has other columns"):
        publish(release("PHL_LFS_2024", structure=shorter), frame)
    publish(release("PHL_LFS_2024", structure=replace(shorter, version="1.10.0")), frame)
    listed = [(one.structure.version, len(one.vintages)) for one in dataflows(Shelf.open()) if not one.indicator]
    assert listed == [("1.10.0", 1), ("1.0.0", 1)]
    assert dataflow(Shelf.open(), "DF_ILMS").structure.version == "1.10.0"
    assert dataflow(Shelf.open(), "DF_ILMS", version="1.0.0").vintages[0].record.edition == "NPL_LFS_2024"


@pytest.mark.parametrize("edition", ["", "nepal", "../NPL", "NPL_../../x", "NPL", "NPL_LFS/2024"])
def test_an_edition_that_could_leave_its_folder_is_refused(edition: str) -> None:
    with pytest.raises(InputError, match="no name of an edition"):
        publish(release(edition), observations())
    assert published() == []


@pytest.mark.parametrize("id", ["ILMS", "DF_", "DF_../X", "df_ilms"])
def test_a_dataflow_that_could_leave_its_folder_is_refused(id: str) -> None:
    with pytest.raises(InputError, match="no id of a dataflow"):
        publish(release(structure=replace(STRUCTURE, id=id)), observations())


def test_a_crash_in_the_middle_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*anything: object) -> bool:
        raise RuntimeError("crash")

    monkeypatch.setattr(releases, "write_index", crash)
    with pytest.raises(RuntimeError):
        publish(release(), observations())
    assert published() == []


def test_a_withdrawn_release_is_shown_no_more_but_still_cited() -> None:
    vintage = publish(release(), observations())
    before = Shelf.open().fingerprint
    gone = withdraw("NPL_LFS_2024", " Wrong weights. ")
    assert [one.name for one in gone] == [vintage.name]
    shelf = Shelf.open()
    assert shelf.fingerprint != before
    assert dataflow(shelf, "DF_ILMS").vintages == ()
    assert shelf.current("df_ilms") is None
    assert shelf.editions("df_ilms") == []
    cited = shelf.pinned(vintage.name)
    assert cited.withdrawn is not None
    assert cited.withdrawn.reason == "Wrong weights."
    assert shelf.pin(vintage.name).current("df_ilms") is not None
    assert vintage.folder.is_dir()
    with pytest.raises(InputError, match=r"was withdrawn on .*: Wrong weights\."):
        publish(release(), observations())
    reinstate("NPL_LFS_2024")
    assert [one.name for one in dataflow(Shelf.open(), "DF_ILMS").vintages] == [vintage.name]
    with pytest.raises(NotFound, match="was not withdrawn"):
        reinstate("NPL_LFS_2024")


def test_a_release_whose_place_was_taken_cannot_come_back() -> None:
    publish(release(), observations())
    withdraw("NPL_LFS_2024", "Replaced by the income survey.")
    publish(release("NPL_HIES_2024"), observations(plus=1))
    with pytest.raises(InputError, match="126 keys are already published in df_ilms@NPL_HIES_2024"):
        reinstate("NPL_LFS_2024")
    assert [one.record.edition for one in dataflow(Shelf.open(), "DF_ILMS").vintages] == ["NPL_HIES_2024"]


def test_withdrawing_needs_a_reason_and_a_release() -> None:
    publish(release(), observations())
    with pytest.raises(InputError, match="needs a reason"):
        withdraw("NPL_LFS_2024", "  ")
    with pytest.raises(NotFound) as refused:
        withdraw("NPL_LFS_2023", "Wrong.")
    assert "NPL_LFS_2024" in refused.value.advice
    withdraw("NPL_LFS_2024", "Wrong.")
    with pytest.raises(NotFound, match="already withdrawn"):
        withdraw("NPL_LFS_2024", "Wrong.")


def test_marks_that_cannot_be_read_bring_nothing_back() -> None:
    vintage = publish(release(), observations())
    withdraw("NPL_LFS_2024", "Wrong.")
    (vintage.folder.parent / "withdrawn.json").write_text("{", encoding="utf-8")
    with pytest.raises(UnreadableFile, match="which releases were withdrawn"):
        Shelf(vintage.folder.parent.parent)


def test_a_release_as_files_comes_back_as_it_went(tmp_path: Path) -> None:
    write_release(tmp_path, release(), observations(), report="# How\n")
    back, path, report = read_release(tmp_path)
    assert replace(back, method=release().method) == release()
    assert back.method.plain() == release().method.plain()
    assert pl.read_parquet(path).equals(observations())
    assert report == "# How\n"


@pytest.mark.parametrize("damage", ["observations.parquet", "structure.json", "release.json"])
def test_a_release_with_a_file_missing_or_damaged_is_refused(tmp_path: Path, damage: str) -> None:
    write_release(tmp_path, release(), observations())
    (tmp_path / damage).write_text('{"id": 1}', encoding="utf-8")
    with pytest.raises(UnreadableFile):
        publish(*read_release(tmp_path)[:2])
    (tmp_path / damage).unlink()
    with pytest.raises(UnreadableFile):
        read_release(tmp_path)


def test_a_structure_is_written_whatever_kind_of_mapping_it_holds() -> None:
    from types import MappingProxyType

    frozen: DataStructure = replace(STRUCTURE, names=MappingProxyType(dict(STRUCTURE.names)))
    assert json.loads(structure_text(frozen)) == json.loads(structure_text(STRUCTURE))
