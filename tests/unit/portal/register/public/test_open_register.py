"""Open data and the feed of changes: columns, tags, refusals, order, safety in spreadsheets."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from datetime import timedelta
from typing import Any

import pytest

from fairway.recruitment.licences.states import Act
from fairway_portal.register.licensing.feed import publish
from fairway_portal.register.public import changes
from fairway_portal.register.public.open_rows import AGENCIES, BARRED, LICENCES
from tests.portal import client
from tests.unit.portal.register.licensing.licensed import act, agency, granted, today
from tests.unit.portal.register.public.published import barred, employer, officer

pytestmark = pytest.mark.django_db
COLUMNS = {"agencies": AGENCIES, "licences": LICENCES, "barred-employers": BARRED}


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "SETTLED", timedelta(0))


def get(path: str, status: int = 200, **headers: str) -> Any:
    response = client().get(f"/api/register/{path}", headers=headers)
    assert response.status_code == status
    return response


def body(path: str) -> str:
    response = get(path)
    return (b"".join(response.streaming_content) if response.streaming else response.content).decode()


def rows(path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body(path))))


@pytest.mark.parametrize("name", COLUMNS)
def test_a_file_says_its_columns_terms_and_edition_in_both_formats(name: str) -> None:
    by = officer()
    granted(by, agency(name="Lotus Overseas"))
    barred(employer("QAT-E900001"), by)
    table = body(f"{name}.csv").splitlines()[0].split(",")
    assert table == [*COLUMNS[name], "licence", "source", "edition", "note"]
    whole = json.loads(body(f"{name}.json"))
    assert (whole["licence"], whole["edition"]) == ("CC BY 4.0", today().isoformat())
    assert [list(row) for row in whole["rows"]] == [list(COLUMNS[name])]
    get(f"{name}.xml", status=404)


def test_no_field_begins_a_formula() -> None:
    by = officer()
    licence = granted(by, agency(name="=HYPERLINK(1)"))
    act(by, licence, Act.SUSPEND, reason="+1 for the agency")
    (row,) = rows("licences.csv")
    assert (row["agency_name"], row["reason"]) == ("'=HYPERLINK(1)", "'+1 for the agency")
    assert rows("changes.csv?since=0")[-1]["reason"] == "'+1 for the agency"


def test_a_file_tells_how_a_licence_stands_and_is_narrowed_by_country() -> None:
    granted(officer(), agency(name="Lotus Overseas"))
    act(by := officer("NPL"), granted(by, agency("NPL", name="Royal")), Act.SUSPEND)
    agency("NPL", name="Nobody")
    assert [(row["agency_name"], row["state"], row["in_force"]) for row in rows("licences.csv?country=npl")] == [
        ("Royal", "suspended", "false")
    ]
    assert [(row["name"], row["state"]) for row in rows("agencies.csv?country=NPL")] == [
        ("Royal", "suspended"), ("Nobody", ""),
    ]  # fmt: skip


def test_a_tag_saves_a_file_that_has_not_changed_and_no_other() -> None:
    by = officer()
    licence = granted(by, agency(name="Lotus Overseas"))
    for path in ("licences.csv", "agencies.json", "changes.json", "changes.csv", "changes.atom"):
        tag = get(path).headers["ETag"]
        assert get(path, status=304, **{"If-None-Match": tag}).content == b""
        assert "no-cache" in get(path).headers["Cache-Control"]
        act(by, licence, Act.SUSPEND if licence.entries.count() % 2 == 0 else Act.LIFT_SUSPENSION)
        assert get(path, **{"If-None-Match": tag}).headers["ETag"] != tag, path
    assert get("licences.csv").headers["ETag"] != get("licences.csv?country=XKX").headers["ETag"]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("changes.json?since=x", "since"), ("changes.json?since=-1", "since"),
        ("changes.json?since=99999999999999999999", "since"), ("changes.json?since=٣", "since"),
        ("changes.json?since=1&before=2", "opposite"), ("changes.csv?before=2", "before"),
        ("changes.json?sinse=1", "since"), ("changes.json?since=1&since=2", "once"),
        ("licences.csv?country=nepal", "country"), ("agencies.json?q=lotus", "parameter"),
        ("keys.json?a=1", "parameter"),
    ],
)  # fmt: skip
def test_a_mistyped_parameter_is_refused_and_named(path: str, said: str) -> None:
    response = get(path, status=422)
    assert said in response.content.decode()
    assert response.headers["Content-Type"].startswith("application/problem+json")


def published(count: int) -> list[int]:
    return [
        publish(
            kind="licence.suspend", country="XKX" if at % 2 else "NPL", subject="XKX-000001", effective=today(),
            details={"number": f"L{at}", "state": "suspended", "reason": "Fees", "note": "CANARY", "by": "CANARY"},
        ).pk
        for at in range(count)
    ]  # fmt: skip


def test_a_follower_reads_every_change_once_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "PAGE", 3)
    monkeypatch.setattr(changes.after, "__defaults__", ("", 3))
    monkeypatch.setattr(changes.latest, "__defaults__", (None, "", 3))
    made = published(8)
    address, seen = f"changes.json?since={made[0]}", []
    while address:
        page = json.loads(body(address))
        seen += [int(one["id"]) for one in page["items"]]
        address = page.get("next_url", "").rpartition("/")[2]
    assert seen == made[1:]
    newest = json.loads(body("changes.json"))
    assert [int(one["id"]) for one in newest["items"]] == made[:-4:-1]
    back = json.loads(body(newest["next_url"].rpartition("/")[2]))
    assert [int(one["id"]) for one in back["items"]] == made[4:1:-1]
    assert {one["_fairway"]["country"] for one in json.loads(body("changes.json?country=NPL"))["items"]} == {"NPL"}


def test_a_follower_does_not_see_what_others_may_still_overtake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "SETTLED", timedelta(hours=1))
    published(2)
    assert json.loads(body("changes.json?since=0"))["items"] == []
    assert len(json.loads(body("changes.json"))["items"]) == 2
    assert rows("changes.csv") == []


def test_the_feeds_are_well_formed_and_hold_facts_alone() -> None:
    (made,) = published(1)
    feed = json.loads(body("changes.json"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    (item,) = feed["items"]
    assert item["_fairway"]["details"] == {"number": "L0", "state": "suspended", "reason": "Fees"}
    assert item["url"].endswith("/en/licences/XKX-000001")
    atom = ET.fromstring(body("changes.atom"))
    names = {"a": "http://www.w3.org/2005/Atom"}
    assert [one.text for one in atom.findall("a:entry/a:title", names)] == ["Licence suspended: XKX-000001"]
    assert [one.text for one in atom.findall("a:entry/a:id", names)] == [f"tag:localhost,2026:register/change/{made}"]
    assert {"id", "title", "updated"} <= {one.tag.partition("}")[2] for one in atom}


def test_made_up_changes_are_shown_only_where_the_installation_demonstrates(settings: Any) -> None:
    publish(
        kind="licence.grant", country="XKX", subject="XKX-000009", effective=today(), details={}, demonstration=True
    )
    assert json.loads(body("changes.json"))["items"] == []
    settings.DEMONSTRATION = True
    assert "made up" in json.loads(body("changes.json"))["items"][0]["title"]
