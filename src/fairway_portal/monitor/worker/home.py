"""The front page for workers: check a fee, find an agency, rate one, find help."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from fairway_portal.design.rendering import render
from fairway_portal.surveys.running.door_keeping import worker_page


@dataclass(frozen=True, slots=True)
class Home:
    """Whether invented ratings are shown on this installation."""

    demonstration: bool


@worker_page("GET", private=False)
def home(request: HttpRequest) -> HttpResponse:
    """Four large links."""
    return render(request, "monitor/worker/home.html", Home(settings.DEMONSTRATION))
