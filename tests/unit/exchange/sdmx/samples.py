"""A small structure with awkward names, and observations of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from fairway.exchange.sdmx.structure import TIME, VALUE, Code, CodeList, Component, DataStructure

SEX = CodeList(
    "CL_SEX",
    {"en": "Sex", "fr": "Sexe"},
    (
        Code("SEX_T", {"en": "Total", "fr": "Total", "ar": "المجموع"}),
        Code("SEX_M", {"en": 'Men & "boys"', "fr": "Hommes <garçons>"}, "SEX_T"),
        Code("SEX_F", {"en": "Women, girls", "fr": "Femmes", "ar": "نساء"}, "SEX_T"),
    ),
)
AREA = CodeList(
    "CL_AREA", {"en": "Area"}, tuple(Code(f"A{n}", {"en": f"Area {n}", "fr": f"Région {n}"}) for n in range(3000))
)
STATUS = CodeList("CL_OBS_STATUS", {"en": "Status"}, tuple(Code(one, {"en": f"Status {one}"}) for one in "AUQO"))
STRUCTURE = DataStructure(
    "DF_TEST",
    {"en": "Test & “flow”", "fr": "Essai"},
    (
        Component("REF_AREA", {"en": "Reference area", "fr": "Zone"}, "CL_AREA"),
        Component("SEX", {"en": "Sex", "fr": "Sexe"}, "CL_SEX"),
    ),
    (
        Component("OBS_STATUS", {"en": "Status"}, "CL_OBS_STATUS"),
        Component("STD_ERR", {"en": "Standard error"}, kind="number"),
        Component("N_OBS", {"en": "Observations"}, kind="integer"),
        Component("SOURCE", {"en": "Source"}),
    ),
    {one.id: one for one in (SEX, AREA, STATUS)},
    descriptions={"en": "For tests."},
)
SCHEMA: Mapping[str, pl.DataType | type[pl.DataType]] = {
    "REF_AREA": pl.String,
    "SEX": pl.String,
    TIME: pl.String,
    VALUE: pl.Float64,
    "OBS_STATUS": pl.String,
    "STD_ERR": pl.Float64,
    "N_OBS": pl.Int64,
    "SOURCE": pl.String,
}
AWKWARD = "é \"x\" & <y>, 'z'\n\ttab\r\nend\u2028\u202eعربي\u202c;|\\ \U0001f600"


def table(rows: Sequence[tuple[object, ...]]) -> pl.DataFrame:
    """Observations from rows in the order of the structure's columns."""
    return pl.DataFrame(rows, schema=dict(SCHEMA), orient="row")


ROWS = table(
    [
        ("A0", "SEX_F", "2022", 1.5, "A", 0.25, 12, "Survey"),
        ("A0", "SEX_F", "2023", None, "Q", None, None, None),
        ("A0", "SEX_F", "2024", -0.0, "A", 1e300, 0, AWKWARD),
        ("A0", "SEX_M", "2024", 5.0, None, 5e-324, 7, " spaces "),
        ("A7", "SEX_T", "2024", 0.1 + 0.2, "U", 1e-7, 2**53 + 1, "=1+1"),
        ("A9", "SEX_T", "2024", 1e16, "A", None, None, "end"),
    ]
)
