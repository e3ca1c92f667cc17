# ruff: noqa: E402
# %% [markdown]
"""
# From a Stata file to a safe table

You are a statistician; you know strata, weights and design effects, and perhaps Stata or R. You have never used Python
for a survey. At the end you have a table of migrant workers by province and country of origin that may be published,
with its errors, its method report, and an audit of what could be worked out from it.

You need Fairway installed (`make setup`, once). Everything below runs from the folder of Fairway, without a network,
in about fifteen seconds altogether (a minute on a busy machine). Read it here, or run it:

- all at once: `.venv/bin/python tools/docs_tutorials.py tools/tutorials/survey_to_safe_table.py`, which prints this
  page;
- cell by cell: open `tools/tutorials/survey_to_safe_table.py` in an editor that knows `# %%` cells (VS Code, Spyder,
  PyCharm), or start `.venv/bin/python` and paste them one after another. What begins with `.venv/bin/fairway` goes into
  a terminal.

You do not write Python? Go to [Part 2](#part-2-the-same-without-python): a specification and three commands.

This page is made by running it, so each output is what the code above it printed. The persons are invented.

## Part 1: step by step

### 1. A survey, as a Stata file

A labour force survey with a migration module: 12 strata with 6 primary sampling units (PSUs) each, 40 persons in each
PSU, and a thirteenth stratum, a workers' compound. Have a file of your own? Skip the
next two cells and use its name below.
"""

# %%
import numpy as np
import polars as pl

random = np.random.default_rng(2025)
places = [(stratum, psu) for stratum in range(1, 13) for psu in range(1, 7)] + [(13, 1)]
psus = pl.DataFrame(places, {"stratum": pl.Int32, "psu": pl.Int32}, orient="row")
level = random.normal(0, 0.25, len(psus))  # neighbours earn alike
foreign = np.where(psus["stratum"] == 13, 0.85, random.beta(1.2, 6.0, len(psus)))  # and migrants live together
row = np.repeat(np.arange(len(psus)), 40)
count = len(row)

