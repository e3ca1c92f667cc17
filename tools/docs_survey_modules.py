"""The reference page of the survey modules: what each asks, how long it takes, and what each question is for."""

from __future__ import annotations

from fairway.kernel.questionnaire import Questionnaire
from fairway.recruitment import modules as recruitment
from fairway.recruitment.ratings import modules as ratings
from fairway.reference.questionnaires.building import SECONDS, TIMES, described, minutes
from fairway.statistics import modules as statistics

INTRODUCTION = """# Survey modules

Six questionnaires that an office can send to ODK or KoboToolbox as XLSForm and change as it likes; each comes with the
derivation that turns its answers into the variables of the estimates, or into ratings. The wording is Fairway's own.

| Module | Questions | Minutes, about |
| --- | ---: | ---: |
"""
MINUTES = """
Minutes are an assumption for planning, not a measurement, for somebody who is asked every page: {seconds};
half of the questions that follow only from an answer, and {times} rows of each repeat.

## Languages

| Language | State of the text |
| --- | --- |
"""
ANSWERS = """
The first note of each questionnaire says so to whoever answers. A language that somebody has reviewed changes its state
in `wording/every_module.toml`, next to the glossary of terms.

## Answers and derivation

Answers are tables. `main` has one row for each interview, a column `key`, and a column for each question; each repeat
(`cost` and `loan` of the long module, `absent_member`) has a table of that name, whose rows name their interview in
`parent_key`. The CSV files of ODK Central are such tables. `weight`, `stratum`, `psu`, `household` and `simulated` are
handed on where they are there.

- Every amount is asked after a question that tells “yes, and I can say how much”, “yes, but I do not know how much”,
  “nothing”, “I do not know” and “I prefer not to answer” apart. What is not known is null with its reason; only
  “nothing” is 0.
- Interest that is not known is worked out as simple interest by the terms of the loan, and listed.
- A deduction from wages is one payment for each month, so that each is converted at its own month.
- In the medium and the short module, what was given back has the currency of the payment, and no month.
- Earnings are in money, with overtime and bonuses, in each module; goods and housing stand apart
  (`earnings_in_kind`, long module).
- Who means to stay for good has `intended_stay_months` 1200.
- Answers that contradict each other are kept as given, and listed among the faults; what cannot be read is left out,
  and listed.
- Whether somebody entered with a work permit is asked as a disaggregation of SDG 10.7.1 alone, and may be refused; the
  short module does not ask.

"""


def modules() -> dict[str, tuple[Questionnaire, str]]:
    """Id → the questionnaire and its description."""
    found = {}
    for questionnaires, sheets in (
        (recruitment.QUESTIONNAIRES, recruitment.SHEETS),
        (ratings.QUESTIONNAIRES, ratings.SHEETS),
        (statistics.QUESTIONNAIRES, statistics.SHEETS),
    ):
        for name, build in questionnaires.items():
            found[name] = (build(), described(build(), sheets[name]()))
    return found


def page() -> str:
    """The whole page, `docs/reference/survey-modules.md`."""
    every = modules()
    rows = [f"| `{name}` | {len(list(one.questions()))} | {minutes(one)} |" for name, (one, _) in every.items()]
    kinds = ", ".join(f"{kind} {seconds} s" for kind, seconds in SECONDS.items() if seconds)
    states = [f"| {language} | {state} |" for language, state in recruitment.wording().state().items()]
    parts = [
        INTRODUCTION,
        "\n".join(rows),
        "\n",
        MINUTES.format(seconds=kinds, times=TIMES),
        "\n".join(states),
        "\n",
        ANSWERS,
    ]
    return "".join(parts) + "\n".join(text for _, text in every.values())
