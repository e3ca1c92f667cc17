"""The id of a report, from her receipt: a retry files under the same one."""

from __future__ import annotations

import hashlib
from uuid import UUID

from fairway.safe_reporting.receipts import ReceiptKeys

UUID_BYTES = 16


def report_id(keys: ReceiptKeys) -> UUID:
    """The id that the report of a receipt has; the look-up cannot be found from it.

    Args:
        keys: Of her receipt.
    """
    digest = hashlib.sha256(b"fairway report id/1\0" + keys.lookup.encode("ascii")).digest()
    return UUID(bytes=digest[:UUID_BYTES], version=4)
