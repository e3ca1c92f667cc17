"""No figure without a table, none without a source."""

import pytest

from fairway.kernel.errors import InternalError
from fairway.kernel.figure import Column, Figure, Gap, section
from fairway.kernel.provenance import Flag, Provenance
from fairway.kernel.text import Text

SOURCE = Provenance("t", "P", "T", "2024", "CC0", "t@1", "f.csv", Text("counted"))
COLUMNS = (Column("year", Text("Year"), "year"), Column("n", Text("N"), "count"))


def figure(**change: object) -> Figure:
    values: dict = {
        "id": "a.b",
        "title": Text("A"),
        "unit": Text("u"),
        "year": "2024",
        "columns": COLUMNS,
        "rows": ((2020, 1), (2024, None)),
        "sentence": Text("S"),
        "flag": Flag.OBSERVED,
        "sources": (SOURCE,),
    }
    return Figure(**{**values, **change})


def test_values_of_a_column() -> None:
    assert figure().values("n") == [1, None]
    with pytest.raises(InternalError):
        figure().values("missing")


@pytest.mark.parametrize("fault", [{"sources": ()}, {"rows": ()}, {"rows": ((1,),)}, {"rows": ((1, 2), (1, 2, 3))}])
def test_a_figure_without_source_or_table_cannot_be_made(fault: dict) -> None:
    with pytest.raises(InternalError):
        figure(**fault)


def test_a_section_sorts_figures_from_gaps() -> None:
    gap = Gap("a.c", Text("C"), Text("why"), Text("what"))
    made = section("a", Text("A"), [gap, figure(), None])
    assert [one.id for one in made.figures] == ["a.b"]
    assert made.gaps == (gap,)
    assert made.figure("a.b") is made.figures[0]
    assert made.figure("a.c") is None
