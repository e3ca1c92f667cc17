"""Addresses below a language: lists and forms by hand, evidence pages from the list of kinds."""

from __future__ import annotations

from django.urls import URLPattern, path

from fairway_portal.observatory.kinds import KINDS, Kind
from fairway_portal.observatory.views import evidence, finding, lists


def _addresses(kind: Kind) -> list[URLPattern]:
    """A kind's page, its figures, and its downloads."""
    with_kind = {"kind": kind}
    return [
        path(f"{kind.route}/profile.<str:suffix>", evidence.download, with_kind, name=f"{kind.name}-download"),
        path(f"{kind.route}/figures/<str:figure>", evidence.figure, with_kind, name=f"{kind.name}-figure"),
        path(kind.route, evidence.page_of, with_kind, name=kind.name),
    ]


urlpatterns = [
    path("", finding.home, name="home"),
    path("find", finding.find, name="find"),
    path("between", finding.between, name="between-form"),
    path("compare", finding.compare, name="compare"),
    path("corridors/", lists.corridors, name="corridors"),
    path("countries/", lists.countries, name="countries"),
    path("regions/", lists.regions, name="regions"),
    path("sources", lists.sources, name="sources"),
    *(address for kind in KINDS for address in _addresses(kind)),
]
