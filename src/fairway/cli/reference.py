"""`fairway places` and `fairway codes`: what a name or code stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from fairway.reference.classifications import CodeList

LanguageOption = Annotated[str, typer.Option("--lang", help="en, fr, es or ar.")]


def register(app: typer.Typer) -> None:
    """Adds the commands of this room."""
    app.command()(places)
    app.command()(codes)


def places(
    name: Annotated[
        str, typer.Argument(help="A country, area or community by name (any language) or code; none for all.")
    ] = "",
    lang: LanguageOption = "en",
) -> None:
    """What a country or region is called, its codes and areas: `fairway places قطر`."""
    from fairway.reference import groups
    from fairway.reference import places as reference
    from fairway.reference.wording import voice

    speak = voice(lang)
    if not name:
        for iso3, place in reference.by_code().items():
            typer.echo(f"{iso3}  {place.iso2:2}  {place.m49:3}  {speak.place(iso3)}")
        return
    found = groups.group(name)
    if found.kind != "country":
        members = sorted(found.members())
        typer.echo(f"{found.code}  {speak.place(found.code)}: {len(members)} places")
        typer.echo(", ".join(members))
        if found.note:
            typer.echo(speak.say(found.note))
        if not found.verified:
            typer.echo("Membership written from memory: not verified.")
        return
    place = reference.by_code()[found.code]
    typer.echo(f"{place.iso3}  {speak.place(place.iso3)}")
    typer.echo(f"ISO 3166-1: {place.iso2}, {place.iso3}; M49: {place.m49 or 'none'}; UN name: {place.name}")
    areas = [code for code in (place.region_code, place.subregion_code, place.intermediate_code) if code]
    typer.echo("Areas: " + "; ".join(f"{speak.place(code)} ({code})" for code in areas))
    communities = [
        other.code
        for other in groups.all_groups()
        if other.kind in ("community", "dialogue", "category") and place.iso3 in other.members()
    ]
    typer.echo("Groups: " + (", ".join(communities) or "none that Fairway lists"))
    typer.echo("Income group: unknown; no table that Fairway carries gives it.")
    note = speak.place_note(place.iso3)
    if note:
        typer.echo(f"Note: {note}")


def codes(
    name: Annotated[str, typer.Argument(metavar="LIST", help="isco08, isic4, isced11, …; none for all lists.")] = "",
    asked: Annotated[str, typer.Argument(metavar="[CODE|TEXT]", help="A code, or words of a title.")] = "",
    lang: LanguageOption = "en",
) -> None:
    """Codes of occupations, industries, education, instruments, cost items: `fairway codes isco08 nursing`."""
    from fairway.reference import classifications

    if not name:
        for row in classifications.pedigree():
            checked = "verified" if row["verified"] == "1" else "not verified"
            typer.echo(f"{row['list']:24} {row['title']}. {row['publisher']}, {row['edition']} ({checked})")
        return
    listed = classifications.code_list(name)
    if not asked:
        _outline(listed, "", lang)
        typer.echo(f"{listed.title}. {listed.publisher}, {listed.edition}. {listed.licence}. {listed.note}".rstrip())
        return
    hits = listed.find(asked)
    for entry in hits:
        typer.echo(f"{entry.code:10} {entry.title(lang)}")
    if len(hits) == 1:
        only = hits[0]
        above = only.parent and listed.entry(only.parent)
        if above:
            typer.echo(f"under      {above.code} {above.title(lang)}")
        for key, value in only.more.items():
            typer.echo(f"{key.replace('_', ' ')}: {value}")
        for below in listed.children(only.code):
            typer.echo(f"  {below.code:8} {below.title(lang)}")
    if lang not in listed.languages:
        typer.echo(
            f"There are no titles in “{lang}” in this list; they are in {', '.join(listed.languages)}.", err=True
        )


def _outline(listed: CodeList, parent: str, lang: str, depth: int = 0) -> None:
    for entry in listed.children(parent):
        typer.echo(f"{'  ' * depth}{entry.code:10} {entry.title(lang)}")
        if depth < 1:
            _outline(listed, entry.code, lang, depth + 1)
