"""The page of the coverage study: how it was made, what was found, and every table."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import polars as pl

from tests.study.coverage import PERSONS, SAMPLED, Judged, coverage_with, judged, known, lines
from tests.study.measured import APART

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "coverage.md"

TEXT = """<!-- Written by `python -m tests.study.coverage`. Change that, not this page. -->

# Coverage of the confidence intervals

Does a 95 % confidence interval hold the true value 95 times in 100? For a real survey nobody can tell. For a
simulated one everybody can: `fairway.statistics.simulation` makes a country of {persons:,} invented persons in which
every figure is known, {samples} samples of about {sampled:,} persons are drawn from it as a statistical office would,
and each is estimated as `fairway ilms` and `fairway recruitment-costs` do.

The country is made to be difficult: migrants live together in some neighbourhoods, neighbours earn alike, strata with
many migrants are sampled more, recruitment costs have a heavy tail and one worker in seven paid nothing. Two designs:

- **By size**: enumeration areas systematically with probability proportional to their households, then ten households
  in each. Estimated as is usual, as if areas had been drawn with replacement.
- **With equal chances**: areas as a simple random sample in each stratum, then ten households. Estimated with the
  numbers of areas and households known, so with finite population corrections at both stages.

How to read the tables: *Persons* answered, on average. *Bias* is that of the estimates, in per cent of the true
value. *Coverage* is the share of the intervals that hold the true value; the others lie wholly *below* or *above* it.
*SE / SD* is the mean standard error to the standard deviation of the {samples} estimates: 1 is right, below 1 claims
too much. Quantiles in small samples may have *no interval*, and say why. What follows ± is one Monte Carlo standard
error: at {samples} samples a coverage of 95 % is known to ± 1. Relative bias means little where the true value is
close to 0, as the difference in unemployment rates is.

## What was found

- **Totals, rates, shares, means, medians and their differences do what they say.** With equal chances the coverage of
  all that rest on {many} persons or more is {srs_least:.1f} to {srs_most:.1f} %, and SE / SD lies between
  {ratio_least:.2f} and {ratio_most:.2f}. None of them has a bias that could be told from chance.
- **By size, the intervals are a little too wide**: coverage {pps_least:.1f} to {pps_most:.1f} %. About one area in
  ten is drawn, and the usual formula treats them as drawn with replacement. That errs on the safe side.
- **Means with a heavy tail miss on one side.** The mean ratio of cost to earnings of returned workers
  ({returned_rows:.0f} persons) is covered {mean:.1f} % of the time; {mean_below:.1f} % of the intervals lie
  below the truth, {mean_above:.1f} % above: a sample without the few who were defrauded has both too low a mean and too
  short an interval. The median and the upper quantile, which do not depend on these few, are covered {median:.1f} and
  {p80:.1f} %. Publish them beside the mean.
- **With 30 persons the mean ratio cannot be trusted.** For workers who arrived ({arrived_rows:.0f} persons on
  average, {arrived_df:.0f} degrees of freedom) its interval holds the truth {poor:.0f} to {poor_srs:.0f} % of the
  time, and its standard error is {short:.0f} % too small. One of the {arrived:.0f} such workers of the country paid
  {largest:.0f} months of earnings, and is in few samples: the others know nothing of that tail. A larger sample mends
  it, or several rounds together; the median is covered {arrived_median:.0f} %. The upper quantile has no upper limit
  in {without:.0f} to {without_srs:.0f} % of such samples, and says so: these are the very samples that know too
  little. Where there is one, its standard error, which is read off the width of a lopsided interval, is on average
  much too large: use the interval.
- **The gap between women taught abroad and taught here** rests on {gap_rows:.0f} women with tertiary education, of
  whom {few:.0f} were taught abroad: {gap:.0f} % coverage, and {gap_srs:.0f} % with equal chances. Nearly all its
  variance comes from these few, so that Satterthwaite’s approximation gives it {gap_df:.0f} degrees of freedom on
  average, where the smaller group alone has {few_df:.0f}; with no more than those the coverage would be
  {gap_small:.0f} %. The share of the smaller group alone is covered {share:.0f} %. Take a difference from fewer than
  30 persons on one side as a hint.
- **A module’s file by itself claims too much.** Enumeration areas in which nobody is abroad have no row in the file
  of absent members, so that a design read from that file forgets them. Its SE / SD is {alone:.2f} instead of
  {together:.2f} from the whole sample, and the coverage {alone_cover:.1f} instead of {together_cover:.1f} %. Means
  and ratios suffer little ({workers:.2f}), totals more. Attach the module to the file of persons, or give
  `fairway recruitment-costs` all sampled areas as its `sample`: its errors are then those of the file of persons.
- **Who ignores the design** finds the number of foreign-born with an interval that holds the truth {ignored:.0f} % of
  the time.

Differences of medians are not in the tables: they need replicates (`Bootstrap`), which {samples} times over would
take hours.

