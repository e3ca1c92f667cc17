"""Numbers as they are typed."""

from __future__ import annotations

import pytest

from fairway_portal.surveys.running import numbers


@pytest.mark.parametrize(
    ("written", "tag", "kept"),
    [
        ("1250", "en", "1250"),
        ("१२५०", "ne", "1250"),
        ("١٢٣٤٫٥", "ar", "1234.5"),
        ("১,২০,০০০", "bn", "120000"),
        ("1,20,000", "ne", "120000"),
        ("1,250.50", "en", "1250.5"),
        ("1.250,50", "es", "1250.5"),
        ("1.250", "es", "1250"),
        ("1.250", "en", "1.25"),
        ("1 250,5", "fr", "1250.5"),
        ("1.250", "fr", None),  # 1250 or 1.25: French has the sign for neither
        ("−3", "en", "-3"),
        ("0.10", "en", "0.1"),
        ("-0", "en", "0"),
        ("1e3", "en", None),
        ("12a", "en", None),
        ("1,2,3", "en", None),
        ("1.2,3.4", "en", None),
        (".", "en", None),
        ("", "en", None),
        ("९" * 16, "ne", None),
        ("5", "zxx-nowhere", "5"),
    ],
)
def test_amounts(written: str, tag: str, kept: str | None) -> None:
    assert numbers.decimal(written, tag) == kept


@pytest.mark.parametrize(("written", "kept"), [("१२", "12"), ("12.0", "12"), ("12.5", None), ("1,200", "1200")])
def test_whole_numbers(written: str, kept: str | None) -> None:
    assert numbers.whole(written, "en") == kept
