"""The cost section of a profile: which survey speaks of a corridor, and what is said where none does."""

from __future__ import annotations

import pytest

from fairway.kernel.corridor import Corridor
from fairway.kernel.figure import Figure, Section
from fairway.recruitment.profile import recruitment_cost
from fairway.reference.wording import voice
from fairway.warehouse.shelf import Shelf
from tests.survey_releases import cost, released

HERE = Corridor("NPL", "QAT")
THERE = {"COUNTERPART": "QAT"}
pytestmark = pytest.mark.usefixtures("fairway_home")
say = voice("en").say


def section(corridor: Corridor = HERE, *, demonstration: bool = False) -> Section:
    return recruitment_cost(corridor, Shelf.open(demonstration=demonstration))


def figure(id: str, corridor: Corridor = HERE) -> Figure:
    found = section(corridor).figure(id)
    assert found is not None, section(corridor)
    return found


def reason(corridor: Corridor) -> str:
    found = section(corridor)
    assert found.figures == ()
    assert [gap.id for gap in found.gaps] == ["cost.measures"]
    return say(found.gaps[0].reason)


def test_without_a_release_the_gap_says_what_would_fill_it() -> None:
    assert reason(HERE).startswith("Nobody has published, on this site, what workers from Nepal paid")
    assert "no value of this indicator for any country" in reason(HERE)
    assert "fairway recruitment-costs" in say(section().gaps[0].remedy)


def test_each_measure_has_its_name_and_its_interval() -> None:
    vintage = released(
        "DF_RECRUITMENT_COST",
        [
            cost("RCI_MEAN", 4.2, CI_LOWER=3.9, CI_UPPER=4.5, **THERE),  # type: ignore[arg-type]
            cost("RCI_MEDIAN", 3.0, **THERE),
            cost("RCI_P80", 6.5, **THERE),
            cost("RCI_RATIO_OF_TOTALS", 3.7, **THERE),
            cost("RCI_MEAN_PAYERS", 5.0, **THERE),
            cost("RCI_MEAN", 9.9),
            cost("RCI_MEAN", 8.8, ECO="ECO_ISIC4_F", **THERE),
        ],
        "NPL_LFS_2024",
    )
    found = figure("cost.measures")
    assert [(say(row[0]), row[1]) for row in found.rows] == [
        ("Mean of ratios", 4.2),
        ("Median", 3.0),
        ("Quantile 0.80", 6.5),
        ("Ratio of totals", 3.7),
        ("Mean of ratios, those who paid", 5.0),
    ]
    assert found.rows[0][2:4] == (3.9, 4.5)
    assert say(found.sentence) == (
        "What workers from Nepal in Qatar paid for their jobs, in months of earnings (mean of ratios, 2024): "
        "4.2 (from 3.9 to 4.5)."
    )
    assert found.sources[0].vintage == vintage.name
    assert len(found.sources[0].rows) == 5
    built = Corridor("NPL", "QAT", sector="construction")
    assert figure("cost.measures", built).values("months") == [8.8]
    assert "by sector" in reason(Corridor("NPL", "QAT", sector="manufacturing"))
    assert "by sector" in reason(Corridor("NPL", "QAT", sector="domestic-work"))


def test_women_and_men_money_and_who_paid_nothing() -> None:
    released(
        "DF_RECRUITMENT_COST",
        [
            cost("RCI_MEAN", 4.0, **THERE),
            cost("RCI_MEAN", None, SEX="SEX_F", status="Q", **THERE),
            cost("RCI_MEAN", 4.4, SEX="SEX_M", **THERE),
            cost("COST_MEAN", 1_200.0, **THERE),
            {**cost("RCI_ZERO_SHARE", 12.5, **THERE), "UNIT_MEASURE": "PT"},
        ],
        "NPL_LFS_2024",
    )
    sexes = figure("cost.by_sex")
    assert sexes.values("mean") == [None, 4.4]
    assert "women withheld, men 4.4" in say(sexes.sentence)
    assert say(figure("cost.amounts").unit).startswith("USD")
    assert figure("cost.amounts").values("amount") == [1200]
    assert figure("cost.paid_nothing").values("percent") == [12.5]
    women = Corridor("NPL", "QAT", sex="F")
    assert say(figure("cost.measures", women).values("months_quality")[0]) == "withheld"
    assert section(women).figure("cost.by_sex") is None
    assert section(women).figure("cost.amounts") is None, "a sex that is not published is never everybody"


