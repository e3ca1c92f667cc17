"""A questionnaire with every kind of answer, in English, Arabic and Urdu, and a way to answer it over HTTP."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from fairway.kernel.questionnaire import Choice, Page, Question, Questionnaire
from tests.portal import text_of

SLUG = "sample"


def said(text: str) -> dict[str, str]:
    return {"en": text, "ar": f"ع {text}", "ur": f"ا {text}"}


def questionnaire(version: str = "1", title: str = "A survey") -> Questionnaire:
    lists = {
        "yes_no": (Choice("yes", said("Yes"), "yes.svg"), Choice("no", said("No"), "no.svg")),
        "colours": tuple(Choice(code, said(code)) for code in ("red", "green", "blue")),
        "countries": tuple(Choice(f"C{number}", said(f"Country {number}")) for number in range(30)),
    }
    pages = (
        Page(
            "about",
            said("About"),
            (
                Question("hello", "note", said("Read this.")),
                Question("name", "text", said("Your name"), required=True),
                Question(
                    "age", "integer", said("Age of ${name}"), constraint=". >= 15 and . <= 99",
                    constraint_message=said("Between 15 and 99."),
                ),
                Question("worked", "one_of", said("Did you work?"), choices="yes_no"),
                Question("since", "month", said("Since when?"), relevant="${worked} = 'yes'"),
            ),
        ),
        Page(
            "job",
            said("Job"),
            (
                Question("pay", "decimal", said("Pay")),
                Question("double", "calculated", calculation="${pay} * 2"),
                Question("began", "date", said("First day")),
                Question("country", "one_of", said("Country"), choices="countries"),
            ),
            relevant="${worked} = 'yes'",
        ),
        Page(
            "cost",
            said("Costs"),
            (
                Question("item", "text", said("What for?"), required=True),
                Question("amount", "decimal", said("How much for ${item}?"), constraint=". > 0"),
            ),
            repeated=True,
        ),
        Page(
            "end",
            said("End"),
            (
                Question("colours", "some_of", said("Colours"), choices="colours"),
                Question("left", "year", said("Year you left")),
                Question(
                    "comment", "text", said("Anything else?"), constraint="string-length(.) <= 2000", sensitive=True
                ),
            ),
        ),
    )  # fmt: skip
    return Questionnaire("sample", version, said(title), ("en", "ar", "ur"), lists, pages)


def survey(**more: Any) -> Any:
    """The sample as an open survey."""
    from fairway_portal.surveys.actions import keep_own_survey

    return keep_own_survey(slug=SLUG, purpose="", questionnaire=questionnaire(**more))


def begun(client: Any, tag: str = "en", slug: str = SLUG) -> str:
    """The address of a new draft, without a page: `/answer/sample/en/KEY`."""
    return str(client.post(f"/answer/{slug}/{tag}")["Location"])


def asked(html: str) -> str:
    found = re.search(r'name="asked" value="([^"]*)"', html)
    return found[1] if found else ""


def post(client: Any, address: str, **fields: Any) -> Any:
    """Answers a page with what it asks now."""
    names = asked(text_of(client.get(address)))
    return client.post(address, {"asked": names, **{name.replace("__", "."): value for name, value in fields.items()}})


def key_of(address: str) -> str:
    return address.split("/")[4]


def words(html: str) -> str:
    """The page as it is read."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())
