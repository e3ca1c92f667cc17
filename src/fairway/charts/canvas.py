"""A sheet to draw on: escapes text, rounds coordinates, and mirrors itself for languages written right to left.

Drawing code counts x from the side on which reading starts; the canvas turns that into the SVG's x. The picture itself
is always laid out left to right (`direction="ltr"`), so that every renderer places anchors alike, and each text of a
mirrored picture carries its own direction as Unicode isolates (UAX #9, X5a to X5c), which every renderer obeys.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from unicodedata import bidirectional

from markupsafe import escape

WIDTH: Final = 360
"""Width of every picture. Unit: SVG units; on a phone of 360 CSS pixels one unit is about 0.91 pixels."""
TEXT: Final = 12.5
"""Size of every text: 11.4 CSS pixels where the picture is 328 pixels wide."""
LINE: Final = 15.0
"""From one line of text to the next."""
MARKERS: Final = 4

LEFT_TO_RIGHT, RIGHT_TO_LEFT, POP = "\u2066", "\u2067", "\u2069"

_OPPOSITE = {"start": "end", "end": "start", "middle": "middle"}


@dataclass(frozen=True, slots=True)
class Label:
    """One line of text where the SVG will have it: `x` and `anchor` already turned to the direction of the picture."""

    x: float
    y: float
    content: str
    kind: str
    anchor: str

    def svg(self) -> str:
        """The label as an SVG element."""
        placed = "" if self.anchor == "start" else f' text-anchor="{self.anchor}"'
        return f'<text class="{self.kind}" x="{_r(self.x)}" y="{_r(self.y)}"{placed}>{escape(self.content)}</text>'


class Canvas:
    """Marks and labels of one picture, in the order they are drawn; labels lie above all marks."""

    def __init__(self, *, mirrored: bool = False) -> None:
        self.mirrored = mirrored
        self.marks: list[str] = []
        self.labels: list[Label] = []

    def svg(self) -> str:
        """Everything drawn so far."""
        return "".join(self.marks) + "".join(label.svg() for label in self.labels)

    def line(self, x1: float, y1: float, x2: float, y2: float, kind: str) -> None:
        """A straight line of a class."""
        self._add(f'<path class="{kind}" d="M{self._x(x1)} {_r(y1)}L{self._x(x2)} {_r(y2)}"/>')

    def bar(self, x1: float, x2: float, y: float, height: float, kind: str) -> None:
        """A bar between two positions; at least half a unit wide, so that a small value is still seen."""
        left = min(float(self._x(x1)), float(self._x(x2)))
        width = max(abs(x2 - x1), 0.5)
        self._add(f'<rect class="{kind}" x="{_r(left)}" y="{_r(y)}" width="{_r(width)}" height="{_r(height)}"/>')

    def curve(self, runs: Sequence[Sequence[tuple[float, float]]], kind: str) -> None:
        """Straight strokes through each run of points; between runs there is a gap."""
        path = "".join("M" + "L".join(f"{self._x(x)} {_r(y)}" for x, y in run) for run in runs if len(run) > 1)
        if path:
            self._add(f'<path class="{kind}" d="{path}"/>')

    def dots(self, points: Sequence[tuple[float, float]], shape: int, kind: str, size: float = 3.0) -> None:
        """A marker at each point: circle, square, diamond or triangle, by the number of the series."""
        path = "".join(_marker(shape, float(self._x(x)), y, size) for x, y in points)
        if path:
            self._add(f'<path class="{kind}" d="{path}"/>')

    def text(self, x: float, y: float, content: str, kind: str, anchor: str = "start") -> None:
        """One line of text; `anchor` is seen in the direction of reading, `y` is its baseline."""
        if self.mirrored:
            anchor, x = _OPPOSITE[anchor], WIDTH - x
            right_to_left = any(bidirectional(character) in ("R", "AL") for character in content)
            content = f"{RIGHT_TO_LEFT if right_to_left else LEFT_TO_RIGHT}{content}{POP}"
            kind = f"{kind} rtl" if right_to_left else kind
        self.labels.append(Label(x, y, content, kind, anchor))

    def lines(self, x: float, y: float, contents: Sequence[str], kind: str, anchor: str = "start") -> None:
        """Several lines of text, the first with its baseline at `y`."""
        for count, content in enumerate(contents):
            self.text(x, y + count * LINE, content, kind, anchor)

    def _x(self, x: float) -> str:
        return _r(WIDTH - x if self.mirrored else x)

    def _add(self, mark: str) -> None:
        self.marks.append(mark)


def _marker(shape: int, x: float, y: float, size: float) -> str:
    match shape % MARKERS:
        case 0:
            return f"M{_r(x - size)} {_r(y)}a{size} {size} 0 1 0 {2 * size} 0a{size} {size} 0 1 0-{2 * size} 0"
        case 1:
            side = _r(2 * size - 0.6)
            return f"M{_r(x - size + 0.3)} {_r(y - size + 0.3)}h{side}v{side}h-{side}z"
        case 2:
            half = _r(size + 1)
            return f"M{_r(x)} {_r(y - size - 1)}l{half} {half}l-{half} {half}l-{half}-{half}z"
        case _:
            return f"M{_r(x)} {_r(y - size - 0.5)}l{_r(size + 0.8)} {_r(2 * size)}h-{_r(2 * size + 1.6)}z"


def _r(value: float) -> str:
    """A coordinate with one decimal at most."""
    rounded = round(value, 1)
    return str(int(rounded)) if rounded == int(rounded) else str(rounded)
