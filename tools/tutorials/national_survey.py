# ruff: noqa: E402
# %% [markdown]
"""
# From a questionnaire to published figures

You are a statistician with an hour. At its end a national survey has gone all the way: from a questionnaire in Nepali
to tables of labour migration, with errors and disclosure control, into an explorer on your machine, and out again into
Python and R. The survey is simulated: nothing here is a fact about Nepal. With your own answers the way is the same.

Install Fairway (`make setup`, once). Everything runs from its folder, without a network, in about two minutes of
computing. Paste what is Python into `.venv/bin/python`, the rest into a terminal; or run all of it:
`.venv/bin/python tools/docs_tutorials.py tools/tutorials/national_survey.py`. Outputs are what the commands printed.

## 1. The questionnaire

Fairway has a labour force and migration module, and three on what a job abroad cost, each in six languages.
"""

# %% [shell]
"""
mkdir -p var/survey
.venv/bin/fairway questionnaire export labour_force_migration --languages ne,en --to var/survey/lfs.xlsx
.venv/bin/fairway questionnaire show labour_force_migration --lang ne | grep -A 3 "^  ever_lived_abroad"
"""

# %% [markdown]
"""
`lfs.xlsx` is an XLSForm, for ODK, KoboToolbox or SurveyCTO. Its sheet `survey` has a row for each question, in Nepali
as above under `label::Nepali (ne)`; `relevant` says who is asked. The translations are by machine: have them reviewed.
Whatever you change in it, `fairway questionnaire check lfs.xlsx` names each fault with sheet, row and column.

## 2. The answers

Nobody was interviewed, so `simulate` answers, as ODK Central exports them: `main.csv` has a row for each interview,
`absent_member.csv` one for each member of the household who lives abroad. Weight, stratum and primary sampling unit
(`psu`) stand beside: your sampling office joins them to a real export.
"""

# %% [shell]
"""
.venv/bin/fairway simulate answers --questionnaire labour_force_migration --out var/survey/answers
cut -d, -f1-5,8-10,14 var/survey/answers/main.csv | head -n 3
.venv/bin/fairway questionnaire check-answers labour_force_migration var/survey/answers/main.csv
sed '2s/NPL/NP/' var/survey/answers/main.csv > var/survey/wrong.csv
.venv/bin/fairway questionnaire check-answers labour_force_migration var/survey/wrong.csv || echo "ended with $?"
"""

# %% [markdown]
"""
`check-answers` holds each answer against the questionnaire: its list, its kind, its constraint, and whether the routing
asked it at all. **When it goes wrong**, as with the one answer that we spoiled, it counts and names what to correct.

## 3. From answers to variables

`derive` turns answers into standard variables (labour force status from its sequence of questions, earnings from an
amount and its unit), and writes the mapping of its own columns:
"""

# %% [shell]
"""
.venv/bin/fairway questionnaire derive labour_force_migration var/survey/answers --out var/survey/derived \\
  --country NPL --survey "Simulated LFS"
"""

# %% [markdown]
"""
In the mapping a survey of your own comes in: columns and codes that are not Fairway's are listed there (`fairway ilms
--example`). Ours says `demonstration: true`, for the persons are invented; that follows the figures wherever they go.
What could not be used, or contradicts itself, is in `faults.csv`, each answer with its reason.

## 4. The tables

One command classifies everybody by the guidelines of the 20th International Conference of Labour Statisticians (ICLS),
estimates the series of the ILO's labour migration statistics with the errors of your design, withholds what would give
persons away, and writes observations in SDMX, a filled questionnaire and a report.
"""

# %% [shell]
"""
.venv/bin/fairway ilms var/survey/derived/persons.csv var/survey/derived/mapping.yaml --out var/survey/tables -q
sed -n '/^## Concepts/,/^## Figures/p' var/survey/tables/report.md | grep -E "migrant_worker: yes|diplomat" | head -n 4
sed -n '/^## Figures/,/^## Series/p' var/survey/tables/report.md | sed -n '3,6p'
.venv/bin/fairway simulate answers -q labour_force_migration --missing --out var/survey/unsure > var/survey/log.txt
.venv/bin/fairway questionnaire derive labour_force_migration var/survey/unsure --out var/survey/unsure-derived \\
  --country NPL >> var/survey/log.txt
.venv/bin/fairway ilms var/survey/unsure-derived/persons.csv var/survey/unsure-derived/mapping.yaml \\
  --dry-run 2> var/survey/log.txt | grep worker
"""

