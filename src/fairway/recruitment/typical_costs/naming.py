"""Names and codes of DF_TYPICAL_COST that its readers need, and what a comparison of channels cannot mend."""

from __future__ import annotations

from typing import Final

from fairway.kernel.text import Text

ID: Final = "DF_TYPICAL_COST"
TOTALS: Final = {"COUNTERPART": "_T", "SECTOR": "_T", "OCU": "OCU_ISCO08_TOTAL", "CHANNEL": "_T", "ITEM": "_T"}
"""Dimension → the code of its total."""
ROLE: Final = "COUNTERPART_ROLE"
COLLECTION: Final = "COLLECTION"
BAND: Final = "N_BAND"
BANDS: Final[dict[str, tuple[int, int | None]]] = {
    "N10-19": (10, 19),
    "N20-49": (20, 49),
    "N50-99": (50, 99),
    "N100-199": (100, 199),
    "N200-499": (200, 499),
    "N500-999": (500, 999),
    "N1000": (1000, None),
}
"""Code → from and up to how many workers; None: no end."""

CAVEATS: Final = (
    Text(
        "Governments choose whom they place: workers who pass tests and wait may differ in ways that no stratum holds."
    ),
    Text("Waiting has a price: months without pay before a government place are not in the cost."),
    Text("Quotas bound the government channel: not everybody who pays an agency could have used it."),
    Text("Those who paid for tests or courses and were not selected are not among the workers who are asked."),
)
"""What the adjustment for the mix of workers cannot mend."""
