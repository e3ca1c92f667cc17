"""Showing the password again before something that a thief of a session would want to do."""

from __future__ import annotations

from django.contrib.auth import authenticate
from django.http import HttpRequest

from fairway_portal.accounts.models import Person


def knows_password(request: HttpRequest, person: Person) -> bool:
    """Whether the field `present` of a form holds the person's password; wrong ones count as failed sign-ins do.

    Args:
        request: Of the form.
        person: Who is signed in.
    """
    return authenticate(request, username=person.email, password=request.POST.get("present", "")) == person
