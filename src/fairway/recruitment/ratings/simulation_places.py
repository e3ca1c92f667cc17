"""The corridors of the simulated monitor: who goes where, speaking what, paying how much. Invented, not estimates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from fairway.recruitment.ratings.simulation_names import ARABIC, BENGALI, DEVANAGARI, HINDI, LATIN, Script


@dataclass(frozen=True, slots=True)
class Origin:
    """A country that workers leave.

    Attributes:
        country: ISO 3166-1 alpha-3.
        share: Of the agencies; any unit.
        language: Most ratings are in it.
        script: Of three quarters of the names; the others are in Latin letters.
        currency, per_dollar: In which fees are paid; rounded for the simulation, not an exchange rate.
    """

    country: str
    share: float
    language: str
    script: Script
    currency: str
    per_dollar: float


ORIGINS: Final = (
    Origin("NPL", 24, "ne", DEVANAGARI, "NPR", 135),
    Origin("BGD", 22, "bn", BENGALI, "BDT", 120),
    Origin("IND", 18, "hi", HINDI, "INR", 85),
    Origin("PHL", 14, "tl", LATIN, "PHP", 57),
    Origin("IDN", 12, "id", LATIN, "IDR", 16_000),
    Origin("EGY", 7, "ar", ARABIC, "EGP", 50),
    Origin("THA", 3, "th", LATIN, "THB", 35),
)
DESTINATIONS: Final[dict[str, tuple[float, float, float]]] = {
    "QAT": (5, 2_600, 360), "SAU": (6, 2_300, 340), "ARE": (5, 2_000, 390), "MYS": (4, 2_900, 380),
    "KOR": (2, 950, 1_700), "JOR": (1, 1_100, 280),
}  # fmt: skip
"""Destination → share of the workers (any unit), usual total paid and usual monthly pay (US dollars)."""
SECTOR_SHARES: Final[dict[str, float]] = {
    "agriculture": 8, "construction": 26, "garment": 12, "domestic": 20, "hospitality": 9, "cleaning": 11, "care": 3,
    "transport": 5, "trade": 3, "other": 3,
}  # fmt: skip
