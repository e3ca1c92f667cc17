"""What addresses of this part of casework name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

SAMPLES: Final[dict[str, Callable[[Any], str]]] = {}
