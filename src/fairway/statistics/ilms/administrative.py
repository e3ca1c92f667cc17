"""Figures that no survey gives, from a CSV file of the office: each with its own source."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import polars as pl

from fairway.kernel.errors import InputError
from fairway.statistics.ilms import codes
from fairway.statistics.ilms.observing import COMPONENTS, About, empty
from fairway.statistics.ilms.series import SERIES
from fairway.statistics.ilms.structure import NOT_APPLICABLE, structure
from fairway.warehouse.surveys.specification_errors import nearest

NEEDED: Final = ("INDICATOR", "OBS_VALUE", "SOURCE")


class AdministrativeUnusable(InputError):
    """A file of administrative figures that cannot be used."""

    slug = "administrative-figures"


def administrative(path: Path, about: About) -> pl.DataFrame:
    """Reads a file of figures.

    Columns: INDICATOR, OBS_VALUE, SOURCE, and any dimension of the dataflow (SEX, MIG …; empty: the total, or not
    classified by it), TIME_PERIOD (the survey's where it is missing).

    Args:
        path: The CSV file.
        about: The survey.

    Returns:
        Observations, as the structure has them.

    Raises:
        AdministrativeUnusable: Not there, a column missing, an unknown indicator or code, no number, a key twice.
    """
    try:
        rows = pl.read_csv(path, infer_schema=False)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise AdministrativeUnusable(
            f"The administrative figures in {path.name} cannot be read: {str(error).splitlines()[0]}",
            advice=f"It is a CSV file with the columns {', '.join(NEEDED)} and dimensions of DF_ILMS.",
        ) from error
    missing = [name for name in NEEDED if name not in rows.columns]
    if missing:
        raise AdministrativeUnusable(
            f"{path.name} lacks the column{'s' if len(missing) > 1 else ''} {', '.join(missing)}.",
            advice=f"It has: {', '.join(rows.columns)}.",
        )
    made = [_observation(row, number, path, about) for number, row in enumerate(rows.iter_rows(named=True), start=2)]
    found = pl.DataFrame(made, schema=empty().schema)
    keys = [*(one.id for one in structure().dimensions), "TIME_PERIOD"]
    twice = found.filter(pl.struct(keys).is_duplicated())
    if len(twice):
        raise AdministrativeUnusable(
            f"{path.name} has two figures of one key: {', '.join(twice.select(keys).row(0))}.",
            advice="Leave one of them out.",
        )
    return found


def _observation(row: dict[str, str | None], line: int, path: Path, about: About) -> dict[str, object]:
    known = {one.code: one for one in SERIES}
    series = known.get(row["INDICATOR"] or "")
    if series is None:
        asked = row["INDICATOR"] or ""
        raise AdministrativeUnusable(
            f"{path.name}, line {line}: there is no indicator “{asked}”.{nearest(asked, known)}",
            advice="`docs/reference/ilms-tables.md` lists them.",
        )
    try:
        value = float(row["OBS_VALUE"] or "")
    except ValueError:
        raise AdministrativeUnusable(
            f"{path.name}, line {line}: “{row['OBS_VALUE']}” is no number.", advice="Write 12.5 for twelve and a half."
        ) from None
    if not row["SOURCE"]:
        raise AdministrativeUnusable(f"{path.name}, line {line}: SOURCE is empty.", advice="Say whose figure it is.")
    found: dict[str, object] = {"FREQ": "A", "REF_AREA": about.area, "INDICATOR": series.code}
    by = {COMPONENTS[name] for name in series.dimensions}
    for component, total in codes.TOTALS.items():
        usual = total if component in by else NOT_APPLICABLE
        found[component] = _code(component, row.get(component) or usual, line, path)
    return found | {
        "TIME_PERIOD": row.get("TIME_PERIOD") or about.period,
        "OBS_VALUE": value,
        "UNIT_MEASURE": series.unit,
        "UNIT_MULT": 0,
        "OBS_STATUS": "A",
        "CONF_STATUS": "F",
        "SOURCE": row["SOURCE"],
    }


def _code(component: str, code: str, line: int, path: Path) -> str:
    known = structure().code_list(component)
    assert known is not None
    if code not in known.ids:
        raise AdministrativeUnusable(
            f"{path.name}, line {line}: “{code}” is no code of {component}.{nearest(code, known.ids)}",
            advice="Use the codes of structure.json.",
        )
    return code
