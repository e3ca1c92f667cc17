"""`python -m fairway_portal.site.ask_health`: exits with 0 if the portal on this machine says it is well."""

from __future__ import annotations

import sys
from http.client import HTTPConnection, HTTPException

from fairway_portal.site import settings_reference


def well(port: int = 8000) -> bool:
    """Whether `/health` on this machine answers 200 under the first of its host names."""
    name = (settings_reference.listed("FAIRWAY_HOSTS") or ["localhost"])[0].lstrip(".")
    connection = HTTPConnection("127.0.0.1", port, timeout=4)
    try:
        connection.request("GET", "/health", headers={"Host": name})
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(0 if well() else 1)
