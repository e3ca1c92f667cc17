"""Survey figures in the work section: which survey is read, of whom it speaks, what is withheld stays so."""

from __future__ import annotations

import pytest

from fairway.kernel.corridor import Corridor
from fairway.kernel.figure import Figure, Section
from fairway.reference.wording import voice
from fairway.statistics.work import work
from fairway.warehouse.releases import withdraw
from fairway.warehouse.shelf import Shelf
from tests.survey_releases import ADULTS, Observation, labour, released

HERE = Corridor("NPL", "QAT")
BORN = "CBR_COUNTRY_NPL"
ALL = "CBR_STATUS_FOREIGN"
PEOPLE = "MST_FORE_SEX_CBR_NB"
pytestmark = pytest.mark.usefixtures("fairway_home")
say = voice("en").say


def born(value: float | None, sex: str = "SEX_T", code: str = BORN, **more: object) -> Observation:
    return labour(PEOPLE, value, SEX=sex, CBR=code, **more)  # type: ignore[arg-type]


def section(corridor: Corridor = HERE) -> Section:
    return work(corridor, Shelf.open())


def figure(id: str, corridor: Corridor = HERE) -> Figure:
    found = section(corridor).figure(id)
    assert found is not None, [gap.id for gap in section(corridor).gaps]
    return found


def gaps(corridor: Corridor = HERE) -> dict[str, str]:
    return {gap.id: say(gap.reason) for gap in section(corridor).gaps}


def test_without_a_release_the_gaps_say_who_could_fill_them() -> None:
    found = {gap.id: gap for gap in section().gaps}
    assert say(found["work.survey"].reason).startswith("Nobody has published, on this site,")
    assert "Qatar" in say(found["work.survey"].remedy)
    assert "fairway ilms" in say(found["work.survey"].remedy)
    assert "absent household members" in say(found["work.abroad"].remedy)


def test_people_from_the_origin_with_interval_error_and_word() -> None:
    released("DF_ILMS", [born(700), born(200, "SEX_F", status="U"), born(500, "SEX_M"), born(9_000, code=ALL)])
    found = figure("work.survey_people")
    assert [column.key for column in found.columns] == [
        "category",
        "persons",
        "persons_low",
        "persons_high",
        "persons_quality",
        "persons_standard_error",
    ]
    assert found.values("persons") == [700, 200, 500]
    assert found.rows[0][2:4] == (690, 710)
    assert found.values("persons_standard_error") == [5, 5, 5]
    assert [say(cell) for cell in found.values("persons_quality")] == ["usable", "unreliable", "usable"]
    assert say(found.sentence) == "People born in Nepal, in Qatar, at work in 2024: 700 (from 690 to 710)."
    assert "different" in say(section().notes[-1])


def test_its_pedigree_names_release_and_rows() -> None:
    vintage = released("DF_ILMS", [born(9_000, code=ALL), born(700)])
    source = figure("work.survey_people").sources[0]
    assert (source.vintage, source.publisher, source.edition) == (vintage.name, "Office of Statistics", "QAT_LFS_2024")
    frame = vintage.frame.with_row_index("row", offset=1)
    assert list(source.rows) == frame.filter(frame["CBR"] == BORN)["row"].to_list()


def test_a_withheld_number_stays_withheld_and_says_so() -> None:
    hidden = {**born(33, "SEX_F"), "OBS_STATUS": "Q", "CONF_STATUS": "N"}  # a value that must not be there
    released("DF_ILMS", [born(700), hidden])
    found = figure("work.survey_people")
    assert found.values("persons") == [700, None]
    assert found.rows[1][2:4] == (None, None)
    assert say(found.values("persons_quality")[1]) == "withheld"
    assert any("Withheld" in say(note) and "1" in say(note) for note in found.notes)
    only = figure("work.survey_people", Corridor("NPL", "QAT", sex="F"))
    assert say(only.sentence).endswith("at work in 2024: withheld.")


