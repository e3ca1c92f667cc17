"""Skills mismatch: worked examples, and the page that prints them."""

from __future__ import annotations

from typing import Any, Final

import polars as pl

from fairway.methods.survey.design import Design, Stage
from fairway.skills.mismatch import codes
from fairway.skills.mismatch.classification import APPROACHES, REASONS, Classified, classified
from fairway.skills.mismatch.method import Method
from fairway.skills.mismatch.mismatch import mismatch
from fairway.skills.mismatch.requirements import REQUIRED
from fairway.warehouse.surveys.running import silent
from fairway.warehouse.surveys.specification import Protection

COUNTRY: Final = "NPL"
METHOD: Final = Method(migrants=("birth",), least_cell=3, least_respondents=1)
VARIABLES: Final = (
    *("labour_force_status", "sex", "education", "education_country", "qualification_recognised", "occupation"),
    *("country_of_birth", "citizenship", "arrival_month", "own_assessment", "required_education"),
    *("earnings_currency", "occupation_before"),
)
WORKERS: Final = (
    ("physicist, schooled for it", "NPL", "7", "2111", None, 30.0),
    ("physicist, schooled for more", "NPL", "8", "2111", "6", 10.0),
    ("physicist from abroad", "IND", "7", "2111", None, 20.0),
    ("cleaner with a bachelor’s degree", "IND", "6", "9112", "1", 25.0),
    ("cleaner with primary school", "NPL", "1", "9112", "1", 40.0),
    ("another cleaner with primary school", "NPL", "1", "9112", None, 35.0),
    ("driver with a degree", "IND", "6", "8322", "3", 15.0),
    ("driver without", "NPL", "3", "8322", "3", 25.0),
    ("soldier, rank not known", "NPL", "3", "0", None, 10.0),
)
"""Who, born in, ISCED level, ISCO-08, level needed by own account, weight."""
EXPECTED: Final = (
    ("matched", "matched", "undetermined", "matched"),
    ("matched", "over", "over", "matched"),
    ("matched", "matched", "undetermined", "matched"),
    ("over", "over", "over", "over"),
    ("matched", "matched", "matched", "not_tertiary"),
    ("matched", "matched", "undetermined", "not_tertiary"),
    ("over", "undetermined", "over", "over"),
    ("matched", "undetermined", "matched", "not_tertiary"),
    ("undetermined", "undetermined", "undetermined", "not_tertiary"),
)
"""By the normative, the statistical, the own and the tertiary approach, worked out by hand."""


def persons() -> pl.DataFrame:
    """The workers as a standard frame; each is a sampled unit."""
    rows: list[dict[str, Any]] = [
        {
            "labour_force_status": "employed",
            "country_of_birth": birth,
            "education": level,
            "occupation": occupation,
            "required_education": needed,
            "weight": weight,
            "unit": at,
        }
        for at, (_, birth, level, occupation, needed, weight) in enumerate(WORKERS)
    ]
    schema: dict[str, Any] = {**dict.fromkeys(VARIABLES, pl.String), "weight": pl.Float64, "unit": pl.Int64}
    frame = pl.DataFrame(rows, schema=schema)
    return frame.with_columns(pl.lit(30.0).alias("age"), pl.lit(None, pl.Float64).alias("monthly_earnings"))


def workers() -> Classified:
    """The workers, classed."""
    return classified(persons(), METHOD, COUNTRY)


def figures() -> dict[tuple[str, str, str], float]:
    """Indicator, approach and place of birth → percent."""
    found = mismatch(
        workers(),
        design=Design("weight", (Stage("unit"),)),
        method=METHOD,
        country=COUNTRY,
        reference_month="2024-05",
        protection=Protection("suppression", ()),
        telling=silent,
    ).frame.filter(pl.all_horizontal(pl.col("sex", "age", "place").is_null()))
    rows = found.select("indicator", "approach", pl.col("birth").fill_null("all"), "estimate").rows()
    return {(indicator, approach, birth): value for indicator, approach, birth, value in rows}


def page() -> str:
    """The page of the documentation: `docs/reference/mismatch-methodology.md`."""
    classes = workers().persons.select(list(APPROACHES)).rows()
    listed = "\n".join(
        f"| {who} | {birth} | {level} | {occupation} | {needed or '–'} | {' | '.join(one)} |"
        for (who, birth, level, occupation, needed, _), one in zip(WORKERS, classes, strict=True)
    )
    limits = "\n".join(
        f"| {digits} | {occupation} | {n} | {f'{low:g}' if used else 'too few'} |"
        for digits, occupation, n, low, _, used in workers().thresholds.sort("digits", "occupation").rows()
    )
    ranges = "\n".join(f"| {group} | {low}–{high} |" for group, (low, high) in REQUIRED.items())
    reasons = "\n".join(f"| `{code}` | {said} |" for code, said in REASONS.items())
    found = figures()
    rates = "\n".join(
        f"| {APPROACHES[approach]} | {found['OVQ_RATE', approach, codes.FOREIGN]:.1f} | "
        f"{found['OVQ_RATE', approach, codes.NATIVE]:.1f} | {found['OVQ_GAP', approach, codes.FOREIGN]:.1f} |"
        for approach in APPROACHES
    )
    return PAGE.format(listed=listed, limits=limits, ranges=ranges, reasons=reasons, rates=rates)


