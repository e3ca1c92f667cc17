"""`python -m fairway_portal COMMAND`: Django's commands and ours (`migrate`, `db_worker`, `make_administrator`)."""

from __future__ import annotations

import os
import sys
from typing import Final

from fairway.kernel.errors import FairwayError

OURS: Final = frozenset(
    {
        "close_filings",
        "demonstrate",
        "demonstrate_casework",
        "demonstrate_register",
        "erase_expired",
        "forget_applications",
        "forget_drafts",
        "forget_notes",
        "import_agencies",
        "index_agencies",
        "make_administrator",
        "publish_casework_counts",
        "publish_ratings",
        "record_expiries",
    }
)  # fmt: skip
"""Commands that write records: the database is brought up to date before them, so that each may be the first one."""


def main() -> int:
    """Runs one command; a mistake of the operator is told without a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fairway_portal.site.settings")
    from django.core.management import execute_from_command_line

    try:
        if OURS.intersection(sys.argv[1:2]):
            _bring_up_to_date()
        execute_from_command_line(["python -m fairway_portal", *sys.argv[1:]])
    except FairwayError as error:
        print(error.title, error.advice, sep="\n", file=sys.stderr)
        return error.exit_code
    return 0


def _bring_up_to_date() -> None:
    import django
    from django.conf import settings
    from django.core.management import call_command

    from fairway.warehouse import home as places

    django.setup()
    with places.writable(settings.HOME):
        settings.HOME.mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)


if __name__ == "__main__":
    sys.exit(main())
