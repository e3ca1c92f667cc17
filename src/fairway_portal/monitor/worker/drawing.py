"""A figure on a page for workers: its picture, its sentence, its table."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from fairway.charts import svg, table
from fairway.kernel.figure import Figure
from fairway.kernel.text import Text
from fairway_portal.design import speech


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure, ready for the page."""

    title: Text
    unit: Text
    sentence: Text
    picture: Markup
    table: Markup


def drawn(figure: Figure | None) -> Drawn | None:
    """The figure in the language of the page; None where there is none."""
    if figure is None:
        return None
    voice = speech.current()
    picture = Markup(svg.draw(figure, voice))  # the canvas escapes every text  # noqa: S704
    return Drawn(figure.title, figure.unit, figure.sentence, picture, table.html(figure, voice, captioned=False))
