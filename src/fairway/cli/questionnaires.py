"""`fairway questionnaire`: the survey modules as XLSForm workbooks, answers checked against them and derived."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from fairway.kernel.errors import InputError, UnknownCode

if TYPE_CHECKING:
    from datetime import date

    from fairway.kernel.questionnaire import Page, Question, Questionnaire
    from fairway.methods.routing_answers import AnswerFaults

FORMS: Final = (".xlsx", ".xlsm")
SHOWN: Final = 40
Which = Annotated[str, typer.Argument(metavar="ID", help="A questionnaire’s id, or an XLSForm file.")]

questionnaire = typer.Typer(
    name="questionnaire",
    help="Survey modules as XLSForm workbooks, and answers checked against them.",
    no_args_is_help=True,
)


def register(app: typer.Typer) -> None:
    """Adds the commands of this room."""
    app.add_typer(questionnaire)


@questionnaire.command("list")
def list_all() -> None:
    """Which questionnaires Fairway has."""
    for id, make in _all().items():
        one = make()
        questions = sum(1 for each in one.questions() if each.answer not in ("note", "calculated"))
        typer.echo(f"{id}: {one.title[one.languages[0]]}")
        typer.echo(f"    version {one.version}; {questions} questions; {', '.join(one.languages)}")


@questionnaire.command()
def show(
    which: Which,
    lang: Annotated[str, typer.Option("--lang", help="The language to show.", show_default="its first")] = "",
) -> None:
    """The questions, their answers and their routing: `fairway questionnaire show recruitment_cost_short --lang ne`."""
    one = _one(which)
    if lang:
        one = one.in_languages([lang])
    spoken = one.languages[0]
    typer.echo(f"{one.title[spoken]} ({one.id}, version {one.version or 'not given'})")
    for page in one.pages:
        _show_page(page, spoken)
        for each in page.questions:
            _show_question(each, one, spoken)


@questionnaire.command()
def export(
    which: Which,
    to: Annotated[Path, typer.Option("--to", help="The XLSForm workbook to write (.xlsx).", show_default=False)],
    languages: Annotated[
        str, typer.Option("--languages", help="Only these, the default first: en,fr.", show_default="all")
    ] = "",
    replace: Annotated[bool, typer.Option("--replace", help="Put it in the place of an earlier file.")] = False,
) -> None:
    """Writes a questionnaire as an XLSForm workbook, for ODK, KoboToolbox, SurveyCTO and others."""
    from fairway.exchange.xlsform import write_xlsform

    _may_write(to, replace=replace)
    one = _one(which)
    if languages:
        one = one.in_languages([language.strip() for language in languages.split(",") if language.strip()])
    write_xlsform(one, to)
    typer.echo(f"✓ {to}: {sum(1 for _ in one.questions())} questions in {', '.join(one.languages)}.")


@questionnaire.command()
def check(form: Annotated[Path, typer.Argument(help="An XLSForm workbook.", show_default=False)]) -> None:
    """Reads an XLSForm, has it compiled by pyxform, and names every fault with sheet, row and column."""
    from fairway.exchange.xlsform import XLSFormMisstated, checked

    try:
        read = checked(form)
    except XLSFormMisstated as misstated:
        for fault in misstated.faults:
            typer.echo(f"✗ {fault.line()}", err=True)
        raise
    for remark in read.remarks:
        typer.echo(f"  {remark}")
    one = read.questionnaire
    typer.echo(
        f"✓ {form}: {one.id}, {len(one.pages)} pages, {sum(1 for _ in one.questions())} questions in "
        f"{', '.join(one.languages)}."
    )


@questionnaire.command("check-answers")
def check_answers(
    which: Which,
    answers: Annotated[Path, typer.Argument(help="The answers: CSV, Parquet, Stata, SPSS or SAS.", show_default=False)],
    page: Annotated[str, typer.Option("--page", help="The repeated page whose table it is.")] = "",
    on: Annotated[str, typer.Option("--on", help="The day for today(), 2024-05-31.", show_default="today")] = "",
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="A CSV file to make, with a row for each fault.")
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Put it in the place of an earlier file.")] = False,
) -> None:
    """Which answers the questionnaire would not have taken; ends with 1 where there are any.

    Codes outside of the list, answers of another kind, required questions without an answer, answers against a
    constraint, and answers to questions that the routing leaves out.
    """
    from fairway.exchange.microdata import read_microdata
    from fairway.exchange.results_files import replaced
    from fairway.methods.routing_answers import answers_faults

    if out is not None:
        _may_write(out, replace=replace, ending=".csv")
    one = _one(which)
    today = _day(on)
    found = answers_faults(one, read_microdata(answers).frame, page=page, today=today)
    if out is not None:
        with replaced(out) as made:
            found.frame.write_csv(made)
    _say(found, out)
    if len(found.frame):
        raise typer.Exit(1)


@questionnaire.command()
def derive(
    which: Annotated[str, typer.Argument(metavar="ID", help="The module’s id: `fairway questionnaire list`.")],
    answers: Annotated[
        Path, typer.Argument(help="The folder of main.csv and of a table for each repeat.", show_default=False)
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder to make.", show_default=False)],
    country: Annotated[
        str, typer.Option("--country", help="Whose survey: ISO 3166-1 alpha-3.", show_default="none, of ratings only")
    ] = "",
    role: Annotated[str, typer.Option("--role", help="Of that country, for costs: origin | destination.")] = "origin",
    survey: Annotated[
        str, typer.Option("--survey", help="What the survey is called.", show_default="the module’s title")
    ] = "",
    replace: Annotated[bool, typer.Option("--replace", help="Put it in the place of an earlier one.")] = False,
) -> None:
    """Turns the answers to a module into the files that the other commands take, and says what to run next.

    Of the labour force and migration module: persons.csv, absent.csv and their mapping.yaml, for `fairway ilms`. Of a
    recruitment cost module: workers.csv, items.csv and costs.yaml, for `fairway recruitment-costs`. Of a rating of
    recruiters: ratings.csv and costs.csv. In each case faults.csv: answers that could not be used, and answers that
    contradict each other.
    """
    from fairway.cli.deriving import Survey, derived_into

    about = Survey(country, role, survey)
    typer.echo("\n".join(derived_into(module_of(which), answers, out, about, replace=replace)))


def _all() -> Mapping[str, Callable[[], Questionnaire]]:
    from fairway.recruitment.modules import QUESTIONNAIRES as RECRUITMENT
    from fairway.recruitment.ratings.modules import QUESTIONNAIRES as RATINGS
    from fairway.statistics.modules import QUESTIONNAIRES as STATISTICS

    return {**RECRUITMENT, **RATINGS, **STATISTICS}


def _one(which: str) -> Questionnaire:
    if which.lower().endswith(FORMS):
        from fairway.exchange.xlsform import read_xlsform

        return read_xlsform(Path(which))
    return module_of(which)


def module_of(which: str) -> Questionnaire:
    """One of the modules that Fairway has, by its id.

    Raises:
        UnknownCode: There is none of that id; the nearest are named.
    """
    known = _all()
    if which not in known:
        import difflib

        near = difflib.get_close_matches(which, known, n=3, cutoff=0.4)
        raise UnknownCode("questionnaire", which, suggestions=near, advice=f"There are {', '.join(known)}.")
    return known[which]()


def _day(on: str) -> date | None:
    from datetime import date

    try:
        return date.fromisoformat(on) if on else None
    except ValueError as fault:
        raise InputError(f"“{on}” is no day.", advice="Write year, month and day: --on 2024-05-31.") from fault


def _may_write(to: Path, *, replace: bool, ending: str = ".xlsx") -> None:
    if to.suffix.lower() != ending:
        raise InputError(f"{to} does not end in {ending}.", advice=f"Call it {to.with_suffix(ending).name}.")
    if not to.parent.is_dir():
        raise InputError(f"There is no folder {to.parent}.", advice="Make it first, or name another.")
    if to.exists() and not replace:
        raise InputError(f"{to} is there already.", advice="Name another file, or add --replace.")


def _show_page(page: Page, lang: str) -> None:
    asked = f"; if {page.relevant}" if page.relevant else ""
    count = f", {page.count} times" if page.count else ""
    again = f"; repeated{count}" if page.repeated else ""
    typer.echo(f"\n{page.label.get(lang) or page.name} [{page.name}{again}{asked}]")


def _show_question(one: Question, whole: Questionnaire, lang: str) -> None:
    marks = [one.answer, *(["required"] if one.required else []), *(["sensitive"] if one.sensitive else [])]
    typer.echo(f"  {one.name} ({', '.join(marks)}): {one.label.get(lang, '')}".rstrip(": "))
    for said, text in (
        ("hint", one.hint.get(lang, "")),
        ("if", one.relevant),
        ("must", one.constraint),
        ("is", one.calculation),
    ):
        if text:
            typer.echo(f"      {said}: {text}")
    for choice in whole.choices.get(one.choices, ()):
        typer.echo(f"      {choice.code}  {choice.label.get(lang, '')}")


def _say(found: AnswerFaults, out: Path | None) -> None:
    for remark in found.unchecked:
        typer.echo(f"  not checked: {remark}")
    counts = found.counts()
    for row in counts.head(SHOWN).iter_rows(named=True):
        what = f"“{row['answer']}” is {row['fault']}" if row["answer"] else row["fault"]
        near = f"; nearest: {row['nearest']}" if row["nearest"] else ""
        typer.echo(f"✗ {row['question']}: {what}{near}. Rows: {row['rows']:,}, first {row['first_row']:,}")
    if len(counts) > SHOWN:
        typer.echo(f"  and {len(counts) - SHOWN:,} kinds of faults more; --out FILE.csv lists all.")
    mark = "✗" if len(found.frame) else "✓"
    typer.echo(f"{mark} Rows: {found.rows:,}; questions: {found.questions}; faults: {len(found.frame):,}.")
    if out is not None:
        typer.echo(f"The faults are in {out}.")
