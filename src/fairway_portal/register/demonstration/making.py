"""Making the demonstration: people, agencies, and then part by part, each only where it is missing."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.timezone import localdate

from fairway_portal.register.demonstration import agencies, licences, lists, ordering, oversight, people, placing


@dataclass(frozen=True, slots=True)
class Demonstrated:
    """What was made, or was there.

    Attributes:
        counts: What → how many.
        pages: Addresses to open, and what is seen there.
        accounts: E-mail address → password; empty where they were there already.
    """

    counts: dict[str, int]
    pages: tuple[tuple[str, str], ...]
    accounts: dict[str, str]


def demonstrate(*, new_passwords: bool = False) -> Demonstrated:
    """Makes the demonstration, or what is missing of it.

    Args:
        new_passwords: Whether accounts that are there get others.
    """
    today = localdate()
    who = people.make(new_passwords=new_passwords)
    several, sub_agent = agencies.make(who, today)
    counts = {"agencies": len(several) + 1, "licences": licences.make(who, several, today)}
    counts["inspections"] = oversight.make(who, several, today)
    placed = placing.make(who, several, sub_agent, today)
    counts["contracts"] = placed.contracts
    counts["editions of a list"] = lists.make(who, today)
    counts["job orders"] = ordering.make(who, several[0], placed.employers, today)
    pages = (
        ("/en/licences", "the public search"),
        (f"/en/licences/{several[0].code}", "an agency with licence, findings and a code to scan"),
        (f"/en/licences/{several[6].code}", "an agency that is suspended"),
        ("/en/licences/lost", "who lost a licence"),
        ("/en/licences/barred", "employers who are barred"),
        ("/en/jobs-abroad", "jobs for which a worker applies without a fee"),
        (f"/en/allotments/{ordering.DRAWN}", "a lottery that anybody can work out again"),
        ("/en/contract", "a worker compares promise and contract"),
        ("/en/desk/licences", "an officer’s work-list (licensing@…)"),
        ("/en/desk/proposals", "what a second person decides (supervisor@…)"),
        (f"/en/desk/liability?number={placed.chained}", "who is liable for a claim (licensing@…)"),
        ("/en/desk/job-orders", "job orders and their verification (licensing@…)"),
        (f"/en/desk/allotments/{ordering.OPEN}", "a lottery that waits for a commitment (destination@…)"),
        ("/en/desk/own-licence", "what an agency sees (agency@…)"),
        ("/en/desk/rosters", "a public list in three editions (rosters@…)"),
    )
    return Demonstrated(counts, pages, who.accounts)
