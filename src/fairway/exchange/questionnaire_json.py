"""A questionnaire as JSON, and back without loss: how it is stored, and handed from one program to another.

What is empty is left out. Lists of answers stand in an array, for a database need not keep the order of an object's
keys.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import fields
from typing import Any, Final, TypeVar, cast

from fairway.kernel.errors import InputError
from fairway.kernel.questionnaire import ANSWERS, Choice, Page, Question, Questionnaire, QuestionnaireMisstated
from fairway.kernel.questionnaire_faults import Misstatement

FORMAT: Final = "fairway_questionnaire"
VERSION: Final = 1
LISTS: Final = "lists"
FORM: Final = (FORMAT, "id", "version", "title", "languages", LISTS, "pages")
OF_CHOICE: Final = tuple(one.name for one in fields(Choice))
OF_QUESTION: Final = tuple(one.name for one in fields(Question))
OF_PAGE: Final = tuple(one.name for one in fields(Page))
SHOWN: Final = 40
Parts = Mapping[str, Any]
T = TypeVar("T")


class QuestionnaireJsonMisstated(InputError):
    """JSON that is no questionnaire, or one that contradicts itself.

    Attributes:
        path: Where the first fault is: `pages[3].questions[1].label.ne`; "" for the whole.
    """

    slug = "questionnaire-json-misstated"

    def __init__(self, path: str, said: str, advice: str, faults: Sequence[str] = ()) -> None:
        told = f"{path}: {said}" if path else said
        super().__init__(
            f"The JSON is no usable questionnaire: {told}",
            advice=advice,
            details={"path": path, "faults": list(faults) or [told]},
        )
        self.path = path


def as_json(questionnaire: Questionnaire) -> dict[str, Any]:
    """The questionnaire as what `json.dumps` takes.

    Args:
        questionnaire: Any.
    """
    return {
        FORMAT: VERSION,
        "id": questionnaire.id,
        "version": questionnaire.version,
        "title": dict(questionnaire.title),
        "languages": list(questionnaire.languages),
        LISTS: [
            {"name": name, "choices": [_written(choice) for choice in listed]}
            for name, listed in questionnaire.choices.items()
        ],
        "pages": [
            {**_written(page), "questions": [_written(one) for one in page.questions]} for page in questionnaire.pages
        ],
    }


def _written(one: Choice | Question | Page) -> dict[str, Any]:
    parts = {each.name: getattr(one, each.name) for each in fields(one)}
    return {name: dict(part) if isinstance(part, Mapping) else part for name, part in parts.items() if part}


def from_json(said: object) -> Questionnaire:
    """The questionnaire that `as_json` wrote.

    Args:
        said: As `json.loads` returns it.

    Raises:
        QuestionnaireJsonMisstated: A part is missing, unknown or of another kind, or the questionnaire contradicts
            itself; `path` says where.
    """
    version = _object(said, "", None, (FORMAT,))[FORMAT]
    if version != VERSION or isinstance(version, bool):
        raise QuestionnaireJsonMisstated(
            FORMAT,
            f"{_shown(version)} is not the format that this Fairway reads, which is {VERSION}.",
            "Read it with the Fairway that wrote it, or with a newer one.",
        )
    form = _object(said, "", FORM, FORM)
    try:
        return Questionnaire(
            _text(form, "id", ""),
            _text(form, "version", ""),
            _said(form, "title", ""),
            tuple(_string(one, f"languages[{at}]") for at, one in enumerate(_array(form, "languages", ""))),
            _lists(form),
            _each(form, "pages", "", _page),
        )
    except QuestionnaireMisstated as misstated:
        faults = [(_place(fault, form), fault.said) for fault in misstated.faults]
        more = f" It has {len(faults) - 1} more." if len(faults) > 1 else ""
        told = [f"{path}: {fault}" for path, fault in faults]
        raise QuestionnaireJsonMisstated(*faults[0], f"Correct this fault.{more}", told) from misstated


def _lists(form: Parts) -> dict[str, tuple[Choice, ...]]:
    lists: dict[str, tuple[Choice, ...]] = {}
    for at, one in enumerate(_array(form, LISTS, "")):
        path = f"{LISTS}[{at}]"
        known = _object(one, path, ("name", "choices"), ("name", "choices"))
        name = _text(known, "name", path)
        if name in lists:
            raise QuestionnaireJsonMisstated(f"{path}.name", f"“{name}” names two lists.", "Rename one of them.")
        lists[name] = _each(known, "choices", path, _choice)
    return lists


def _choice(said: object, path: str) -> Choice:
    parts = _object(said, path, OF_CHOICE, ("code", "label"))
    return Choice(
        _text(parts, "code", path),
        _said(parts, "label", path),
        _text(parts, "image", path),
        _text(parts, "audio", path),
    )


def _page(said: object, path: str) -> Page:
    parts = _object(said, path, OF_PAGE, ("name", "questions"))
    return Page(
        _text(parts, "name", path),
        _said(parts, "label", path),
        _each(parts, "questions", path, _question),
        _text(parts, "relevant", path),
        _yes(parts, "repeated", path),
        _text(parts, "count", path),
    )


def _question(said: object, path: str) -> Question:
    parts = _object(said, path, OF_QUESTION, ("name", "answer"))
    answer = _text(parts, "answer", path)
    if answer not in ANSWERS:
        raise QuestionnaireJsonMisstated(
            f"{path}.answer", f"“{_shown(answer)}” is no kind of answer.", f"There are {', '.join(ANSWERS)}."
        )
    return Question(
        _text(parts, "name", path),
        answer,
        _said(parts, "label", path),
        _said(parts, "hint", path),
        _text(parts, "choices", path),
        _yes(parts, "required", path),
        _text(parts, "relevant", path),
        _text(parts, "constraint", path),
        _said(parts, "constraint_message", path),
        _text(parts, "calculation", path),
        _text(parts, "default", path),
        _text(parts, "appearance", path),
        _yes(parts, "sensitive", path),
        _said(parts, "audio", path),
        _said(parts, "image", path),
    )


def _object(said: object, path: str, known: Collection[str] | None, needed: Sequence[str]) -> Parts:
    """An object that has what is needed, and nothing that is not known (None: whatever it is)."""
    if not isinstance(said, dict):
        raise _other(said, path, "an object")
    missing = [name for name in needed if name not in said]
    if missing:
        raise QuestionnaireJsonMisstated(path, f"It has no “{missing[0]}”.", f"It needs {', '.join(needed)}.")
    strange = next((name for name in said if name not in known), None) if known is not None else None
    if strange is not None:
        raise QuestionnaireJsonMisstated(
            _at(path, _shown(strange)),
            "Nothing of this name is known here.",
            f"There may be {', '.join(known or ())}.",
        )
    return said


def _array(parts: Parts, name: str, path: str) -> list[object]:
    if not isinstance(parts[name], list):
        raise _other(parts[name], _at(path, name), "an array")
    return cast("list[object]", parts[name])


def _each(parts: Parts, name: str, path: str, read: Callable[[object, str], T]) -> tuple[T, ...]:
    where = _at(path, name)
    return tuple(read(one, f"{where}[{at}]") for at, one in enumerate(_array(parts, name, path)))


def _text(parts: Parts, name: str, path: str) -> str:
    """The text of a part; "" where it is left out."""
    found = parts.get(name, "")
    return found if isinstance(found, str) else _string(found, _at(path, name))


def _string(said: object, path: str) -> str:
    if not isinstance(said, str):
        raise _other(said, path, "text")
    return said


def _yes(parts: Parts, name: str, path: str) -> bool:
    found = parts.get(name, False)
    if not isinstance(found, bool):
        raise _other(found, _at(path, name), "true or false")
    return found


def _said(parts: Parts, name: str, path: str) -> dict[str, str]:
    """Language → text of a part; nothing where it is left out."""
    found = parts.get(name, {})
    if not isinstance(found, dict):
        raise _other(found, _at(path, name), "an object of languages and their texts")
    for language, text in found.items():
        if not isinstance(text, str):
            raise _other(text, f"{_at(path, name)}.{language}", "text")
    return dict(found)


def _at(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _shown(said: object) -> str:
    written = "null" if said is None else str(said)
    return written if len(written) <= SHOWN else f"{written[:SHOWN]}…"


def _other(said: object, path: str, wanted: str) -> QuestionnaireJsonMisstated:
    kinds = {dict: "an object", list: "an array", str: "text", bool: "true or false", type(None): "null"}
    found = kinds.get(type(said), "a number")
    return QuestionnaireJsonMisstated(path, f"This is {found}; it should be {wanted}.", "Write it as `as_json` does.")


def _place(fault: Misstatement, form: Parts) -> str:
    """The path of a contradiction of a form whose parts are each as they should be."""
    return ".".join(part for part in (_thing(fault, form), fault.part, fault.language) if part)


def _thing(fault: Misstatement, form: Parts) -> str:
    pages = form["pages"]
    if fault.thing in ("list", "choice"):
        return _listed(fault, form[LISTS])
    for at, page in enumerate(pages):
        if fault.thing == "page" and page["name"] == fault.name:
            return f"pages[{at}]"
        for number, one in enumerate(page["questions"]):
            if fault.thing == "question" and one["name"] == fault.name:
                return f"pages[{at}].questions[{number}]"
    return ""


def _listed(fault: Misstatement, lists: Sequence[Parts]) -> str:
    at, found = next((at, one) for at, one in enumerate(lists) if one["name"] == fault.name)
    number = next((number for number, one in enumerate(found["choices"]) if one["code"] == fault.code), None)
    return f"{LISTS}[{at}]" if fault.thing == "list" or number is None else f"{LISTS}[{at}].choices[{number}]"
