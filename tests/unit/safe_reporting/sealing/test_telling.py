"""What was opened, on a screen: nothing in it can steer a terminal or choose a file."""

from __future__ import annotations

import json

import pytest

from fairway.safe_reporting.sealing.envelopes import Head, Opened
from fairway.safe_reporting.sealing.identities import NotAKey, new_identity, recipient_of
from fairway.safe_reporting.sealing.public_keys import NotADirectory, read_directory
from fairway.safe_reporting.sealing.telling import file_name, lines_of


def opened(content: str | bytes, kind: str = "message", media: str = "text/plain", name: str = "") -> Opened:
    written = content.encode() if isinstance(content, str) else content
    return Opened(Head("ab" * 16, kind, (), name, media, "00" * 32, length=len(written)), written)


def test_control_characters_and_turns_of_direction_are_made_visible() -> None:
    said = lines_of(opened("a\x1b[2Jb\u202ec\nд\tе\x00"))
    assert said == ("a\ufffd[2Jb\ufffdc", "д\tе\ufffd")


def test_what_spells_a_word_stays_in_it() -> None:
    """Bengali, Nepali and Persian are not written without the joiner and the non-joiner."""
    word = "র‍্যাব می‌خواهم"
    assert lines_of(opened(word)) == (word,)


def test_a_report_is_told_with_its_labels() -> None:
    answers = {"happened": ["wages"], "country": "QAT", "words": "first\nsecond", "unheard": "of"}
    content = json.dumps({"form": "fairway-report", "schema": 1, "answers": answers})
    said = "\n".join(lines_of(opened(content, "report", "application/json")))
    assert "What happened: I was not paid, or not all of it" in said
    assert "Qatar" in said
    assert "In her own words: first\n    second" in said
    assert "unheard: of" in said


def test_an_answer_is_told_as_its_text() -> None:
    content = json.dumps({"form": "fairway-answer", "schema": 1, "text": "yes\nthank you"})
    assert lines_of(opened(content, "answer", "application/json")) == ("yes", "thank you")


def test_a_file_is_not_put_on_the_screen() -> None:
    (said,) = lines_of(opened(b"\x1b[2J", "cleaned", "image/png"))
    assert "4 bytes" in said
    assert "\x1b" not in said


@pytest.mark.parametrize(
    ("media", "stem", "name"),
    [
        ("image/png", "3", "3-cleaned.png"),
        ("text/html", "3", "3-cleaned.bin"),
        ("application/x-msdownload", "../../etc/passwd", "etc-passwd-cleaned.bin"),
        ("TEXT/PLAIN; charset=utf-8", "..", "opened-cleaned.txt"),
    ],
)
def test_neither_sender_nor_media_type_chooses_the_file(media: str, stem: str, name: str) -> None:
    assert file_name(opened("x", "cleaned", media, "../../evil.exe"), stem) == name
    assert file_name(opened("x", "../x", "text/plain"), "1") == "1-x.txt"


def test_the_directory_gives_keys_of_offices_and_always_those_of_recovery() -> None:
    keys = [recipient_of(new_identity()) for _ in range(4)]
    rows = [
        {"public": key, "office": office, "purpose": purpose}
        for key, office, purpose in zip(keys, (1, 2, 3, 1), ("handler", "handler", "recovery", "escrow"), strict=True)
    ]
    content = json.dumps({"keys": rows, "schema": 1}).encode()
    assert read_directory(content) == tuple(keys[:3])
    assert read_directory(content, ["2"]) == (keys[1], keys[2])


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"keys": 1}', b'{"keys": [1]}', b'{"keys": [{"office": 1}]}'])
def test_what_is_no_directory_is_refused(content: bytes) -> None:
    with pytest.raises(NotADirectory):
        read_directory(content)


def test_a_key_of_a_directory_that_is_none_is_refused() -> None:
    row = {"public": "age1x", "office": 1, "purpose": "handler"}
    with pytest.raises(NotAKey):
        read_directory(json.dumps({"keys": [row]}).encode())
