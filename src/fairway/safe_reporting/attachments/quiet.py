"""The readers of pictures and PDF log what they read, tag by tag, when they are asked to: here they never do."""

from __future__ import annotations

import logging
from typing import Final

READERS: Final = ("PIL", "pikepdf")

for _name in READERS:
    logging.getLogger(_name).setLevel(logging.ERROR)
