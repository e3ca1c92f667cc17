"""A profile as HTML: fragments for a page that has its own frame, and a document that needs none."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from fairway.charts import svg, table
from fairway.corridors.report.wording import FLAG_WORDS, GAP_WORDS, credits, few
from fairway.kernel.text import Text, Value
from fairway.reference.wording import Voice

if TYPE_CHECKING:
    from collections.abc import Callable

    from fairway.corridors.profile_value import Profile
    from fairway.corridors.report import Links
    from fairway.kernel.figure import Figure, Gap

TABLE_FORMATS: Final = ("csv", "xlsx", "json")
PICTURE_FORMATS: Final = ("csv", "xlsx", "svg", "png", "json")

WIDEST_ON_PAPER: Final = 7
"""Columns beside the one that names the rows; more are shown in another part of the table."""
NARROW_ON_PAPER: Final = 3
SHORT_ON_PAPER: Final = 16
MOST_ABREAST: Final = 5


def profile(profile: Profile, voice: Voice, links: Links | None) -> Markup:
    """Everything below the heading of a profile's page."""
    return _render("profile.jinja", voice, links, profile=profile)


def figure(figure: Figure, voice: Voice, links: Links | None) -> Markup:
    """One figure: picture, sentence, table, method, source."""
    return _render("figure.jinja", voice, links, figure=figure)


def gap(gap: Gap, voice: Voice) -> Markup:
    """One gap: what is missing, why, and what would fill it."""
    return _render("gap.jinja", voice, None, gap=gap)


def document(profile: Profile, voice: Voice) -> str:
    """A whole HTML document."""
    return str(_render("document.jinja", voice, None, profile=profile, style=style("document.css", "figure.css")))


def paper(profile: Profile, voice: Voice) -> str:
    """The document that WeasyPrint turns into PDF: tables open, pictures with their style inside."""
    sheets = style("document.css", "figure.css", "paper.css")
    sources = credits(*profile.figures())
    return str(_render("document.jinja", voice, None, True, profile=profile, sources=sources, style=sheets))


def style(*names: str) -> Markup:
    """Style sheets of this package, one after the other."""
    folder = files("fairway.corridors") / "templates"
    return Markup("\n".join((folder / name).read_text(encoding="utf-8") for name in names))  # our own files  # noqa: S704


def _render(template: str, voice: Voice, links: Links | None, paper: bool = False, **context: object) -> Markup:
    made = _template(template).render(
        **context,
        voice=voice,
        links=links,
        paper=paper,
        drawn=_picture(voice, paper),
        table=_table_on_paper if paper else table.html,
        _=_translation(voice),
    )
    return Markup(made)  # Jinja escaped every value in it  # noqa: S704


def _picture(voice: Voice, paper: bool) -> Callable[[Figure], Markup]:
    draw = svg.draw_for_print if paper else svg.draw
    return lambda figure: Markup(draw(figure, voice))  # the canvas escapes every text  # noqa: S704


def _table_on_paper(figure: Figure, voice: Voice) -> Markup:
    """The table in full, as paper can hold it: a wide one in parts below each other, a long series in parts abreast."""
    header = table.row_header(figure)
    others = [at for at in range(len(figure.columns)) if at != header]
    if len(others) > WIDEST_ON_PAPER:
        parts = [others[at : at + WIDEST_ON_PAPER] for at in range(0, len(others), WIDEST_ON_PAPER)]
        return Markup().join(
            table.html(figure, voice, [header, *part], captioned=not at) for at, part in enumerate(parts)
        )
    series = figure.columns[header].kind in table.TIMES and all(
        figure.columns[at].kind in table.NUMERIC for at in others
    )
    if series and len(others) <= NARROW_ON_PAPER and len(figure.rows) > SHORT_ON_PAPER:
        abreast = MOST_ABREAST - len(others)
        size = -(-len(figure.rows) // abreast)
        slices = [slice(at, at + size) for at in range(0, len(figure.rows), size)]
        tables = (table.html(figure, voice, rows=part, captioned=not part.start) for part in slices)
        return Markup('<div class="abreast">{}</div>').format(Markup().join(tables))
    return table.html(figure, voice)


def _translation(voice: Voice) -> Callable[..., str]:
    def translate(template: str, **values: Value) -> str:
        return voice.say(Text(template, **values))

    return translate


@lru_cache(maxsize=8)
def _template(name: str) -> Template:
    return _environment().get_template(name)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("fairway.corridors", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals.update(
        credits=credits,
        few=few,
        flag_words=FLAG_WORDS,
        formats=lambda figure: PICTURE_FORMATS if svg.drawable(figure) else TABLE_FORMATS,
        gap_words=GAP_WORDS,
    )
    return environment
