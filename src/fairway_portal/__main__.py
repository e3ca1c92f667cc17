"""`python -m fairway_portal COMMAND`: Django's commands and ours (`migrate`, `db_worker`, `make_administrator`)."""

from __future__ import annotations

import os
import sys

from fairway.kernel.errors import FairwayError


def main() -> int:
    """Runs one command; a mistake of the operator is told without a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fairway_portal.site.settings")
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(["python -m fairway_portal", *sys.argv[1:]])
    except FairwayError as error:
        print(error.title, error.advice, sep="\n", file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
