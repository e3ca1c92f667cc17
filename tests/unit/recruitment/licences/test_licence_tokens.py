"""Licence tokens: what one proves, each reason for which one is not accepted, keys and their files, the commands."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from fairway.cli import licences
from fairway.kernel.errors import FairwayError
from fairway.methods.signing_keys import (
    KeyUnusable,
    PublicKey,
    SigningKey,
    keys_as_json,
    keys_from_json,
    new_key,
    read_key,
    rotated,
    write_key,
)
from fairway.recruitment.licences.errors import TokenNotMade
from fairway.recruitment.licences.proof import MOST_CHARACTERS, REASONS, Reason, read, sign
from fairway.recruitment.licences.proof_encoding import Claims, encoded
from fairway.recruitment.licences.states import State

DAY = date(2026, 11, 1)
KEY = new_key()
KEYS = (KEY.from_day(date(2026, 1, 1)),)
CLAIMS = Claims(
    agency="NPL-000012", name="हिमाल ओभरसिज", number="123/064/065", country="NPL", authority="DOFE",
    state=State.LICENSED, valid_from=date(2025, 7, 17), valid_to=date(2027, 7, 16), issued=DAY,
)  # fmt: skip
TOKEN = sign(CLAIMS, KEY)


def reason(token: str, keys: tuple[PublicKey, ...] = KEYS, today: date = DAY) -> Reason | None:
    return read(token, keys, today=today).reason


def test_a_token_says_what_the_register_said() -> None:
    proof = read(TOKEN, KEYS, today=DAY)
    assert proof.accepted
    assert proof.claims == CLAIMS
    assert proof.key == KEYS[0].name
    assert "On 2026-11-01 the register (DOFE, NPL) said: हिमाल ओभरसिज, licence 123/064/065: Licensed." in (
        proof.said.plain()
    )
    assert "may have changed since" in proof.advice.plain()
    assert proof.in_force(date(2027, 7, 16))
    assert not proof.in_force(date(2027, 7, 17))


def test_a_token_of_a_suspended_licence_is_genuine_and_not_in_force() -> None:
    proof = read(sign(replace(CLAIMS, state=State.SUSPENDED), KEY), KEYS, today=DAY)
    assert proof.accepted
    assert not proof.in_force(DAY)
    assert "Suspended" in proof.said.plain()


def test_spaces_and_small_letters_do_no_harm() -> None:
    spaced = " ".join(TOKEN[at : at + 5] for at in range(0, len(TOKEN), 5)) + "\n"
    assert read(spaced.lower(), KEYS, today=DAY).accepted


def test_a_long_name_is_shortened_at_a_letter_and_says_so() -> None:
    token = sign(replace(CLAIMS, name="ক্ষুদ্র রিক্রুটিং এজেন্সি " * 9), KEY)
    assert len(token) <= MOST_CHARACTERS
    proof = read(token, KEYS, today=DAY)
    assert proof.claims is not None
    assert proof.claims.shortened
    assert not read(TOKEN, KEYS, today=DAY).claims.shortened  # type: ignore[union-attr]


def test_each_fault_has_its_own_reason() -> None:
    other = new_key()
    assert reason("") is Reason.NONE_AT_ALL
    assert reason("hello") is Reason.NONE_AT_ALL
    assert reason("https://example.org/licence") is Reason.NONE_AT_ALL
    assert reason(TOKEN[:-1]) is Reason.TRUNCATED
    assert reason(TOKEN[:60]) is Reason.TRUNCATED
    assert reason(TOKEN + "A") is Reason.TOO_LONG
    assert reason("A" * 400) is Reason.TOO_LONG
    assert reason(TOKEN[:40] + ("B" if TOKEN[40] == "A" else "A") + TOKEN[41:]) is Reason.MISTYPED
    assert reason(TOKEN[:40] + "0" + TOKEN[41:]) is Reason.MISTYPED
    assert reason(sign(CLAIMS, other)) is Reason.OTHER_KEY
    assert reason(TOKEN, today=CLAIMS.expires) is None
    assert reason(TOKEN, today=CLAIMS.expires + timedelta(days=1)) is Reason.EXPIRED
    assert reason(TOKEN, today=DAY - timedelta(days=1)) is None
    assert reason(TOKEN, today=DAY - timedelta(days=2)) is Reason.FUTURE
    assert reason(TOKEN, (PublicKey(KEY.public, date(2026, 1, 1), date(2026, 10, 31)),)) is Reason.KEY_DAYS
    assert set(REASONS) == set(Reason)


def test_an_expired_token_still_shows_what_was_said() -> None:
    proof = read(TOKEN, KEYS, today=date(2027, 6, 1))
    assert not proof.accepted
    assert proof.claims == CLAIMS


def forged(content: bytes, *, version: int = 1) -> str:
    """A token under the register's key id, with a good checksum, signed by somebody else."""
    length = 6 + len(content) + 64 + 3
    signed = bytes([version, length]) + KEY.id + content
    body = signed + new_key().sign(signed)
    return base64.b32encode(body + hashlib.sha256(body).digest()[:3]).decode().rstrip("=")


def test_a_forged_token_says_nothing() -> None:
    proof = read(forged(encoded(replace(CLAIMS, state=State.LICENSED))), KEYS, today=DAY)
    assert proof.reason is Reason.FORGED
    assert proof.claims is None
    assert reason(forged(encoded(CLAIMS), version=2)) is Reason.NEWER


