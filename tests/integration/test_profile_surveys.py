"""Survey figures at every door of a corridor's profile: facts with their pedigree, inventions never without a mark."""

from __future__ import annotations

import io
import json
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from fairway.cli.main import app
from fairway.corridors import Corridor, profile, report
from fairway.reference.wording import voice
from fairway.warehouse.shelf import Shelf
from tests.portal import client, text_of
from tests.survey_releases import ADULTS, cost, labour, released

CODE = "/api/v1/corridors/NPL/QAT"
MARK = "invented for demonstration"
NUMBER = 7_654_321
TRACES = (MARK, "demonstration: simulated", "SIM_2024", "7,654,321", "7654321", "df_ilms@", "df_recruitment_cost@")
"""What would give an invented release away."""
FORMATS = ("text", "json", "csv", "html", "xlsx")


def publish(*, demonstration: bool) -> None:
    """A release of either country's labour force survey, and one of recruitment costs."""
    survey = "SIM" if demonstration else "LFS"
    ends = {"CBR": "CBR_STATUS_FOREIGN", "AGE": ADULTS}
    there = [
        labour("MST_FORE_SEX_CBR_NB", NUMBER, CBR="CBR_COUNTRY_NPL"),
        labour("MST_TEMP_SEX_AGE_CBR_NB", NUMBER, **ends),
        labour("MST_TUNE_SEX_AGE_CBR_RT", 4.25, **ends),
        labour("MST_TEMP_SEX_OCU_CBR_NB", NUMBER, CBR="CBR_STATUS_FOREIGN", OCU="OCU_ISCO08_9"),
    ]
    released("DF_ILMS", there, f"QAT_{survey}_2024", demonstration=demonstration)
    abroad = [labour("MNA_TPOP_SEX_CRS_NB", NUMBER, area="NPL", COUNTERPART="QAT")]
    released("DF_ILMS", abroad, f"NPL_{survey}_2024", demonstration=demonstration)
    costs = [cost(code, 4.5, COUNTERPART="QAT") for code in ("RCI_MEAN", "RCI_MEDIAN", "COST_MEAN", "RCI_ZERO_SHARE")]
    released("DF_RECRUITMENT_COST", costs, f"NPL_{survey}_2024", demonstration=demonstration)


def command(*arguments: str) -> str:
    done = CliRunner().invoke(app, list(arguments))
    assert done.exit_code == 0, done.output
    return done.output


def doors(folder: Path) -> dict[str, str]:
    """What each door says of the corridor."""
    said = {"command": " ".join(command("corridor", "NPL", "QAT").split())}
    about = profile(Corridor("NPL", "QAT"))
    for form in FORMATS[:-1]:
        said[form] = " ".join(report.render(about, voice("en"), form).decode().split())
    said["xlsx"] = _cells(report.render(about, voice("en"), "xlsx"))
    program = client()
    said["api"] = text_of(program.get(CODE))
    said["page"] = text_of(program.get("/en/corridors/NPL/QAT"))
    return said


def _cells(book: bytes) -> str:
    import openpyxl

    sheets = openpyxl.load_workbook(io.BytesIO(book)).worksheets
    return " ".join(str(cell) for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row)


def of_surveys(answer: dict[str, Any]) -> list[dict[str, Any]]:
    figures = [figure for section in answer["sections"] for figure in section["figures"]]
    return [one for one in figures if any(source["vintage"].startswith("df_") for source in one["sources"])]