def test_an_origin_that_is_not_told_apart_is_all_migrants_and_says_so() -> None:
    released("DF_ILMS", [born(9_000, code=ALL)])
    found = figure("work.survey_people")
    assert say(found.title) == "Migrants in Qatar, by survey"
    assert any("does not tell people from Nepal apart" in say(note) for note in found.notes)


def test_birth_comes_before_citizenship_and_citizenship_before_all_migrants() -> None:
    released("DF_ILMS", [born(9_000, code=ALL), labour("MST_NCTE_SEX_CCT_NB", 600, CCT="CCT_COUNTRY_NPL")])
    assert figure("work.survey_people").values("persons") == [600]
    released("DF_ILMS", [born(9_000, code=ALL), born(700), labour("MST_NCTE_SEX_CCT_NB", 1, CCT="CCT_COUNTRY_NPL")])
    assert figure("work.survey_people").values("persons") == [700]


def test_the_newest_year_and_of_it_the_newest_vintage_count() -> None:
    released("DF_ILMS", [born(1, year=2020)], "QAT_ZZZ_2020")
    released("DF_ILMS", [born(2), born(3, year=2022)])
    assert figure("work.survey_people").values("persons") == [2]
    released("DF_ILMS", [born(4), born(3, year=2022)])
    found = figure("work.survey_people")
    assert (found.values("persons"), found.year) == ([4], "2024")
    assert figure("work.survey_people", Corridor("NPL", "QAT", year=2023)).values("persons") == [3]
    assert figure("work.survey_people", Corridor("NPL", "QAT", year=2021)).values("persons") == [1]
    assert "later than the year" in gaps(Corridor("NPL", "QAT", year=2019))["work.survey"]


def test_a_citation_reads_the_vintage_that_it_pins() -> None:
    old = released("DF_ILMS", [born(1, year=2020)], "QAT_LFS_2020")
    first = released("DF_ILMS", [born(2)])
    released("DF_ILMS", [born(4)])
    for vintage, value in ((old, 1), (first, 2)):
        pinned = work(HERE, Shelf.open().pin(vintage.name)).figure("work.survey_people")
        assert pinned is not None
        assert pinned.values("persons") == [value]


def test_migrants_beside_natives() -> None:
    age = {"AGE": ADULTS}
    released(
        "DF_ILMS",
        [
            labour("MST_TEMP_SEX_AGE_CBR_NB", 80, CBR=ALL, **age),
            labour("MST_TEMP_SEX_AGE_CBR_NB", 20, CBR="CBR_STATUS_NATIVE", **age),
            labour("MST_TEMP_SEX_AGE_CBR_NB", 7, CBR=ALL, AGE="AGE_YTHADULT_Y15-24"),
            labour("MST_TUNE_SEX_AGE_CBR_RT", 3.5, CBR=ALL, **age),
            labour("MST_TUNE_SEX_EDU_CBR_RT", 9.5, CBR=ALL, EDU="EDU_AGGREGATE_BAS"),
            labour("MST_TEMP_SEX_OCU_CBR_NB", 60, CBR=ALL, OCU="OCU_ISCO08_7"),
            labour("MST_TEMP_SEX_ECO_CBR_NB", 50, CBR=ALL, ECO="ECO_ISIC4_F"),
        ],
    )
    employed = figure("work.survey_employment")
    assert (employed.values("foreign"), employed.values("native")) == ([80], [20])
    rates = figure("work.survey_rates")
    assert [say(row[0]) for row in rates.rows] == ["Out of work, of those in the labour force", "Out of work: Basic"]
    assert rates.values("foreign") == [3.5, 9.5]
    assert [say(cell) for cell in rates.values("native_quality")] == ["not published"] * 2
    trades = figure("work.survey_occupations")
    assert (say(trades.rows[0][0]), trades.values("foreign")) == ("Craft and related trades workers", [60])
    built = Corridor("NPL", "QAT", sector="construction")
    assert figure("work.survey_employment", built).values("foreign") == [50]
    assert "by sector" in gaps(built)["work.survey_rates"]
    assert "by sex" in gaps(Corridor("NPL", "QAT", sex="F"))["work.survey_employment"]


