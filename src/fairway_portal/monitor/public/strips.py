"""A score as a small picture: a dot on the line of its interval, from 0 to 100. Language turns it round."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup, escape

from fairway.charts.canvas import WIDTH, Canvas
from fairway_portal.design import speech
from fairway_portal.monitor.public.saying import pictured
from fairway_portal.monitor.queries_public import Part

HEIGHT: Final = 34
EDGE: Final = 10.0
MIDDLE: Final = 11.0
CAP: Final = 6.0
TICKS: Final = (0, 50, 100)


def strip(part: Part) -> Markup:
    """The picture of one figure; a warning has another shape, not only another colour."""
    voice = speech.current()
    canvas = Canvas(mirrored=voice.direction == "rtl")
    canvas.line(EDGE, MIDDLE, WIDTH - EDGE, MIDDLE, "axis")
    for tick in TICKS:
        canvas.line(_at(tick / 100), MIDDLE - 4, _at(tick / 100), MIDDLE + 4, "axis")
        anchor = {0: "start", 100: "end"}.get(tick, "middle")
        side = {0: 0.0, 100: float(WIDTH)}.get(tick, _at(tick / 100))
        canvas.text(side, HEIGHT - 2, voice.number(tick), "tick", anchor)
    kind = "warned" if part.warning else "sound"
    low, high = _at(part.lower), _at(part.upper)
    canvas.line(low, MIDDLE, high, MIDDLE, f"whisker {kind}")
    for end in (low, high):
        canvas.line(end, MIDDLE - CAP, end, MIDDLE + CAP, f"whisker {kind}")
    canvas.dots([(_at(part.score), MIDDLE)], 2 if part.warning else 0, f"dot {kind}", 6.0)
    said = escape(voice.say(pictured(part)))
    return Markup(  # the canvas and escape() escaped every text  # noqa: S704
        f'<svg class="strip" viewBox="0 0 {WIDTH} {HEIGHT}" direction="ltr" role="img" aria-label="{said}">'
        f"{canvas.svg()}</svg>"
    )


def _at(share: float) -> float:
    return EDGE + share * (WIDTH - 2 * EDGE)
