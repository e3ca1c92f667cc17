"""Finding agencies: scripts, mistakes, numbers, odd input, and who may see what."""

from __future__ import annotations

from typing import Any

import pytest

from fairway_portal.actors import queries, search
from fairway_portal.actors.actions import add_agency
from fairway_portal.actors.search import find

pytestmark = pytest.mark.django_db

NAMES = {
    "Nepal Manpower Concern Pvt. Ltd.": "1234/067/068",
    "Himal Overseas": "",
    "M/S Al-Amin International": "RL-0102",
    "شركة الخليج للتوظيف": "",
    "Hope-21 Ltd.": "0021",
}


@pytest.fixture(autouse=True)
def agencies() -> None:
    for name, licence in NAMES.items():
        add_agency(by=None, name=name, country="NPL", licence_number=licence)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("नेपाल म्यानपावर", "Nepal Manpower Concern Pvt. Ltd."),
        ("nepl concren", "Nepal Manpower Concern Pvt. Ltd."),
        ("1234", "Nepal Manpower Concern Pvt. Ltd."),
        ("1234067068", "Nepal Manpower Concern Pvt. Ltd."),
        ("আল আমিন", "M/S Al-Amin International"),
        ("الأمين", "M/S Al-Amin International"),
        ("alamin", "M/S Al-Amin International"),
        ("rl102", "M/S Al-Amin International"),
        ("০১০২", "M/S Al-Amin International"),
        ("al khaleej", "شركة الخليج للتوظيف"),
        ("hope21", "Hope-21 Ltd."),
        ("npl2", "Himal Overseas"),
        ("NPL-000002", "Himal Overseas"),
    ],
)
def test_it_is_found_first(text: str, name: str) -> None:
    assert find(text)[0].name == name


@pytest.mark.parametrize(
    "text", ["", "  ", "\0", "🙂", "%", "'; DROP TABLE agency; --", "zzzzqq", "\u202e", "()" * 5_000, "NPL-999999999"]
)
def test_odd_texts_find_nothing(text: str) -> None:
    assert find(text) == ()


def test_a_very_long_text_is_cut() -> None:
    assert find("himal overseas " + "x " * 500_000)[:1] == find("himal overseas " + "x " * 117)[:1]


def test_limit_and_country() -> None:
    add_agency(by=None, name="Himal Travels", country="BGD")
    assert len(find("himal")) == 2
    assert len(find("himal", limit=1)) == 1
    assert find("himal", limit=0) == ()
    assert [one.country for one in find("himal", country="BGD")] == ["BGD"]
    assert [one.country for one in find("NPL-000002", country="BGD")] == []


def test_made_up_agencies_are_seen_in_demonstrations_only(settings: Any) -> None:
    made_up = add_agency(by=None, name="Zebra Overseas", country="NPL", demonstration=True)
    settings.DEMONSTRATION = False
    assert find("zebra") == find(made_up.code) == ()
    assert queries.agency(made_up.code) is None
    assert made_up.code not in [one.code for one in queries.agencies_of("NPL")]
    settings.DEMONSTRATION = True
    assert [(one.code, one.demonstration) for one in find("zebra")] == [(made_up.code, True)]
    assert queries.agency(made_up.code) == made_up


def test_made_up_agencies_crowd_nobody_out(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "CANDIDATES", 2)
    for city in ("Bira", "Dang", "Jhapa", "Kaski"):
        add_agency(by=None, name=f"Zebra {city}", country="NPL", demonstration=True)
    real = add_agency(by=None, name="Zebra Kathmandu", country="NPL")
    settings.DEMONSTRATION = False
    assert [one.code for one in find("zebra")] == [real.code]
