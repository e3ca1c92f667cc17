"""Countries as codes of a table: those with few respondents together, so that they need not be withheld one by one."""

from __future__ import annotations

import polars as pl

from fairway.statistics.ilms import codes


def with_countries(persons: pl.DataFrame, least: int) -> tuple[pl.DataFrame, dict[str, dict[str, str | None]]]:
    """Adds `birth_country`, `citizenship_country` and `returned_country`.

    Args:
        persons: As `derivation.coded`.
        least: Countries with fewer respondents are taken together.

    Returns:
        The persons, and for each dimension its tree: code → the code above it.
    """
    born, one = _country(persons, "born_in", "birth", codes.FOREIGN_BORN, "CBR_COUNTRY_", least)
    held, two = _country(persons, "citizen_of", "citizenship", codes.NON_NATIONAL, "CCT_COUNTRY_", least)
    back, three = _returned(persons["returned_from"], least)
    found = persons.drop("born_in", "citizen_of", "returned_from").with_columns(
        born.alias("birth_country"),
        held.alias("citizenship_country"),
        back.alias("returned_country"),
        pl.when(back != codes.NONE)
        .then(pl.lit(codes.RETURNED))
        .otherwise(pl.lit(codes.NONE))
        .cast(pl.Enum([codes.RETURNED, codes.NONE]))
        .alias("returned"),
    )
    return found, {"birth": one, "citizenship": two, "returned": three}


def kept(counts: pl.DataFrame, least: int) -> set[str]:
    """The countries with enough respondents; one alone with too few would be told by the others, and they by it."""
    return {code for code, rows in counts.iter_rows() if code is not None and rows >= least}


def _country(
    persons: pl.DataFrame, name: str, group: str, foreign: str, prefix: str, least: int
) -> tuple[pl.Series, dict[str, str | None]]:
    """Foreigners by country; everybody else by the code of the group."""
    counts = persons.lazy().filter(pl.col(group) == foreign).group_by(pl.col(name).cast(pl.String)).len().collect()
    many = kept(counts, least)
    groups = persons.schema[group].categories.to_list()  # type: ignore[attr-defined]
    new = {code: f"{prefix}{code if code in many else codes.OTHER}" for code in counts[name].drop_nulls().to_list()}
    values = list(dict.fromkeys([*groups, *sorted(set(new.values())), f"{prefix}{codes.UNSTATED}"]))
    kind, unstated = pl.Enum(values), f"{prefix}{codes.UNSTATED}"
    column = persons[name].cast(pl.Enum(list(new)), strict=False)
    words = pl.Series([*new.values(), unstated], dtype=kind)
    there = words.gather(column.to_physical().fill_null(len(new)))
    is_foreign = persons[group] == foreign
    tree: dict[str, str | None] = dict.fromkeys(groups)
    return (
        there.zip_with(is_foreign, persons[group].cast(kind)),
        tree | dict.fromkeys([one for one in values if one not in groups], foreign),
    )


def _returned(came: pl.Series, least: int) -> tuple[pl.Series, dict[str, str | None]]:
    counts = came.value_counts()
    many = kept(counts, least) | {codes.NONE, codes.UNSTATED}
    new = {code: code if code in many else codes.OTHER for code in came.unique().to_list()}
    values = list(dict.fromkeys([codes.NONE, *sorted(new.values())]))
    found = came.replace_strict(new, return_dtype=pl.String).cast(pl.Enum(values))
    tree: dict[str, str | None] = {codes.NONE: None, codes.RETURNED: None}
    return found, tree | dict.fromkeys([one for one in values if one != codes.NONE], codes.RETURNED)
