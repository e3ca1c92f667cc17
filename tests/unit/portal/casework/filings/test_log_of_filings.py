"""The log in the portal: what is promised is kept, a day is closed once, and whoever checks believes nobody."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction

from fairway.methods.signing_keys import KeyUnusable, PublicKey, keys_as_json, keys_from_json, new_key, write_key
from fairway.safe_reporting.proofs import Reason, follows, heads_of_json, log_of_json, verify
from fairway.safe_reporting.proofs.inclusion import inclusion_of_json, verify_inclusion
from fairway.safe_reporting.proofs.log import directory_commitment
from fairway_portal.casework.filings import actions, keys, queries, weeks
from fairway_portal.casework.filings.models import Filing, Leaf, TreeHead
from tests.portal import client, text_of
from tests.unit.safe_reporting.proofs.filings_made import MONDAY, commitment

pytestmark = pytest.mark.django_db(databases=["default", "casework"])
TUESDAY = MONDAY + timedelta(days=1)
HOWTO = Path(__file__).parents[5] / "docs" / "how-to" / "verify-a-filing.md"
listed = b"[]"


def directory(on: date) -> bytes:
    return listed


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, settings: Any) -> None:
    client()
    settings.HOME = tmp_path
    settings.FILING_KEY = ""
    settings.FILING_DIRECTORY = ""


def close(day: date = MONDAY) -> TreeHead:
    made = actions.close_day(day, today=day + timedelta(days=1))
    assert made is not None
    return made


def published() -> tuple[Any, Any]:
    browser = client()
    log = b"".join(browser.get("/api/filings/log.json").streaming_content).decode()
    return log_of_json(log), keys_from_json(text_of(browser.get("/api/filings/keys.json")))


def test_what_is_promised_stands_in_the_log_of_the_day() -> None:
    token = actions.promise(commitment=commitment(1), on=date(2026, 11, 26))
    assert token == actions.promise(commitment=commitment(1), on=date(2026, 12, 26)), "the first week stays"
    assert token == queries.token_of(commitment(1))
    assert Filing.objects.count() == 1
    head = close()
    log, known = published()
    verdict = verify(token, log, known, today=TUESDAY)
    assert verdict.accepted
    assert verdict.promise is not None
    assert verdict.promise.week == MONDAY
    assert head.size == len(log[0].filings) == 16


def test_nothing_is_promised_twice_and_nothing_without_a_key(settings: Any, tmp_path: Path) -> None:
    settings.FILING_KEY = str(tmp_path / "named.pem")
    with pytest.raises(KeyUnusable, match="cannot be read"):
        actions.promise(commitment=commitment(1), on=MONDAY)
    assert not Filing.objects.exists()
    assert not (tmp_path / "named.pem").exists(), "a key that an operator named is never made"
    key = new_key()
    write_key(key, tmp_path / "named.pem")
    actions.promise(commitment=commitment(1), on=MONDAY)
    assert [one.public for one in keys.public_keys(MONDAY)] == [key.public]


def test_a_day_is_closed_once_and_only_when_it_is_over() -> None:
    with pytest.raises(actions.DayNotOver):
        actions.close_day(MONDAY, today=MONDAY)
    actions.promise(commitment=commitment(1), on=MONDAY)
    close()
    actions.promise(commitment=commitment(2), on=MONDAY)
    assert actions.close_day(MONDAY, today=TUESDAY) is None
    assert actions.close_day(MONDAY - timedelta(days=3), today=TUESDAY) is None, "an earlier day comes too late"
    assert TreeHead.objects.count() == 1
    assert not Filing.objects.get(commitment=commitment(2)).logged
    close(TUESDAY)
    assert Filing.objects.get(commitment=commitment(2)).logged
    assert Leaf.objects.count() == 32


def test_a_filing_of_a_week_to_come_waits_for_it() -> None:
    actions.promise(commitment=commitment(1), on=MONDAY + timedelta(days=7))
    close()
    assert not Filing.objects.get().logged


def test_days_that_were_missed_are_closed_one_by_one() -> None:
    actions.promise(commitment=commitment(1), on=MONDAY)
    assert len(actions.close_days(today=TUESDAY)) == 1
    assert len(actions.close_days(today=MONDAY + timedelta(days=5))) == 4
    assert actions.close_days(today=MONDAY + timedelta(days=5)) == ()
    log, known = published()
    assert [one.day for one in log] == [MONDAY + timedelta(days=back) for back in range(5)]
    heads = heads_of_json(text_of(client().get("/api/filings/heads.json")))
    assert follows(heads, [log[0].head], known) is None


def test_neither_order_nor_number_tells_when_somebody_reported() -> None:
    for number in range(5):
        actions.promise(commitment=commitment(number), on=MONDAY)
    close()
    logged = list(Leaf.objects.order_by("index").values_list("commitment", flat=True))
    assert len(logged) == 16
    assert logged == sorted(logged)


def test_the_database_itself_refuses_to_change_the_log() -> None:
    actions.promise(commitment=commitment(1), on=MONDAY)
    close()
    for model in (Leaf, TreeHead):
        with pytest.raises(DatabaseError), transaction.atomic(using="casework"):
            model.objects.all()._raw_delete("casework")


def test_the_directory_of_keys_is_committed_to_when_it_changed(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.FILING_DIRECTORY = f"{__name__}.directory"
    close()
    close(TUESDAY)
    monkeypatch.setattr(sys.modules[__name__], "listed", b"[1]")
    close(TUESDAY + timedelta(days=1))
    monkeypatch.setattr(sys.modules[__name__], "listed", b"[]")
    close(TUESDAY + timedelta(days=2))
    log, known = published()
    assert [bool(one.directory) for one in log] == [True, False, True, True]
    assert log[2].directory == directory_commitment(b"[1]", TUESDAY + timedelta(days=1))
    assert verify("", log, known, today=TUESDAY).reason is Reason.NONE_AT_ALL


def test_a_token_stays_good_when_the_key_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = actions.promise(commitment=commitment(1), on=MONDAY)
    monkeypatch.setattr("fairway_portal.casework.filings.files.localdate", lambda: MONDAY)
    text_of(client().get("/api/filings/keys.json"))
    close()
    (tmp_path / keys.NAME).unlink()
    write_key(new_key(), tmp_path / keys.NAME)
    again = queries.token_of(commitment(1))
    assert again != first
    monkeypatch.setattr("fairway_portal.casework.filings.files.localdate", lambda: TUESDAY + timedelta(days=9))
    close(TUESDAY)
    log, known = published()
    assert len(known) == 2
    for token in (first, again):
        assert verify(token, log, known, today=TUESDAY).accepted


def test_files_are_fetched_again_only_when_they_changed() -> None:
    close()
    browser = client()
    for name in ("log", "heads", "keys"):
        tag = browser.get(f"/api/filings/{name}.json")["ETag"]
        assert browser.get(f"/api/filings/{name}.json", HTTP_IF_NONE_MATCH=tag).status_code == 304
        if name != "keys":
            close(TUESDAY if name == "log" else TUESDAY + timedelta(days=1))
            assert browser.get(f"/api/filings/{name}.json", HTTP_IF_NONE_MATCH=tag).status_code == 200
    one = browser.get(f"/api/filings/days/{MONDAY}.json")
    assert "immutable" in one["Cache-Control"]
    assert json.loads(text_of(one))["day"] == str(MONDAY)
    for wrong in ("2026-11-01", "20261123", "x"):
        assert browser.get(f"/api/filings/days/{wrong}.json").status_code == 404


def test_the_page_checks_a_token_and_gives_a_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fairway_portal.casework.filings.views.localdate", lambda: TUESDAY)
    token = actions.promise(commitment=commitment(1), on=MONDAY)
    browser = client()
    assert "Its week is not closed yet" in text_of(browser.post("/en/filings", {"token": token}))
    assert browser.post("/en/filings", {"token": token, "wanted": "proof"})["Content-Type"].startswith("text/html")
    close()
    page = browser.post("/en/filings", {"token": token.lower()})
    assert "The filing stands in the log." in text_of(page)
    assert page["Cache-Control"] == "no-store"
    assert page["Content-Security-Policy"].startswith("default-src 'none'")
    assert not page.cookies
    proof = browser.post("/en/filings", {"token": token, "wanted": "proof"})
    read = inclusion_of_json(text_of(proof))
    assert verify_inclusion(read, keys.public_keys(TUESDAY), token=token).accepted
    assert token not in text_of(proof), "whoever gets the proof by itself learns of no token"


@pytest.mark.parametrize(
    ("token", "said"),
    [("", "Write the letters"), ("hello", "This is not a token"), ("AEBC" * 43, "more letters"), ("\0", "not a token")],
    ids=["empty", "word", "long", "control"],
)
def test_the_page_says_what_is_wrong_with_a_token(token: str, said: str) -> None:
    answer = client().post("/en/filings", {"token": token})
    assert answer.status_code == 422
    assert said in text_of(answer)


def test_a_promise_that_was_broken_is_called_so(monkeypatch: pytest.MonkeyPatch) -> None:
    token = actions.promise(commitment=commitment(1), on=MONDAY)
    Filing.objects.update(logged=True)
    for back in range(8):
        close(MONDAY + timedelta(days=back))
    monkeypatch.setattr("fairway_portal.casework.filings.views.localdate", lambda: MONDAY + timedelta(days=8))
    assert "a promise was broken" in text_of(client().post("/en/filings", {"token": token}))
    log, known = published()
    assert verify(token, log, known, today=MONDAY + timedelta(days=8)).reason is Reason.MISSING


def test_weeks_are_counted_when_they_are_over_and_not_small() -> None:
    for number in range(12):
        actions.promise(commitment=commitment(number), on=MONDAY)
    for number in range(20, 29):
        actions.promise(commitment=commitment(number), on=MONDAY - timedelta(days=7))
    assert {one.monday: one.filings for one in weeks.weeks(MONDAY + timedelta(days=6))}.get(MONDAY) is None
    found = {one.monday: one.filings for one in weeks.weeks(MONDAY + timedelta(days=7))}
    assert found[MONDAY] == 10
    assert found[MONDAY - timedelta(days=7)] is None


def test_the_command_closes_what_is_over(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("close_filings")
    assert "16 entries, root" in capsys.readouterr().out
    call_command("close_filings")
    assert "closed before" in capsys.readouterr().out


def program() -> str:
    found = re.search(r"```python\n(.*?)```", HOWTO.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    return found.group(1)


def test_the_program_of_the_manual_comes_to_the_same(tmp_path: Path) -> None:
    """It has nothing of Fairway in it: the standard library alone, isolated from everything installed."""
    token = actions.promise(commitment=commitment(1), on=MONDAY)
    close()
    missing = actions.promise(commitment=commitment(2), on=MONDAY)
    Filing.objects.filter(commitment=commitment(2)).update(logged=True)
    for back in range(1, 8):
        close(MONDAY + timedelta(days=back))
    browser = client()
    (tmp_path / "check.py").write_text(program(), encoding="utf-8")
    log = json.loads(b"".join(browser.get("/api/filings/log.json").streaming_content))
    known = text_of(browser.get("/api/filings/keys.json"))
    heads = json.loads(text_of(browser.get("/api/filings/heads.json")))

    def ran(token: str, log: Any = log, known: str = known, *more: str) -> tuple[int, str]:
        (tmp_path / "log.json").write_text(json.dumps(log), encoding="utf-8")
        (tmp_path / "keys.json").write_text(known, encoding="utf-8")
        command = [sys.executable, "-I", "check.py", token, "log.json", "keys.json", *more]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    assert ran(token) == (0, f"In the log since {MONDAY}.\n")
    grouped = " ".join(token[at : at + 5] for at in range(0, len(token), 5)).lower()
    (tmp_path / "kept.json").write_text(json.dumps(heads), encoding="utf-8")
    assert ran(grouped, log, known, "kept.json")[0] == 0
    assert ran(missing) == (1, "Missing: it was promised, its week is closed, and it is not in the log.\n")
    assert ran(token[:-1])[0] == 1
    assert "mistyped" in ran(("B" if token[0] == "A" else "A") + token[1:])[1].lower()
    assert "another key" in ran(token, log, keys_as_json([new_key().from_day(MONDAY)]))[1]
    other = PublicKey(bytes(range(32)), MONDAY)
    swapped = json.loads(known)
    swapped["keys"][0]["public"] = json.loads(keys_as_json([other]))["keys"][0]["public"]
    assert ran(token, log, json.dumps(swapped))[0] == 1
    for spoil in ("filings", "root", "signature", "size"):
        given = json.loads(json.dumps(log))
        if spoil == "filings":
            given["days"][0]["filings"].remove(commitment(1))
        elif spoil == "size":
            given["days"][0]["head"]["size"] += 1
        else:
            value = given["days"][0]["head"][spoil]
            given["days"][0]["head"][spoil] = ("0" if value[0] != "0" else "1") + value[1:]
        assert ran(token, given)[0] == 1, spoil
    assert "rewritten" in ran(token, {**log, "days": log["days"][:3]}, known, "kept.json")[1].lower()
