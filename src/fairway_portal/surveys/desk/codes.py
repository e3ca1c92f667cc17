"""Codes to be read by a camera: the address of a survey, and the settings of ODK Collect."""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import dataclass

import segno
from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Code:
    """A code: its picture, and what it holds, for whoever cannot read the picture."""

    picture: Markup
    holds: str


def code_of(held: str) -> Code:
    """The QR code of a text."""
    made = segno.make(held, error="m", micro=False)
    drawn = made.svg_inline(border=4, omitsize=True, svgclass="qr", lineclass=None, light="#fff")
    return Code(Markup(drawn), held)  # noqa: S704 -- drawn from bits, holds no text


def collect_settings(server: str, name: str) -> str:
    """The settings that ODK Collect reads from a code: JSON, compressed (zlib), as base64.

    Args:
        server: The address of the door, with the collector's secret.
        name: What the project is called on the device.

    Source: ODK Collect, "Importing and exporting settings": the sections general, admin and project.
    """
    settings = {
        "general": {"server_url": server, "form_update_mode": "match_exactly", "autosend": "wifi_and_cellular"},
        "admin": {},
        "project": {"name": name},
    }
    return base64.b64encode(zlib.compress(json.dumps(settings).encode(), 9)).decode()
