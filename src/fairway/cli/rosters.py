"""`fairway roster`: what is in a public list of recruiters, and what changed between two editions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fairway.kernel.errors import InputError, UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fairway.recruitment.rosters import Difference, Match, Roster

FORMATS = ("text", "csv", "json")
SHOWN = 40
"""Lines of a report in text; csv and json give all."""


def register(app: typer.Typer) -> None:
    """Adds the commands of this room."""
    room = typer.Typer(no_args_is_help=True, help="Public lists of recruiters: check one, compare two editions.")
    room.command("check")(check)
    room.command("compare")(compare)
    app.add_typer(room, name="roster")


def check(
    file: Annotated[Path, typer.Argument(help="The list: CSV, text between tabs, or an Excel workbook.")],
    encoding: Annotated[str, typer.Option("--encoding", help="utf-8, utf-16, windows-1252, windows-1256.")] = "",
) -> None:
    """What Fairway reads in a list: `fairway roster check licences.csv`. Nothing is stored."""
    from fairway.recruitment.rosters.fields import FIELDS

    roster = _read(file, encoding)
    typer.echo(f"{len(roster.rows):,} agencies; {roster.sheet.encoding}.")
    for column in roster.layout.columns:
        says = f"{FIELDS[column.field].plain()} ({column.confidence:.0%} sure)" if column.field else "not read"
        typer.echo(f"  Column {column.place + 1} “{column.title}”: {says}")
    for title, lines in (("Left out", roster.left_out), ("Remarks", roster.remarks)):
        if lines:
            typer.echo(f"{title}: {len(lines):,}")
        for one in lines[:SHOWN]:
            typer.echo(f"  Line {one.line}: {one.reason.plain()}")


def compare(
    old: Annotated[Path, typer.Argument(help="The earlier edition.")],
    new: Annotated[Path, typer.Argument(help="The later edition.")],
    format: Annotated[str, typer.Option("--format", "-f", help="text | csv | json")] = "text",
) -> None:
    """What changed between two editions of a list: `fairway roster compare 2023.csv 2024.csv`. Nothing is stored."""
    from fairway.recruitment.rosters import differences, match

    if format not in FORMATS:
        raise InputError(f"There is no format {format} here.", advice=f"Formats: {', '.join(FORMATS)}.")
    earlier, later = _read(old, ""), _read(new, "")
    matches = match(earlier.rows, later.rows)
    found = differences(earlier.rows, later.rows, matches)
    if format == "text":
        _say(found, matches, earlier, later)
    elif format == "csv":
        _write_csv(found)
    else:
        _write_json(found, matches)


def _read(file: Path, encoding: str) -> Roster:
    from fairway.recruitment.rosters import read_roster

    try:
        contents = file.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"{file} cannot be opened.", advice=f"{error.strerror or error}.") from error
    return read_roster(contents, name=file.name, encoding=encoding)


def _say(found: Sequence[Difference], matches: Sequence[Match], earlier: Roster, later: Roster) -> None:
    from fairway.recruitment.rosters.differences import CHANGES

    typer.echo(f"{len(earlier.rows):,} agencies before, {len(later.rows):,} now.")
    for name, roster in (("earlier", earlier), ("later", later)):
        if roster.left_out:
            typer.echo(
                f"{len(roster.left_out):,} rows of the {name} list were left out; `fairway roster check` says why."
            )
    unsure = {id(one.row): one for one in matches if one.kind == "uncertain"}
    for kind, title in CHANGES.items():
        of_kind = [one for one in found if one.kind == kind]
        typer.echo(f"{title.plain()}: {len(of_kind):,}")
        for one in of_kind[:SHOWN]:
            said = " → ".join(filter(None, (one.before, one.after)))
            match_ = unsure.get(id(one.later))
            why = f" ({' '.join(reason.plain() for reason in match_.reasons)})" if match_ else ""
            typer.echo(f"  {said}{why}")
        if len(of_kind) > SHOWN:
            typer.echo(f"  and {len(of_kind) - SHOWN:,} more")


def _write_csv(found: Sequence[Difference]) -> None:
    from fairway.recruitment.rosters.writing import differences_csv

    typer.echo(differences_csv(found), nl=False)


def _write_json(found: Sequence[Difference], matches: Sequence[Match]) -> None:
    import json

    from fairway.recruitment.rosters.writing import cells_of

    sure = {id(one.row): one for one in matches}
    rows = []
    for one in found:
        matched = sure.get(id(one.later))
        more = (
            {"confidence": round(matched.confidence, 4), "reasons": [why.plain() for why in matched.reasons]}
            if matched
            else {}
        )
        rows.append(cells_of(one) | more)
    typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
