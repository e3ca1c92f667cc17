"""The square code of a licence: what its check says of a genuine, an old, a forged and a mistyped one; the keys."""

from __future__ import annotations

import stat
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from fairway.methods.signing_keys import KeyUnusable, new_key, write_key
from fairway.recruitment.licences.proof import MOST_CHARACTERS, read, sign
from fairway.recruitment.licences.proof_encoding import Claims
from fairway.recruitment.licences.states import Act, State
from fairway_portal.register.public import check_views, keys, tokens
from fairway_portal.register.public.licences import licences_of_all
from tests.portal import Page, client, text_of
from tests.unit.portal.register.licensing.licensed import act, agency, granted, today
from tests.unit.portal.register.public.published import REASON, officer


def token_of(licence: Any) -> str:
    one = licences_of_all([licence.agency_id], today())[licence.agency_id][0]
    holder = licence.agency
    return tokens.token_of(one, code=holder.code, name=holder.name, key=keys.signing_key(), on=today())


def checked(token: str, status: int = 200) -> str:
    response = client().get(f"/en/licences/check/{token}")
    assert response.status_code == status, text_of(response)
    return text_of(response)


@pytest.mark.django_db
def test_a_genuine_code_says_what_was_signed_and_how_it_stands_today() -> None:
    by = officer()
    licence = granted(by, agency(name="Lotus Overseas"))
    token = token_of(licence)
    page = checked(token)
    assert "The code is genuine, and the licence is in force today" in page
    assert f"What was signed on {today().isoformat()}" in page
    act(by, licence, Act.SUSPEND, reason=REASON)
    page = checked(token)
    assert "Stop: this licence is not in force today" in page
    assert "This changed after the code was made." in page
    assert REASON in page
    assert 'role="alert"' in page


@pytest.mark.django_db
def test_the_page_of_an_agency_holds_the_code_of_its_licence() -> None:
    licence = granted(officer(), agency(name="Lotus Overseas"))
    page = text_of(client().get(f"/en/licences/{licence.agency.code}"))
    shown = page.partition('class="token" dir="ltr">')[2].partition("<")[0]
    assert read(shown, keys.public_keys(), today=today()).accepted
    assert len("".join(shown.split())) <= MOST_CHARACTERS
    assert [one["class"] for one in Page(page).all("svg") if one.get("class") == "square-code"]
    assert "style=" not in page.partition("<svg")[2].partition("</svg>")[0], "the policy lets no inline style in"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda token: token[:40], "The end of the token is missing."),
        (lambda token: token[:40] + ("A" if token[40] != "A" else "B") + token[41:], "A letter is wrong."),
        (lambda token: "hello", "This is not a licence token."),
        (lambda token: token + "AAAAAAAA", "more letters than a licence token has"),
    ],
    ids=["cut", "mistyped", "none", "longer"],
)
def test_a_code_that_is_not_whole_is_refused_with_a_reason(spoil: Any, said: str) -> None:
    page = checked(spoil(token_of(granted(officer()))), status=422)
    assert said in page
    assert "This code proves nothing" in page


def claims(**more: Any) -> Claims:
    given = {
        "agency": "XKX-000001", "name": "Lotus Overseas", "number": "L1", "country": "XKX", "authority": "DL",
        "state": State.LICENSED, "valid_from": today() - timedelta(days=400), "valid_to": None, "issued": today(),
    } | more  # fmt: skip
    return Claims(**given)


@pytest.mark.django_db
def test_a_code_of_another_key_proves_nothing_and_an_old_one_is_called_old() -> None:
    licence = granted(officer(), agency(name="Lotus Overseas"))
    assert "not among the keys of this register" in checked(sign(claims(), new_key()), status=422)
    licence.refresh_from_db()
    known = claims(agency=licence.agency.code, number=licence.number, lifetime_days=1)
    published = keys.public_keys()
    assert read(sign(known, keys.signing_key()), published, today=today() + timedelta(days=2)).claims == known
    unknown = checked(sign(claims(number="NONE"), keys.signing_key()))
    assert "does not show the licence any more" in unknown
    assert "Stop: this licence is not in force today" in unknown


