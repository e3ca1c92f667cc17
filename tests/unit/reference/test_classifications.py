"""Code lists: complete, consistent, found by code or words, and as compiled from the publishers' files."""

import re
from pathlib import Path

import pytest

from fairway.kernel.errors import UnknownCode
from fairway.reference import classifications, sectors
from fairway.reference.classifications import code_list

LEVELS = {
    "isco08": {1: 10, 2: 43, 3: 130, 4: 436},
    "isic4": {1: 21, 2: 88, 3: 238, 4: 419},
    "isced11": {1: 9},
    "isced_f13": {1: 12, 2: 58, 3: 150},
    "icse18": {1: 5, 2: 10},
    "c102_branches": {1: 9},
    "recruitment_cost_items": {1: 3, 2: 11},
    "instruments": {1: 56},
}


@pytest.mark.parametrize("name", classifications.all_lists())
def test_a_list_is_complete_and_consistent(name: str) -> None:
    found = code_list(name)
    codes = [entry.code for entry in found.entries]
    assert len(codes) == len(set(codes))
    counts = {level: sum(entry.level == level for entry in found.entries) for level in LEVELS[name]}
    assert counts == LEVELS[name]
    assert sum(counts.values()) == len(codes)
    for entry in found.entries:
        assert set(entry.titles) == set(found.languages)
        assert not entry.parent or found.entry(entry.parent).level == entry.level - 1
        assert found.find(entry.code) == (entry,)
    # To look for a title is to compare it with every other: those at the top, and every fourth of the rest.
    for entry in (*found.children(), *found.entries[::4]):
        assert entry in found.find(entry.title(), limit=1000) or name == "isced_f13"


def test_every_list_states_its_pedigree() -> None:
    for row in classifications.pedigree():
        assert all(row[key] for key in ("list", "title", "publisher", "edition", "licence", "made_by", "languages"))
        assert row["verified"] in ("0", "1")
        assert row["verified"] == "1" or "memory" in row["note"] or "ours" in row["note"]


@pytest.mark.parametrize(
    ("code", "levels"),
    [
        ("1", "3 4"),
        ("11", "4"),
        ("1120", "4"),
        ("14", "3"),
        ("1411", "3"),
        ("2221", "4"),
        ("3221", "3"),
        ("5322", "2"),
        ("8332", "2"),
        ("9111", "1"),
        ("0", "1 2 4"),
        ("0110", "4"),
        ("0210", "2"),
        ("0310", "1"),
    ],
)
def test_isco_skill_levels(code: str, levels: str) -> None:
    assert code_list("isco08").entry(code).more["skill_levels"] == levels


def test_find_by_words_in_any_language() -> None:
    isco = code_list("ISCO-08")
    assert isco.find("domestic cleaners")[0].code in ("911", "9111")
    assert "2221" in {entry.code for entry in isco.find("cadres infirmiers")}
    assert code_list("isic").find("construction")[0].code == "F"
    assert code_list("isic4").entry("42").parent == "F"
    assert code_list("instruments").entry("C97").code == "C097"
    assert code_list("instruments").entry("mlc 2006").code == "MLC2006"
    assert code_list("isco08").entry("2221").title("ar") == code_list("isco08").entry("2221").title("en")


def test_a_miss_suggests() -> None:
    with pytest.raises(UnknownCode) as caught:
        code_list("isco08").find("nursng")
    assert any("Nurs" in said for said in caught.value.suggestions)
    with pytest.raises(UnknownCode):
        code_list("isco08").entry("")
    with pytest.raises(UnknownCode) as caught:
        code_list("naics")
    assert "isic4" in caught.value.suggestions


def test_sectors_say_what_the_tables_can_tell() -> None:
    published = {lens.slug: (lens.published, lens.within, lens.exact) for lens in sectors.SECTORS}
    assert published == {
        "agriculture": ("A", "A", False),
        "construction": ("F", "F", True),
        "domestic-work": (None, "T-X", False),
        "fishing": (None, "A", False),
        "hospitality": ("I", "I", True),
        "manufacturing": ("C", "C", True),
    }
    for lens in sectors.SECTORS:
        assert (lens.reason is None) == (lens.published is not None)
        assert lens.exact or lens.reason or lens.notes
        for code in lens.isic:
            code_list("isic4").entry(code if len(code) == 1 else code[1:])


@pytest.mark.parametrize(
    ("asked", "slug"),
    [
        ("construction", "construction"),
        ("Domestic work", "domestic-work"),
        ("domestic_work", "domestic-work"),
        ("F", "construction"),
        ("pêche", "fishing"),
        ("A03", "fishing"),
        ("A", "agriculture"),
        ("الزراعة", "agriculture"),
    ],
)
def test_sectors_are_found_by_words(asked: str, slug: str) -> None:
    assert sectors.find(asked).slug == slug


@pytest.mark.full_data
def test_the_shipped_lists_are_as_compiled(shared_data: Path) -> None:
    import compile_reference

    for file, wanted in compile_reference.compiled(shared_data).items():
        assert (compile_reference.CODES / file).read_text(encoding="utf-8") == wanted, file


@pytest.mark.full_data
def test_titles_of_conventions_are_those_of_the_texts(shared_data: Path) -> None:
    import polars as pl

    texts = pl.read_csv(shared_data / "texts" / "index.csv", infer_schema=False).filter(
        pl.col("category") == "ilo_conventions"
    )
    known = dict(texts.select("id", "title").rows())
    checked = 0
    for entry in code_list("instruments").entries:
        if entry.code in known:
            assert entry.title().replace("’", "'") == known[entry.code].replace("’", "'")
            checked += 1
    assert checked >= 25


@pytest.mark.full_data
def test_branches_are_the_parts_of_the_convention(shared_data: Path) -> None:
    text = " ".join((shared_data / "texts" / "ilo_conventions" / "C102.en.md").read_text(encoding="utf-8").split())
    text = re.sub(r"[#*.]|– ", "", text.replace("’", "'")).casefold()
    for entry in code_list("c102_branches").entries:
        assert re.search(rf"part {entry.code} +{entry.title()}".casefold(), text), entry


@pytest.mark.full_data
def test_every_un_treaty_of_the_status_table_is_an_instrument(shared_data: Path) -> None:
    import polars as pl

    treaties = pl.read_csv(shared_data / "treaties" / "un_human_rights_treaty_status_2022.csv", infer_schema=False)[
        "treaty"
    ]
    for code in {"ICRMW" if treaty == "ICMW" else treaty for treaty in treaties}:
        assert code_list("instruments").entry(code).more["kind"] == "UN"


@pytest.mark.full_data
def test_sector_lenses_know_the_published_categories(shared_data: Path) -> None:
    import polars as pl

    codes = set(pl.read_csv(shared_data / "ilostat" / "ilostat_codes_sector.csv", infer_schema=False)["code"])
    for lens in sectors.SECTORS:
        assert lens.within in codes
        assert lens.published in codes | {None}
