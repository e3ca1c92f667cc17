"""The methodology of skills mismatch, as its worked examples print it."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def page() -> str:
    """The whole page."""
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    from tests.spec.mismatch.persons import page as examples

    return examples()
