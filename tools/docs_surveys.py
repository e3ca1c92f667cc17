"""The methodology of survey estimation and of disclosure control: rules in words and formula, with proven examples."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from docs_markdown import cell, table

ROOT = Path(__file__).resolve().parent.parent
ESTIMATION = """# Survey methodology

How Fairway estimates from survey microdata: each method in words and formula, with its source, with what R's `survey`
does differently, and with an example small enough for pencil and paper. Every example is a test: `tests/spec/surveys`
holds the numbers, worked out by hand, and asks the slow reference, the memory, DuckDB over files (whole and in parts),
PostgreSQL and a Spark cluster for them. The persons are invented.

w is a weight, θ an estimate, V its variance, se = √V its standard error, z a linearised score. “Not verified” marks a
source whose text could not be opened: the formula was checked by other means, the number of the paragraph was not.

Why it is done so, and when to use what: [Survey estimation](../explanation/survey-estimation.md).
"""
DISCLOSURE = """# Disclosure control

How Fairway keeps the answers of single persons and firms out of what it publishes: each method in words and formula,
with its source and an example small enough for pencil and paper. Every example is a test (`tests/spec/surveys`); the
persons and firms are invented. A dash in a column of codes is the total.

“Not verified” marks a source whose text could not be opened.

Why it is done so, and what is not promised: [Disclosure control](../explanation/disclosure-control.md).
"""


def estimation_page() -> str:
    """Every section of survey estimation, in order."""
    return _page("estimation", ESTIMATION)


def disclosure_page() -> str:
    """Every section of disclosure control, in order."""
    return _page("disclosure", DISCLOSURE)


def _page(name: str, introduction: str) -> str:
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    from tests.spec.surveys.worked import specifications

    return introduction + "".join(f"\n{_section(spec)}" for spec in specifications(name))  # type: ignore[arg-type]


def _section(spec: Any) -> str:
    text = spec.TEXT.strip("\n")  # and no spaces: an indented first line is a formula
    parts = [f"## {spec.TITLE}\n\n{text}\n"]
    seen: list[Any] = []
    for case in spec.CASES:
        parts.append(f"### {case.name[0].upper()}{case.name[1:]}\n")
        given = case.given if isinstance(case.given, tuple) else (case.given,)
        for microdata in given:
            parts.append(_given(microdata, microdata in seen))
            seen.append(microdata)
        parts += [f"Asked: {_asked(case)}\n", f"{case.working.strip()}\n", _outcome(case)]
    return "\n".join(parts)


def _given(microdata: Any, again: bool) -> str:
    if again:
        return f"Given {microdata.name} as above.\n"
    shown = microdata.shown or microdata.columns
    places = [microdata.columns.index(name) for name in shown]
    rows = [[row[at] for at in places] for row in microdata.rows]
    written = [[_written(value, 4) for value in row] for row in rows]
    return f"Given {microdata.name}:\n\n{table(shown, written, _numbers(rows))}\n"


def _asked(case: Any) -> str:
    from tests.spec.surveys.worked import Computed, said

    if isinstance(case, Computed):
        return case.asked
    words = ["each of"] if _one_row_each(case) else [", ".join(f"`{said(measure)}`" for measure in case.measures)]
    words += [f"by {' × '.join(f'`{name}`' for name in case.by)}"] if case.by else []
    words += ["with margins"] if case.margins else []
    words += [f"where `{said(case.where[0])}`"] if case.where else []
    words += [f"flagged by `{said(case.reliability)}`"] if case.reliability else []
    listed = " the measures below, of" if _one_row_each(case) else ", of"
    asked = " ".join(words) + f"{listed} `{said(case.design)}`"
    if case.calibration is not None:
        asked += f", calibrated to `{said(case.calibration)}`"
    if case.replicates is not None:
        asked += f", with replicates by `{said(case.replicates)}`"
    limits = " In memory; other engines refuse it and say so." if case.elsewhere else ""
    return f"{asked}.{limits}"


def _outcome(case: Any) -> str:
    if case.refused:
        kind, words = case.refused
        return f"Then it is **refused** (`{kind.slug}`): {words}.\n"
    rows = [[_written(value, case.decimals) for value in row] for row in case.expected]
    shown, right = list(case.shown), _numbers(case.expected)
    if _one_row_each(case):
        from tests.spec.surveys.worked import said

        rows = [[f"`{said(measure)}`", *row] for measure, row in zip(case.measures, rows, strict=True)]
        shown, right = ["asked", *shown], [at + 1 for at in right]
    return f"Then:\n\n{table(shown, rows, right)}\n"


def _one_row_each(case: Any) -> bool:
    """Whether the rows expected are those of several measures in turn, so that the table can name them."""
    measures = getattr(case, "measures", ())
    return len(measures) > 1 and len(case.expected) == len(measures)


def _written(value: Any, decimals: int) -> str:
    from tests.spec.surveys.worked import plain

    bare = plain(value)
    if not isinstance(bare, float):
        return cell(bare)
    text = f"{bare:,.{decimals}f}" if abs(bare) >= 10_000 else f"{bare:.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _numbers(rows: Any) -> list[int]:
    from fractions import Fraction

    columns = list(zip(*rows, strict=True))
    return [
        at
        for at, column in enumerate(columns)
        if all(one is None or (isinstance(one, int | float | Fraction) and not isinstance(one, bool)) for one in column)
        and any(one is not None for one in column)
    ]