def test_claims_written_in_another_way_are_refused_even_if_signed() -> None:
    padded = encoded(replace(CLAIMS, name="A"))[:-1] + b" "
    length = 6 + len(padded) + 64 + 3
    signed = bytes([1, length]) + KEY.id + padded
    body = signed + KEY.sign(signed)
    token = base64.b32encode(body + hashlib.sha256(body).digest()[:3]).decode().rstrip("=")
    assert reason(token) is Reason.FORGED


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": State.APPLIED}, {"number": ""}, {"number": "9" * 41}, {"name": "\u0000"}, {"country": "Nep"},
        {"lifetime_days": 0}, {"issued": date(1969, 1, 1)}, {"valid_to": date(2200, 1, 1)}, {"agency": "x" * 21},
    ],
)  # fmt: skip
def test_what_a_token_cannot_hold_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(TokenNotMade) as refusal:
        sign(replace(CLAIMS, **wrong), KEY)  # type: ignore[arg-type]
    assert refusal.value.advice


def test_old_keys_check_what_they_signed_after_a_new_one_came() -> None:
    new = new_key()
    keys = rotated(KEYS, new.from_day(date(2026, 12, 1)))
    assert [(one.first, one.last) for one in keys] == [
        (date(2026, 1, 1), date(2026, 11, 30)), (date(2026, 12, 1), None),
    ]  # fmt: skip
    assert read(TOKEN, keys, today=date(2026, 12, 5)).accepted
    late = replace(CLAIMS, issued=date(2026, 12, 2))
    assert reason(sign(late, KEY), keys, date(2026, 12, 5)) is Reason.KEY_DAYS
    assert reason(sign(late, new), keys, date(2026, 12, 5)) is None
    assert keys_from_json(keys_as_json(keys)) == keys


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "{}", '{"keys": []}', '{"keys": [1]}', '{"keys": [{"public": "x"}]}',
        json.dumps({"keys": [{"public": "AAAA", "algorithm": "Ed25519", "first": "2026-01-01"}]}),
        keys_as_json(KEYS).replace("Ed25519", "RSA"),
        keys_as_json(KEYS).replace(KEYS[0].name, "00000000"),
        keys_as_json([PublicKey(KEY.public, date(2026, 2, 1), date(2026, 1, 1))]),
    ],
)  # fmt: skip
def test_a_file_that_is_no_key_set_is_refused(text: str) -> None:
    with pytest.raises(KeyUnusable):
        keys_from_json(text)


def test_a_private_key_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "register.pem"
    write_key(KEY, path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert read_key(path, make="make it").public == KEY.public
    with pytest.raises(KeyUnusable, match="exists"):
        write_key(new_key(), path)
    path.chmod(0o640)
    with pytest.raises(KeyUnusable, match="read by others"):
        read_key(path, make="make it")
    path.chmod(0o600)
    path.write_text("no key")
    with pytest.raises(KeyUnusable, match="no Ed25519"):
        read_key(path, make="make it")
    with pytest.raises(KeyUnusable, match="cannot be read"):
        read_key(tmp_path / "none.pem", make="make it")
    with pytest.raises(KeyUnusable, match="cannot be written"):
        write_key(SigningKey(KEY.private), tmp_path / "no" / "register.pem")


def ask(*words: str) -> Result:
    app = typer.Typer()
    licences.register(app)
    done = CliRunner().invoke(app, ["licence", *words])
    if isinstance(done.exception, FairwayError):
        raise done.exception
    return done


def test_keys_are_made_and_a_token_is_checked_at_the_command_line(tmp_path: Path) -> None:
    private, public = tmp_path / "register.pem", tmp_path / "keys.json"
    made = ask("keys", "new", "--out", str(private), "--keys", str(public), "--first", "2026-10-01")
    assert made.exit_code == 0
    token = sign(CLAIMS, read_key(private, make="make it"))
    good = ask("check-token", token, "--keys", str(public), "--on", "2026-11-20")
    assert good.exit_code == 0
    assert "Licence from 2025-07-17 to 2027-07-16" in good.output
    bad = ask("check-token", token[:-3], "--keys", str(public), "--on", "2026-11-20")
    assert bad.exit_code == 1
    assert "The end of the token is missing." in bad.output
    ask("keys", "new", "--out", str(tmp_path / "second.pem"), "--keys", str(public), "--first", "2026-11-10")
    assert len(keys_from_json(public.read_text())) == 2
    assert ask("check-token", token, "--keys", str(public), "--on", "2026-11-20").exit_code == 0
    with pytest.raises(KeyUnusable, match="exists"):
        ask("keys", "new", "--out", str(private), "--keys", str(public))
    assert len(keys_from_json(public.read_text())) == 2
    with pytest.raises(FairwayError, match="cannot be written"):
        ask("keys", "new", "--out", str(tmp_path / "third.pem"), "--keys", str(tmp_path / "no" / "keys.json"))
    assert not (tmp_path / "third.pem").exists()


def test_rules_are_shown_at_the_command_line() -> None:
    said = ask("rules", "Bangladesh", "--on", "2026-11-01").output
    assert "Licences of recruiters, Bangladesh, 2026-11-01" in said
    assert "How long a licence holds: 3 years at most" in said
    with pytest.raises(FairwayError, match="not a day"):
        ask("rules", "BGD", "--on", "soon")
    with pytest.raises(FairwayError, match="cannot be read"):
        ask("check-token", "A", "--keys", "none.json")


def test_the_spare_bits_of_the_last_letter_are_not_free() -> None:
    for count in range(1, 6):
        token = sign(replace(CLAIMS, name="A" * count), KEY)
        others = [token[:-1] + letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567" if letter != token[-1]]
        assert not any(read(one, KEYS, today=DAY).accepted for one in others)
