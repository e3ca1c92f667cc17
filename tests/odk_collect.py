"""What ODK Collect does with a form: takes its first instance, fills it in, and sends it as multipart/form-data."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID
from xml.etree import ElementTree

XFORMS = "{http://www.w3.org/2002/xforms}"
BOUNDARY = "--------------------------7d44e178b434"


def local(tag: str) -> str:
    return tag.rpartition("}")[2]


def filled(form: str, answers: Mapping[str, object], instance: UUID) -> bytes:
    """The form's own instance with these answers; a list of rows repeats its group, as Collect does.

    Args:
        form: The XForm as it was downloaded.
        answers: Name of a question → text; name of a repeat → list of rows.
        instance: As Collect makes it when a form is begun.
    """
    root = ElementTree.fromstring(form).find(f".//{XFORMS}instance")[0]
    _fill(root, answers)
    for one in root.iter():
        if local(one.tag) == "instanceID":
            one.text = f"uuid:{instance}"
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _fill(element: ElementTree.Element, answers: Mapping[str, object]) -> None:
    repeated = set()
    for child in list(element):
        name = local(child.tag)
        said = answers.get(name)
        if isinstance(said, list):
            if name not in repeated:
                _repeat(element, child, said)
            repeated.add(name)
        elif len(child):
            _fill(child, answers)
        else:
            child.text = None if said is None else str(said)


def _repeat(parent: ElementTree.Element, pattern: ElementTree.Element, rows: list[Mapping[str, object]]) -> None:
    """Every row as a copy of the pattern; the template of the repeat itself is not sent."""
    import copy

    at = list(parent).index(pattern)
    for same in [one for one in parent if one.tag == pattern.tag]:
        parent.remove(same)
    for row in reversed(rows):
        made = copy.deepcopy(pattern)
        made.attrib.clear()
        _fill(made, row)
        parent.insert(at, made)


def multipart(xml: bytes, files: Mapping[str, tuple[str, bytes]] | None = None) -> tuple[bytes, str]:
    """The body of a submission, and its content type."""
    parts = [("xml_submission_file", "filled.xml", "text/xml", xml)]
    parts += [(name, name, kind, content) for name, (kind, content) in (files or {}).items()]
    body = b"".join(
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n'
        f"Content-Type: {kind}\r\n\r\n".encode()
        + content
        + b"\r\n"
        for field, name, kind, content in parts
    )
    return body + f"--{BOUNDARY}--\r\n".encode(), f"multipart/form-data; boundary={BOUNDARY}"
