"""What a worker is asked about a recruiter: the sheets of the rating and of its short form.

Source: ILO general principles and operational guidelines for fair recruitment (2016), principles 5, 7, 8, 10–13;
definition of recruitment fees and related costs (2019). Neither status, visa nor the number of any paper is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from fairway.recruitment.ratings.items import CHANNEL_OF, NAMES, SECTORS
from fairway.reference.questionnaires.building import COUNTRIES, CURRENCIES, Asked, Sheet, one_of

SKIP: Final = "refused"
FEE_ITEMS: Final = ("F1", "RC1", "RC2", "RC3", "RC4", "RC5", "RC6", "RC7", "X", "not_told")
LISTS: Final = {
    "consent": ("yes", "no"),
    "yes_no": ("yes", "no", SKIP),
    "found_by": (*CHANNEL_OF, SKIP),
    "sector": (*SECTORS, SKIP),
    "sex": ("F", "M", SKIP),
    "fee_item": FEE_ITEMS,
    "contract": ("written", "spoken", "none", SKIP),
    "housing": ("yes", "no", "not_promised", SKIP),
    "care": ("yes", "no", "not_needed", SKIP),
    "complained_to": ("agency", "employer", "union", "government", "embassy", "other", SKIP),
    "outcome": ("yes", "no", "waiting", SKIP),
}
ICONS: Final = {"yes": "yes.svg", "no": "no.svg", SKIP: "skip.svg"}
"""Code of an answer → its icon."""

CONSENTED: Final = "${consent} = 'yes'"
SCORED: Final = "scored item"
OWN_LISTS: Final = {
    "contract_given": "contract",
    "housing_as_promised": "housing",
    "injury_care": "care",
    "complaint_answered": "outcome",
}
SENSITIVE: Final = frozenset({"documents_held", "threatened", "complaint_answered"})
HINTS: Final = frozenset({"paid_anyone"})
EARLIEST_YEAR: Final = 1970
DIGITS: Final = "[0-9٠-٩۰-۹०-९০-৯]"


def _is(name: str, *codes: str) -> str:
    return " or ".join(f"${{{name}}} = '{code}'" for code in codes)


def _scored(name: str, when: str = "") -> Asked:
    """A question of `items.ITEMS`: yes, no or skip, with an icon."""
    return Asked(
        name, "one_of", SCORED, choices=OWN_LISTS.get(name, "yes_no"), when=when, sensitive=name in SENSITIVE,
        hint=name if name in HINTS else "",
    )  # fmt: skip


def _amount(name: str, serves: str, hint: str) -> Asked:
    """An amount greater than nothing, or empty."""
    return Asked(name, "decimal", serves, meets=". > 0", otherwise="more_than_nothing", hint=hint)


def _about() -> Sheet:
    return Sheet(
        "about",
        (
            Asked("translation", "note", "state of the translation"),
            Asked("who_sees", "note", "consent"),
            Asked("consent", "one_of", "consent", choices="consent", required=True),
        ),
    )


def _agency() -> Sheet:
    asked = (
        Asked(
            "agency", "text", "agency", meets="string-length(.) <= 200", otherwise="too_long", hint="agency",
            required=True,
        ),
        # A voucher is a secret until it is spent: it is never shown among answers at fault.
        Asked(
            "voucher", "text", "tier: of the evidence", meets=f"regex(., '^({DIGITS}[ -]?){{16}}$')",
            otherwise="sixteen_digits", hint="voucher", sensitive=True,
        ),
    )  # fmt: skip
    return Sheet("recruiter", asked, CONSENTED)


def _year() -> Asked:
    return Asked(
        "departure_year", "year", "departure_year", meets=f". >= date('{EARLIEST_YEAR}-01-01') and . <= today()",
        otherwise="year_range",
    )  # fmt: skip


def _destination() -> Asked:
    return one_of("destination", COUNTRIES, "destination")


def _found_by() -> Asked:
    return one_of("found_by", "found_by", "channel")


def _fees() -> Sheet:
    asked = (
        Asked("fee_items", "some_of", "fee_items", choices="fee_item", hint="all_that_fit"),
        _amount("fee_total", "fee_total", "month"),
        one_of("fee_currency", CURRENCIES, "fee_currency", says="which_currency"),
        _scored("receipt"),
    )
    return Sheet("fees", asked, f"{CONSENTED} and {_is('paid_anyone', 'yes')}")


def _debt() -> Sheet:
    months = Asked(
        "loan_months", "integer", "loan_months", when=_is("borrowed", "yes"), meets=". >= 1 and . <= 1200",
        otherwise="months_range", hint="month",
    )  # fmt: skip
    return Sheet("debt", (_scored("borrowed", _is("paid_anyone", "yes")), months, _scored("deduction")), CONSENTED)


def _contract() -> Sheet:
    written, agreed = _is("contract_given", "written"), _is("contract_given", "written", "spoken")
    asked = (
        _scored("contract_given"),
        *(_scored(name, written) for name in ("contract_understood", "contract_before", "contract_copy")),
        _scored("contract_second", agreed),
    )
    return Sheet("agreement", asked, CONSENTED)


def _pay() -> Sheet:
    asked = (
        _scored("paid_on_time"),
        _amount("pay_amount", "pay_amount", "pay_amount"),
        one_of("pay_currency", CURRENCIES, "pay_currency", says="which_currency"),
        _scored("rest_day"),
        _scored("injury_care"),
    )
    return Sheet("conditions", asked, CONSENTED)


def _complaint() -> Sheet:
    complained = _is("complained", "yes")
    asked = (
        one_of("complained", "yes_no", "scored item: whether there was a complaint", sensitive=True),
        Asked(
            "complained_to", "some_of", "results of the survey", choices="complained_to", when=complained,
            hint="all_that_fit", sensitive=True,
        ),
        _scored("complaint_answered", complained),
    )  # fmt: skip
    return Sheet("complaint", asked, CONSENTED)


def _comment() -> Asked:
    return Asked(
        "comment", "text", "comment", meets="string-length(.) <= 2000", otherwise="too_long", hint="comment",
        sensitive=True,
    )  # fmt: skip


def _with_media(sheets: tuple[Sheet, ...]) -> Iterator[Sheet]:
    """The place for a recording of each question in each language, and an icon for each that is scored.

    The names have no folder: ODK Collect keeps the files of a form side by side.
    """
    for sheet in sheets:
        asked = (
            replace(
                one,
                audio=f"recruitment_rating-{one.says or one.name}-{{language}}.mp3",
                image=f"{one.name}.svg" if one.name in NAMES or one.name == "complained" else "",
            )
            for one in sheet.asked
        )
        yield replace(sheet, asked=tuple(asked))


def whole() -> tuple[Sheet, ...]:
    """The rating: who found the job and every scored item, with what was paid and what is earned."""
    return tuple(
        _with_media(
            (
                _about(),
                _agency(),
                Sheet("finding", (_found_by(), _scored("licence_shown"), _scored("oriented")), CONSENTED),
                Sheet("journey", (one_of("origin", COUNTRIES, "origin"), _destination(), _year()), CONSENTED),
                Sheet(
                    "work",
                    (one_of("sector", "sector", "sector"), one_of("sex", "sex", "sex", sensitive=True)),
                    CONSENTED,
                ),
                Sheet("paying", (_scored("paid_anyone"),), CONSENTED),
                _fees(),
                _debt(),
                _contract(),
                Sheet("promises", tuple(_scored(name) for name in NAMES if name.endswith("_as_promised")), CONSENTED),
                Sheet("freedom", (_scored("documents_held"), _scored("threatened")), CONSENTED),
                _pay(),
                _complaint(),
                Sheet("advice", (_scored("recommend"), _comment()), CONSENTED),
            )
        )
    )


def short() -> tuple[Sheet, ...]:
    """The eight items that weigh most, who found the job, where to and when."""
    promises = ("contract_second", "job_as_promised", "pay_as_promised")
    return tuple(
        _with_media(
            (
                _about(),
                _agency(),
                Sheet("journey", (_found_by(), _destination(), _year()), CONSENTED),
                Sheet("paying", (_scored("paid_anyone"),), CONSENTED),
                Sheet("promises", tuple(_scored(name) for name in promises), CONSENTED),
                Sheet("freedom", (_scored("documents_held"), _scored("threatened")), CONSENTED),
                Sheet("conditions", (_scored("paid_on_time"),), CONSENTED),
                Sheet("advice", (_scored("recommend"),), CONSENTED),
            )
        )
    )
