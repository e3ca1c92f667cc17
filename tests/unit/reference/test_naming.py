"""The naming policy that an operator lays over the shipped one."""

from pathlib import Path

import pytest

from fairway.reference import naming, places
from fairway.reference.wording import voice


def lay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    file = tmp_path / "naming.toml"
    file.write_text(text, encoding="utf-8")
    monkeypatch.setenv(naming.VARIABLE, str(file))


def test_the_shipped_policy_follows_the_united_nations() -> None:
    assert voice("en").place("PSE") == "State of Palestine"
    assert voice("fr").place("PRK") == "République populaire démocratique de Corée"
    assert "1244" in voice("ar").place("XKX")
    assert "1244" in voice("es").place_note("XKX")
    assert voice("en").place_note("NPL") == ""
    assert not naming.policy().verified


def test_an_operators_file_wins_where_it_speaks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = voice("fr").place("XKX")
    lay(
        tmp_path,
        monkeypatch,
        'title = "Ministry"\n[places.XKX.name]\nen = "Kosovo*"\n[places.XKX.note]\nen = "* Our note."\n'
        '[places.MKD.name]\ndefault = "Skopje"\n[places.ESH]\nlisted = false\n',
    )
    assert voice("en").place("XKX") == "Kosovo*"
    assert voice("fr").place("XKX") == before
    assert voice("en").place_note("XKX") == "* Our note."
    assert voice("ar").place("MKD") == "Skopje"
    assert places.find("Skopje").iso3 == "MKD"
    assert places.find("North Macedonia").iso3 == "MKD"
    assert "ESH" not in dict(places.complete("Western S"))
    assert places.find("Western Sahara").iso3 == "ESH"
    assert naming.policy().title == "Ministry"
    monkeypatch.delenv(naming.VARIABLE)
    assert voice("en").place("XKX") == "Kosovo (UNSCR 1244)"
    assert "ESH" in dict(places.complete("Western S"))


def test_an_empty_note_removes_the_shipped_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path, monkeypatch, '[places.FLK.note]\ndefault = ""\n')
    assert voice("en").place_note("FLK") == ""


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("places = ", "TOML"),
        ("[places.KOS.name]\nen = 'x'", "places.KOS"),
        ("[places.ANT.name]\nen = 'x'", "places.ANT"),
        ("[places.XKX.name]\nen = 3", "places.XKX.name.en"),
        ("[places.XKX.name]\nen = ' '", "places.XKX.name.en"),
        ("[places.XKX.name]\nklingon = 'x'", "places.XKX.name.klingon"),
        ("[places.XKX]\nname = 'Kosovo'", "places.XKX.name"),
        ("[places.XKX]\nhidden = true", "places.XKX: hidden"),
        ("[places.XKX]\nlisted = 'no'", "places.XKX.listed"),
        ("[place.XKX.name]\nen = 'x'", "the file: place"),
        ("places = 3", "places"),
        ("[places]\nXKX = 3", "places.XKX"),
        ("title = 3", "title"),
        ("disclaimer = 'x'", "disclaimer"),
    ],
)
def test_a_wrong_file_is_refused_where_it_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, where: str
) -> None:
    lay(tmp_path, monkeypatch, text)
    with pytest.raises(naming.NamingPolicyError) as caught:
        naming.policy()
    assert where in caught.value.title
    assert caught.value.advice


def test_an_unreadable_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(naming.VARIABLE, str(tmp_path / "absent.toml"))
    with pytest.raises(naming.NamingPolicyError, match="cannot be read"):
        naming.policy()
    (tmp_path / "latin.toml").write_bytes(b"title = '\xe9'")
    monkeypatch.setenv(naming.VARIABLE, str(tmp_path / "latin.toml"))
    with pytest.raises(naming.NamingPolicyError, match="cannot be read"):
        naming.policy()