origin = np.where(random.random(count) < foreign[row], random.choice([2, 3, 4], count, p=[0.7, 0.26, 0.04]), 1)
migrant = origin > 1
sex = np.where(random.random(count) < np.where(migrant, 0.3, 0.52), 2, 1)
works = random.random(count) < np.where(migrant, 0.85, np.where(sex == 2, 0.45, 0.7))
earnings = np.exp(random.normal(6.4 - 0.35 * migrant - 0.15 * (sex == 2) + level[row], 0.5)).round(-1)
cost = np.exp(random.normal(7.3 + 0.3 * (origin == 3), 0.6, count)).round(-1)
passport = (random.random(count) < 0.06).astype(float)
weight = (random.uniform(80, 160, len(psus))[row] * random.uniform(0.8, 1.25, count)).round(2)
province = pl.when(pl.col("stratum") == 13).then(2).otherwise((pl.col("stratum") + 3) // 4)
sample = psus[row].with_columns(province=province, weight=weight, sex=sex, origin=origin, works=works.astype(int))

# %% [markdown]
"""
Some refused (Stata's `.a`) or did not know (`.b`), and nationals were not asked what a job abroad had cost (`.`). Save
it with its labels:
"""

# %%
from pathlib import Path
from typing import Any

import pyreadstat

no_answer: dict[Any, str] = {"a": "refused", "b": "does not know"}
answers = {}
for name, values, asked in [
    ("earnings", earnings, works),
    ("cost", cost, works & migrant),
    ("passport", passport, works & migrant),
]:
    cells = np.full(count, None, dtype=object)
    cells[asked] = values[asked]
    luck = random.random(count)
    cells[asked & (luck < 0.04)] = "a"
    cells[asked & (luck > 0.98)] = "b"
    answers[name] = pl.Series(name, cells.tolist(), dtype=pl.Object)

folder = Path("var/tutorial")
folder.mkdir(parents=True, exist_ok=True)
pyreadstat.write_dta(
    sample.with_columns(**answers),
    str(folder / "persons.dta"),
    variable_value_labels={
        "province": {1: "North", 2: "Coast", 3: "South"},
        "sex": {1: "Men", 2: "Women"},
        "origin": {1: "Nationals", 2: "Country A", 3: "Country B", 4: "Country C"},
        "works": {0: "no", 1: "yes"},
        "passport": {0: "no", 1: "yes", **no_answer},
        "earnings": no_answer,
        "cost": no_answer,
    },
    missing_user_values={name: ["a", "b"] for name in answers},
)

# %% [markdown]
"""
### 2. Read it, and look before you compute

`read_microdata` reads Stata, SPSS, SAS, CSV and Parquet. Stata's extended missing codes (`.a`, `.b`) become *missing*,
and are counted, so that you see how many refused. Value labels come along. What does not fit is in `faults`.
"""

# %%
from fairway.exchange.microdata import read_microdata

microdata = read_microdata(folder / "persons.dta")
persons = microdata.frame.lazy().collect()
print(f"{microdata.source.format}: {persons.height:,} persons, {len(microdata.faults)} faults in the file")
for variable in microdata.variables:
    codes = ", ".join(f"{code} {label}" for code, label in variable.value_labels.items())
    missing = ", ".join(f"{code.code} {code.label}: {code.rows}" for code in variable.missing_codes)
    print(f"{variable.name:9} {variable.kind:8} {codes:52} {missing}".rstrip())

# %% [markdown]
"""
Nationals have no `cost`: they were not asked. Missing is missing; nothing is turned into a zero.

New columns are made with Polars, the table library. One is wanted: who is a migrant. (The rest of this cell only makes
tables print short and plain.)
"""

# %%
persons = persons.with_columns(migrant=(pl.col("origin") > 1).cast(pl.Int8))

pl.Config.set_tbl_formatting("NOTHING").set_tbl_hide_column_data_types(True).set_tbl_hide_dataframe_shape(True)
pl.Config.set_float_precision(3).set_tbl_cols(-1).set_tbl_rows(20).set_tbl_width_chars(110)
pl.Config.set_thousands_separator(",").set_tbl_cell_numeric_alignment("RIGHT").set_fmt_str_lengths(60)

# %% [markdown]
"""
### 3. Declare the design

Say what Stata's `svyset` or R's `svydesign` would be told: weight, strata, PSUs. The first try is wrong, on purpose.
"""

# %%
from fairway.methods.survey import Design, Stage
from fairway.methods.survey.errors import DesignFaulty, SingleUnitStratum
from fairway.warehouse.surveys import open_survey

try:
    open_survey(persons, Design("weight", (Stage(unit="psu", stratum="stratum"),)))
except DesignFaulty as fault:
    print(fault.title, fault.advice, sep="\n")

# %% [markdown]
"""
PSUs are numbered 1 to 6 anew in each stratum. `nest=True` says so (R's `nest = TRUE`).
"""

# %%
from fairway.methods.survey import Mean, Total

stages = (Stage(unit="psu", stratum="stratum"),)
survey = open_survey(persons, Design("weight", stages, nest=True))
for noticed in survey.faults:
    print(noticed.line())

try:
    survey.estimate([Mean("earnings")])
except SingleUnitStratum as fault:
    print(fault.title)

# %% [markdown]
"""
The compound is a stratum with one PSU, so its variance cannot be computed. Fairway does not guess: **you** know why
there is one. Three answers, and the standard error each gives, of the number of migrants and of mean earnings:
"""

# %%
from typing import get_args

from fairway.methods.survey.design import Singletons

for rule in get_args(Singletons)[1:]:
    tried = open_survey(persons, Design("weight", stages, nest=True, singletons=rule))
    errors = tried.estimate([Total("migrant"), Mean("earnings")]).frame["se"]
    print(f"{rule:10} {errors[0]:8,.0f} {errors[1]:8.2f}")

# %% [markdown]
"""
| why is there one PSU? | here and in R | in Stata | it adds |
| --- | --- | --- | --- |
| it was bound to be drawn, and stands for itself | `certainty` | `certainty` | nothing |
| others were drawn there and lost | `average` | `scaled` | as much as the other strata do |
| nobody knows | `adjust` | `centered` | its distance from the overall mean; for a total, from zero, which is a lot |

Ours was put into the sample by decision, so `certainty` it is. What is left of its variance, within the compound, is
neglected; that there is such a stratum, and which rule was chosen, stands in the method report.
"""

# %%
design = Design("weight", stages, nest=True, singletons="certainty")
survey = open_survey(persons, design)

# %% [markdown]
"""
### 4. The first estimate

Mean monthly earnings. Keep the whole file and narrow it with `where`, as with Stata's `subpop()`: rows that you delete
take their PSUs along, and the standard error then comes out wrong.
"""

# %%
from fairway.methods.survey import Is

workers = [Is("works", (1,))]
first = survey.estimate([Mean("earnings")], where=workers)
print(first.frame.select("estimate", "se", "low", "high", "cv", "deff", "df", "n"))
print(*first.method, sep="\n")

# %% [markdown]
"""
Read it so:

| column | holds |
| --- | --- |
| `se` | standard error, by linearisation, over PSUs within strata |
| `low`, `high` | the 95 % interval: estimate ± t × `se`, with `df` degrees of freedom |
| `cv` | `se` / estimate; 0.032 is 3.2 % |
| `deff` | the variance, divided by that of a simple random sample of as many persons |
| `df` | PSUs less strata: 73 − 13 |
| `n` | persons who answered, unweighted; those who refused are not in it |

A design effect near 5 is no fault of the survey: neighbours earn alike, so the 40 persons of a PSU tell less than 40
persons from anywhere. A program that ignores the PSUs would print a standard error less than half as large.

### 5. Domains and margins, in one pass

`by` crosses variables. `margins=True` adds every total: an empty cell (`null`) in a variable means *all*.
"""

# %%
table = survey.estimate([Total(), Mean("earnings")], by=["migrant", "sex"], where=workers, margins=True)
print(table.frame.select("migrant", "sex", "measure", "estimate", "se", "cv", "n"))

# %% [markdown]
"""
### 6. A proportion, a ratio, a median

How many employers keep the passport? A small proportion needs an interval that stays above zero. `logit` is the
default; `t` (estimate ± t × se) is symmetric, whatever the proportion.
"""

# %%
from fairway.methods.survey import Proportion, Quantile, Ratio
from fairway.methods.survey.intervals import ProportionInterval

migrant_workers = [Is("works", (1,)), Is("migrant", (1,))]
for interval in get_args(ProportionInterval):
    found = survey.estimate([Proportion("passport", 1, interval)], where=migrant_workers).frame.row(0, named=True)
    print(f"{interval:14} {found['estimate']:.1%}  [{found['low']:.1%}, {found['high']:.1%}]")

# %% [markdown]
"""
What does a job cost, in monthly earnings? A **ratio** of two totals (SDG indicator 10.7.1), over the persons who
answered both questions. And the **median** cost, with Woodruff's interval: it need not lie evenly around the estimate.
"""

# %%
paid = survey.estimate([Ratio("cost", "earnings"), Quantile("cost", 0.5)], where=migrant_workers)
print(paid.frame.select("measure", "estimate", "se", "low", "high", "n"))

# %% [markdown]
"""
### 7. A difference, with its covariance

Do migrants earn less? The two means come from the same PSUs: where nationals earn much, migrants do too. So the
errors are not independent, and the usual √(se₁² + se₂²) is wrong. `Difference` takes the covariance along.
"""

# %%
from fairway.methods.survey import Difference

gap = Difference(Mean("earnings"), "migrant", first=1, second=0)
compared = survey.estimate([Mean("earnings"), gap], by=["migrant"], where=workers).frame
print(compared.select("migrant", "measure", "estimate", "se", "low", "high"))
print(f"√(se₁² + se₂²) = {np.hypot(*compared['se'][:2]):.3f}")

# %% [markdown]
"""
The interval does not hold zero: they do earn less.

### 8. Calibrate to known totals

The population register gives the population by sex and province. Calibration (here raking) changes the weights as
little as possible until they meet these totals; the variance becomes that of what the totals do not explain.
"""

# %%
from fairway.methods.survey import Raking

register = Raking({"sex": {1: 190_000, 2: 178_000}, "province": {1: 121_000, 2: 129_000, 3: 118_000}})
calibrated = survey.calibrated(register)
measures = (Total(), Total("works"), Total("migrant"), Mean("earnings"))
before, after = survey.estimate(measures).frame, calibrated.estimate(measures).frame
print(before.select("measure", before="estimate", se="se", after=after["estimate"], se_after=after["se"]))

# %% [markdown]
"""
The number of persons is now known, so its error is zero. The number of workers gains much, for it goes with the number
of persons and with their sex. Mean earnings gain next to nothing: the totals say little about earnings.

### 9. The bootstrap beside linearisation

Two roads to the same error; where they part, ask why. 500 replicates of the PSUs, each calibrated anew:
"""

# %%
from fairway.methods.survey import Bootstrap

resampled = calibrated.estimate(measures[1:], replicate=Bootstrap(500, seed=1)).frame
print(after[1:].select("measure", linearised="se", bootstrap=resampled["se"]))

# %% [markdown]
"""
They agree within a few per cent, which is as near as 500 replicates come: an error computed from B of them is itself
uncertain by 1/√(2B), here 3 %. The same seed gives the same replicates.

### 10. May this number be trusted?

Each row has a flag, by your office's limits. Here: caution above a cv of 16.5 %, unreliable above 33.3 % or below 10
persons. What jobs cost, and how many migrant workers have no passport in hand:
"""

# %%
from fairway.methods.survey import Reliability

limits = Reliability(caution_cv=0.165, unreliable_cv=0.333, least_n=10)
flagged = survey.estimate(
    [Mean("cost"), Total("passport")], by=["province"], where=migrant_workers, margins=True, reliability=limits
)
print(flagged.frame.select("province", "measure", "estimate", "cv", "n", "reliability"))

# %% [markdown]
"""
Trustworthy is not the same as safe to publish. A figure from three persons may have a small error, and tell their
answers.

### 11. The table that must not be published

Migrant workers by province and origin, the most wanted table of all:
"""

# %%
domains = ["province", "origin"]
grid = calibrated.estimate([Total()], by=domains, where=migrant_workers, margins=True).frame
grid = grid.select(*domains, "estimate", "n").sort(domains, nulls_last=True)
labels = {variable.name: variable.value_labels for variable in microdata.variables}
named = [pl.col(name).replace_strict(labels[name], default="All", return_dtype=pl.String) for name in domains]
print(grid.select(*named, "n").pivot("origin", index="province", values="n"))

# %% [markdown]
"""
Those are respondents, unweighted. The rule of this office: a cell with fewer than 5 of them is unsafe. So the number
for Country C in the North will be withheld. And is that enough?
"""

# %%
all_north, a, b, c = (
    grid.filter(pl.col("province") == 1, pl.col("origin").eq_missing(code))["estimate"].item()
    for code in (None, 2, 3, 4)
)
print(f"North, All − Country A − Country B = {all_north:,.2f} − {a:,.2f} − {b:,.2f} = {all_north - a - b:,.2f}")
print(f"what was withheld: {c:,.2f}")

# %% [markdown]
"""
A subtraction gives the number back, to the last digit (and 161 − 114 − 43 = 4 the respondents). Other cells must be
withheld with it, which are safe themselves: *secondary* suppression. How many, and which? The **audit** answers as an
intruder would: it knows all that is published, and that totals are the sums of their parts, and computes the smallest
and the largest value that a withheld cell can have. Our rule: it must stay open by 30 % on each side.
"""

# %%
from fairway.methods.disclosure import TableSet, audit

grid = grid.with_columns(unsafe=pl.col("n") < 5, width=pl.col("estimate") * 0.3)
tables = TableSet.of(
    grid,
    domains,
    value="estimate",
    kind="magnitude",
    primary="unsafe",
    contributors="n",
    lower="width",
    upper="width",
)
naive = audit(tables, tables.primary)
print("passed:", naive.passed)
print(naive.cells.select("cell", "value", "lower", "upper", "needed_lower", "needed_upper"))

# %% [markdown]
"""
`lower` = `upper` = `value`: the intruder knows it. `protect` finds the cheapest cells to withhold besides, and audits
them:
"""

# %%
from fairway.methods.disclosure import protect

protected = protect(tables)
print("passed:", protected.report.passed)
print(protected.report.cells.select("cell", "value", "primary", "lower", "upper", "needed_lower", "needed_upper"))

# %% [markdown]
"""
Now an intruder can tell only that the number lies between 0 and some thousand. This is the producer's view; it holds
the true values and is never published. `publish` is the only way out. It refuses if the audit failed, and empties the
whole row of a withheld cell: standard error and cv would tell the estimate, and n nearly so.
"""

# %%
from fairway.methods.disclosure import publish

public = publish(protected)
number = pl.when(pl.col("reason").is_null()).then(pl.format("{}", pl.col("estimate").round(0).cast(pl.Int64)))
shown = public.select(*named, number.otherwise(pl.lit("..")).alias("shown"))
print(shown.pivot("origin", index="province", values="shown"))

# %% [markdown]
"""
### 12. The same with one command

You have seen every step. For real tables write them down once, in YAML, and let the command take all of them: it also
protects the *number of respondents* and every amount that it prints, and all tables of the same people **together**.
This is the specification (it is in the repository):
"""

# %% [file: docs/tutorial/survey-to-safe-table.yaml]

# %% [shell]
"""
.venv/bin/fairway estimate docs/tutorial/survey-to-safe-table.yaml var/tutorial/persons.dta \\
    --out var/tutorial/tables --replace
ls var/tutorial/tables var/tutorial/tables/*/
"""

# %% [markdown]
"""
Twelve figures: four cells, withheld in all three measures, since they share the respondents. Open `origin.html` in a
browser (its labels are those of the Stata file) and `origin.xlsx` in a spreadsheet; `origin.sdmx.csv` is SDMX-CSV,
which a statistical warehouse loads. The plain CSV has a row a figure:
"""

# %%
published = pl.read_csv(folder / "tables" / "origin" / "origin.csv")
north = published.filter(pl.col("province").eq_missing(1), pl.col("measure") == "total")
print(north.select("province", "origin", "estimate", "se", "cv", "n", "reliability", "disclosure"))

# %% [markdown]
"""
Under the table, and in `notes.txt`, stands how it was made:
"""

# %% [shell]
"""
cat var/tutorial/tables/origin/notes.txt
"""

# %% [markdown]
"""
`report.md` (and `report.html`) is the method report: file with its checksum, design, faults, formulas with their
sources, rules, the audit, versions. It holds no withheld figure and may be published with the tables.

### 13. Do not believe it: check a number

Fairway has every estimator twice: the fast engine, and a slow reference, written straight from the formulas in plain
loops (`fairway.methods.survey.reference`). They share nothing but the question.
"""

# %%
from fairway.methods.survey import reference

fast = survey.estimate([Mean("earnings")], where=workers).frame.row(0, named=True)
slow = reference.estimate(persons.to_dicts(), design, Mean("earnings"), where=workers)[0]
print(f"engine     {fast['estimate']:.8f}  {fast['se']:.8f}")
print(f"reference  {slow.estimate:.8f}  {slow.se:.8f}")
persons.write_csv(folder / "persons.csv")

# %% [markdown]
"""
And if you have R, with Lumley's `survey`:

```r
library(survey)
options(survey.lonely.psu = "certainty", digits = 11)
persons <- read.csv("var/tutorial/persons.csv")
design <- svydesign(~psu, strata = ~stratum, weights = ~weight, nest = TRUE, data = persons)
mean <- svymean(~earnings, subset(design, works == 1), na.rm = TRUE)
c(coef(mean), SE(mean))
```

R 4.2 with `survey` 4.1 prints 609.48832771 and 19.74016276. (Fairway needs no R; its tests hold hundreds of R's
results.)

## Part 2: the same without Python

You need a file of microdata and a specification. `--simulate` makes the one, `--example` the other, to begin with; it
is commented, and meant to be changed. Your own file may be Stata, SPSS, SAS, CSV or Parquet.
"""

# %% [apart]

# %% [shell]
"""
mkdir -p var/tutorial
.venv/bin/fairway estimate --simulate var/tutorial/simulated.parquet --example > var/tutorial/example.yaml
sed -n '/^design:/,/^missing:/p' var/tutorial/example.yaml
"""

# %% [markdown]
"""
Open `example.yaml` in an editor, and change it: here the design, whose strata get a wrong name. `--dry-run` checks
everything and writes nothing. Each fault is named with its line.
"""

# %% [shell]
"""
sed 's/stratum: stratum/stratum: strata/' var/tutorial/example.yaml > var/tutorial/wrong.yaml
.venv/bin/fairway estimate var/tutorial/wrong.yaml var/tutorial/simulated.parquet --dry-run 2>&1 || true
"""

# %% [markdown]
"""
Begin with one table: here the second is cut off. Then run it.
"""

# %% [shell]
"""
sed '/name: migrants-by-age/,$d' var/tutorial/example.yaml > var/tutorial/one.yaml
.venv/bin/fairway estimate var/tutorial/one.yaml var/tutorial/simulated.parquet --out var/tutorial/results --replace
ls var/tutorial/results/migrants-by-province
cd var/tutorial/results
sed -n -e '/^## Design/,/^## Faults/{/^- /p;}' -e '/^## Disclosure/,/^## Software/{/^- /p;}' report.md
"""

# %% [markdown]
"""
`var/tutorial/results` holds a folder for each table, and the method report. For your own survey:

1. Copy `example.yaml`. Put your weight, stratum and PSU into `design`; your publisher into `source`.
2. If the file is Stata, SPSS or SAS, drop `labels`: they come from the file. Codes such as 99 for “refused” go into
   `missing`, unless the file declares them.
3. Write one table, run it with `--dry-run`, then without. Look at its HTML. Then write the others.
4. Put all tables of the same people that will ever be published into **one** specification: only then are they
   protected against each other.

## Where to go on

- [Estimate from a survey](../how-to/estimate-from-a-survey.md): every key of the specification, and what the protection
  does not see.
- [Survey estimation](../explanation/survey-estimation.md) and [disclosure
  control](../explanation/disclosure-control.md): why it is done so, and what to choose when.
- [Survey methodology](../reference/survey-methodology.md): each formula, with its source and a worked example.
"""
