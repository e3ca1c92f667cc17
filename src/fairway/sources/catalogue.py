"""Every table Fairway can read, in one list that fits a screen."""

from __future__ import annotations

from fairway.sources import undesa_stock
from fairway.sources.edition import Edition

CATALOGUE: tuple[Edition, ...] = (*undesa_stock.EDITIONS,)
