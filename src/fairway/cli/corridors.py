"""`fairway corridor`, `corridors`, `compare`, `country`, `region`, `between`, `missing`: the profile and its kin."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fairway.kernel.errors import InputError

if TYPE_CHECKING:
    from fairway.corridors.profile_value import Profile
    from fairway.kernel.corridor import Sex

FORMATS = ("text", "json", "html", "pdf", "csv", "xlsx")

SexOption = Annotated[str | None, typer.Option("--sex", help="F (women) or M (men); both by default.")]
YearOption = Annotated[int | None, typer.Option("--year", help="Figures as of this year; the latest by default.")]
SectorOption = Annotated[
    str | None,
    typer.Option("--sector", help="agriculture, construction, domestic-work, fishing, hospitality, manufacturing."),
]
FormatOption = Annotated[
    str | None,
    typer.Option("--format", "-f", help=" | ".join(FORMATS) + "; by default what --out is called, else text"),
]
LanguageOption = Annotated[str, typer.Option("--lang", help="en, fr, es or ar.")]
OutOption = Annotated[Path | None, typer.Option("--out", "-o", help="Write to this file instead of the terminal.")]


def register(app: typer.Typer) -> None:
    """Adds the commands of this room."""
    app.command()(corridor)
    app.command()(corridors)
    app.command()(compare)
    app.command()(country)
    app.command()(region)
    app.command()(between)
    app.command()(missing)
    app.command()(world)


def corridor(
    origin: Annotated[str, typer.Argument(help="Country of origin: a name or code (Nepal, NPL, np).")],
    destination: Annotated[str, typer.Argument(help="Country of destination.")],
    sex: SexOption = None,
    year: YearOption = None,
    sector: SectorOption = None,
    via: Annotated[list[str] | None, typer.Option("--via", help="A transit country; repeat for more.")] = None,
    vintage: Annotated[
        list[str] | None,
        typer.Option("--vintage", help="Show this vintage in place of the newest, as a citation pins it."),
    ] = None,
    format: FormatOption = None,
    lang: LanguageOption = "en",
    out: OutOption = None,
) -> None:
    """Everything known of a corridor, with its sources: `fairway corridor NPL QAT`."""
    from fairway.corridors import profile
    from fairway.reference import places
    from fairway.warehouse.shelf import Shelf

    asked = places.corridor(origin, destination, via=tuple(via or ()), sex=_sex(sex), year=year, sector=sector)
    _show(profile(asked, Shelf.open().pin(*(vintage or ()))), format, lang, out)


def corridors(
    origin: Annotated[str, typer.Option("--from", help="Origin: a country, region or custom group (NPL+IND).")] = "",
    destination: Annotated[str, typer.Option("--to", help="Destination: a country, region or custom group.")] = "",
    top: Annotated[int, typer.Option("--top", help="How many, 1–1000.")] = 20,
    offset: Annotated[int, typer.Option("--offset", help="Skip this many.")] = 0,
    sex: SexOption = None,
    year: YearOption = None,
    format: Annotated[str, typer.Option("--format", "-f", help="text | json | csv")] = "text",
    lang: LanguageOption = "en",
) -> None:
    """The largest corridors: of the world, from a place, to a place: `fairway corridors --from NPL --top 20`."""
    from fairway.corridors import list_output as lists
    from fairway.corridors.listing import corridors as listing
    from fairway.reference import groups
    from fairway.reference.wording import voice
    from fairway.warehouse.shelf import Shelf

    _one_of(format, ("text", "json", "csv"))
    found = listing(
        Shelf.open(),
        origin=groups.resolve(origin)[1] if origin else frozenset(),
        destination=groups.resolve(destination)[1] if destination else frozenset(),
        sex=_sex(sex),
        year=year,
        limit=top,
        offset=offset,
    )
    sys.stdout.write({"text": lists.text, "json": lists.json_text, "csv": lists.csv_text}[format](found, voice(lang)))


def compare(
    pairs: Annotated[list[str], typer.Argument(help="Corridors as NPL-QAT NPL-MYS, two to six.")],
    sex: SexOption = None,
    year: YearOption = None,
    format: FormatOption = None,
    lang: LanguageOption = "en",
    out: OutOption = None,
) -> None:
    """Corridors side by side: `fairway compare NPL-QAT NPL-MYS`."""
    from fairway.corridors.comparing import compare as comparison
    from fairway.reference import places

    asked = [places.corridor(*_ends(pair), sex=_sex(sex), year=year) for pair in pairs]
    _show(comparison(asked), format, lang, out)


def country(
    place: Annotated[str, typer.Argument(help="A name or code.")],
    sex: SexOption = None,
    year: YearOption = None,
    format: FormatOption = None,
    lang: LanguageOption = "en",
    out: OutOption = None,
) -> None:
    """One country as origin and destination: `fairway country NPL`."""
    from fairway.corridors.countries import country as profile
    from fairway.reference import places
    from fairway.warehouse.shelf import Shelf

    _show(profile(places.find(place).iso3, Shelf.open(), sex=_sex(sex), year=year), format, lang, out)


def region(
    group: Annotated[
        str, typer.Argument(help="ECOWAS, SADC, EAC, ASEAN, GCC, CARICOM, MERCOSUR, EU, … or an M49 region.")
    ],
    sex: SexOption = None,
    year: YearOption = None,
    format: FormatOption = None,
    lang: LanguageOption = "en",
    out: OutOption = None,
) -> None:
    """An economic community's corridors: `fairway region ECOWAS`."""
    from fairway.corridors.areas import region as profile
    from fairway.warehouse.shelf import Shelf

    _show(profile(group, Shelf.open(), sex=_sex(sex), year=year), format, lang, out)