PAGE: Final = """\
# Skills mismatch

Whether workers have more education than their jobs require, whether migrants have so more often than nationals, and
who came back from work abroad. The command: [Skills mismatch](../how-to/mismatch.md). Every example below is a test;
the workers are invented.

Source: 20th ICLS guidelines concerning measurement of qualifications and skills mismatches (2018); Eurostat,
over-qualification rate. The texts were read in secondary sources; the normative map is marked as not verified.

## Who is classed

The employed of `youngest` years and over (15) whose education and occupation are known. Others are counted in the
report with one reason each. Nobody is classed by a guess: where an approach cannot tell, the class is `undetermined`.

| Reason | In words |
| --- | --- |
{reasons}

## Three approaches, and Eurostat’s rate

**Normative.** The occupation requires a range of ISCED 2011 levels; armed forces by sub-major group.

| ISCO-08 | ISCED required |
| --- | --- |
{ranges}

**Statistical.** What those in the occupation usually have: the modal level (of two as common, the lower); or the mean
less and plus one standard deviation; or from the 20th to the 80th percentile. Weighted, at three digits of ISCO-08
where `least_cell` respondents (30) are in the group, else two, else one. Of all workers, or of nationals alone.

**Own assessment.** `own_assessment`; where it is unknown, the worker’s level against `required_education`.

**Tertiary.** Eurostat’s over-qualification rate: of the employed with ISCED 5–8, those in major groups 4–9.

The approaches disagree widely. So each has its own rates, and `AGR_…` says how many workers two of them class alike;
`agreement.csv` crosses all three.

## Nine workers

Thresholds need three respondents here.

| Worker | Born in | ISCED | ISCO-08 | Needed, as said | Normative | Statistical | Own | Tertiary |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
{listed}

Modal levels:

| Digits | Group | Respondents | Level |
| --- | --- | --- | --- |
{limits}

The drivers are two, in every group above them as well: the statistical approach does not class them.

| Approach | Foreign-born, % over-qualified | Native-born | Gap |
| --- | --- | --- | --- |
{rates}

## Figures

| Indicator | What it is |
| --- | --- |
| `OVQ_RATE`, `UNQ_RATE` | Σw over (under) / Σw over, matched and under |
| `OVQ_GAP` | rate of migrants less that of nationals (brain waste), percentage points |
| `OVQ_RATIO` | rate of migrants divided by that of nationals |
| `OVQ_PLACE_GAP` | educated in another country less educated here |
| `AGR_…` | classed alike by both approaches, of those whom both class |
| `EARN_OVER`, `EARN_MATCHED`, `EARN_RATIO` | mean monthly earnings, and over-qualified divided by matched |
| `MOVE_DOWN_RATE` | at a lower ISCO-08 skill level than in the last job before leaving |

By sex, age group, place of birth, citizenship, years since arrival, where education was obtained, and recognition.

**Errors** are design-based (Taylor linearisation). Migrants and nationals share sampled units, so the variance of a gap
holds their covariance, and that of a ratio R = a/b is [V(a) − 2 R C + R² V(b)]/b² with C from the variance of the gap.
Goldens of R `survey` (`svyby` with `covmat`, `svycontrast`) agree to 1e-10. Thresholds count as fixed: their own
sampling error is not in the errors of statistical rates.

**Wage gap**: a ratio of means, not adjusted for age, education or hours.

## Returned workers

Residents who ever worked abroad: `RET_NB` and `RET_SHARE`, by sex and each of age, education, last country, time worked
there, occupation abroad, reason for return, use of skills, labour force status now, and moves between skill levels
(before leaving → abroad, before leaving → now). The dataflow is `DF_RETURNED_WORKERS`.

## Disclosure control

Each approach is a dimension of the tables that are protected: a rate times the number of workers is a number of
workers. All tables of workers are one problem, with every margin; those of earnings and of returned workers are
two more. A rate is withheld with any cell that it tells of; beside withheld cells errors are rounded. Migrants by
approach stay printed where no cell of that table is small by itself. Where no pattern is safe, the finest
table is left out, and the report says so.
"""
