"""Things of the register's part `orders` that addresses of the permission matrix name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from fairway_portal.accounts.models import Membership

SAMPLES: Final[dict[str, Callable[[Mapping[str, Membership]], str]]] = {}
