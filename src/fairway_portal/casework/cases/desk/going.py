"""Back to the page of a case after something was done."""

from __future__ import annotations

from django.http import HttpResponseRedirect

from fairway_portal.casework.cases.models import Case
from fairway_portal.design import addresses


def back_to(case: Case, part: str = "") -> HttpResponseRedirect:
    """Leads to a case.

    Args:
        case: The case.
        part: Id of a section of its page.
    """
    return HttpResponseRedirect(addresses.url("case", case.number) + (f"#{part}" if part else ""))
