"""Envelopes that the Debian program `age` made of our plain text, with keys made for tests alone."""

from __future__ import annotations

import base64
import json
from functools import cache
from pathlib import Path
from typing import Any


@cache
def vectors() -> dict[str, Any]:
    return dict(json.loads(Path(__file__).with_name("vectors.json").read_text("utf-8")))


def binary(armoured: str) -> bytes:
    """The bytes inside the armour."""
    return base64.b64decode("".join(line for line in armoured.splitlines() if not line.startswith("-----")))
