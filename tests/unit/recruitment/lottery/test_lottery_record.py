"""The record of a lottery: what it refuses, what a verifier finds, and a verifier that is none of our code."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from fairway.cli.main import app
from fairway.kernel.errors import InputError
from fairway.recruitment.lottery.allotting import allot
from fairway.recruitment.lottery.commitments import commitment, new_seed
from fairway.recruitment.lottery.drawing import Application, combined_seed, list_hash, order
from fairway.recruitment.lottery.errors import LotteryUnusable, RecordUnusable
from fairway.recruitment.lottery.record import Record, drawn
from fairway.recruitment.lottery.record_reading import read_record, record_of
from fairway.recruitment.lottery.record_writing import as_json
from fairway.recruitment.lottery.terms import Quota, checked
from fairway.recruitment.lottery.verifying import verify
from tests.unit.recruitment.lottery.sample import CLOSES, DRAW, HOUR, OPENED, PARTIES, record, seed, terms

DOCUMENT = Path("docs/explanation/allotment.md")


def printed(mark: str) -> str:
    """What stands in the document below a mark."""
    text = DOCUMENT.read_text(encoding="utf-8").split(f"<!-- {mark} -->\n", 1)[1]
    return text.split("\n", 1)[1].split("\n```", 1)[0]


def written(found: Record) -> str:
    return json.dumps(as_json(found), ensure_ascii=False)


def codes(found: Record) -> set[str]:
    return {one.code for one in verify(found)}


def test_a_record_holds_and_comes_back_from_its_file() -> None:
    found = record(public_draw=DRAW)
    assert verify(found) == ()
    assert read_record(written(found)) == found
    assert len(found.places) == 4
    assert sum(one.by == "sex=F" for one in found.places) == 2
    assert len(found.waiting) == 8


def changed(found: Record, part: str, index: int, /, **values: Any) -> Record:
    parts = list(getattr(found, part))
    parts[index] = replace(parts[index], **values)
    return replace(found, **{part: tuple(parts)})


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda one: changed(one, "commitments", 0, at=CLOSES + HOUR), "commitment_time"),
        (lambda one: changed(one, "commitments", 0, at=OPENED - HOUR), "commitment_time"),
        (lambda one: replace(one, commitments=one.commitments[:1]), "commitment_missing"),
        (lambda one: replace(one, commitments=one.commitments + one.commitments[:1]), "commitment_twice"),
        (lambda one: changed(one, "reveals", 1, seed=seed(9)), "reveal_wrong"),
        (lambda one: changed(one, "reveals", 1, at=CLOSES), "reveal_time"),
        (lambda one: replace(one, reveals=one.reveals[:1]), "reveal_missing"),
        (lambda one: replace(one, reveals=one.reveals + one.reveals[1:]), "reveal_twice"),
        (lambda one: replace(one, frozen=replace(one.frozen, at=CLOSES - HOUR)), "freeze_time"),
        (lambda one: replace(one, frozen=replace(one.frozen, at=CLOSES + timedelta(days=3))), "freeze_time"),
        (lambda one: replace(one, frozen=replace(one.frozen, list_hash="0" * 64)), "list_hash"),
        (lambda one: changed(one, "applications", 3, number="A-000099"), "list_hash"),
        (lambda one: changed(one, "applications", 3, strata={"sex": "M", "region": "R"}), "list_hash"),
        (lambda one: replace(one, applications=one.applications + one.applications[:1]), "list"),
        (lambda one: replace(one, terms=replace(one.terms, places=5)), "terms"),
        (lambda one: replace(one, scheme=one.scheme.rpartition("/")[0] + "/"), "terms"),
        (lambda one: replace(one, public_number=None), "public_number"),
        (lambda one: changed(one, "reveals", 0, at=one.ended + HOUR), "draw_time"),
        (lambda one: replace(one, public_number=replace(one.public_number, at=CLOSES + 2 * HOUR)), "public_time"),
        (lambda one: replace(one, order=(one.order[1], one.order[0], *one.order[2:])), "order"),
        (lambda one: changed(one, "places", 0, number=one.waiting[0]), "places"),
        (lambda one: changed(one, "places", 0, by="sex=M"), "places"),
        (lambda one: replace(one, waiting=one.waiting[1:]), "waiting"),
        (lambda one: replace(one, outcome="void", refused=(PARTIES[0],)), "void"),
        (lambda one: replace(one, outcome="open"), "not_drawn"),
    ],
)
def test_whatever_is_changed_is_found(change: Any, expected: str) -> None:
    assert expected in codes(change(record(public_draw=DRAW)))


def test_another_public_number_is_another_order() -> None:
    found = record(public_draw=DRAW)
    other = replace(found, public_number=replace(found.public_number, number="0451328"))  # type: ignore[type-var]
    assert codes(other) >= {"order"}
    assert drawn(other, CLOSES).order != found.order


def test_a_party_that_refuses_makes_the_round_void_and_is_named() -> None:
    whole = record(draw=False)
    late = replace(
        whole, reveals=whole.reveals[:1], outcome="void", refused=(PARTIES[1],), ended=CLOSES + timedelta(days=3)
    )
    assert verify(late) == ()
    assert verify(read_record(written(late))) == ()
    assert codes(replace(late, refused=(PARTIES[0],))) == {"void"}
    assert codes(replace(late, ended=CLOSES + HOUR)) == {"void"}
    with pytest.raises(LotteryUnusable, match="Not every seed"):
        drawn(replace(whole, reveals=whole.reveals[:1]), CLOSES)
    # Every party did its part: nobody may make it void because of the order.
    assert "void" in codes(replace(whole, outcome="void", refused=PARTIES, ended=CLOSES + timedelta(days=3)))


def test_a_list_that_was_never_frozen_is_no_party_s_fault() -> None:
    late = CLOSES + timedelta(days=3)
    empty = replace(record(draw=False), frozen=None, applications=(), reveals=(), outcome="void", ended=late)
    assert verify(read_record(written(empty))) == ()
    assert codes(replace(empty, refused=(PARTIES[0],))) == {"void"}
    assert codes(replace(empty, ended=CLOSES + HOUR)) == {"void"}


def test_a_commitment_counts_for_one_party_and_one_scheme() -> None:
    own = commitment(seed(1), "a-scheme/1/00", "Nepal")
    assert own != commitment(seed(1), "a-scheme/1/00", "Korea")
    assert own != commitment(seed(1), "a-scheme/2/00", "Nepal")
    assert new_seed() != new_seed()
    with pytest.raises(LotteryUnusable, match="32 bytes"):
        commitment(b"1234", "a-scheme/1/00", "Nepal")


@pytest.mark.parametrize(
    "terms_wrong",
    [
        {"parties": PARTIES[:1]}, {"parties": (PARTIES[0], PARTIES[0])}, {"parties": ("Nepal", " Korea")},
        {"places": 0}, {"reveal_until": CLOSES}, {"quotas": (Quota({"sex": "F"}, 5),)},
        {"quotas": (Quota({"sex": "F"}, 2, 1),)}, {"quotas": (Quota({}, 1),)}, {"quotas": (Quota({"Sex": "F"}, 1),)},
        {"quotas": (Quota({"sex": "F"}, 1), Quota({"sex": "F"}, 2))},
        {"public_draw": replace(DRAW, day=CLOSES.date())},
        {"public_draw": replace(DRAW, day=CLOSES.date() + timedelta(days=3))},  # the day after the last to reveal
    ],
)  # fmt: skip
def test_terms_that_cannot_be_are_refused(terms_wrong: dict[str, Any]) -> None:
    with pytest.raises(LotteryUnusable) as refused:
        checked(terms(**terms_wrong))
    assert refused.value.advice


@pytest.mark.parametrize(
    "spoil",
    [
        lambda read: read.update(format="fairway-lottery-2"),
        lambda read: read.update(opened="1 November"),
        lambda read: read["commitments"][0].update(commitment="ABC"),
        lambda read: read.update(applications={}),
        lambda read: read["applications"][0].update(number=7),
        lambda read: read["terms"].update(places=True),
        lambda read: read["terms"].update(leftover="sold"),
        lambda read: read.update(outcome="won"),
        lambda read: read["reveals"][0].update(seed="11"),
        lambda read: read["public_number"].update(number="12; 13"),
        lambda read: read["terms"]["quotas"][0].update(of={"sex": 1}),
    ],
)
def test_a_file_that_is_no_record_says_where(spoil: Any) -> None:
    read = as_json(record(public_draw=DRAW))
    spoil(read)
    with pytest.raises(RecordUnusable) as refused:
        record_of(read)
    assert refused.value.advice


@pytest.mark.parametrize("contents", [b"", b"[]", b"{", b'{"format":1,"format":2}', b"\xff", b"[" * 100_000])
def test_bytes_that_are_no_record_are_refused(contents: bytes) -> None:
    with pytest.raises(InputError):
        read_record(contents)


def test_numbers_say_nothing_of_a_person() -> None:
    for number in ("Asha Rai", "a-1234", "A", "É-1234"):
        with pytest.raises(LotteryUnusable, match="cannot be the number"):
            list_hash("s", terms(), [Application(number)])


def people(*sexes: str) -> tuple[Application, ...]:
    return tuple(Application(f"A-{at:04d}", {"sex": sex}) for at, sex in enumerate(sexes))


def given(sexes: str, places: int, quotas: tuple[Quota, ...], leftover: str = "open") -> list[tuple[int, str]]:
    """Places to people who stand in the order of their numbers."""
    those = people(*sexes)
    rules = terms(places=places, quotas=quotas, leftover=leftover)
    found = allot([one.number for one in those], those, rules)
    return [(int(one.number[2:]), one.by) for one in found.places]


WOMEN = Quota({"sex": "F"}, reserved=2)


def test_reserved_places_come_first_and_open_ones_after() -> None:
    assert given("MMMFFF", 4, (WOMEN,)) == [(0, "open"), (1, "open"), (3, "sex=F"), (4, "sex=F")]


def test_reserved_places_that_nobody_takes_are_open_or_kept() -> None:
    assert given("MMMF", 4, (WOMEN,)) == [(0, "open"), (1, "open"), (2, "open"), (3, "sex=F")]
    assert given("MMMF", 4, (WOMEN,), "kept") == [(0, "open"), (1, "open"), (3, "sex=F")]


def test_no_group_holds_more_than_its_limit() -> None:
    men = Quota({"sex": "M"}, reserved=0, most=1)
    assert given("MMMMF", 4, (men,)) == [(0, "open"), (4, "open")]


def test_somebody_counts_for_every_group_she_belongs_to() -> None:
    those = tuple(
        Application(f"A-{at:04d}", {"sex": sex, "region": region})
        for at, (sex, region) in enumerate([("M", "K"), ("F", "K"), ("F", "B"), ("M", "B")])
    )
    quotas = (Quota({"sex": "F"}, 1), Quota({"region": "K"}, 1))
    found = allot([one.number for one in those], those, terms(places=2, quotas=quotas))
    assert [(one.number, one.by) for one in found.places] == [("A-0000", "open"), ("A-0001", "sex=F")]


def test_the_vectors_of_the_document_are_those_of_the_library() -> None:
    said = json.loads(printed("vectors"))
    read = record_of(
        {
            "format": "fairway-lottery-1", "scheme": said["scheme"], "title": "", "terms": said["terms"],
            "opened": "2026-11-01T00:00:00Z", "applications": said["applications"], "outcome": "open",
        }
    )  # fmt: skip
    made = [commitment(seed(at), read.scheme, party) for at, party in enumerate(read.terms.parties, 1)]
    assert made == said["commitments"]
    hashed = list_hash(read.scheme, read.terms, read.applications)
    assert hashed == said["list_hash"]
    combined = combined_seed(hashed, [(party, seed(at)) for at, party in enumerate(read.terms.parties, 1)])
    assert combined.hex() == said["combined"]
    drawn_order = order(combined, [one.number for one in read.applications])
    assert list(drawn_order) == said["order"]
    found = allot(drawn_order, read.applications, read.terms)
    assert [{"number": one.number, "by": one.by} for one in found.places] == said["places"]
    assert list(found.waiting) == said["waiting"]


def test_the_verifier_of_the_document_agrees_and_needs_none_of_our_code(tmp_path: Path) -> None:
    program = tmp_path / "verify.py"
    program.write_text(printed("verifier") + "\n", encoding="utf-8")
    assert len(printed("verifier").splitlines()) <= 60
    assert "fairway." not in printed("verifier")
    quotas = (Quota({"sex": "F"}, 2), Quota({"sex": "M"}, 1, 2))
    good = tmp_path / "good.json"
    good.write_text(written(record(40, public_draw=DRAW, quotas=quotas, leftover="kept")), encoding="utf-8")
    done = subprocess.run([sys.executable, "-I", program, good], capture_output=True, text=True, check=False)
    assert (done.returncode, "WRONG" in done.stdout) == (0, False), done.stdout + done.stderr


SPOILT = {
    "order": lambda read: read["order"].reverse(),
    "places": lambda read: read["places"][0].update(by="bribe"),
    "list": lambda read: read["applications"][0].update(number="A-777777"),
    "terms": lambda read: read["terms"].update(places=7),
    "moments": lambda read: read["commitments"][0].update(at="2025-12-01T16:00:01Z"),
    PARTIES[0]: lambda read: read["reveals"][0].update(seed="ab" * 32),
}


@pytest.mark.parametrize("what", SPOILT)
def test_the_verifier_of_the_document_finds_what_ours_finds(what: str) -> None:
    names: dict[str, Any] = {"__name__": "verifier"}
    exec(printed("verifier"), names)
    read = as_json(record(40))
    assert all(right for _, right in names["check"](read))
    SPOILT[what](read)
    assert any(what in said for said, right in names["check"](read) if not right)
    assert verify(record_of(read))


def test_a_round_is_held_on_the_command_line(tmp_path: Path) -> None:
    run = CliRunner()
    kept = tmp_path / "seed.json"
    asked = ["lottery", "commit", "--scheme", "a-scheme/1/00", "--party", "Nepal", "--out", str(kept)]
    made = run.invoke(app, asked)
    said = json.loads(kept.read_text(encoding="utf-8"))
    assert commitment(bytes.fromhex(said["seed"]), "a-scheme/1/00", "Nepal") == said["commitment"]
    assert said["commitment"] in made.output
    assert said["seed"] not in made.output
    assert kept.stat().st_mode & 0o077 == 0
    assert isinstance(run.invoke(app, asked).exception, InputError)  # a seed is never written over

    begun, whole = tmp_path / "begun.json", tmp_path / "whole.json"
    begun.write_text(written(record(draw=False)), encoding="utf-8")
    assert run.invoke(app, ["lottery", "verify", str(begun)]).exit_code == 1
    held = run.invoke(app, ["lottery", "order", str(begun), "--out", str(whole)])
    assert [line.split("\t")[1] for line in held.output.splitlines()] == list(record().order)
    shown = run.invoke(app, ["lottery", "verify", str(whole)])
    assert (shown.exit_code, "12 applications, 4 places" in shown.output) == (0, True)
