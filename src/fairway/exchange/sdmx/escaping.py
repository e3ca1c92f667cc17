"""Text made safe for XML attributes and JSON strings, a whole column at a time.

Source: XML 1.0, §2.2 (characters), §3.3.3 (normalisation of attribute values); RFC 8259, §7 (strings).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import polars as pl

REPLACEMENT: Final = "\ufffd"
"""Stands for a character that XML 1.0 cannot hold at all, not even as a reference."""

_CONTROLS: Final = [chr(code) for code in range(0x20)]
_XML: Final[dict[str, str]] = {
    **dict.fromkeys((*_CONTROLS, "\ufffe", "\uffff"), REPLACEMENT),
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "\t": "&#9;",
    "\n": "&#10;",
    "\r": "&#13;",
}
_JSON: Final[dict[str, str]] = {
    **{character: f"\\u{ord(character):04x}" for character in (*_CONTROLS, "\x7f", "\u2028", "\u2029")},
    '"': '\\"',
    "\\": "\\\\",
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
}
_XML_UNSAFE: Final = r'[&<>"\x00-\x1f\x{fffe}\x{ffff}]'
_JSON_UNSAFE: Final = r'["\\\x00-\x1f\x7f\x{2028}\x{2029}]'
_XML_TABLE: Final = str.maketrans(_XML)


def xml_text(text: str) -> str:
    """One text, safe in an attribute in double quotes, and as the content of an element."""
    return text.translate(_XML_TABLE)


def xml_column(column: pl.Series) -> pl.Series:
    """A column as texts that are safe in an XML attribute in double quotes; null stays null.

    A line break or a tab is written as a reference, because a reader turns a bare one into a space. A character that
    XML cannot hold becomes U+FFFD.
    """
    return _escaped(column, _XML_UNSAFE, _XML)


def json_column(column: pl.Series) -> pl.Series:
    """A column as JSON: numbers bare, text as strings in quotes; null stays null."""
    import polars as pl

    if column.dtype.is_numeric():
        return column.cast(pl.String)
    said = _escaped(column, _JSON_UNSAFE, _JSON)
    return said.to_frame("said").select(pl.concat_str(pl.lit('"'), "said", pl.lit('"')).alias("said"))["said"]


def _escaped(column: pl.Series, unsafe: str, replacements: dict[str, str]) -> pl.Series:
    import polars as pl

    if column.dtype.is_numeric():
        return column.cast(pl.String)
    if not column.str.contains(unsafe).any():
        return column
    return column.str.replace_many(list(replacements), list(replacements.values()))
