"""Nobody is asked for immigration status, a visa, the number of a document or the address of a device."""

from __future__ import annotations

import re

import pytest

from tests.portal import client, prepared, text_of

pytestmark = pytest.mark.django_db(databases=["default", "casework"])


def test_no_field_question_input_or_address_asks() -> None:
    prepared()
    from fairway_portal.site.firewall.doors import doors
    from fairway_portal.site.firewall.status_words import asked

    assert asked(doors()) == ()


def test_what_is_let_in_is_there() -> None:
    """A reason for something that is gone is taken out."""
    from fairway_portal.site.firewall import status_words

    found = {*status_words._fields(), *status_words._questions()}
    assert sorted(set(status_words.ALLOWED) - found) == []


@pytest.mark.parametrize(
    "name",
    ["visa_status", "passport_number", "immigration_status", "residence_permit", "ip_address", "iqama", "legal-status"],
)
def test_the_words_are_known(name: str) -> None:
    from fairway_portal.site.firewall.status_words import names_status

    assert names_status(name)


@pytest.mark.parametrize("name", ["passport_held", "visa_cost", "state", "status", "description", "keeps_passport"])
def test_other_words_are_let_in(name: str) -> None:
    from fairway_portal.site.firewall.status_words import names_status

    assert not names_status(name)


def test_the_first_page_says_that_it_is_not_asked() -> None:
    page = text_of(client().get("/en/notes"))
    assert not re.search(r"<input[^>]*name=.(?:visa|passport|status)", page)
