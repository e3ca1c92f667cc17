"""Which part of a table ships with Fairway, in words: what a page says when it has only the selection."""

from __future__ import annotations

from typing import Final

from fairway.kernel.text import Text

LARGEST: Final = 500
STOCK_EDITION: Final = "2024"
STOCK_YEAR: Final = 2024

CORRIDORS: Final = Text("the 500 largest corridors of 2024 and their reverses")
REFUGEES: Final = Text("the 500 largest corridors of 2024 and their reverses, last ten years")
LATEST_YEARS: Final = Text("each country's latest three years with figures for migrants")
INDICATORS: Final = Text("indicators 8.8.1 (latest three years), 8.8.2, 10.7.2 and 10.c.1")
TREATIES: Final = Text("the nine core human-rights treaties, the Migrant Workers Convention among them")
EVERY_FIVE_YEARS: Final = Text("every fifth year to 2050")
POPULATION_ONLY: Final = Text("population, in the years of the migrant stock")

ALL: Final = (
    CORRIDORS,
    REFUGEES,
    LATEST_YEARS,
    INDICATORS,
    TREATIES,
    EVERY_FIVE_YEARS,
    POPULATION_ONLY,
)