def test_people_abroad_by_the_survey_of_the_origin() -> None:
    there = {"area": "NPL", "COUNTERPART": "QAT"}
    released(
        "DF_ILMS",
        [
            labour("MNA_TPOP_SEX_CRS_NB", 300, **there),
            labour("MNA_TPOP_SEX_CRS_NB", 40, SEX="SEX_F", **there),
            labour("MNA_XRET_SEX_CPR_NB", 25, **there),
            labour("MNA_TPOP_SEX_CRS_NB", 999, area="NPL", COUNTERPART="_T"),
        ],
        "NPL_LFS_2024",
    )
    found = figure("work.abroad")
    assert found.values("persons") == [300, 40, 25]
    assert [say(row[0]) for row in found.rows][-1] == "Came back of late: Women and men"
    assert figure("work.abroad", Corridor("NPL", "QAT", sex="F")).values("persons") == [40]
    assert "does not tell people in Malaysia" in gaps(Corridor("NPL", "MYS"))["work.abroad"]
    assert section(Corridor("QAT", "NPL")).figure("work.abroad") is None, "the other way round is another corridor"


def test_a_demonstration_is_marked_and_comes_after_facts() -> None:
    released("DF_ILMS", [born(700, year=2025)], "QAT_SIM_2025", demonstration=True)
    assert work(HERE, Shelf.open(demonstration=False)).figure("work.survey_people") is None
    shown = work(HERE, Shelf.open(demonstration=True)).figure("work.survey_people")
    assert shown is not None
    assert say(shown.title).endswith("(invented for demonstration)")
    assert say(shown.sentence).startswith("Invented for demonstration: ")
    assert "simulated" in say(shown.notes[0])
    assert "demonstration" in shown.sources[0].title
    released("DF_ILMS", [born(5)])
    real = work(HERE, Shelf.open(demonstration=True)).figure("work.survey_people")
    assert real is not None
    assert (real.values("persons"), "demonstration" in say(real.title)) == ([5], False)


def test_what_is_replaced_or_withdrawn_is_shown_no_more() -> None:
    released("DF_ILMS", [born(1, year=2025)])
    released("DF_ILMS", [born(2)])
    assert figure("work.survey_people").values("persons") == [2], "a year that a newer vintage took back"
    withdraw("QAT_LFS_2024", "A mistake in the weights.")
    assert "work.survey" in gaps()


def test_facts_come_before_newer_inventions_and_rates_are_of_the_sex_asked_for() -> None:
    key = {"CBR": ALL, "AGE": ADULTS}
    rate = "MST_TUNE_SEX_AGE_CBR_RT"
    released("DF_ILMS", [labour(rate, 9, year=2026, **key)], "QAT_SIM_2026", demonstration=True)
    released("DF_ILMS", [labour(rate, 3, **key), labour(rate, 4, SEX="SEX_F", **key)])
    for sex, value in ((None, 3), ("F", 4)):
        corridor = Corridor("NPL", "QAT", sex=sex)  # type: ignore[arg-type]
        found = work(corridor, Shelf.open(demonstration=True)).figure("work.survey_rates")
        assert found is not None
        assert found.values("foreign") == [value]


def test_a_country_without_corridor_speaks_of_no_origin() -> None:
    anywhere = Corridor("OOO", "QAT")
    assert not {"work.survey", "work.abroad"} & gaps(anywhere).keys()
    released("DF_ILMS", [born(700), labour("MST_TEMP_SEX_AGE_CBR_NB", 80, CBR=ALL, AGE=ADULTS)])
    assert [one.id for one in section(anywhere).figures if "survey" in one.id] == ["work.survey_employment"]
