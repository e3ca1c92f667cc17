from __future__ import annotations

import hashlib
import json
from pathlib import Path
from uuid import uuid4

import pytest
from typer.testing import CliRunner

from fairway.cli.main import app
from fairway.kernel.errors import InputError
from fairway.safe_reporting.escrow import releasing, taggings, tickets
from fairway.safe_reporting.escrow.reading_json import FileUnreadable
from fairway.safe_reporting.escrow.tags import key_id, tag_key, tag_of
from fairway.safe_reporting.sealing.envelopes import EnvelopeSwapped, NotForThisKey, open_sealed, seal
from fairway.safe_reporting.sealing.identities import new_identity, recipient_of
from fairway.safe_reporting.sealing.nested import seal_held

HANDLER, OFFICE = new_identity(), new_identity()
KEYS = [recipient_of(HANDLER)]
AGENCY = "NPL-900001"


def waiting(agency: str = AGENCY, others: int = 1, report: str = "") -> tuple[taggings.Waiting, tickets.Ticket]:
    said = tickets.Ticket(report or uuid4().hex, agency, (3, 5), others, "wage_claim", ("aa-bb",))
    return taggings.Waiting(uuid4().hex, tickets.sealed(said, KEYS)), said


def match_of(*groups: tuple[str, int], outer_of: str = "") -> releasing.Match:
    """A match of the first of some tickets, with its report in one outer envelope."""
    made = [waiting(agency, others) for agency, others in groups]
    report = outer_of or made[0][1].report
    outer = seal_held(b"What happened", report=report, kind="report", offices=[recipient_of(OFFICE)], escrow=KEYS)
    pieces = (releasing.Piece(uuid4().hex, outer.content),)
    return releasing.Match(made[0][0].id, tuple(one for one, _ in made), pieces)


def test_equal_agencies_have_equal_tags_under_one_key_alone() -> None:
    key, other = tag_key(HANDLER), tag_key(new_identity())
    assert tag_of(key, AGENCY) == tag_of(key, f" {AGENCY.lower()} ")
    assert tag_of(key, AGENCY) != tag_of(key, "NPL-900002")
    assert tag_of(key, AGENCY) != tag_of(other, AGENCY)
    assert key_id(key) == key_id(tag_key(HANDLER.lower()))
    assert key_id(key) != key_id(other)
    assert len(tag_of(key, AGENCY)) == 64


def test_tags_do_not_tell_the_agency() -> None:
    made = taggings.written(taggings.tagged(taggings.tickets_file("b", [waiting()[0]]), [HANDLER])).decode()
    assert AGENCY not in made
    assert hashlib.sha256(AGENCY.encode()).hexdigest() not in made


def test_a_ticket_opens_for_the_escrow_alone() -> None:
    one, said = waiting()
    assert tickets.opened(one.ticket, [HANDLER]) == said
    with pytest.raises(NotForThisKey):
        tickets.opened(one.ticket, [OFFICE])


NO_TICKETS = (
    b"",
    b"[]",
    b"{}",
    b"\xff",
    b'{"agency": "", "offices": [], "others": 1, "type": "", "recipients": []}',
    b'{"agency": "A", "offices": [1], "others": 99, "type": "", "recipients": []}',
)


@pytest.mark.parametrize("content", NO_TICKETS)
def test_what_is_no_ticket_is_refused(content: bytes) -> None:
    sealed = seal(content, report="0" * 32, kind="ticket", recipients=KEYS).content
    with pytest.raises(InputError):
        tickets.opened(sealed, [HANDLER])
    report = seal(b"{}", report="0" * 32, kind="report", recipients=KEYS).content
    with pytest.raises(EnvelopeSwapped):
        tickets.opened(report, [HANDLER])


def test_tags_come_back_as_they_were_made() -> None:
    rows = [waiting()[0], waiting("NPL-900002")[0], waiting()[0]]
    made = taggings.tagged(taggings.tickets_file("batch", rows), [HANDLER, new_identity()])
    assert taggings.read(taggings.written(made)) == made
    assert [one.tag == made.tags[0].tag for one in made.tags] == [True, False, True]
    assert made.tags[0].digest == taggings.digest_of(rows[0].ticket)


def test_two_tags_of_one_ticket_are_refused() -> None:
    made = taggings.tagged(taggings.tickets_file("batch", [waiting()[0]]), [HANDLER])
    said = json.loads(taggings.written(made))
    said["tags"] *= 2
    with pytest.raises(FileUnreadable):
        taggings.read(json.dumps(said).encode())


def test_a_report_of_a_large_enough_group_is_opened_as_far_as_its_inner_envelope() -> None:
    match = match_of((AGENCY, 1), (AGENCY, 1), ("NPL-900002", 1))
    done = releasing.released(releasing.read_match(releasing.written_match(match)), [HANDLER])
    assert (done.offices, done.type, done.recipients) == ((3, 5), "wage_claim", ("aa-bb",))
    assert releasing.read_released(releasing.written_released(done)) == done
    inner = done.pieces[0].envelope
    with pytest.raises(NotForThisKey):
        open_sealed(inner, [HANDLER])
    assert open_sealed(inner, [OFFICE]).content == b"What happened"


@pytest.mark.parametrize("groups", [((AGENCY, 1),), ((AGENCY, 2), (AGENCY, 1)), ((AGENCY, 1), ("NPL-900002", 1)),
                                    ((AGENCY, 1), (AGENCY, 9)),
                                    ((AGENCY, 1), ("NPL-900002", 1), ("NPL-900002", 1))])  # fmt: skip
def test_the_handler_does_not_believe_the_server(groups: tuple[tuple[str, int], ...]) -> None:
    with pytest.raises(releasing.NotYet):
        releasing.released(match_of(*groups), [HANDLER])


def test_another_reports_envelope_is_not_released() -> None:
    with pytest.raises(EnvelopeSwapped):
        releasing.released(match_of((AGENCY, 1), (AGENCY, 1), outer_of="f" * 32), [HANDLER])


def test_one_report_with_two_tickets_is_no_other_to_itself() -> None:
    match = match_of((AGENCY, 1))
    own = tickets.opened(match.tickets[0].ticket, [HANDLER])
    twice = (*match.tickets, waiting(report=own.report)[0])
    with pytest.raises(releasing.NotYet):
        releasing.released(releasing.Match(match.entry, twice, match.pieces), [HANDLER])


def test_the_command_makes_tags_and_opens(tmp_path: Path) -> None:
    key = tmp_path / "key.txt"
    key.write_text(f"# mine\n{HANDLER}\n")
    match = match_of((AGENCY, 1), (AGENCY, 1))
    (tmp_path / "tickets.json").write_bytes(taggings.tickets_file("batch", match.tickets))
    (tmp_path / "match.json").write_bytes(releasing.written_match(match))
    for command, given, out in (("tags", "tickets.json", "tags.json"), ("open", "match.json", "released.json")):
        ran = CliRunner().invoke(
            app, ["escrow", command, str(tmp_path / given), "--key", str(key), "--out", str(tmp_path / out)]
        )
        assert ran.exit_code == 0, ran.output
        assert AGENCY not in ran.output
        assert HANDLER not in ran.output
    assert len(taggings.read((tmp_path / "tags.json").read_bytes()).tags) == 2
    assert releasing.read_released((tmp_path / "released.json").read_bytes()).entry == match.entry