## What is estimated

Over-qualified: the broad level of education (ISCED 0–2, 3–4, 5–8) is above that which the major group of the
occupation needs (ISCO-08 1–3: tertiary; 4–8: secondary; 9: less). Over-qualified with tertiary education: works in
major groups 4 to 9. Recruitment costs count as `fairway.recruitment.costs` counts them by default, with net earnings;
what each worker paid and earned comes from `personal_costs`, the true values from a computation apart from it, and
the estimates from the measures of `Survey.estimate` that the tables of costs are made of. Disclosure control plays no
part here.
"""


def page(made: Mapping[str, np.ndarray]) -> str:
    """The whole page, from all replications."""
    results = {design: judged(one) for design, one in made.items()}
    said = _said(results, len(made["pps"])) | {"gap_small": 100.0 * coverage_with(made["pps"], GAP, TAUGHT_ABROAD)}
    parts = [_filled(TEXT.format(**said)), "", "## By size", *lines(results["pps"])]
    parts += ["", "## With equal chances", *lines(results["srs"])]
    return "\n".join(parts) + "\n"


def _filled(text: str) -> str:
    """Paragraphs and items, with lines of one length whatever the figures in them."""
    return "\n\n".join(_block(block) for block in text.strip().split("\n\n"))


def _block(block: str) -> str:
    if block.startswith(("#", "<!--")):
        return block
    items = block.startswith("- ")
    parts = block.removeprefix("- ").split("\n- ") if items else [block]
    first, rest = ("- ", "  ") if items else ("", "")
    return "\n".join(
        textwrap.fill(
            " ".join(part.split()), WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
        )
        for part in parts
    )


WIDTH = 120
MANY = 100


def _said(results: Mapping[str, Sequence[Judged]], samples: int) -> dict[str, float]:
    pps, srs = ({one.name: one for one in found} for found in results.values())
    sound = {design: [one for one in found if is_sound(one)] for design, found in results.items()}
    mean, gap = pps["mean of cost to earnings, returned"], pps[GAP]
    poor, poor_srs = (one["mean of cost to earnings, arrived"] for one in (pps, srs))
    alone = pps["absent members (from the file of absent members alone)"]
    upper = "cost to earnings exceeded by a fifth"
    everybody, poor_true = known().files["persons"], known().truth
    largest = everybody.filter(pl.col("arrived_recently") == 1.0)["ratio"].to_numpy().max()
    shares = {
        "srs_least": min(one.coverage for one in sound["srs"]),
        "srs_most": max(one.coverage for one in sound["srs"]),
        "pps_least": min(one.coverage for one in sound["pps"]),
        "pps_most": max(one.coverage for one in sound["pps"]),
        "mean": mean.coverage,
        "mean_below": mean.below,
        "mean_above": mean.above,
        "median": pps["median of cost to earnings, returned"].coverage,
        "p80": pps[f"{upper}, returned"].coverage,
        "poor": poor.coverage,
        "poor_srs": poor_srs.coverage,
        "arrived_median": pps["median of cost to earnings, arrived"].coverage,
        "without": pps[f"{upper}, arrived"].without,
        "without_srs": srs[f"{upper}, arrived"].without,
        "gap": gap.coverage,
        "gap_srs": srs[GAP].coverage,
        "share": pps[TAUGHT_ABROAD].coverage,
        "alone_cover": alone.coverage,
        "together_cover": pps["absent members"].coverage,
        "ignored": pps["foreign-born (strata and clusters ignored)"].coverage,
    }
    return {name: 100.0 * share for name, share in shares.items()} | {
        "persons": PERSONS,
        "samples": samples,
        "sampled": SAMPLED,
        "many": MANY,
        "ratio_least": min(one.ratio for one in sound["srs"]),
        "ratio_most": max(one.ratio for one in sound["srs"]),
        "returned_rows": mean.rows,
        "arrived_df": poor.df,
        "short": 100.0 * (1.0 - poor.ratio),
        "arrived": poor_true["workers who count, arrived"],
        "largest": largest,
        "gap_df": gap.df,
        "few_df": pps[TAUGHT_ABROAD].df,
        "arrived_rows": poor.rows,
        "gap_rows": gap.rows,
        "few": pps[TAUGHT_ABROAD].rows,
        "alone": alone.ratio,
        "together": pps["absent members"].ratio,
        "workers": pps["mean of cost to earnings, returned (from the file of workers alone)"].ratio,
    }


TAUGHT_ABROAD = "over-qualified with tertiary education, women taught abroad"
GAP = "over-qualified with tertiary education, women: taught abroad less taught here"


def is_sound(one: Judged) -> bool:
    """Whether a measure is smooth enough, and rests on persons enough, for the theory of intervals to hold."""
    return one.title != APART and not one.title.startswith("Recruitment costs") and one.rows >= MANY and one.name != GAP
