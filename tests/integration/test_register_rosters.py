"""The list of Bangladesh as it was published: the command line, and an import by its ministry."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fairway.cli.main import app
from fairway.recruitment.rosters import read_roster
from fairway.recruitment.rosters.simulation import next_edition
from fairway_portal.accounts.models import Role
from fairway_portal.actors.models import Agency
from fairway_portal.register.rosters import actions, queries
from fairway_portal.register.rosters.actions.receiving import Provenance
from tests.conftest import SHARED
from tests.people import member, organisation

LIST = SHARED / "recruitment" / "bangladesh_recruiting_agencies_2023.csv"


def test_two_editions_are_compared_on_the_command_line(tmp_path: Path) -> None:
    old, new = tmp_path / "old.csv", tmp_path / "new.csv"
    old.write_text("Name,RL No,City\nOrchid Overseas,0010,Dhaka\nGone Travels,0020,Bhola\n", "utf-8")
    new.write_text("Name,RL No,City\nOrchid Overseas Ltd.,RL-10,Sylhet\nNotun Manpower,0030,Dhaka\n", "utf-8")
    checked = CliRunner().invoke(app, ["roster", "check", str(old)])
    assert checked.exit_code == 0
    assert "2 agencies; utf-8." in checked.stdout
    said = CliRunner().invoke(app, ["roster", "compare", str(old), str(new), "--format", "json"])
    assert sorted(one["change"] for one in json.loads(said.stdout)) == ["added", "moved", "removed"]
    table = CliRunner().invoke(app, ["roster", "compare", str(old), str(new), "-f", "csv"]).stdout
    assert "removed,Gone Travels,0020,Bhola,Gone Travels,,3,\n" in table
    text = CliRunner().invoke(app, ["roster", "compare", str(old), str(new)]).stdout
    assert "No longer listed: 1" in text


@pytest.mark.slow
@pytest.mark.full_data
@pytest.mark.django_db
def test_the_ministry_of_bangladesh_imports_its_list_and_a_made_up_next_edition() -> None:
    officer = member(Role.LICENSING_OFFICER, of=organisation("ministry", country="BGD")).person
    fields = {"name": 0, "licence_number": 1, "city": 2}

    def publish(contents: bytes, edition: str) -> None:
        vintage = actions.receive(
            by=officer, country="BGD", contents=contents, name="list.csv",
            provenance=Provenance("BMET", edition, date(2024, 1, 1)),
        )  # fmt: skip
        vintage = actions.confirm_columns(by=officer, vintage=vintage, saw=1, fields=fields)
        vintage = actions.match_rows(by=officer, vintage=vintage, saw=2)
        for row in queries.undecided(vintage):
            actions.decide(by=officer, row=row, saw="", decision="left_out")
        actions.publish(by=officer, vintage=vintage, saw=3)

    publish(LIST.read_bytes(), "2023")
    assert Agency.objects.filter(country="BGD").count() == 507
    rows = read_roster(LIST.read_bytes()).rows
    edition = next_edition(rows, seed=3)
    lines = [f'"{row.name}",{row.licence_number},"{row.city}"' for row in edition.rows]
    publish("\n".join(["agency_name,licence_no,city", *lines]).encode(), "made up")
    latest = queries.latest("BGD")
    assert latest is not None
    codes = {row.licence_number: row.pk for row in Agency.objects.filter(country="BGD")}
    right = wrong = 0
    for row in latest.rows.select_related("agency").exclude(agency=None):
        at = edition.truth[row.line - 2]
        if row.kind in ("new", "uncertain") or at is None:
            continue
        right += codes.get(rows[at].licence_number) == row.agency_id or row.kind == "renumbered"
        wrong += codes.get(rows[at].licence_number) not in (row.agency_id, None) and row.kind != "renumbered"
    assert right > 430
    assert wrong <= 5
