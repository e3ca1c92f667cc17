"""A table of results on its way out: which columns are dimensions, what may be shown, how a cell is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal

from fairway.exchange.errors import ResultsMisshapen

if TYPE_CHECKING:
    import polars as pl

FIGURES: Final = ("estimate", "se", "low", "high", "cv", "deff", "df", "n")
ABOUT: Final = ("measure", "level", *FIGURES, "reliability", "reason", "disclosure")
NEEDED: Final = ("measure", "estimate")
TREATED: Final = ("rounded", "perturbed", "noise")
"""Words of `disclosure` for a figure that was changed and may be shown; any other word hides it."""
RELIABLE: Final = ("reliable",)
"""Words of `reliability` that need no remark."""
DOUBTS: Final = {
    "use with caution": "( ) Low reliability: use with caution.",
    "unreliable": "( ) Unreliable: the error is too large for most uses.",
    "unknown": "( ) How reliable this is, is not known: no error could be computed.",
}
"""Words of `reliability` that need one, with the remark."""
Shown = Literal["plain", "suppressed", "unreliable", "unknown"]


@dataclass(frozen=True, slots=True)
class Notes:
    """What stands under a table.

    Attributes:
        method: How the figures were estimated and protected, one paragraph each.
        sources: Where they are from, one line each.
    """

    method: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """How columns and codes are called for readers; what is not named keeps its own name.

    Attributes:
        columns: Column → name.
        codes: Dimension → code → name.
        measures: Measure → name.
        decimals: Measure → decimals to show, where a table's own number of decimals does not suit it.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, Mapping[Any, str]] = field(default_factory=dict)
    measures: Mapping[str, str] = field(default_factory=dict)
    decimals: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wording:
    """The words that a table adds of itself, in the table's language.

    Attributes:
        total: For the margin of a dimension.
        suppressed: For a cell that is hidden; `..` stands in it.
        reliability: Word of the column `reliability` → for a figure that has it, which stands in parentheses.
        unknown: For a cell without a figure; – stands in it.
        interval: For the confidence interval, which stands in square brackets.
        measure: Over the column of measures, where they are in rows.
        table: The first sheet of a workbook.
        figures: The second.
        method: The third, and over the account of the method.
        sources: Over the sources.
    """

    total: str = "Total"
    suppressed: str = ".. Hidden to protect respondents."
    reliability: Mapping[str, str] = field(default_factory=lambda: dict(DOUBTS))
    unknown: str = "– No figure could be computed."
    interval: str = "[ ] Confidence interval."
    measure: str = "Measure"
    table: str = "Table"
    figures: str = "Figures"
    method: str = "Method and sources"
    sources: str = "Sources"


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of a crosstab.

    Attributes:
        shown: How it is to be shown.
        estimate: None unless plain or unreliable.
        interval: Its confidence limits, where both are known.
        remark: Why there is no figure, or how far it may be trusted, in words.
        decimals: To be shown.
    """

    shown: Shown
    estimate: float | None
    interval: tuple[float, float] | None
    remark: str
    decimals: int


@dataclass(frozen=True, slots=True)
class Crosstab:
    """Results as people read them: dimensions down, the last of them and the measures across.

    Attributes:
        stubs: Names of the dimensions down.
        spans: Over each column the name of its measure.
        heads: Of each column the name of its category; the measure where nothing is across.
        rows: For each row the names of its categories, and a cell or None per column.
    """

    stubs: tuple[str, ...]
    spans: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], tuple[Cell | None, ...]], ...]


def dimensions(frame: pl.DataFrame) -> tuple[str, ...]:
    """The columns that say what a figure is of.

    Raises:
        ResultsMisshapen: The table has no column for measures or estimates, or no row.
    """
    missing = [name for name in NEEDED if name not in frame.columns]
    if missing:
        raise ResultsMisshapen(
            f"The table of results has no column {' and '.join(missing)}.",
            advice=f"It needs the columns {', '.join(NEEDED)}; it has {', '.join(frame.columns)}.",
        )
    if frame.is_empty():
        raise ResultsMisshapen(
            "The table of results has no rows.", advice="Check the conditions and domains of the specification."
        )
    return tuple(name for name in frame.columns if name not in ABOUT)


def publishable(frame: pl.DataFrame) -> pl.DataFrame:
    """The results without any figure of a suppressed cell: neither estimate nor error nor count nor remark on them.

    Infinite and undefined figures become null too. A word in `disclosure` that is not known to leave the figure open
    hides it.
    """
    import polars as pl

    figures = [name for name in FIGURES if name in frame.columns]
    decimals = [name for name in figures if frame.schema[name].is_float()]
    finite = frame.with_columns(pl.when(pl.col(name).is_finite()).then(pl.col(name)) for name in decimals)
    telling = [name for name in (*figures, "reliability", "reason") if name in frame.columns]
    return finite.with_columns(pl.when(~hidden(frame)).then(pl.col(name)).alias(name) for name in telling)


def hidden(frame: pl.DataFrame) -> pl.Expr:
    """True for the rows whose figures may not be shown."""
    import polars as pl

    if "disclosure" not in frame.columns:
        return pl.lit(value=False)
    return pl.col("disclosure").is_not_null() & ~pl.col("disclosure").is_in(TREATED).fill_null(value=False)


def crosstab(frame: pl.DataFrame, *, across: str | None, names: Names, wording: Wording, decimals: int) -> Crosstab:
    """The results as a crosstab.

    Args:
        frame: Tidy results; a null in a dimension is its margin.
        across: The dimension whose categories are columns; None for measures alone.
        names: How columns and codes are called.
        wording: The word for margins.
        decimals: To be shown where `names` does not say.

    Raises:
        ResultsMisshapen: `across` is not a dimension, or two rows are of the same cell.
    """
    found = dimensions(frame)
    if across is not None and across not in found:
        raise ResultsMisshapen(
            f"{across} is not a dimension of the results.",
            advice=f"Choose one of {', '.join(found)}." if found else "There is none: leave it out.",
        )
    down = [name for name in found if name != across]
    cells: dict[tuple[Any, ...], dict[tuple[Any, ...], Cell]] = {}
    heads: dict[tuple[Any, ...], tuple[str, str]] = {}
    for row in publishable(frame).iter_rows(named=True):
        place = tuple(row[name] for name in down)
        column = (row["measure"], row.get("level"), row[across] if across else None)
        line = cells.setdefault(place, {})
        if column in line:
            raise _twice(row, found)
        line[column] = _cell(row, names.decimals.get(row["measure"], decimals))
        heads.setdefault(column, _head(row, across, names, wording))
    order = _in_order(list(heads))
    return Crosstab(
        tuple(names.columns.get(name, name) for name in down),
        tuple(heads[column][0] for column in order),
        tuple(heads[column][1] for column in order),
        tuple(
            (
                tuple(_category(name, code, names, wording) for name, code in zip(down, place, strict=True)),
                tuple(line.get(column) for column in order),
            )
            for place, line in cells.items()
        ),
    )


def explanation(cell: Cell, wording: Wording) -> str:
    """What is said of a cell that is not plain."""
    match cell.shown:
        case "suppressed":
            return wording.suppressed
        case "unreliable":
            return wording.reliability.get(cell.remark, f"( ) {cell.remark}")
        case _:
            return f"{wording.unknown} {cell.remark}".strip()


def _in_order(columns: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Columns of one measure and level side by side, each in the order of its first row."""
    first = {column[:2]: at for at, column in reversed(list(enumerate(columns)))}
    return sorted(columns, key=lambda column: first[column[:2]])


