"""Microdata files to Parquet and back: whole or not at all, with their labels."""

from __future__ import annotations

import errno
import itertools

import polars as pl
import pytest

from fairway.exchange import packaged
from fairway.exchange.conversion import convert_to_parquet
from fairway.exchange.microdata import read_microdata
from fairway.kernel.errors import StorageFull, UnreadableFile
from tests import microdata_files


@pytest.mark.parametrize("make", [microdata_files.stata, microdata_files.spss])
def test_a_package_file_comes_back_from_parquet_with_all_it_said(tmp_path, make):
    path, target = make(tmp_path), tmp_path / "people.parquet"
    conversion = convert_to_parquet(path, target)
    before, after = read_microdata(path), read_microdata(target)
    assert conversion.rows == 4
    assert conversion.columns == len(before.variables)
    assert after.frame.collect().equals(before.frame)
    assert after.variables == before.variables
    assert after.source.details["made_from"] == path.name
    chosen = read_microdata(target, columns=[before.variables[1].name])
    assert chosen.variables == (before.variables[1],)


def test_delimited_with_a_label_file(tmp_path):
    path, labels, target = tmp_path / "p.csv", tmp_path / "l.csv", tmp_path / "p.parquet"
    path.write_bytes("sex;name\n1;José\n2;Ana\nNA;x\n".encode("windows-1252"))
    labels.write_text("variable,code,label\nsex,1,man\nage,1,x\n")
    conversion = convert_to_parquet(path, target, labels=labels)
    after = read_microdata(target)
    assert {fault.kind for fault in conversion.faults} == {"encoding-assumed", "unknown-variable", "code-without-label"}
    assert after.frame.collect()["name"].to_list() == ["José", "Ana", "x"]
    assert after.variables[0].value_labels == {1: "man"}
    assert [(code.code, code.rows) for code in after.variables[0].missing_codes] == [("NA", 1)]


def test_batches_are_one_file_and_progress_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(packaged, "CELLS_A_BATCH", 3000)
    path, target = microdata_files.long_stata(tmp_path, 3500), tmp_path / "long.parquet"
    told = []
    convert_to_parquet(path, target, progress=lambda rows, of: told.append((rows, of)))
    assert told == [(1000, 3500), (2000, 3500), (3000, 3500), (3500, 3500)]
    frame = read_microdata(target).frame.collect()
    assert frame["id"].to_list() == list(range(3500))
    assert frame["sex"].dtype == pl.Int64
    assert frame["earnings"][-1] == 0.5
    assert frame["earnings"].null_count() == 3499


@pytest.mark.parametrize("fault", [KeyboardInterrupt, MemoryError])
def test_interrupted_leaves_the_earlier_target_and_nothing_else(tmp_path, monkeypatch, fault):
    monkeypatch.setattr(packaged, "CELLS_A_BATCH", 3000)
    path, target = microdata_files.long_stata(tmp_path, 3500), tmp_path / "long.parquet"
    target.write_text("earlier")
    calls = itertools.count()

    def interrupt(rows, of):
        if next(calls) == 1:
            raise fault

    with pytest.raises(fault):
        convert_to_parquet(path, target, progress=interrupt)
    assert target.read_text() == "earlier"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["long.dta", "long.parquet"]


def test_cut_source_and_full_disk_leave_nothing(tmp_path, monkeypatch):
    path, target = microdata_files.long_stata(tmp_path, 3500), tmp_path / "long.parquet"
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(UnreadableFile):
        convert_to_parquet(path, target)
    path.write_bytes(whole)

    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(pl.DataFrame, "write_parquet", full)
    with pytest.raises(StorageFull, match="no room"):
        convert_to_parquet(path, target)
    assert [each.name for each in tmp_path.iterdir()] == ["long.dta"]


def test_parquet_with_labels_that_are_not_ours(tmp_path):
    path = tmp_path / "odd.parquet"
    pl.DataFrame({"a": [1]}).write_parquet(path, metadata={"fairway.microdata": "{broken"})
    read = read_microdata(path)
    assert [fault.kind for fault in read.faults] == ["labels-unreadable"]
    assert read.frame.collect().rows() == [(1,)]
    assert [variable.kind for variable in read.variables] == ["integer"]
