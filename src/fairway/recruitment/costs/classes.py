"""By what costs are shown: workers' characteristics as codes of the dataflow, and the groups above them.

Source: UNSD, SDG indicator metadata 10.7.1 (2022-05-18), “Disaggregation”: sex, age, education, destination;
documentation, ISCO-08 skill level and major group, ISIC Rev.4 (agriculture, construction, retail, domestic work).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import polars as pl

from fairway.recruitment.costs.method import Role
from fairway.reference.classifications import code_list

NOT_STATED: Final = "_U"
OTHER: Final = "_O"
DIMENSIONS: Final = {
    "sex": "SEX",
    "age": "AGE",
    "education": "EDU",
    "occupation": "OCU",
    "industry": "ECO",
    "counterpart": "COUNTERPART",
    "documented": "DOC",
}
"""Word of the settings → dimension. `occupation` gives skill levels above major groups, `industry` sectors above
sections."""
AGES: Final = (15, 25, 35, 45, 55, 65)
EDUCATION: Final = {"LTB": "0", "BAS": "12", "INT": "34", "ADV": "5678"}
SKILLS: Final = {"OCU_SKILL_L1": "9", "OCU_SKILL_L2": "45678", "OCU_SKILL_L3-4": "123"}
SECTORS: Final = {"ECO_SECTOR_AGR": "A", "ECO_SECTOR_IND": "BCDEF", "ECO_SECTOR_SER": "GHIJKLMNOPQRSTU"}
MAJORS: Final = "0123456789"
SECTIONS: Final = "ABCDEFGHIJKLMNOPQRSTU"


def classified(persons: pl.DataFrame, role: Role, least: int) -> pl.DataFrame:
    """The workers with a column for each dimension; nobody's is null, so that the parts add up.

    Args:
        persons: As `personal_costs` gives them.
        role: Of the survey: the counterpart is the destination, or the origin.
        least: Countries of fewer eligible workers are taken together.
    """
    country = "destination" if role == "origin" else "origin"
    few = (
        persons.filter(pl.col("eligible") == 1).group_by(country).len().filter(pl.col("len") < least)[country]
    ).to_list()
    counterpart = pl.when(pl.col(country).is_in([one for one in few if one is not None])).then(pl.lit(OTHER))
    return persons.with_columns(
        ("SEX_" + pl.col("sex")).fill_null(f"SEX{NOT_STATED}").alias("SEX"),
        _age().alias("AGE"),
        _education().alias("EDU"),
        ("OCU_ISCO08_" + pl.col("occupation").str.slice(0, 1)).fill_null("OCU_ISCO08_X").alias("OCU"),
        ("ECO_ISIC4_" + _section()).fill_null("ECO_ISIC4_X").alias("ECO"),
        counterpart.otherwise(pl.col(country)).fill_null(NOT_STATED).alias("COUNTERPART"),
        pl.col("documented")
        .replace_strict({"yes": "DOC_YES", "no": "DOC_NO"}, default=None)
        .fill_null(f"DOC{NOT_STATED}")
        .alias("DOC"),
    )


def age_codes() -> dict[str, str]:
    """Code of each age group → its title."""
    ends = (*(low - 1 for low in AGES[1:]), None)
    bands = {f"AGE_10YRBANDS_Y{low}-{high}": f"{low}–{high}" for low, high in zip(AGES, ends, strict=True) if high}
    return {"AGE_10YRBANDS_YLT15": "Under 15", **bands, "AGE_10YRBANDS_YGE65": "65 and over"}


def hierarchies() -> dict[str, Mapping[str, str | None]]:
    """Dimension → code → the group above it; None: directly below the total.

    A group of one code is left out, for it is the same cell.
    """
    skill = {major: group for group, majors in SKILLS.items() for major in majors if len(majors) > 1}
    sector = {section: group for group, sections in SECTORS.items() for section in sections if len(sections) > 1}
    occupations: dict[str, str | None] = {f"OCU_ISCO08_{major}": skill.get(major) for major in MAJORS}
    industries: dict[str, str | None] = {f"ECO_ISIC4_{section}": sector.get(section) for section in SECTIONS}
    return {
        "OCU": occupations | {"OCU_ISCO08_X": None} | dict.fromkeys(skill.values()),
        "ECO": industries | {"ECO_ISIC4_X": None} | dict.fromkeys(sector.values()),
    }


def _age() -> pl.Expr:
    codes = list(age_codes())
    chosen: pl.Expr = pl.lit(f"AGE{NOT_STATED}")
    for low, code in zip((0, *AGES), codes, strict=True):
        chosen = pl.when(pl.col("age") >= low).then(pl.lit(code)).otherwise(chosen)
    return chosen


def _education() -> pl.Expr:
    groups = {level: f"EDU_AGGREGATE_{group}" for group, levels in EDUCATION.items() for level in levels}
    return pl.col("education").replace_strict(groups, default=None).fill_null("EDU_AGGREGATE_X")


def _section() -> pl.Expr:
    """The section of ISIC Rev.4: the letter, or that of the first two digits."""
    divisions = {entry.code: entry.parent for entry in code_list("isic").entries if entry.level == 2}
    letter = pl.col("industry").str.extract(r"^([A-U])", 1)
    division = pl.col("industry").str.slice(0, 2).replace_strict(divisions, default=None)
    return pl.coalesce(letter, division)
