"""A folder of keys for each test, and an office that holds reports back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from fairway_portal.accounts.models import Role
from tests.casework_samples.escrow import Offices, offices_of
from tests.people import signed_in


@pytest.fixture(autouse=True)
def keys(tmp_path: Path, settings: Any) -> Path:
    """The folder, which nobody has made yet."""
    settings.CASEWORK_KEYS = tmp_path / "casework-keys"
    return Path(settings.CASEWORK_KEYS)


@pytest.fixture
def handler() -> Any:
    """A client of the escrow handler."""
    return signed_in(Role.HANDLER, "union")


@pytest.fixture
def offices(handler: Any) -> Offices:
    """Hers, and one that reads."""
    return offices_of(handler.membership)