def between(
    origin: Annotated[str, typer.Argument(help="A region, country or custom group (NPL+IND+BGD).")],
    destination: Annotated[str, typer.Argument(help="A region, country or custom group.")],
    sex: SexOption = None,
    year: YearOption = None,
    format: FormatOption = None,
    lang: LanguageOption = "en",
    out: OutOption = None,
) -> None:
    """What joins two regions: `fairway between NPL+BGD GCC`."""
    from fairway.corridors.areas import between as profile
    from fairway.warehouse.shelf import Shelf

    _show(profile(origin, destination, Shelf.open(), sex=_sex(sex), year=year), format, lang, out)


def missing(format: FormatOption = None, lang: LanguageOption = "en", out: OutOption = None) -> None:
    """What this installation does not know, and what would fill it."""
    from fairway.corridors.missing import missing as profile
    from fairway.warehouse.shelf import Shelf

    _show(profile(Shelf.open()), format, lang, out)


def world(
    sex: SexOption = None,
    year: YearOption = None,
    format: FormatOption = None,
    lang: LanguageOption = "en",
    out: OutOption = None,
) -> None:
    """The world's total by edition, the matrix of its regions, and what the ILO papers said."""
    from fairway.corridors.world import world as profile
    from fairway.warehouse.shelf import Shelf

    _show(profile(Shelf.open(), sex=_sex(sex), year=year), format, lang, out)


def _show(profile: Profile, format: str | None, language: str, out: Path | None) -> None:
    from fairway.corridors import report
    from fairway.reference.wording import voice
    from fairway.warehouse.home import disk_errors

    format = _format(format, out)
    if format in ("pdf", "xlsx") and out is None and sys.stdout.isatty():
        raise InputError(
            f"A {format.upper()} cannot be shown on a terminal.", advice="Add --out FILE, or redirect the output."
        )
    content = report.render(profile, voice(language), format)
    if out is None:
        sys.stdout.buffer.write(content)
        return
    try:
        with disk_errors(out):
            out.write_bytes(content)
    except OSError as fault:
        raise InputError(
            f"{out} cannot be written: {fault.strerror or fault}.", advice="Choose a file in a folder that exists."
        ) from fault
    typer.echo(f"Wrote {out} ({len(content):,} bytes).", err=True)


def _format(asked: str | None, out: Path | None) -> str:
    """The format asked for, else the one that the file's name promises, else text."""
    promised = {".txt": "text", ".htm": "html"}.get(out.suffix.lower(), out.suffix[1:].lower()) if out else ""
    if asked is None:
        if out is not None and promised not in FORMATS:
            raise InputError(f"{out.name} does not say its format.", advice=f"Add --format: {', '.join(FORMATS)}.")
        return promised or "text"
    _one_of(asked, FORMATS)
    if promised in FORMATS and promised != asked:
        raise InputError(
            f"{out} would hold {asked}, and its name says {promised}.",
            advice="Change --format, or the name of the file.",
        )
    return asked


def _sex(asked: str | None) -> Sex | None:
    if asked is None:
        return None
    known: dict[str, Sex] = {"F": "F", "M": "M", "FEMALE": "F", "MALE": "M", "WOMEN": "F", "MEN": "M"}
    if asked.upper() not in known:
        raise InputError(f"“{asked}” is not a sex that the sources record.", advice="Use F (women) or M (men).")
    return known[asked.upper()]


def _one_of(format: str, formats: tuple[str, ...]) -> None:
    if format not in formats:
        raise InputError(f"There is no format “{format}” here.", advice=f"Choose one of {', '.join(formats)}.")


def _ends(pair: str) -> tuple[str, str]:
    origin, dash, destination = pair.partition("-")
    if not dash or not origin or not destination:
        raise InputError(f"“{pair}” is not a corridor.", advice="Write origin and destination as NPL-QAT.")
    return origin, destination
