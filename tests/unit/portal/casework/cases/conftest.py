"""Cases on a folder of keys of their own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def keys_of_their_own(settings: Any, tmp_path: Path) -> None:
    settings.CASEWORK_KEYS = tmp_path / "casework-keys"
