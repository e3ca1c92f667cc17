"""What the papers state: every figure has its paragraph and words, and two papers that disagree are both kept."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from fairway.sources import seed_facts, tabular

SEEDS = {"001": "001_", "002": "002_", "004": "004_"}


@pytest.fixture(scope="module")
def facts() -> pl.DataFrame:
    """The harmonised table."""
    return seed_facts.harmonise(tabular.read(seed_facts.PATH, seed_facts.SEED_FACTS.columns)).frame


def test_every_figure_has_document_paragraph_label_and_unit(facts: pl.DataFrame) -> None:
    for column in ("topic", "document", "reference", "paragraph", "label", "value", "unit"):
        assert not facts[column].null_count(), column
    assert set(facts["unit"]) <= set(seed_facts.UNITS)


def test_every_caution_and_label_in_use_is_a_text_and_none_is_idle(facts: pl.DataFrame) -> None:
    raw = tabular.read(seed_facts.PATH, seed_facts.SEED_FACTS.columns)
    assert set(raw["caution"].drop_nulls()) == set(seed_facts.CAUTIONS)
    assert set(facts["label"]) == {text.template for text in seed_facts.LABELS.values()}


def test_table_1_1_adds_up_and_is_said_to_hold_stocks(facts: pl.DataFrame) -> None:
    table = facts.filter(pl.col("topic") == "stock_by_development")
    cells = dict(table.select("part", "value").iter_rows())
    for side in ("industrial", "developing", "total"):
        assert cells[f"{side}-industrial"] + cells[f"{side}-developing"] == cells[f"{side}-total"]
        assert cells[f"industrial-{side}"] + cells[f"developing-{side}"] == cells[f"total-{side}"]
    assert table["caution"].str.contains("stocks").all()


@pytest.mark.parametrize(
    "topic", ["world_stock", "economically_active", "workers_and_families", "remittances", "directions"]
)
def test_papers_that_disagree_are_kept_side_by_side(facts: pl.DataFrame, topic: str) -> None:
    assert set(facts.filter(pl.col("topic") == topic)["document"]) == {"001", "004"}


@pytest.mark.full_data
@pytest.mark.parametrize(
    ("document", "said"),
    [
        ("001", "214 million people"),
        ("001", "approximately 105 million are economically active"),
        ("001", "almost 90 per cent of the total international migrant population"),
        ("001", "over two-thirds of international migrants moved in equal numbers"),
        ("001", "US$372 billion in 2011, an increase of 12 per cent"),
        ("001", "between 10 and 15 per cent of total international migration"),
        ("004", "over 50 per cent of the 214 million"),
        ("004", "over 90 per cent of this total"),
        ("004", "Almost half of international migrants are women"),
        ("004", "an eighth are youth"),
        ("004", "expected to report this figure now at 232 million"),
        ("004", "Industrial 55 13 68"),
        ("004", "Developing 73 74 147"),
        ("004", "401 billion to developing countries in 2012"),
        ("004", "some 11 million"),
        ("004", "9.1 million had moved"),
        ("004", "ratified by 27 member States"),
        ("004", "eight countries have ratified Convention No. 189"),
        ("002", "implemented in at least 12 countries by 2020"),
        ("002", "at least 22 member States by 2019"),
        ("002", "piloted in at least six countries by 2020"),
    ],
)
def test_the_papers_say_so(shared_data: Path, document: str, said: str) -> None:
    seeds = shared_data.parent / "seeds"
    paper = next(seeds.glob(f"{SEEDS[document]}*.txt")).read_text(encoding="utf-8").replace("\\$", "$")
    words = [word.rstrip("³⁴⁵⁹") for word in paper.split()]
    assert said in " ".join(words)
