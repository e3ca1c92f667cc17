"""How much is taken: enough for a contract, a photograph and a voice note, and never enough to stop the machine."""

from __future__ import annotations

from typing import Final

MOST_BYTES: Final = 5 * 1024 * 1024
"""Of one file."""
MOST_FILES: Final = 3
"""Of a report, in all."""
