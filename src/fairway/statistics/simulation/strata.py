"""The invented country: its strata, and the countries that its people come from and go to.

Nothing here is an estimate for any real country. Seven provinces, each with an urban and a rural part; some receive
migrants, some send them, and the survey draws more of the first. So the strata tell about the figures, and an analysis
that forgets the design is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from fairway.kernel.errors import InputError
from fairway.reference.places import by_code


@dataclass(frozen=True, slots=True)
class Stratum:
    """One stratum.

    Attributes:
        code: Ten times the province, plus 1 if urban or 2 if rural.
        share: Its share of the primary sampling units, in any unit.
        hubs: The share of its units in which many migrants live.
        sending: How many times the country's average of households has a member abroad.
        level: Log earnings against the country's.
        boost: How many times more units are sampled than their share.
    """

    code: int
    share: float
    hubs: float
    sending: float
    level: float
    boost: float


STRATA: Final = (
    Stratum(11, 5.0, 0.16, 0.8, 0.10, 1.3),
    Stratum(12, 11.0, 0.03, 1.2, -0.25, 0.8),
    Stratum(21, 6.0, 0.22, 0.9, 0.05, 1.6),
    Stratum(22, 12.0, 0.05, 1.5, -0.30, 0.8),
    Stratum(31, 13.0, 0.26, 0.4, 0.40, 1.5),
    Stratum(32, 8.0, 0.04, 0.8, -0.05, 0.8),
    Stratum(41, 4.0, 0.10, 1.2, 0.10, 1.2),
    Stratum(42, 7.0, 0.01, 1.4, -0.20, 0.9),
    Stratum(51, 5.0, 0.18, 1.0, 0.10, 1.3),
    Stratum(52, 10.0, 0.03, 1.4, -0.25, 0.8),
    Stratum(61, 2.0, 0.04, 0.7, 0.00, 1.0),
    Stratum(62, 6.0, 0.01, 0.8, -0.40, 0.8),
    Stratum(71, 4.0, 0.08, 1.1, 0.00, 1.1),
    Stratum(72, 7.0, 0.01, 1.2, -0.40, 0.8),
)

ORIGINS: Final[Mapping[str, float]] = {
    "IND": 0.52, "BGD": 0.16, "PAK": 0.08, "CHN": 0.08, "LKA": 0.05, "MMR": 0.05, "PHL": 0.03, "KEN": 0.03,
}  # fmt: skip
"""Where migrants come from. They, and those below, are partners of whatever country is simulated."""
DESTINATIONS: Final[Mapping[str, float]] = {
    "QAT": 0.20, "ARE": 0.18, "SAU": 0.18, "MYS": 0.17, "IND": 0.12, "KWT": 0.07, "KOR": 0.04, "JPN": 0.04,
}  # fmt: skip
CURRENCIES: Final[Mapping[str, str]] = {
    "NPL": "NPR", "IND": "INR", "BGD": "BDT", "PAK": "PKR", "CHN": "CNY", "LKA": "LKR", "MMR": "MMK", "PHL": "PHP",
    "KEN": "KES", "QAT": "QAR", "ARE": "AED", "SAU": "SAR", "MYS": "MYR", "KWT": "KWD", "KOR": "KRW", "JPN": "JPY",
}  # fmt: skip
"""Of a country that is not here, earnings are in US dollars."""


class CountryUnknown(InputError):
    """The country of a simulation is no ISO 3166-1 alpha-3 code."""

    slug = "simulation-country-unknown"


@dataclass(frozen=True, slots=True)
class Country:
    """The country that is simulated.

    Attributes:
        code: ISO 3166-1 alpha-3.
        origins, destinations: Of its migrants: country → share.
        currency: ISO 4217.
    """

    code: str
    origins: Mapping[str, float]
    destinations: Mapping[str, float]
    currency: str


def country_of(code: str) -> Country:
    """The country to simulate.

    Raises:
        CountryUnknown: The code is none of ISO 3166-1 alpha-3.
    """
    if code not in by_code():
        near = [known for known in by_code() if code[:2].upper() == known[:2]][:4]
        nearest = f" Near: {', '.join(near)}." if near else ""
        raise CountryUnknown(
            f"“{code}” is no country code of three letters.",
            advice=f"Give an ISO 3166-1 alpha-3 code, NPL for instance.{nearest}",
        )
    return Country(code, _without(ORIGINS, code), _without(DESTINATIONS, code), CURRENCIES.get(code, "USD"))


def _without(partners: Mapping[str, float], code: str) -> Mapping[str, float]:
    return {partner: share for partner, share in partners.items() if partner != code}
