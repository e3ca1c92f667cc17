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
    DeskPage("licensing", Text("Licences"), Text("What falls due, and every licence of your country.")),
    DeskPage("licensing-proposals", Text("Proposals"), Text("What takes two people: propose, give a view, decide.")),
    DeskPage("licensing-appeals", Text("Appeals"), Text("What agencies appeal against.")),
    DeskPage("inspections", Text("Inspections"), Text("Plan inspections, write findings, close them.")),
    DeskPage("guarantees", Text("Guarantees"), Text("What each holds, what is missing, and its ledger.")),
    DeskPage("conduct", Text("Codes of conduct"), Text("Which agency keeps to which code.")),
    DeskPage("placements", Text("Contracts"), Text("Register contracts and see their chain.")),
    DeskPage("liability", Text("Who is liable"), Text("Who answers for a worker’s claim, and why.")),
    DeskPage("employers", Text("Employers"), Text("Find, add and bar employers and principals.")),
    DeskPage("relations", Text("Relations"), Text("Who acts for whom.")),
    DeskPage(
        "rosters", Text("Public lists"), Text("Take in a published list of agencies, see what changed, publish it.")
    ),
    DeskPage("job-orders", Text("Job orders"), Text("What employers ask for, verified before workers see it.")),
    DeskPage("allotments-desk", Text("Lotteries of places"), Text("Hold a lottery that everybody can check.")),
    DeskPage("own-licence", Text("Your licences"), Text("Apply, renew, answer and appeal.")),
    DeskPage("own-findings", Text("Inspections and guarantees"), Text("Read findings of your agency and answer them.")),
    DeskPage("cases", Text("Cases"), Text("Open reports with your key, answer, refer, record what she got back.")),
    DeskPage("case-keys", Text("Keys"), Text("Add your public key, and show that you still have the private one.")),
    DeskPage("escrow", Text("Reports that wait"), Text("Held back until others name the same agency.")),
    DeskPage("counselling", Text("Log of visits"), Text("Enter visits, follow up, count the month.")),
    DeskPage("offices", Text("Offices that take reports"), Text("Open and close them, and see whether reports come.")),
    DeskPage(
        "authority-requests",
        Text("Requests of authorities"),
        Text("Record what authorities asked of casework, and what was answered."),
    ),
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
