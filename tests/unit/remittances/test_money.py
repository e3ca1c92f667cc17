"""Money: direction, units, targets, and dimensions the sources lack."""

from pathlib import Path

import pytest

from fairway.kernel.corridor import Corridor
from fairway.reference.wording import voice
from fairway.remittances.money import money
from tests.shelves import shelf

SENT = [
    {"origin": "NPL", "destination": "QAT", "year": 2017, "musd": 2.0, "source_row": 1},
    {"origin": "QAT", "destination": "NPL", "year": 2017, "musd": 0.5, "source_row": 2},
]
PEOPLE = [{"origin": "NPL", "destination": "QAT", "year": 2017, "persons": 1000, "source_row": 3}]


def prices(*percents: float) -> list[dict[str, object]]:
    return [
        {"origin": "NPL", "destination": "QAT", "quarter": f"20{19 + at}Q1", "cost_percent": percent, "source_row": at}
        for at, percent in enumerate(percents)
    ]


def test_money_flows_from_the_destination_to_the_origin(tmp_path: Path) -> None:
    full = shelf(tmp_path, {"remittances": SENT, "migrant_stock_worldbank": PEOPLE})
    figure = money(Corridor("NPL", "QAT"), full).figure("money.remittances")
    assert figure is not None
    assert [row[1] for row in figure.rows] == [2e6, 0.5e6, 2000.0]
    assert voice("en").say(figure.rows[0][0]) == "From Qatar to Nepal"
    assert figure.flag == "modelled"


@pytest.mark.parametrize(
    ("percent", "words"),
    [(2.9, "within the 3% target"), (4.0, "under the 5% ceiling"), (6.0, "above the 5% ceiling")],
)
def test_the_cost_is_held_against_both_targets(tmp_path: Path, percent: float, words: str) -> None:
    figure = money(Corridor("NPL", "QAT"), shelf(tmp_path, {"remittance_prices": prices(9.0, percent)})).figure(
        "money.sending_cost"
    )
    assert figure is not None
    assert words in voice("en").say(figure.sentence)
    assert figure.rows == (("2019Q1", 9.0), ("2020Q1", percent))


def test_year_and_sex(tmp_path: Path) -> None:
    full = shelf(tmp_path, {"remittance_prices": prices(9.0, 3.0), "remittances": SENT})
    early = money(Corridor("NPL", "QAT", year=2019), full).figure("money.sending_cost")
    assert early is not None
    assert len(early.rows) == 1
    kinds = {gap.id: gap.kind for gap in money(Corridor("NPL", "QAT", sex="M"), full).gaps}
    assert kinds["money.remittances"] == kinds["money.sending_cost"] == "detail"
