"""What stands on the desk, in its order: every room's first page, in one list.

A link is shown to people whose role the page itself admits (`declared.admitted`), so that it can never lead to a
refusal; a page that is not built yet has no address, and its link is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.urls import NoReverseMatch, resolve, reverse

from fairway.kernel.text import Text
from fairway_portal.accounts.declared import admitted
from fairway_portal.accounts.models import Role
from fairway_portal.design import speech


@dataclass(frozen=True, slots=True)
class DeskPage:
    """A room's first page on the desk."""

    url_name: str
    title: Text
    says: Text


@dataclass(frozen=True, slots=True)
class DeskLink:
    """A page that this person may open."""

    title: Text
    says: Text
    address: str


PAGES: Final = (
    DeskPage("surveys-desk", Text("Surveys"), Text("Make surveys, hand out their links, read their results.")),
    DeskPage(
        "outreach", Text("Enter paper forms"), Text("Enter what workers wrote on paper, also without a connection.")
    ),
    DeskPage("vouchers", Text("Vouchers"), Text("Make cards that let a worker rate her recruitment once.")),
    DeskPage("moderation", Text("Moderation"), Text("Check comments, and decide on ratings that were held back.")),
    DeskPage("publications", Text("Publications"), Text("Publish the next batch of ratings.")),
    DeskPage("replies", Text("Replies"), Text("What agencies answer to what workers say of them.")),
    DeskPage("helpers", Text("Who can help"), Text("Keep the list of those who help workers.")),
    DeskPage("desk-people", Text("People"), Text("Invite people, change their roles, end their access.")),
    DeskPage("desk-record", Text("Record of actions"), Text("Who did what, when and why.")),
)


def links_for(role: str) -> tuple[DeskLink, ...]:
    """The pages that people of a role may open, addressed in the reader's language."""
    found = []
    for page in PAGES:
        try:
            address = reverse(page.url_name, args=(speech.current().language,))
        except NoReverseMatch:
            continue
        if Role(role) in (admitted(resolve(address).func) or ()):
            found.append(DeskLink(page.title, page.says, address))
    return tuple(found)