# %% [markdown]
"""
Read `report.md` before the figures. Each concept says why somebody is in it or not: who works here and lives elsewhere
is a migrant worker, a diplomat is none. Cells with fewer than five respondents are withheld, and others with them lest
somebody subtracts; in `observations.csv` they have status `Q` and no value. Coarser tables lose less:
`least_country_respondents` in the mapping's `parameters` puts small countries together.

Real persons forget and refuse: with `--missing` some of ours do, and `--dry-run` classifies and writes nothing. Who
does not say where they were born is *undetermined*: neither a migrant nor none, and never quietly one of them. They are
a category of their own in the tables, of so few persons that more is withheld around it.

## 5. What a job abroad cost, and whether skills are used

The same persons answer the long module on recruitment costs (SDG indicator 10.7.1). `derive` makes its settings as
well; with real answers, put exchange rates beside them as `rates.csv`.
"""

# %% [shell]
"""
export FAIRWAY_HOME=$PWD/var/survey/home
.venv/bin/fairway simulate answers -q recruitment_cost_long --out var/survey/paid > var/survey/log.txt
.venv/bin/fairway questionnaire derive recruitment_cost_long var/survey/paid --out var/survey/costs --country NPL \\
  --survey "Simulated LFS" >> var/survey/log.txt
.venv/bin/fairway recruitment-costs var/survey/costs/workers.csv var/survey/costs/items.csv \\
  var/survey/costs/costs.yaml --publish > var/survey/log.txt
grep -E "workers; |recent|^RCI_[A-Z0-9_]+ " var/survey/log.txt | grep -v PAYERS
.venv/bin/fairway mismatch var/survey/derived/persons.csv var/survey/derived/mapping.yaml --migrants birth \\
  --out var/survey/mismatch > var/survey/log.txt
sed -n 's/.*percentage points; \\([A-Z][a-z ]*\\); CBR_STATUS_FOREIGN:/\\1:/p' var/survey/log.txt
"""

# %% [markdown]
"""
Four measures, each under its own name, in months of earnings. The mean of ratios is pulled up by the few who paid most;
the median is the worker in the middle; P80 is what one in five exceeds; in the ratio of totals those with high earnings
weigh more. Never compare one survey's median with another's mean.

The last lines are over-qualification of migrants less that of nationals, in percentage points. Three
approaches, three answers: say which one you print. The interval takes into account that migrants and nationals live in
the same sampled areas. A gap whose interval holds zero is no finding.

## 6. Publish

A release stays: a correction is a newer one, and the old keeps its address. Ours is a demonstration; readers see it
only where `FAIRWAY_DEMONSTRATION` is yes. `FAIRWAY_HOME` keeps it out of your own tables.
"""

# %% [shell]
"""
export FAIRWAY_HOME=$PWD/var/survey/home FAIRWAY_DEMONSTRATION=yes
.venv/bin/fairway releases publish var/survey/tables | sed 's/-[0-9a-f]* / /'
"""

# %% [server]
"""
export FAIRWAY_HOME=$PWD/var/survey/home FAIRWAY_DEMONSTRATION=yes
.venv/bin/fairway serve
"""

# %% [markdown]
"""
Leave it running, and open a second terminal for what follows. In a browser:

- <http://127.0.0.1:8000/en/statistics> finds tables: type *employment birth*.
- <http://127.0.0.1:8000/en/statistics/DF_MST_TEMP_SEX_AGE_CBR_NB> is employment by sex, age and place of birth, under a
  notice that the persons are invented. Tick what you want, and what goes into rows and columns; the picture follows,
  with intervals. The address of the page is your view: send it, and others see the same. Below stand the files, the
  method report, and the same query for programs, to copy.

## 7. Out again

With `curl`, as CSV:
"""