@pytest.mark.django_db
def test_the_form_takes_letters_or_a_whole_address() -> None:
    ask = client().get
    assert ask("/en/licences/check?token=abcd%20efgh")["Location"] == "/en/licences/check/abcdefgh"
    whole = "https%3A%2F%2Fportal.example%2Fne%2Flicences%2Fcheck%2FABCD"
    assert ask(f"/en/licences/check?token={whole}")["Location"] == "/en/licences/check/ABCD"
    assert ask("/en/licences/check?token=%3Cscript%3E").status_code == 422
    assert ask("/en/licences/check?token=").status_code == 422


def test_an_authority_has_a_short_name() -> None:
    assert tokens.authority_code("Department of Foreign Employment") == "DFE"
    assert tokens.authority_code("DMW") == "DMW"
    assert len(tokens.authority_code("श्रम तथा वैदेशिक रोजगार विभाग नेपाल सरकार").encode()) <= tokens.AUTHORITY_BYTES


def test_the_key_is_made_once_and_readable_for_its_user_alone(tmp_path: Path, settings: Any) -> None:
    settings.HOME = tmp_path / "home"
    first = keys.signing_key()
    file = settings.HOME / keys.NAME
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert keys.signing_key().public == first.public
    assert sorted(one.name for one in settings.HOME.iterdir()) == [keys.NAME]
    assert [one.public for one in keys.public_keys()] == [first.public]
    assert file.read_bytes() not in (settings.HOME / keys.PUBLIC_NAME).read_bytes()


def test_a_key_that_is_replaced_keeps_checking_what_it_signed(tmp_path: Path, settings: Any) -> None:
    settings.HOME = tmp_path
    old = keys.signing_key()
    signed = sign(claims(), old)
    assert len(keys.public_keys()) == 1
    (tmp_path / "other.pem").unlink(missing_ok=True)
    write_key(new_key(), tmp_path / "other.pem")
    settings.LICENCE_KEY = str(tmp_path / "other.pem")
    listed = keys.public_keys()
    assert [one.last is None for one in listed] == [False, True]
    assert listed[0].public == old.public
    assert keys.public_keys() == listed
    assert read(signed, listed, today=today()).accepted


def test_a_named_key_is_never_made_and_must_be_private(tmp_path: Path, settings: Any) -> None:
    settings.HOME = tmp_path
    settings.LICENCE_KEY = str(tmp_path / "none.pem")
    with pytest.raises(KeyUnusable):
        keys.signing_key()
    write_key(new_key(), tmp_path / "open.pem")
    (tmp_path / "open.pem").chmod(0o644)
    settings.LICENCE_KEY = str(tmp_path / "open.pem")
    with pytest.raises(KeyUnusable, match="may be read by others"):
        keys.signing_key()


@pytest.mark.django_db
def test_the_page_stands_without_a_key(tmp_path: Path, settings: Any) -> None:
    licence = granted(officer(), agency(name="Lotus Overseas"))
    settings.LICENCE_KEY = str(tmp_path / "none.pem")
    page = text_of(client().get(f"/en/licences/{licence.agency.code}"))
    assert "Licensed today" in page
    assert "square-code" not in page


@pytest.mark.django_db
def test_the_offline_page_has_the_keys_and_may_be_kept() -> None:
    response = client().get("/ne/licences/offline")
    page = text_of(response)
    assert keys.public_keys()[-1].name in page
    assert today().isoformat() in page
    assert "script-src 'self'" in response.headers["Content-Security-Policy"]
    assert not [one for one in Page(page).all("script") if "src" not in one]
    script = client().get("/ne/licences/offline.js")
    assert script.headers["Service-Worker-Allowed"] == "/"
    assert '"page": "/ne/licences/offline"' in script.content.decode()


@pytest.mark.django_db
def test_a_code_that_is_too_old_is_called_so_though_the_licence_is_in_force(monkeypatch: pytest.MonkeyPatch) -> None:
    token = token_of(granted(officer(), agency(name="Lotus Overseas")))
    monkeypatch.setattr(check_views, "localdate", lambda: today() + timedelta(days=100))
    page = checked(token)
    assert "The code is too old, but the licence is in force today" in page
    assert "The token has expired." in page