def _head(row: Mapping[str, Any], across: str | None, names: Names, wording: Wording) -> tuple[str, str]:
    measure = names.measures.get(row["measure"], str(row["measure"]))
    if row.get("level") is not None:
        measure = f"{measure}: {row['level']}"
    return measure, _category(across, row[across], names, wording) if across else measure


def _category(dimension: str, code: Any, names: Names, wording: Wording) -> str:
    if code is None:
        return wording.total
    return names.codes.get(dimension, {}).get(code, str(code))


def _cell(row: Mapping[str, Any], decimals: int) -> Cell:
    word = row.get("disclosure")
    if word is not None and word not in TREATED:
        return Cell("suppressed", None, None, "", decimals)
    if row["estimate"] is None:
        return Cell("unknown", None, None, str(row.get("reason") or ""), decimals)
    low, high = row.get("low"), row.get("high")
    interval = (low, high) if low is not None and high is not None else None
    reliability = row.get("reliability")
    if reliability is None or reliability in RELIABLE:
        return Cell("plain", row["estimate"], interval, "", decimals)
    return Cell("unreliable", row["estimate"], interval, str(reliability), decimals)


def _twice(row: Mapping[str, Any], found: Sequence[str]) -> ResultsMisshapen:
    where = ", ".join(f"{name} = {row[name]}" for name in found) or "the whole population"
    return ResultsMisshapen(
        f"The results have two rows for {row['measure']} of {where}.",
        advice="A category that is empty looks like a margin: leave out the rows that lack it, or give them a code.",
    )
