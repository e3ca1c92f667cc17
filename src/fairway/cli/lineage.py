"""`fairway lineage`: where a number came from, back to file and row."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, Final
from urllib.parse import parse_qs

import typer

from fairway.kernel.errors import InputError, NotFound
from fairway.kernel.text import Text

if TYPE_CHECKING:
    from fairway.kernel.figure import Figure
    from fairway.reference.wording import Voice
    from fairway.warehouse.lineage import Chain, Lineage, Row
    from fairway.warehouse.shelf import Shelf
    from fairway.warehouse.vintage import Level

FORM: Final = (
    "Write it as in its permalink: NPL-QAT/people.stock, GTM-MEX-USA/route.deaths or NPL-QAT/people.stock?sex=F; "
    "after the question mark: sex, year, sector, vintage."
)
LEVELS: Final = ("published", "harmonised", "typed", "raw")


def register(app: typer.Typer) -> None:
    """Adds the commands of this room."""
    app.command()(lineage)


def lineage(
    figure: Annotated[str, typer.Argument(help="CORRIDOR/FIGURE, for instance NPL-QAT/people.stock?year=2020.")],
    rows: Annotated[int, typer.Option("--rows", help="How many rows to print of each level.")] = 12,
    format: Annotated[str, typer.Option("--format", "-f", help="text | json")] = "text",
    lang: Annotated[str, typer.Option("--lang", help="en, fr, es or ar.")] = "en",
) -> None:
    """Follows a figure back through the vintages to the file and the rows it came from."""
    from fairway.reference.wording import voice
    from fairway.warehouse.lineage import trace
    from fairway.warehouse.shelf import Shelf

    if format not in ("text", "json"):
        raise InputError(f"There is no format {format} here.", advice="Formats: text, json.")
    shelf = Shelf.open()
    found = trace(_figure(figure, shelf), shelf)
    speak = voice(lang)
    if format == "json":
        typer.echo(json.dumps(as_json(found, speak), indent=1, ensure_ascii=False, default=str))
        return
    typer.echo(f"{figure}: {speak.say(found.title)}")
    for chain in found.chains:
        typer.echo("")
        for line in _lines(chain, speak, rows):
            typer.echo(line)


def _figure(asked: str, shelf: Shelf) -> Figure:
    from fairway.corridors import profile
    from fairway.reference import places

    path, _, query = asked.partition("?")
    code, _, id = path.rpartition("/")
    stops = [stop for stop in code.replace("/", "-").split("-") if stop]
    if len(stops) < 2 or not id:
        raise InputError(f"“{asked}” names no figure.", advice=FORM)
    given = parse_qs(query)
    narrowed = {name: values[-1] for name, values in given.items()}
    unknown = narrowed.keys() - {"year", "sex", "sector", "vintage"}
    year = narrowed.get("year")
    if unknown or (year is not None and not year.isdigit()):
        raise InputError(f"“{query}” is not understood.", advice=FORM)
    corridor = places.corridor(
        stops[0],
        stops[-1],
        via=tuple(stops[1:-1]),
        sex=narrowed.get("sex"),
        year=int(year) if year else None,
        sector=narrowed.get("sector"),
    )
    pinned = (name.strip() for names in given.get("vintage", ()) for name in names.split(","))
    about = profile(corridor, shelf.pin(*filter(None, pinned)))
    found = about.figure(id)
    if found is None:
        gap = next((gap for gap in about.gaps() if gap.id == id), None)
        if gap is not None:
            raise NotFound(
                f"{id} is a gap for {corridor.code}: there is no number to follow.",
                advice=f"`fairway corridor {corridor.origin} {corridor.destination}` says what would fill it.",
            )
        known = ", ".join(figure.id for figure in about.figures())
        raise NotFound(f"The profile of {corridor.code} has no figure {id}.", advice=f"It has: {known or 'none'}.")
    return found


def _lines(chain: Chain, speak: Voice, limit: int) -> list[str]:
    record, source = chain.record, chain.provenance
    say = speak.say
    lines = [
        f"{source.title}, {source.publisher} · {record.edition} · {source.licence}",
        f"  {say(Text('figure'))}      {say(source.method)}",
        f"  published   {source.vintage} · {_amount(chain, 'published', record.rows_published)} · {record.imported}",
        *_some(chain.published, limit),
        f"  harmonised  {_amount(chain, 'harmonised', None)}",
        *_some(chain.harmonised, limit),
        f"  typed       {_amount(chain, 'typed', record.rows_received)}",
        *_some(chain.typed, limit),
        f"  received    {record.file} · {record.bytes:,} bytes · SHA-256 {record.sha256}",
        f"              {source.url}",
    ]
    if chain.file is not None and chain.file.retrieved:
        lines.append(f"              retrieved {chain.file.retrieved}")
    if chain.path is not None:
        lines.append(f"              kept as {chain.path}")
    if chain.whole:
        lines.append("              " + say(Text("The figure sums up the whole file, not single rows of it.")))
    elif not chain.raw:
        numbers = ", ".join(str(number) for number in source.rows[:limit])
        lines.append(f"              rows {numbers}{' …' if len(source.rows) > limit else ''}")
    lines += _some(chain.raw, limit)
    if chain.missing is not None:
        lines.append("              " + say(chain.missing))
    return lines


def _amount(chain: Chain, level: Level, all_of_them: int | None) -> str:
    """How many rows of a level the figure was made of; a level that does not ship has an unknown number, not none."""
    if chain.record.release and level != "published":
        return "not kept: a release holds estimates alone"
    if chain.shipped and level != "published":
        return "this level does not ship with Fairway; `fairway import` brings it"
    if chain.whole:
        return "the whole table" if all_of_them is None else f"all {all_of_them:,} rows"
    here = f"{len(getattr(chain, level)):,}"
    return f"{here} rows" if all_of_them is None else f"{here} of {all_of_them:,} rows"


def _some(rows: Sequence[Row], limit: int) -> list[str]:
    shown = [f"    row {row.number}: {_cells(row)}" for row in rows[:limit]]
    return [*shown, f"    … {len(rows) - limit:,} more"] if len(rows) > limit else shown


def _cells(row: Row) -> str:
    return ", ".join(f"{name}={value}" for name, value in row.cells.items() if value is not None)


def as_json(found: Lineage, speak: Voice) -> dict[str, Any]:
    """The whole lineage for a program."""
    return {
        "figure": found.figure,
        "title": speak.say(found.title),
        "sources": [
            {
                "table": chain.record.table,
                "publisher": chain.record.publisher,
                "edition": chain.record.edition,
                "licence": chain.record.licence,
                "vintage": chain.provenance.vintage,
                "method": speak.say(chain.provenance.method),
                "file": {
                    "name": chain.record.file,
                    "sha256": chain.record.sha256,
                    "bytes": chain.record.bytes,
                    "url": chain.provenance.url,
                    "retrieved": chain.provenance.retrieved,
                    "path": str(chain.path) if chain.path else None,
                },
                "row_numbers": list(chain.provenance.rows),
                "whole_file": chain.whole,
                **{level: [{"row": row.number, **row.cells} for row in getattr(chain, level)] for level in LEVELS},
                "missing": speak.say(chain.missing) if chain.missing else None,
            }
            for chain in found.chains
        ],
    }
