"""Addresses below a language: lists and forms by hand, evidence pages from the list of kinds."""

from __future__ import annotations

from django.urls import URLPattern, path

from fairway_portal.observatory.kinds import KINDS, Kind
from fairway_portal.observatory.statistics import views as statistics
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
    path("statistics", statistics.find, name="statistics"),
    path("statistics/<str:flow>", statistics.flow, name="statistics-flow"),
    path("statistics/<str:flow>/choose", statistics.choose, name="statistics-choose"),
    path("statistics/<str:flow>/method/<str:vintage>", statistics.method, name="statistics-method"),
    path("statistics/<str:flow>/view/<str:view>", statistics.flow, name="statistics-view"),
    path("statistics/<str:flow>/files/<str:view>", statistics.file, name="statistics-file"),
    *(address for kind in KINDS for address in _addresses(kind)),
]