# %% [shell]
"""
curl -s "http://127.0.0.1:8000/rest/v1/data/DF_MST_TEMP_SEX_AGE_CBR_NB/....AGE_YTHADULT_YGE15.?format=csv-1.0" \\
  | cut -d, -f5,7-9,12,14 | grep -E "SEX_T|VALUE"
"""

# %% [markdown]
"""
In Python with `sdmx1` (`pip install sdmx1`), which reads structure, codes and attributes as well. Demonstrations have
an agency of their own; real figures are those of `FAIRWAY`. Are these what `fairway ilms` wrote?
"""

# %%
import polars as pl
import sdmx

portal = {"id": "FAIRWAY_DEMONSTRATION", "name": "Fairway, invented figures", "url": "http://127.0.0.1:8000/rest/v1"}
sdmx.add_source(portal, override=True)
asked = {"INDICATOR": "MST_TEMP_SEX_AGE_CBR_NB", "AGE": "AGE_YTHADULT_YGE15"}
message = sdmx.Client("FAIRWAY_DEMONSTRATION").data("DF_ILMS", key=asked)
served = sdmx.to_pandas(message.data[0]).dropna().reset_index().set_index(["SEX", "CBR"])["value"]

table = pl.read_csv("var/survey/tables/observations.csv", infer_schema_length=None).filter(**asked)
written = {(sex, birth): value for sex, birth, value in table["SEX", "CBR", "OBS_VALUE"].drop_nulls().rows()}
print(f"{len(served)} figures; the same that were written: {served.to_dict() == written}")

# %% [markdown]
"""
In R as it is installed, without a package; it prints the rows that `curl` did, for women and men too:
"""

# %% [r]
"""
url <- "http://127.0.0.1:8000/rest/v1/data/DF_MST_TEMP_SEX_AGE_CBR_NB/....AGE_YTHADULT_YGE15.?format=csv-1.0"
figures <- read.csv(url, na.strings = "", colClasses = c(TIME_PERIOD = "character"))
figures[c("SEX", "CBR", "OBS_VALUE", "STD_ERR")]
"""

# %% [markdown]
"""
## 8. In a corridor

The profile of a corridor puts such figures beside what else is known, marked as invented; without the flag nothing of
them is left, as the last line counts. (The page <http://127.0.0.1:8000/en/corridors/NPL/QAT> shows the same.)
"""

# %% [shell]
"""
export FAIRWAY_HOME=$PWD/var/survey/home FAIRWAY_DEMONSTRATION=yes
.venv/bin/fairway corridor IND NPL | grep -A 3 "work.survey_people"
.venv/bin/fairway corridor NPL QAT | grep -A 3 "cost.measures"
FAIRWAY_DEMONSTRATION=no .venv/bin/fairway corridor NPL QAT | grep -c "invented" || true
"""

# %% [markdown]
"""
## When it goes wrong

| You see | Why, and what to do |
| --- | --- |
| “… has no weight, stratum, psu” | The export has no design. Join it to `main.csv` by `KEY`, and derive again. |
| codes that the mapping leaves out | Each is named, with the nearest code: add it, or `unmapped: reject`. |
| “demonstration” in an error | The rows are `simulated`, and the mapping does not say so. |
| a stratum with one sampling unit | Say in `design` why there is one: `singletons: certainty`, `average` or `adjust`. |
| a series without a figure | The report says why: not asked, too few, or counted by no survey. |
| 404 from `/rest` | No such table, or the server was started without `FAIRWAY_DEMONSTRATION=yes`. |
| “… holds … already” | A folder of an earlier run: add `--replace`. |

Where to go on: [questionnaires](../how-to/questionnaires.md), [ILMS tables](../how-to/ilms.md), [recruitment
costs](../how-to/recruitment-costs.md), [mismatch](../how-to/mismatch.md), [SDMX](../how-to/sdmx-api.md), [how each
concept is decided](../reference/icls-methodology.md). Ctrl-C stops the server; `rm -r var/survey` removes everything.
"""