def test_without_the_setting_nothing_invented_appears_anywhere(
    fairway_home: Path, portal: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    publish(demonstration=True)
    monkeypatch.delenv("FAIRWAY_DEMONSTRATION", raising=False)
    for door, said in doors(tmp_path).items():
        for trace in TRACES:
            assert trace.lower() not in said.lower(), (door, trace)
        assert "people.stock" in said, door


def test_with_the_setting_every_invented_figure_is_marked(
    fairway_home: Path, portal: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    publish(demonstration=True)
    monkeypatch.setenv("FAIRWAY_DEMONSTRATION", "yes")
    answer = json.loads(text_of(client().get(CODE)))
    shown = of_surveys(answer)
    assert {one["id"] for one in shown} == {
        "work.survey_people",
        "work.survey_employment",
        "work.survey_rates",
        "work.survey_occupations",
        "work.abroad",
        "cost.measures",
        "cost.amounts",
        "cost.paid_nothing",
    }
    for one in shown:
        assert one["flag"] == "invented", one["id"]
        assert one["title"].endswith(f"({MARK})"), one["id"]
        assert one["sentence"].startswith("Invented for demonstration:"), one["id"]
        assert "were simulated" in one["notes"][0], one["id"]
        assert all("(demonstration: simulated, not facts)" in source["title"] for source in one["sources"])
    assert not any("nvented" in sentence for sentence in answer["summary"]), "the summary is about facts"
    for door, said in doors(tmp_path).items():
        assert said.lower().count(MARK) >= len(shown), door


@pytest.mark.pdf
@pytest.mark.parametrize("shown", [False, True])
def test_on_paper_too(fairway_home: Path, monkeypatch: pytest.MonkeyPatch, *, shown: bool) -> None:
    import pypdfium2

    publish(demonstration=True)
    monkeypatch.setenv("FAIRWAY_DEMONSTRATION", "yes" if shown else "no")
    about = profile(Corridor("NPL", "QAT"))
    about = replace(about, sections=tuple(one for one in about.sections if one.id in ("work", "cost")))
    made = pypdfium2.PdfDocument(report.pdf(about, voice("en")))
    said = " ".join(" ".join(page.get_textpage().get_text_range() for page in made).split()).lower()
    figures = sum(one.sources[0].vintage.startswith("df_") for one in about.figures())
    assert (figures > 0) is shown
    assert said.count(MARK) >= figures
    if not shown:
        assert not [trace for trace in TRACES if trace.lower() in said]


def test_facts_are_in_the_summary_and_their_pedigree_can_be_followed(fairway_home: Path, portal: None) -> None:
    publish(demonstration=False)
    answer = json.loads(text_of(client().get(CODE)))
    assert len(of_surveys(answer)) == 8
    assert any(sentence.startswith("What workers from Nepal in Qatar paid") for sentence in answer["summary"])
    assert MARK not in json.dumps(answer).lower()
    for id in ("work.survey_people", "work.abroad", "cost.measures"):
        said = command("lineage", f"NPL-QAT/{id}")
        assert "Office of Statistics" in said, id
        assert "CC BY 4.0" in said, id
        assert "whose answers are not kept here" in " ".join(said.split()), id
        table = "df_recruitment_cost" if id.startswith("cost") else "df_ilms"
        source = json.loads(command("lineage", f"NPL-QAT/{id}", "--format", "json"))["sources"][0]
        assert (source["table"], source["edition"][4:]) == (table, "LFS_2024")
        assert source["row_numbers"], id
        assert source["missing"], id


def test_a_permanent_link_reads_what_it_cites(fairway_home: Path, portal: None) -> None:
    publish(demonstration=False)
    cited = Shelf.open().current("df_recruitment_cost")
    assert cited is not None
    released("DF_RECRUITMENT_COST", [cost("RCI_MEAN", 1.5, COUNTERPART="QAT")], "NPL_LFS_2024")
    id = "cost.measures"
    now, then = (
        json.loads(command("lineage", f"NPL-QAT/{id}{query}", "--format", "json"))["sources"][0]["vintage"]
        for query in ("", f"?vintage={cited.name}")
    )
    assert then == cited.name != now


def test_a_release_of_others_costs_a_profile_next_to_nothing(fairway_home: Path) -> None:
    corridor = Corridor("NPL", "QAT")

    def best() -> float:
        shelf = Shelf.open()
        profile(corridor, shelf)
        times = []
        for _ in range(20):
            start = time.perf_counter()
            profile(corridor, shelf)
            times.append(time.perf_counter() - start)
        return min(times)

    before = best()
    released("DF_ILMS", [labour("MST_FORE_SEX_CBR_NB", 5, area="MYS", CBR="CBR_COUNTRY_IDN")], "MYS_LFS_2024")
    assert best() < before + 0.010, "the work of others' releases is done once"
