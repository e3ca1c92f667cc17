"""A folder of keys for each test."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def keys(tmp_path: Path, settings: Any) -> None:
    """The folder, which nobody has made yet."""
    settings.CASEWORK_KEYS = tmp_path / "casework-keys"
