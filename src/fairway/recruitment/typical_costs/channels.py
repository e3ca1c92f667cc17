"""From a survey's codes to the channels and sectors of typical costs."""

from __future__ import annotations

from typing import Final

import polars as pl

from fairway.recruitment.ratings.items import Channel

RECRUITERS: Final[dict[str, Channel]] = {
    "licensed_agency": "private", "unlicensed_agency": "private", "agency": "private", "government": "government",
    "employer": "direct", "nobody": "direct", "advertisement": "direct", "broker": "informal", "relatives": "informal",
    "other": "informal",
}  # fmt: skip
"""Codes of `recruiter` and `job_found` in the recruitment cost modules → channel. Who needed nobody was hired by the
employer; an agency without licence is an agency still."""
_DIVISIONS: Final = {
    "agriculture": ("01", "02", "03"),
    "construction": ("41", "42", "43"),
    "garment": tuple(f"{one}" for one in range(10, 34)),
    "domestic": ("97", "98"),
    "hospitality": ("55", "56"),
    "cleaning": ("80", "81"),
    "care": ("86", "87", "88"),
    "transport": ("49", "50", "51", "52", "53"),
    "trade": (
        "45",
        "46",
        "47",
        "58",
        "59",
        "60",
        "61",
        "62",
        "63",
        "64",
        "65",
        "66",
        "68",
        "69",
        *map(str, range(70, 76)),
    ),
}
_SECTIONS: Final = {
    "A": "agriculture", "C": "garment", "F": "construction", "G": "trade", "H": "transport", "I": "hospitality",
    "J": "trade", "K": "trade", "L": "trade", "M": "trade", "Q": "care", "T": "domestic",
}  # fmt: skip
_OCCUPATIONS: Final = {
    "9111": "domestic", "5152": "domestic", "911": "domestic", "515": "domestic", "912": "cleaning", "541": "cleaning",
    "61": "agriculture", "62": "agriculture", "63": "agriculture", "92": "agriculture", "71": "construction",
    "931": "construction", "815": "garment", "753": "garment", "932": "garment", "513": "hospitality",
    "512": "hospitality", "94": "hospitality", "53": "care", "22": "care", "32": "care", "83": "transport",
    "933": "transport", "52": "trade",
}  # fmt: skip


def channel_of(*columns: str) -> pl.Expr:
    """The channel that the first known of these columns of codes tells; null where none does."""
    known = [pl.col(name).replace_strict(RECRUITERS, default=None, return_dtype=pl.String) for name in columns]
    return pl.coalesce(known) if known else pl.lit(None, pl.String)


def sector_of(industry: str, occupation: str) -> pl.Expr:
    """The sector by ISIC Rev.4, else by ISCO-08; domestic work by either, for homes are often coded as their members'.

    Args:
        industry: The column with a section or digits of ISIC Rev.4.
        occupation: The column with digits of ISCO-08.
    """
    work = [
        pl.col(occupation).str.slice(0, digits).replace_strict(
            {code: one for code, one in _OCCUPATIONS.items() if len(code) == digits},
            default=None, return_dtype=pl.String,
        )
        for digits in (4, 3, 2)
    ]  # fmt: skip
    by_occupation = pl.coalesce(work)
    divisions = {division: one for one, codes in _DIVISIONS.items() for division in codes}
    digits = pl.col(industry).str.extract(r"(\d{2})", 1)
    letter = pl.col(industry).str.extract(r"^([A-U])", 1)
    by_division = digits.replace_strict(divisions, default=None, return_dtype=pl.String)
    by_section = letter.replace_strict(_SECTIONS, default=None, return_dtype=pl.String)
    stated = pl.when(pl.col(industry).is_not_null()).then(pl.lit("other"))
    domestic = pl.when(by_occupation == "domestic").then(pl.lit("domestic"))
    section_alone = pl.when(digits.is_null()).then(by_section)
    return pl.coalesce(domestic, by_division, section_alone, stated, by_occupation)
