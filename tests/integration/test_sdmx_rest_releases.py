"""`fairway releases` as typed, and a release seen from the rest of the house: sources, lineage, backup, pruning."""

from __future__ import annotations

import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from fairway.kernel.figure import Column, Figure
from fairway.kernel.provenance import Flag
from fairway.kernel.text import Text
from fairway.warehouse import lineage, status
from fairway.warehouse.backup import backup, prune, restore
from fairway.warehouse.releases import dataflow, publish, withdraw, write_release
from fairway.warehouse.shelf import Shelf
from tests.observations import observations, release


@dataclass(frozen=True)
class Ran:
    """What a command printed, and its exit code."""

    returncode: int
    stdout: str
    stderr: str


def run(*arguments: str) -> Ran:
    """Runs `fairway releases …` as typed, in this process: starting another takes longer than the command."""
    from fairway.cli.main import run as command_line

    code, out, err = 0, io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err), pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["fairway", "releases", *arguments])
        try:
            command_line()
        except SystemExit as stop:
            code = int(stop.code or 0)
    return Ran(code, out.getvalue(), err.getvalue())


def test_a_release_is_published_listed_withdrawn_and_reinstated(fairway_home: Path, tmp_path: Path) -> None:
    assert "Nothing has been published" in run("list").stdout
    folder = tmp_path / "made"
    folder.mkdir()
    write_release(folder, release(), observations(), report="# How\n")
    assert "is published: 126 observations." in run("publish", str(folder)).stdout
    assert "was published before" in run("publish", str(folder)).stdout
    listed = run("list").stdout
    assert "df_ilms@NPL_LFS_2024-" in listed
    assert "Office of Statistics" in listed
    refused = run("withdraw", "NPL_LFS_2024", "--reason", " ")
    assert (refused.returncode, "needs a reason" in refused.stderr) == (2, True)
    assert "is withdrawn" in run("withdraw", "NPL_LFS_2024", "--reason", "Wrong weights.").stdout
    assert "NPL_LFS" not in run("list").stdout
    [found] = json.loads(run("list", "--all", "--format", "json").stdout)
    assert (found["shown"], found["reason"], found["rows"]) == (False, "Wrong weights.", 126)
    assert "withdrawn" in run("list", "--all").stdout
    assert "shown again" in run("reinstate", "NPL_LFS_2024").stdout
    assert "NPL_LFS" in run("list").stdout


def test_a_demonstration_is_published_apart_and_says_so(fairway_home: Path, tmp_path: Path) -> None:
    write_release(tmp_path, release(demonstration=True), observations())
    assert "It is a demonstration" in run("publish", str(tmp_path)).stdout
    assert "Nothing has been published" in run("list").stdout
    assert "shown, demonstration" in run("list", "--demonstration").stdout
    assert run("withdraw", "NPL_LFS_2024", "--reason", "Wrong.").returncode == 2
    assert run("withdraw", "NPL_LFS_2024", "--reason", "Wrong.", "--demonstration").returncode == 0


def test_misshapen_observations_are_refused_with_counts(fairway_home: Path, tmp_path: Path) -> None:
    write_release(tmp_path, release(), observations().head(3).vstack(observations().head(1)))
    refused = run("publish", str(tmp_path))
    assert refused.returncode == 2
    assert "1 key more than once" in refused.stderr
    assert "rows 1, 4" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_release_is_among_the_sources_with_its_licence(fairway_home: Path) -> None:
    publish(release(), observations())
    [found] = [one for one in status.sources(Shelf.open()) if one.table == "df_ilms"]
    assert (found.publisher, found.licence, found.rows, found.due) == ("Office of Statistics", "CC BY 4.0", 126, False)


def test_the_lineage_of_a_release_leads_to_its_report_and_not_to_a_file(fairway_home: Path) -> None:
    vintage = publish(release(), observations(), report="# How\n")
    figure = Figure(
        id="work.survey",
        title=Text("Survey"),
        unit=Text("persons"),
        year="2024",
        flag=Flag.ESTIMATED,
        columns=(Column("n", Text("Persons"), "count"),),
        rows=((1,),),
        sentence=Text("One."),
        sources=(vintage.provenance(),),
    )
    [chain] = lineage.trace(figure, Shelf.open()).chains
    assert chain.missing is not None
    said = chain.missing.plain()
    assert said.startswith("Office of Statistics estimated these figures from a survey")
    assert vintage.name in said
    assert "ship with Fairway" not in said


def test_a_backup_holds_releases_and_what_was_withdrawn(fairway_home: Path, tmp_path: Path) -> None:
    publish(release(), observations())
    publish(release("PHL_LFS_2024"), observations("PHL"))
    withdraw("PHL_LFS_2024", "Wrong.")
    backup(tmp_path / "all.tar.gz")
    publish(release("IND_LFS_2024"), observations("IND"))
    restore(tmp_path / "all.tar.gz")
    flow = dataflow(Shelf.open(), "DF_ILMS")
    assert [one.record.edition for one in flow.vintages] == ["NPL_LFS_2024"]
    assert {one.record.edition for one in flow.history} == {"NPL_LFS_2024", "PHL_LFS_2024"}
    assert flow.select().count() == 126


def test_pruning_keeps_the_newest_vintage_of_each_edition(fairway_home: Path) -> None:
    for plus in (0, 1, 2):
        newest = publish(release(), observations(plus=plus))
    publish(release("PHL_LFS_2024"), observations("PHL"))
    assert len(prune(1)) == 2
    flow = dataflow(Shelf.open(), "DF_ILMS")
    assert newest.name in {one.name for one in flow.history}
    assert len(flow.history) == 2


@pytest.mark.parametrize(
    "words", [("publish", "nowhere"), ("list", "--format", "pdf"), ("withdraw", "NPL", "--reason", "x")]
)
def test_mistakes_are_told_without_a_traceback(fairway_home: Path, words: tuple[str, ...]) -> None:
    refused = run(*words)
    assert refused.returncode == 2
    assert refused.stderr.startswith("Error: ")
