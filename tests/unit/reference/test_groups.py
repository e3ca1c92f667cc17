"""Groups of places: areas, communities with dated membership, custom sets."""

from datetime import date

import pytest

from fairway.kernel.errors import UnknownCode
from fairway.reference import groups, places
from fairway.reference.wording import voice

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("code", "on", "count"),
    [
        ("ECOWAS", date(2025, 1, 28), 15),
        ("ECOWAS", date(2025, 1, 29), 12),
        ("ECOWAS", date(2000, 12, 25), 16),
        ("EU", date(1957, 12, 31), 0),
        ("EU", date(1972, 12, 31), 6),
        ("EU", date(2004, 5, 1), 25),
        ("EU", date(2020, 1, 31), 28),
        ("EU", date(2020, 2, 1), 27),
        ("ASEAN", date(2025, 10, 25), 10),
        ("ASEAN", TODAY, 11),
        ("GCC", TODAY, 6),
        ("SADC", TODAY, 16),
        ("SADC", date(2006, 1, 1), 14),
        ("EAC", TODAY, 8),
        ("CARICOM", TODAY, 15),
        ("MERCOSUR", TODAY, 5),
        ("SAARC", TODAY, 8),
        ("AFRICANUNION", TODAY, 55),
        ("EEA", TODAY, 30),
        ("UMA", TODAY, 5),
        ("COLOMBO", TODAY, 12),
        ("WORLD", TODAY, len(places.by_code())),
        ("034", TODAY, 9),
    ],
)
def test_membership_is_dated(code: str, on: date, count: int) -> None:
    assert len(groups.group(code).members(on)) == count


def test_every_group_is_made_of_places_and_no_code_is_a_places_code() -> None:
    taken = {code for place in places.by_code().values() for code in (place.iso3, place.iso2, place.m49)}
    for found in groups.all_groups():
        assert found.code not in taken
        assert found.members(TODAY) <= set(places.by_code())
        assert found.members(TODAY)
        for membership in found.memberships:
            assert membership.left is None or membership.joined is None or membership.joined < membership.left


def test_regions_part_the_world() -> None:
    regions = [found.members() for found in groups.all_groups() if found.kind == "region"]
    assert sum(map(len, regions)) == len(frozenset.union(*regions))
    assert groups.group("WORLD").members() - frozenset.union(*regions) == {"ATA"}


def test_communities_from_memory_say_so() -> None:
    for found in groups.all_groups():
        assert found.verified == (found.kind not in ("community", "dialogue"))


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("ecowas", "ECOWAS"),
        ("CEDEAO", "ECOWAS"),
        ("Communauté économique des États de l'Afrique de l'Ouest", "ECOWAS"),
        ("الاتحاد الأوروبي", "EU"),
        ("European Union", "EU"),
        ("Southern Asia", "034"),
        ("Asie du Sud", "034"),
        ("world", "WORLD"),
        ("Monde", "WORLD"),
        ("Nepal", "NPL"),
        ("qa", "QAT"),
        ("CAN", "CAN"),
        ("AU", "AUS"),
        ("Andean Community", "ANDEAN"),
        ("NPL+IND+BGD", "NPL+IND+BGD"),
        ("nepal + India+NPL", "NPL+IND"),
        ("NPL+NPL", "NPL"),
        ("SAARC+Qatar", "SAARC+QAT"),
    ],
)
def test_resolve_forgives(asked: str, code: str) -> None:
    found, members = groups.resolve(asked)
    assert found == code
    assert members


@pytest.mark.parametrize(
    ("asked", "near"), [("ECOWSA", "ECOWAS"), ("Nepl", "NPL"), ("NPL+Qatr", "QAT"), ("Asaen", "ASEAN")]
)
def test_a_miss_suggests(asked: str, near: str) -> None:
    with pytest.raises(UnknownCode) as caught:
        groups.resolve(asked)
    assert any(near in said for said in caught.value.suggestions)


def test_groups_are_named_in_the_readers_language() -> None:
    assert voice("fr").place("ECOWAS").endswith("(CEDEAO)")
    assert voice("es").place("034") == "Asia meridional"
    assert voice("en").place("419") == "Latin America and the Caribbean"
    assert voice("en").place("WORLD") == "World"
    assert voice("fr").place("NPL+IND") == "Népal et Inde"
    assert voice("en").place("QQQ") == "QQQ"


def test_a_custom_set_is_limited() -> None:
    _, members = groups.resolve("+".join(sorted(places.by_code())))
    assert len(members) == 60
