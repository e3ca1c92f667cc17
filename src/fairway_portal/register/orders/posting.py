"""The days that a country sets for job orders, from `posting.toml`."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def _settings() -> dict[str, dict[str, int]]:
    text = (files("fairway_portal.register.orders") / "posting.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _of(country: str, name: str) -> int:
    settings = _settings()
    return settings.get(country, {}).get(name, settings["default"][name])


def posting_days(country: str) -> int:
    """For how many days an order is with the public employment service alone.

    Args:
        country: Of origin, ISO 3166-1 alpha-3.
    """
    return _of(country, "posting_days")


def keeping_days(country: str) -> int:
    """For how many days applications are kept after their order has ended."""
    return _of(country, "keeping_days")
