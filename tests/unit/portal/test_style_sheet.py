"""The style sheet: small, in layers, without left and right, readable in both schemes."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from fairway_portal.design import bundle

CSS_BUDGET, SCRIPT_BUDGET = 16 * 1024, 2 * 1024
PHYSICAL = re.compile(
    r"(?<![\w-])((margin|padding|border)-(left|right|top|bottom)|left|right|top|bottom|(min-|max-)?(width|height)"
    r"|float|text-align:\s*(left|right))\s*:"
)
TEXT_PAIRS = (
    ("ink", "paper"),
    ("ink", "paper-quiet"),
    ("ink-quiet", "paper"),
    ("ink-quiet", "paper-quiet"),
    ("accent", "paper"),
    ("accent", "paper-quiet"),
    ("accent", "accent-quiet"),
    ("ink", "accent-quiet"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("warning", "paper"),
    ("warning", "warning-quiet"),
    ("ink", "warning-quiet"),
    ("on-focus", "focus"),
)


def test_the_bundle_is_small_and_layered() -> None:
    css = bundle.style_sheet()
    assert len(gzip.compress(css.encode())) <= CSS_BUDGET
    assert css.startswith("@layer tokens, base, layout, components, figures, pages, print;")
    assert css.count("{") == css.count("}")
    assert "svg.chart" in css or ".chart" in css, "the library's style of figures is part of it"
    assert "http" not in css.replace('href^="http"', "")
    assert "url(" not in css


def test_only_logical_directions_are_used() -> None:
    for path in sorted(bundle.FOLDER.glob("*.css")):
        css = re.sub(r"@media[^{]*\{", "{", path.read_text("utf-8"))
        assert [found.group(0) for found in PHYSICAL.finditer(css)] == [], path.name


def test_motion_print_schemes_and_focus_are_thought_of() -> None:
    css = bundle.style_sheet()
    for wanted in (
        "prefers-reduced-motion",
        "@media print",
        "prefers-color-scheme: dark",
        "color-scheme: light dark",
        ":focus-visible",
    ):
        assert wanted in css


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    full = digits if len(digits) == 6 else "".join(2 * digit for digit in digits)
    parts = [int(full[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def schemes() -> dict[str, dict[str, str]]:
    css = (bundle.FOLDER / "tokens.css").read_text("utf-8")
    light, _, dark = css.partition("@media (prefers-color-scheme: dark)")
    tokens = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", light))
    return {"light": tokens, "dark": tokens | dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", dark))}


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_is_readable(scheme: str) -> None:
    tokens = schemes()[scheme]
    poor = {pair: round(ratio, 2) for pair in TEXT_PAIRS if (ratio := contrast(*(tokens[one] for one in pair))) < 4.5}
    assert poor == {}
    assert contrast(tokens["line-strong"], tokens["paper"]) >= 3, "borders of fields"
    assert contrast(tokens["ink"], tokens["focus"]) >= 3 or contrast(tokens["paper"], tokens["focus"]) >= 3


def test_the_script_is_tiny_and_names_no_other_site() -> None:
    script = (Path(bundle.__file__).parent / "static" / "design" / "places.js").read_text("utf-8")
    assert len(script.encode()) <= SCRIPT_BUDGET
    assert "://" not in script
    assert "innerHTML" not in script
