"""The API page, from the OpenAPI document that the portal itself serves."""

from __future__ import annotations

import os
from typing import Any

from docs_markdown import cell, table

INTRODUCTION = """# API

Everything a profile shows is also to be had over HTTP, without a key. A running portal serves its OpenAPI document at
`/api/openapi.json` and a page to read it at `/api/docs`.

Answers carry an `ETag` made from the vintages they were read from; ask again with `If-None-Match` and an unchanged
answer is a 304. Errors are RFC 9457 problem details: see [Errors](errors.md).
"""


def page() -> str:
    """Every path with its parameters."""
    document = _document()
    sections = []
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            sections.append(_section(method.upper(), path, operation))
    return INTRODUCTION + "\n" + "\n".join(sections)


def _document() -> dict[str, Any]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fairway_portal.site.settings")
    import django

    django.setup()
    from fairway_portal.api.interface import api

    return dict(api.get_openapi_schema())


def _section(method: str, path: str, operation: dict[str, Any]) -> str:
    rows = [
        (
            f"`{one['name']}`",
            one["in"],
            one.get("description") or one["schema"].get("description"),
            one.get("required", False),
        )
        for one in operation.get("parameters", [])
    ]
    answers = ", ".join(
        f"{status} {cell(answer.get('description'))}" for status, answer in operation["responses"].items()
    )
    parts = [
        f"## {method} {path}\n",
        f"{operation.get('summary', '')}. {operation.get('description', '')}".strip() + "\n",
    ]
    if rows:
        parts.append(table(("Parameter", "In", "Meaning", "Required"), rows) + "\n")
    parts.append(f"Answers: {answers}.\n")
    return "\n".join(parts)
