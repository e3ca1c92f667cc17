"""The portal for integration tests."""

from __future__ import annotations

import os

import pytest


@pytest.fixture(scope="session")
def portal(request: pytest.FixtureRequest) -> None:
    """The portal, set up; its database is the SQLite file in the tests' own home, so nothing needs rolling back."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fairway_portal.site.settings")
    if request.config.pluginmanager.hasplugin("django"):
        blocker = request.getfixturevalue("django_db_blocker")
        if blocker is not None:
            blocker.unblock()
    from tests.portal import prepared

    prepared()
