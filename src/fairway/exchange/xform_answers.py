"""The answers of one filled-in XForm, as ODK Collect and KoboCollect send them.

Source: OpenRosa, Form Submission API 1.0 and Metadata Schema: the root element has the form's `id` and `version`,
`meta/instanceID` names the instance; groups are elements that hold the elements of their questions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias
from uuid import UUID
from xml.etree import ElementTree
from xml.parsers import expat

from fairway.kernel.errors import InputError

if TYPE_CHECKING:
    from fairway.kernel.questionnaire import Questionnaire

Kept: TypeAlias = "dict[str, str | list[dict[str, str]]]"

MOST_BYTES: Final = 1_000_000
MOST_DEEP: Final = 12
_INSTANCE: Final = re.compile(r"uuid:([0-9a-fA-F-]{32,36})")
AGAIN: Final = "Send the form again; what is on the device stays there until it has arrived."


class SubmissionUnreadable(InputError):
    """A filled-in form that is cut off, is no form, or holds what no form may hold."""

    slug = "submission-unreadable"
    http_status = 400


@dataclass(frozen=True, slots=True)
class Submitted:
    """One filled-in form, not yet set against its questionnaire.

    Attributes:
        form_id, version: Of the form.
        instance: Made by the device when the form was begun.
        root: The elements of the form.
    """

    form_id: str
    version: str
    instance: UUID
    root: ElementTree.Element


def read_submission(content: bytes) -> Submitted:
    """Reads the file `xml_submission_file` of a submission.

    Args:
        content: XML, at most 1 MB.

    Raises:
        SubmissionUnreadable: It is cut off, too large, encrypted, declares entities, or does not say which form and
            which instance it is.
    """
    if len(content) > MOST_BYTES:
        raise SubmissionUnreadable(
            f"The filled-in form has {len(content)} bytes; at most {MOST_BYTES} are taken.",
            advice="Shorten the longest text. Photographs and recordings are sent beside the form, not in it.",
        )
    root = _parsed(content)
    if root.get("encrypted") == "yes":
        raise SubmissionUnreadable(
            "The form was encrypted on the device.", advice="Take “public_key” out of the form's settings."
        )
    form_id = root.get("id") or _namespace(root.tag)
    found = _INSTANCE.fullmatch(_instance_id(root))
    if not form_id or found is None:
        raise SubmissionUnreadable(
            "The filled-in form does not say which form it is, or which instance.",
            advice="Send it with ODK Collect or KoboCollect, or with “id” and “meta/instanceID” as they write them.",
        )
    try:
        instance = UUID(found[1])
    except ValueError as fault:
        raise SubmissionUnreadable(f"“{found[0]}” is no instance.", advice=AGAIN) from fault
    return Submitted(form_id, root.get("version", ""), instance, root)


def answers_of(submitted: Submitted, questionnaire: Questionnaire) -> Kept:
    """The answers by name of their question; those of a repeated page in a list.

    Args:
        submitted: A filled-in form.
        questionnaire: Of the same form.

    Returns:
        Text as the device wrote it; nothing for what was not answered. Elements that are no question are kept too,
        so that whoever receives them can say so.
    """
    repeated = {page.name for page in questionnaire.pages if page.repeated}
    groups = {page.name for page in questionnaire.pages if not page.repeated}
    kept: Kept = {}
    for child in submitted.root:
        name = _local(child.tag)
        if name == "meta":
            continue
        if name in repeated:
            rows = kept.setdefault(name, [])
            row = dict(_answers(child))
            if row and isinstance(rows, list):
                rows.append(row)
        elif name in groups or len(child):
            kept.update(_answers(child))
        elif child.text and child.text.strip():
            kept[name] = child.text.strip()
    return {name: said for name, said in kept.items() if said}


def _answers(group: ElementTree.Element) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for child in group:
        if len(child):
            found.update(_answers(child))
        elif child.text and child.text.strip():
            found[_local(child.tag)] = child.text.strip()
    return found


def _parsed(content: bytes) -> ElementTree.Element:
    """The document; one that declares entities is refused before any of them is read."""
    builder = ElementTree.TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    depth = 0

    def begun(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MOST_DEEP:
            raise SubmissionUnreadable("The filled-in form is nested too deeply.", advice="Send a form of this portal.")
        builder.start(tag, attributes)

    def ended(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(tag)

    def declared(*said: object) -> None:
        raise SubmissionUnreadable(
            "The filled-in form declares a document type.", advice="Send it as ODK Collect writes it."
        )

    parser.StartElementHandler, parser.EndElementHandler = begun, ended
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = declared
    parser.EntityDeclHandler = declared
    try:
        parser.Parse(content, True)
        return builder.close()
    except (expat.ExpatError, ValueError, AssertionError) as fault:
        raise SubmissionUnreadable(f"The filled-in form is cut off, or no XML ({fault}).", advice=AGAIN) from fault


def _instance_id(root: ElementTree.Element) -> str:
    for child in root:
        if _local(child.tag) == "meta":
            for one in child:
                if _local(one.tag) == "instanceID" and one.text:
                    return one.text.strip()
    return root.get("instanceID", "").strip()


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _namespace(tag: str) -> str:
    """KoboCollect and old forms name the form by the namespace of its root."""
    return tag.rpartition("}")[0]
