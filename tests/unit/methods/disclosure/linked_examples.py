"""Tables that other tools got wrong, and a textbook's: facts only, with where they come from."""

import polars as pl

from fairway.methods.disclosure.hierarchy import Hierarchy
from fairway.methods.disclosure.tables import TableSet

COUNTY = Hierarchy.nested({"county-1": list("ABIJ"), "county-2": list("KLMN")})
GROUP = Hierarchy.nested({"BIG": list("LM"), "small": list("ABIJKN")})
REGIONS = dict(zip("ABIJKLMN", (2, 2, 8, 8, 3, 3, 3, 7), strict=True))


def issue_136(*trees: Hierarchy) -> TableSet:
    """sdcTools/UserSupport #136: regions grouped by county and by size; counts up to 3 are protected."""
    rows: dict[str | None, int] = {**REGIONS, None: sum(REGIONS.values())}
    for tree in trees:
        for group in tree.children[None]:
            rows[group] = sum(REGIONS[leaf] for leaf in tree.children[group])
    frame = pl.DataFrame({"region": list(rows), "n": list(rows.values())}).with_columns(secret=pl.col("n") <= 3)
    return TableSet.of(frame, ["region"], value="n", hierarchies={"region": trees}, primary="secret")


def grid(
    rows: dict[str, list[float]], columns: list[str], *, across: str = "column", down: str = "row"
) -> pl.DataFrame:
    """A two-way table with its totals, as tidy rows."""
    inner = [
        (row, column, value) for row, values in rows.items() for column, value in zip(columns, values, strict=True)
    ]
    frame = pl.DataFrame(inner, schema={down: pl.String, across: pl.String, "value": pl.Float64}, orient="row")
    return pl.concat(
        [
            frame,
            frame.group_by(down).agg(pl.lit(None, pl.String).alias(across), pl.sum("value")),
            frame.group_by(across).agg(pl.lit(None, pl.String).alias(down), pl.sum("value")).select(frame.columns),
            frame.select(pl.lit(None, pl.String).alias(down), pl.lit(None, pl.String).alias(across), pl.sum("value")),
        ],
        how="vertical_relaxed",
    )


def issue_135() -> TableSet:
    """sdcTools/UserSupport #135: two groups by five; counts of 1 and 2 are protected, zeros are shown."""
    frame = grid({"1": [1, 1, 7, 1, 0], "2": [1, 0, 0, 2, 8]}, list("ABHMW"))
    frame = frame.with_columns(secret=pl.col("value").is_between(1, 2))
    return TableSet.of(frame, ["row", "column"], value="value", primary="secret")


def investment(*, forced: tuple[str, ...] = (), lower: float = 10, upper: float = 8) -> TableSet:
    """Investment by activity and region; activity II in C is protected.

    The introductory table of Fischetti & Salazar 2001 and of the literature before it, written down from memory; the
    bounds in the tests are worked by hand. `forced` regions must be shown, and then the totals by activity too.
    """
    frame = grid(
        {"I": [20, 50, 10], "II": [8, 19, 22], "III": [17, 32, 12]}, list("ABC"), down="activity", across="region"
    ).with_columns(
        secret=(pl.col("activity") == "II") & (pl.col("region") == "C"),
        shown=pl.col("region").is_in(forced).fill_null(bool(forced)) & pl.col("activity").is_not_null(),
        se=pl.col("value") / 10,
    )
    return TableSet.of(
        frame,
        ["activity", "region"],
        value="value",
        kind="magnitude",
        primary="secret",
        lower=lower,
        upper=upper,
        forced="shown",
        cost="value",
    )
