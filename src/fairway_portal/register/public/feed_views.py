"""The feed of changes: JSON Feed 1.1 for programs, Atom for readers of feeds, CSV for tables."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.template.loader import get_template
from django.urls import reverse
from django.views.decorators.http import require_safe

from fairway.recruitment.licences.states import ACTS, STATES
from fairway_portal.design.addresses import absolute, with_query
from fairway_portal.register.public import asked
from fairway_portal.register.public import changes as feed
from fairway_portal.register.public.asked import ParameterRefused
from fairway_portal.register.public.changes import PublicChange, Stretch
from fairway_portal.register.public.open_files import LICENCE, answer, known, refuse_format, stamp, tagged, terms

TITLE: Final = "Changes of the register of recruiters"
NOTE: Final = "Every public change, in the order in which it was published; an id never changes its meaning."
TYPES: Final = {"json": "application/feed+json", "atom": "application/atom+xml; charset=utf-8"}
FORMATS: Final = (*TYPES, "csv")
DETAILS: Final = (
    "number", "state", "reason", "legal_basis", "authority", "valid_from", "valid_to", "until", "conditions",
)  # fmt: skip
COLUMNS: Final = ("id", "at", "kind", "country", "subject", "effective", *DETAILS, "other_details", "demonstration")
KINDS: Final = {
    **{f"licence.{act}": rule.done.template for act, rule in ACTS.items()},
    "inspection.closed": "Inspection closed",
    "finding.remedied": "A finding was put right",
    "guarantee.complete": "The guarantee holds what is required",
    "guarantee.incomplete": "The guarantee holds less than is required",
    "employer.barred": "Employer barred",
    "employer.bar_lifted": "Bar of an employer lifted",
    "roster.published": "An edition of a list was published",
    "roster.withdrawn": "An edition of a list was withdrawn",
    "roster.added": "New in a published list",
    "roster.removed": "No longer in a published list",
    "roster.renamed": "Under another name in a published list",
    "roster.renumbered": "Under another licence number in a published list",
    "roster.moved": "In another place in a published list",
    "roster.status": "Another status in a published list",
    "job_order.posted": "Job order posted to the public employment service",
    "allotment.drawn": "Lots were drawn",
    "allotment.void": "A round of a lottery is void",
}
"""Kind → words; a kind without words is shown as it is."""


@require_safe
def changes(request: HttpRequest, suffix: str) -> HttpResponseBase:
    """The last changes; `since` gives those after one, the earliest first; `before` leafs back.

    Raises:
        NotFound: There is no such format.
        ParameterRefused: A parameter is not what it should be.
    """
    refuse_format("changes", suffix, FORMATS)
    asked.only(request, "since", "before", "country")
    since, before = (asked.place_in_feed(request, name) for name in ("since", "before"))
    country = asked.country(request)
    if since is not None and before is not None:
        raise ParameterRefused(
            "“since” and “before” ask for opposite directions.", advice="Give one of them.",
            details={"parameter": "before"},
        )  # fmt: skip
    if suffix == "csv":
        if before is not None:
            raise ParameterRefused(
                "The table has no “before”.", advice="Give “since”.", details={"parameter": "before"}
            )
        rows = _rows(since or 0, country)
        return answer(request, "changes", "csv", COLUMNS, rows, terms(NOTE), (since, country, feed.settled()))
    stretch = feed.latest(before, country) if since is None else feed.after(since, country)
    tag = stamp(suffix, since, before, country, *(one.id for one in stretch.changes[:1] + stretch.changes[-1:]))
    if known(request, tag):
        return tagged(HttpResponseNotModified(), tag)
    following = _following(request, suffix, stretch, since=since, country=country)
    body = _json(request, stretch, following) if suffix == "json" else _atom(request, stretch, following)
    return tagged(HttpResponse(body, content_type=TYPES[suffix]), tag)


def _following(request: HttpRequest, suffix: str, stretch: Stretch, *, since: int | None, country: str) -> str:
    """Where the changes behind the last one of these are; empty: there are none."""
    if not stretch.more:
        return ""
    last = stretch.changes[-1].id
    path = reverse("register-changes", args=(suffix,))
    which = {"before": last} if since is None else {"since": last}
    return absolute(request, with_query(path, **which, country=country))


def _json(request: HttpRequest, stretch: Stretch, following: str) -> str:
    """Source: JSON Feed, version 1.1 (jsonfeed.org)."""
    path = reverse("register-changes", args=("json",))
    whole: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": TITLE,
        "description": NOTE,
        "home_page_url": absolute(request, reverse("licences", args=("en",))),
        "feed_url": absolute(request, path),
        "language": "en",
        "_fairway": {"licence": LICENCE},
        "items": [_item(request, one) for one in stretch.changes],
    }
    if following:
        whole["next_url"] = following
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _item(request: HttpRequest, one: PublicChange) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": str(one.id),
        "title": title(one),
        "content_text": told(one),
        "date_published": one.at.isoformat(),
        "tags": [one.kind, one.country],
        "_fairway": {
            "kind": one.kind,
            "country": one.country,
            "subject": one.subject,
            "effective": one.effective.isoformat(),
            "details": dict(one.details),
            "demonstration": one.demonstration,
        },
    }
    if page := page_of(request, one):
        item["url"] = page
    return item


def _atom(request: HttpRequest, stretch: Stretch, following: str) -> str:
    """Source: RFC 4287; the ids are tag addresses (RFC 4151)."""
    path = absolute(request, reverse("register-changes", args=("atom",)))
    host = urlsplit(path).hostname or "localhost"
    entries = [
        {
            "id": f"tag:{host},2026:register/change/{one.id}",
            "title": title(one),
            "text": told(one),
            "at": one.at.isoformat(),
            "kind": one.kind,
            "page": page_of(request, one),
        }
        for one in stretch.changes
    ]
    page = {
        "title": TITLE,
        "note": NOTE,
        "rights": LICENCE,
        "id": f"tag:{host},2026:register/changes",
        "itself": path,
        "home": absolute(request, reverse("licences", args=("en",))),
        "following": following,
        "updated": max((one.at.isoformat() for one in stretch.changes), default="2026-01-01T00:00:00+00:00"),
        "entries": entries,
    }
    return get_template("register/public/changes.atom.html").render({"page": page}, request)


def _rows(since: int, country: str) -> Iterator[dict[str, Any]]:
    stretch = Stretch((), more=True)
    while stretch.more:
        stretch = feed.after(since, country, limit=500)
        for one in stretch.changes:
            since = one.id
            others = {name: value for name, value in one.details.items() if name not in DETAILS}
            yield {
                "id": one.id,
                "at": one.at.isoformat(),
                "kind": one.kind,
                "country": one.country,
                "subject": one.subject,
                "effective": one.effective.isoformat(),
                **{name: one.details.get(name) for name in DETAILS},
                "other_details": json.dumps(others, ensure_ascii=False) if others else "",
                "demonstration": one.demonstration,
            }


def title(one: PublicChange) -> str:
    """What happened, in a line: `Licence suspended: NPL-000012`."""
    said = f"{KINDS.get(one.kind, one.kind)}: {one.subject}"
    return f"{said} (demonstration: made up)" if one.demonstration else said


def told(one: PublicChange) -> str:
    """The details in words, a line each."""
    lines = [f"In effect from {one.effective.isoformat()}; {one.country}."]
    for name, value in one.details.items():
        shown = STATES[value].template if name == "state" and value in STATES else value
        lines.append(f"{name.replace('_', ' ').capitalize()}: {shown}")
    return "\n".join(lines)


def page_of(request: HttpRequest, one: PublicChange) -> str:
    """The page that shows what it is about, in English; empty where there is none."""
    if one.kind.startswith("employer."):
        return absolute(request, reverse("employers-barred", args=("en",)))
    if one.kind.startswith("job_order."):
        return absolute(request, reverse("job-abroad", args=("en", one.subject)))
    if one.kind.startswith("allotment."):
        return absolute(request, reverse("allotment", args=("en", one.subject)))
    if one.kind.startswith(("licence.", "inspection.", "finding.", "guarantee.")):
        return absolute(request, reverse("register-agency", args=("en", one.subject)))
    return ""
