"""A figure as SVG: no script, no outside resource, no colour of its own; a stand-alone file carries its own style."""

from __future__ import annotations

from typing import Final

from markupsafe import escape

from fairway.charts.bars import bars, dumbbell
from fairway.charts.canvas import LINE, TEXT, WIDTH, Canvas, Label
from fairway.charts.intervals import Intervals, intervals
from fairway.charts.lines import lines
from fairway.charts.measure import wrap
from fairway.charts.style import STYLE
from fairway.charts.waterfall import Waterfall, waterfall
from fairway.kernel.figure import Bars, Dumbbell, Figure, Lines
from fairway.kernel.text import Text
from fairway.reference.wording import Voice

TITLE_LINE: Final = 19.0
MARGIN: Final = 16.0
BASELINE: Final = 12.3
"""From the top of a line of 15 units in Noto Sans to its baseline."""


def drawable(figure: Figure) -> bool:
    """Whether the figure has a picture; heat tables, status grids and bare tables are shown as tables."""
    return isinstance(figure.chart, Lines | Bars | Dumbbell)


def draw(figure: Figure, voice: Voice, standalone: bool = False) -> str:
    """The figure's picture.

    Args:
        figure: What to draw; only its table is drawn from.
        voice: The language; right-to-left ones mirror the axes.
        standalone: A file of its own, with style, title, sentence and source, for download. Otherwise a fragment
            for a page whose stylesheet holds `figure.css`, hidden from screen readers: the page says the sentence.

    Returns:
        SVG, or an empty string where `drawable` is false. Usually below 3 KB.
    """
    drawn = _marks(figure, voice)
    if drawn is None:
        return ""
    canvas, height = drawn
    if standalone:
        return _file(figure, voice, canvas, height)
    return _svg(height, canvas.svg(), 'aria-hidden="true" focusable="false"')


def draw_for_print(figure: Figure, voice: Voice) -> str:
    """The picture for WeasyPrint: an SVG without text, and its labels as HTML laid over it.

    WeasyPrint sets SVG text letter by letter, which takes Arabic letters apart; page styles stop at an SVG's edge. So
    the SVG carries its style, and the labels are `span`s placed in units of the custom length `--unit` (one SVG unit).
    """
    drawn = _marks(figure, voice)
    if drawn is None:
        return ""
    canvas, height = drawn
    marks = _svg(height, f"<style>{STYLE}</style>{''.join(canvas.marks)}", f'width="100%" height="{height:g}"')
    labels = "".join(_label_for_print(label) for label in canvas.labels)
    return f'<div class="drawing" style="{_units("height", height)}">{marks}{labels}</div>'


def _label_for_print(label: Label) -> str:
    beyond = 2.0 * WIDTH
    left = {"start": label.x, "middle": label.x - beyond / 2, "end": label.x - beyond}[label.anchor]
    placed = ";".join((_units("left", left), _units("top", label.y - BASELINE), _units("width", beyond)))
    return f'<span class="label {label.anchor} {label.kind}" style="{placed}">{escape(label.content)}</span>'


def _units(name: str, units: float) -> str:
    return f"{name}:calc({units:.1f} * var(--unit))"


def _marks(figure: Figure, voice: Voice) -> tuple[Canvas, float] | None:
    mirrored = voice.direction == "rtl"
    match figure.chart:
        case Lines() as chart:
            return lines(figure, chart, voice, mirrored=mirrored)
        case Intervals() as chart:
            return intervals(figure, chart, voice, mirrored=mirrored)
        case Waterfall() as chart:
            return waterfall(figure, chart, voice, mirrored=mirrored)
        case Bars() as chart:
            return bars(figure, chart, voice, mirrored=mirrored)
        case Dumbbell() as chart:
            return dumbbell(figure, chart, voice, mirrored=mirrored)
        case _:
            return None


def _svg(height: float, content: str, attributes: str, width: float = WIDTH) -> str:
    size = f'viewBox="0 0 {width:g} {height:g}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" {size} font-size="{TEXT}" direction="ltr" {attributes}>'
        f"{content}</svg>"
    )


def _file(figure: Figure, voice: Voice, canvas: Canvas, height: float) -> str:
    """The picture between its title and its source, on a white sheet."""
    head, foot = Canvas(mirrored=canvas.mirrored), Canvas(mirrored=canvas.mirrored)
    title = wrap(voice.say(figure.title), 15, WIDTH, 3)
    for at, line in enumerate(title):
        head.text(0, 15 + at * TITLE_LINE, line, "title")
    unit = wrap(voice.say(Text("{unit}, {year}", unit=figure.unit, year=figure.year)), TEXT, WIDTH, 3)
    head.lines(0, 15 + len(title) * TITLE_LINE, unit, "unit")
    top = len(title) * TITLE_LINE + len(unit) * LINE + 12
    for at, line in enumerate(_credits(figure, voice)):
        foot.text(0, 14 + at * LINE, line, "source")
    bottom = len(foot.labels) * LINE + 4
    whole = top + height + bottom
    content = (
        f"<title>{escape(voice.say(figure.title))}</title><desc>{escape(voice.say(figure.sentence))}</desc>"
        f"<style>{STYLE}</style>"
        f'<rect class="sheet" width="{WIDTH + 2 * MARGIN:g}" height="{whole + 2 * MARGIN:g}"/>'
        f'<g transform="translate({MARGIN:g} {MARGIN:g})">{head.svg()}</g>'
        f'<g transform="translate({MARGIN:g} {MARGIN + top:g})">{canvas.svg()}</g>'
        f'<g transform="translate({MARGIN:g} {MARGIN + top + height:g})">{foot.svg()}</g>'
    )
    attributes = f'role="img" xml:lang="{voice.language}"'
    return _svg(whole + 2 * MARGIN, content, attributes, WIDTH + 2 * MARGIN)


def _credits(figure: Figure, voice: Voice) -> list[str]:
    found: list[str] = []
    for source in dict.fromkeys((source.publisher, source.title, source.edition) for source in figure.sources):
        said = Text("Source: {publisher}, {title} ({edition})", publisher=source[0], title=source[1], edition=source[2])
        found += wrap(voice.say(said), TEXT, WIDTH, 3)
    return found
