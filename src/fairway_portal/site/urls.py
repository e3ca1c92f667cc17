"""Every address of the portal, from one screen."""

from __future__ import annotations

from django.urls import include, path, register_converter

from fairway_portal.design.addresses import LanguageCode, ReportLanguageCode, WorkerLanguageCode

register_converter(LanguageCode, "language")
register_converter(WorkerLanguageCode, "worker_language")
register_converter(ReportLanguageCode, "report_language")

from fairway_portal.api.interface import api  # noqa: E402 -- its routes need the converter
from fairway_portal.api.reading import documentation  # noqa: E402
from fairway_portal.api.sdmx.explaining import explanation  # noqa: E402
from fairway_portal.api.sdmx.service import service  # noqa: E402
from fairway_portal.design.patterns import patterns  # noqa: E402
from fairway_portal.site.front import front_door, robots  # noqa: E402
from fairway_portal.site.health import health  # noqa: E402

handler400 = "fairway_portal.site.errors.bad_request"
handler404 = "fairway_portal.site.errors.page_not_found"
handler500 = "fairway_portal.site.errors.server_error"

urlpatterns = [
    path("", front_door),
    path("health", health, name="health"),
    path("robots.txt", robots),
    path("api/docs", documentation, name="api-docs"),
    path("api/sdmx", explanation, name="api-sdmx"),
    path("api/", api.urls),
    path("rest/<path:path>", service, name="sdmx"),
    path("", include("fairway_portal.surveys.urls")),
    path("", include("fairway_portal.monitor.urls")),
    path("", include("fairway_portal.register.urls")),
    path("", include("fairway_portal.casework.urls")),
    path("<language:language>/desk/", include("fairway_portal.accounts.urls")),
    path("<language:language>/patterns", patterns, name="patterns"),
    path("<language:language>/", include("fairway_portal.observatory.urls")),
]
