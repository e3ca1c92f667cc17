"""A small dataflow for tests: its structure, its observations, and releases of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import polars as pl

from fairway.exchange.sdmx.structure import Code, CodeList, Component, DataStructure
from fairway.kernel.text import Text
from fairway.warehouse.releases import Release

AGES = tuple(f"AGE_{number:02d}" for number in range(20))


def codes(id: str, *ids: str) -> CodeList:
    """A code list whose codes are called after themselves, in English and in French."""
    return CodeList(
        id,
        {"en": f"List {id}", "fr": f"Liste {id}"},
        tuple(Code(one, {"en": f"Code {one}", "fr": f"Code français {one}"}) for one in ids),
    )


def _component(id: str, **more: Any) -> Component:
    return Component(id, {"en": id.title(), "fr": f"{id.title()} (fr)"}, **more)


STRUCTURE = DataStructure(
    "DF_ILMS",
    {"en": "Labour migration", "fr": "Migration de main-d’œuvre"},
    (
        _component("FREQ", codes="CL_FREQ"),
        _component("REF_AREA", codes="CL_AREA"),
        _component("INDICATOR", codes="CL_INDICATOR"),
        _component("SEX", codes="CL_SEX"),
        _component("AGE", codes="CL_AGE"),
        _component("CBR", codes="CL_CBR"),
    ),
    (
        _component("OBS_STATUS", codes="CL_OBS_STATUS"),
        _component("CV", kind="number"),
        _component("N_OBS", kind="integer"),
        _component("SOURCE"),
    ),
    {
        one.id: one
        for one in (
            codes("CL_FREQ", "A", "Q"),
            codes("CL_AREA", "IND", "NPL", "PHL"),
            codes("CL_INDICATOR", "MST_TEMP_SEX_AGE_NB", "MST_TEMP_SEX_RT", "NEVER_SEEN"),
            codes("CL_SEX", "SEX_T", "SEX_M", "SEX_F"),
            codes("CL_AGE", *AGES, "_Z"),
            codes("CL_CBR", "CBR_TOTAL", "_Z"),
            codes("CL_OBS_STATUS", "A", "U", "Q"),
        )
    },
)


def observations(
    area: str = "NPL", years: Iterable[int] = (2023, 2024), *, plus: float = 0.0, freq: str = "A"
) -> pl.DataFrame:
    """Observations in no order: a number of persons by sex and age, and a rate by sex."""
    rows = [
        (freq, area, indicator, sex, age, "_Z", str(year), year + at + plus, "A", 0.25, 10 + at, "LFS, “wave” 1")
        for indicator, ages in (("MST_TEMP_SEX_AGE_NB", AGES), ("MST_TEMP_SEX_RT", ("_Z",)))
        for sex in ("SEX_T", "SEX_M", "SEX_F")
        for at, age in enumerate(ages)
        for year in years
    ]
    return pl.DataFrame(rows, schema=list(STRUCTURE.columns), orient="row").sample(fraction=1.0, shuffle=True, seed=7)


def release(edition: str = "NPL_LFS_2024", **more: Any) -> Release:
    """A release of such observations."""
    stated: dict[str, Any] = {
        "structure": STRUCTURE,
        "edition": edition,
        "publisher": "Office of Statistics",
        "title": f"Survey {edition}",
        "licence": "CC BY 4.0",
        "method": Text("Estimated from a survey, with its design {50 % of {it}}".replace("{", "{{").replace("}", "}}")),
        "url": "https://example.org/survey",
    }
    return Release(**{**stated, **more})