def test_a_sex_that_is_not_published_is_a_gap() -> None:
    released("DF_RECRUITMENT_COST", [cost("RCI_MEAN", 4.0, **THERE)], "NPL_LFS_2024")
    assert "by sex" in reason(Corridor("NPL", "QAT", sex="F"))


def test_all_destinations_together_are_not_this_corridor() -> None:
    released("DF_RECRUITMENT_COST", [cost("RCI_MEAN", 9.9)], "NPL_LFS_2024")
    found = figure("cost.measures")
    assert found.values("months") == [9.9]
    assert any("not Nepal → Qatar alone" in say(note) for note in found.notes)
    assert "all destinations together" in say(found.sentence)


def test_women_and_men_of_all_destinations_where_the_corridor_does_not_tell_them_apart() -> None:
    rows = [cost("RCI_MEAN", 4.0, **THERE), cost("RCI_MEAN", 3.0, SEX="SEX_F"), cost("RCI_MEAN", 5.0, SEX="SEX_M")]
    released("DF_RECRUITMENT_COST", rows, "NPL_LFS_2024")
    assert figure("cost.measures").values("months") == [4.0]
    assert not any("alone" in say(note) for note in figure("cost.measures").notes)
    assert figure("cost.by_sex").values("mean") == [3.0, 5.0]
    assert any("not Nepal → Qatar alone" in say(note) for note in figure("cost.by_sex").notes)


def test_the_survey_of_an_origin_never_speaks_of_the_way_back() -> None:
    """NPL's survey, counterpart QAT: Nepalis in Qatar, not Qataris in Nepal."""
    released("DF_RECRUITMENT_COST", [cost("RCI_MEAN", 4.2, **THERE), cost("RCI_MEAN", 9.9)], "NPL_LFS_2024")
    assert reason(Corridor("QAT", "NPL")).startswith("Nobody has published")


def test_a_survey_of_workers_at_the_destination_speaks_of_their_origins() -> None:
    role = {"COUNTERPART_ROLE": "ORIGIN"}
    rows = [cost("RCI_MEAN", 2.5, area="QAT", COUNTERPART="NPL", **role), cost("RCI_MEAN", 7.7, area="QAT", **role)]
    released("DF_RECRUITMENT_COST", rows)
    assert figure("cost.measures").values("months") == [2.5]
    from_india = figure("cost.measures", Corridor("IND", "QAT"))
    assert from_india.values("months") == [7.7]
    assert "foreign workers in Qatar, all origins together" in say(from_india.sentence)
    assert reason(Corridor("QAT", "NPL")).startswith("Nobody has published")


def test_years() -> None:
    rows = [cost("RCI_MEAN", 4.2, **THERE), cost("RCI_MEAN", 3.1, year=2020, **THERE)]
    released("DF_RECRUITMENT_COST", rows, "NPL_LFS_2024")
    assert figure("cost.measures").year == "2024"
    assert figure("cost.measures", Corridor("NPL", "QAT", year=2023)).values("months") == [3.1]
    assert "later than the year" in reason(Corridor("NPL", "QAT", year=2019))


def test_a_demonstration_never_stands_in_for_facts() -> None:
    released("DF_RECRUITMENT_COST", [cost("RCI_MEAN", 1.0, **THERE)], "NPL_SIM_2024", demonstration=True)
    assert section().figures == ()
    shown = section(demonstration=True)
    assert shown.figures
    for one in shown.figures:
        assert say(one.title).endswith("(invented for demonstration)")
        assert say(one.sentence).startswith("Invented for demonstration: ")
    released("DF_RECRUITMENT_COST", [cost("RCI_MEAN", 9.9)], "NPL_LFS_2023")
    real = section(demonstration=True).figure("cost.measures")
    assert real is not None
    assert real.values("months") == [9.9], "facts about all destinations come before inventions about this one"
