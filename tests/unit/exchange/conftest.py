from __future__ import annotations

from pathlib import Path

import pytest

from fairway.exchange.microdata import read_microdata
from fairway.exchange.variables import Microdata


@pytest.fixture
def read_text(tmp_path: Path):
    """Reads a CSV file with this content."""

    def read(content: str | bytes, name: str = "people.csv", **options) -> Microdata:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_microdata(path, **options)

    return read
