"""Style of a stand-alone picture. Pages use `figure.css` instead, with the same classes and custom properties.

resvg and WeasyPrint know no custom properties inside SVG, so the values are written out here; a test holds the two
copies of the palette together.
"""

from __future__ import annotations

from typing import Final

SERIES: Final = ("#0b5a5c", "#7a4a9e", "#59636e", "#8a6100", "#a8325e", "#2b65b0")
"""Series in order: the accent first. Each has a contrast of 4.5 or more on white; markers and dashes differ as well."""
DASHES: Final = ("", "7 3", "2 2.5", "9 3 2 3", "4 2", "12 3")
INK: Final = "#14191e"
QUIET: Final = "#55606b"
GRID: Final = "#dde2e6"
AXIS: Final = "#8a949e"
WARNING: Final = "#b04a00"
GREY: Final = "#b3bcc4"


def _series() -> str:
    rules = []
    for count, (colour, dash) in enumerate(zip(SERIES, DASHES, strict=True)):
        dashed = f";stroke-dasharray:{dash}" if dash else ""
        rules.append(
            f".line.s{count}{{stroke:{colour}{dashed}}}.dot.s{count},.bar.s{count},.name.s{count}{{fill:{colour}}}"
            f".whisker.s{count}{{stroke:{colour}}}"
        )
    rules.append(f".dot.s1,.bar.s1{{fill:#fff;stroke:{SERIES[1]};stroke-width:1.6}}")
    return "".join(rules)


STYLE: Final = (
    "text{font-family:'Noto Sans','Noto Sans Arabic','DejaVu Sans',system-ui,sans-serif;font-size:12.5px;"
    f"fill:{INK};paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round}}"
    ".rtl{font-family:'Noto Sans Arabic','Noto Sans','DejaVu Sans',system-ui,sans-serif}"
    f".title{{font-size:15px;font-weight:700}}.unit,.source,.tick,.none{{fill:{QUIET}}}"
    f".sheet{{fill:#fff}}.grid{{stroke:{GRID};fill:none}}.axis{{stroke:{AXIS};fill:none}}"
    f".link{{stroke:{GREY};stroke-width:3;fill:none}}"
    f".target{{stroke:{WARNING};stroke-dasharray:5 3;fill:none}}.target-name{{fill:{WARNING}}}"
    ".whisker{fill:none;stroke-width:1.8}"
    ".line{fill:none;stroke-width:2.2;stroke-linejoin:round}.strong{font-weight:700}"
    f".bar.grey{{fill:{GREY}}}" + _series()
)
