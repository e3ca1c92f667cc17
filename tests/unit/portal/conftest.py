"""Django for unit tests of the portal, without any page."""

from __future__ import annotations

import os

import pytest


@pytest.fixture
def django_ready() -> None:
    """Settings and apps, but no database and no static files."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fairway_portal.site.settings")
    import django

    django.setup()
