"""What nobody may be asked here: immigration status, a visa, the number of a document, the address of a device."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from fairway.kernel.questionnaire import Questionnaire
from fairway.recruitment.modules import QUESTIONNAIRES as COSTS
from fairway.recruitment.ratings.modules import QUESTIONNAIRES as RATINGS
from fairway.safe_reporting.report import FIELDS
from fairway.statistics.modules import QUESTIONNAIRES as STATISTICS
from fairway_portal.site.firewall import declarations
from fairway_portal.site.firewall.doors import Door
from fairway_portal.surveys.desk.identity import LABELS, NAMES, asks_identity

SHIPPED: Final[tuple[Mapping[str, Callable[[], Questionnaire]], ...]] = (RATINGS, COSTS, STATISTICS)
ADDRESS: Final = re.compile(r"(?:^|_)(?:ip|ip_address|remote_addr|user_agent|device|fingerprint_of_browser)(?:$|_)")
WHO_KEEPS_IT: Final = re.compile(r"(?<![a-z])(?:keeps|holds|took)_passport(?![a-z_])")
"""Who has the passport in her hands is a question about the employer."""
INPUT: Final = re.compile(r"""\bname=["']([\w-]+)["']|(?:field|select|choices|radios?)\(\s*["'](\w+)["']""")
ALLOWED: Final[Mapping[str, str]] = {
    "axes.models.AccessFailureLog.ip_address": "Always empty (AXES_CLIENT_IP_CALLABLE); a test of accounts sees to it.",
    "axes.models.AccessFailureLog.user_agent": "Of staff who mistype a password, never of a worker.",
    "axes.models.AccessAttempt.ip_address": "Always empty (AXES_CLIENT_IP_CALLABLE).",
    "axes.models.AccessAttempt.user_agent": "Of staff who mistype a password, never of a worker.",
    "axes.models.AccessLog.ip_address": "Always empty, and the log is off (AXES_DISABLE_ACCESS_LOG).",
    "axes.models.AccessLog.user_agent": "The log is off.",
    "labour_force_migration.permit_at_entry": (
        "A survey of a statistical office (20th ICLS); may be refused; never of casework, and beside no name."
    ),
    "recruitment_cost_long.documented_entry": (
        "The survey of SDG 10.7.1 tells costs of regular and irregular ways apart; may be refused; beside no name."
    ),
    "recruitment_cost_medium.documented_entry": "As in the long questionnaire.",
}
"""What is let in, and why."""


def asked(doors: tuple[Door, ...]) -> tuple[str, ...]:
    """Every place that asks for it."""
    return tuple(
        f"{where} asks for status, a visa, the number of a document or the address of a device; leave it out."
        for where in (*_fields(), *_questions(), *_report(), *_addresses(doors), *_inputs())
        if where not in ALLOWED
    )


def names_status(name: str) -> bool:
    """Whether the name of a field, an input or a part of an address is one of the words."""
    plain = WHO_KEEPS_IT.sub("", name.replace("-", "_").lower())
    return bool(NAMES.search(plain) or ADDRESS.search(plain))


def _fields() -> Iterator[str]:
    for _, model in declarations.models():
        for field in declarations.fields_of(model):
            if names_status(field.name):
                yield f"{model.__module__}.{model.__name__}.{field.name}"


def _questions() -> Iterator[str]:
    for shipped in SHIPPED:
        for identifier, made in shipped.items():
            for question in made().questions():
                if asks_identity(question):
                    yield f"{identifier}.{question.name}"


def _report() -> Iterator[str]:
    for field in FIELDS:
        if names_status(field.code) or LABELS.search(str(field.said)):
            yield f"fairway.safe_reporting.report.{field.code}"


def _addresses(doors: tuple[Door, ...]) -> Iterator[str]:
    for door in doors:
        if any(names_status(part) for part in re.findall(r"[\w-]+", door.route)):
            yield door.route


def _inputs() -> Iterator[str]:
    from fairway_portal.site.firewall.building import PORTAL

    for file in sorted(PORTAL.rglob("templates/**/*.html")):
        for names in INPUT.findall(file.read_text("utf-8")):
            for name in filter(None, names):
                if names_status(name):
                    yield f"{file.relative_to(PORTAL)}: {name}"
