"""A figure without a table or a source fails here, on every page that the shipped facts can make."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from fairway.corridors import Corridor, profile
from fairway.corridors.profile_value import Profile
from fairway.kernel.errors import InternalError
from fairway.kernel.figure import Column, Figure
from fairway.kernel.provenance import Flag, Provenance
from fairway.kernel.text import Text
from fairway.reference.wording import LANGUAGES, voice
from fairway.warehouse import home
from fairway.warehouse.shelf import Shelf

PEDIGREE = Provenance("t", "P", "T", "2024", "CC BY 4.0", "t@2024-1", "t.csv", Text("Counted."))
FIGURE = Figure(
    "a.figure",
    Text("Title"),
    Text("persons"),
    "2024",
    (Column("n", Text("Number"), "count"),),
    ((1,),),
    Text("There is one."),
    Flag.OBSERVED,
    (PEDIGREE,),
)


@pytest.fixture(scope="module")
def shipped() -> Shelf:
    """The shipped facts alone."""
    shelf = Shelf(home.facts())
    assert shelf.tables(), "no facts are shipped: run `make facts`"
    return shelf


@pytest.fixture(scope="module")
def pages(shipped: Shelf) -> list[Profile]:
    """Two corridors we promise, and thirty others picked at random but always the same."""
    stock = shipped.current("migrant_stock")
    assert stock is not None
    keys = sorted(stock.keys())
    chosen = [("NPL", "QAT"), ("MEX", "USA"), *random.Random(2).sample(keys, 30)]
    return [profile(Corridor(*key), shipped) for key in chosen]


@pytest.mark.parametrize(
    "damage",
    [{"sources": ()}, {"rows": ()}, {"rows": ((1, 2),)}],
    ids=["without a source", "without a table", "with a table that does not fit"],
)
def test_no_figure_can_be_made(damage: dict[str, object]) -> None:
    with pytest.raises(InternalError):
        replace(FIGURE, **damage)  # type: ignore[arg-type]


def test_every_figure_has_its_pedigree(pages: list[Profile], shipped: Shelf) -> None:
    figures = [figure for page in pages for figure in page.figures()]
    assert figures
    for figure in figures:
        assert figure.rows, figure.id
        assert figure.sources, figure.id
        for source in figure.sources:
            assert source.publisher, figure.id
            assert source.edition, figure.id
            assert source.licence, figure.id
            assert shipped.pinned(source.vintage).name == source.vintage


def test_no_figure_mixes_editions_of_a_table(pages: list[Profile]) -> None:
    compares_editions = {"people.editions", "people.other_estimates"}
    for figure in (figure for page in pages for figure in page.figures() if figure.id not in compares_editions):
        editions = {(source.table, source.edition) for source in figure.sources}
        assert len(editions) == len({table for table, _ in editions}), figure.id


def test_every_figure_and_gap_can_be_said_in_every_language(pages: list[Profile]) -> None:
    for language in LANGUAGES:
        say = voice(language).say
        for page in pages:
            for figure in page.figures():
                assert say(figure.title), figure.id
                assert say(figure.unit), figure.id
                assert say(figure.sentence), figure.id
            for gap in page.gaps():
                assert say(gap.title), gap.id
                assert say(gap.reason), gap.id
                assert say(gap.remedy), gap.id


def test_ids_are_unique_on_a_page_because_they_are_permalinks(pages: list[Profile]) -> None:
    for page in pages:
        ids = [figure.id for figure in page.figures()] + [gap.id for gap in page.gaps()]
        assert len(ids) == len(set(ids)), page.code


def test_mexico_to_the_united_states_has_evidence_in_every_section_that_facts_ship_for(pages: list[Profile]) -> None:
    rich = next(page for page in pages if page.code == "MEX-USA")
    # What workers pay and how they rate recruiters is known from what is published here alone: nothing of it ships.
    assert [section.id for section in rich.sections if not section.figures] == ["cost", "rating"]
