"""What disputed places are called here: a policy that Fairway ships and an operator changes.

The shipped policy follows the United Nations. The environment variable `FAIRWAY_NAMING` names a TOML file that is laid
over it, place by place and language by language:

    title = "Names used by the Ministry"          # optional, shown on the sources page

    [disclaimer]                                  # optional, one sentence per language
    en = "Names do not imply recognition."

    [places.XKX.name]                             # ISO 3166-1 alpha-3 code, then language code → name
    en = "Kosovo"
    default = "Kosovo"                            # every language that is not named
    [places.XKX.note]                             # shown with the name; "" removes the shipped note
    en = ""

    [places.ESH]
    listed = false                                # not offered in lists and typeahead; a link to it still works
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from fairway.kernel.errors import InputError
from fairway.reference import places

VARIABLE: Final = "FAIRWAY_NAMING"
DEFAULT: Final = "default"
LONGEST: Final = 500

Wording = Mapping[str, str]


class NamingPolicyError(InputError):
    """The operator's naming file cannot be used as it stands."""

    slug = "invalid-naming-policy"


@dataclass(frozen=True, slots=True, eq=False)
class Naming:
    """A naming policy.

    Attributes:
        title: What it is called on the sources page.
        names, notes: ISO3 → language (or `default`) → wording.
        unlisted: Places that lists and typeahead leave out.
        disclaimer: Language → one sentence.
        verified: Whether the names were checked against their source.
        file: Where it came from.
    """

    title: str
    names: Mapping[str, Wording]
    notes: Mapping[str, Wording]
    unlisted: frozenset[str]
    disclaimer: Wording
    verified: bool
    file: str

    def name(self, code: str, language: str) -> str | None:
        """The policy's name, or None where CLDR's applies."""
        wording = self.names.get(code, {})
        return wording.get(language) or wording.get(DEFAULT)

    def note(self, code: str, language: str) -> str:
        """What is shown with the name, or nothing."""
        return _in(self.notes.get(code, {}), language)

    def disclaim(self, language: str) -> str:
        """The sentence under tables and maps of places."""
        return _in(self.disclaimer, language)


def _in(wording: Wording, language: str) -> str:
    for tried in (language, DEFAULT, "en"):
        if tried in wording:
            return wording[tried]
    return ""


def policy() -> Naming:
    """The policy in force: the shipped one, with the operator's file laid over it.

    Raises:
        NamingPolicyError: The file is missing, is no TOML, or names a place, key or language that does not exist.
    """
    return _policy(os.environ.get(VARIABLE, ""))


@lru_cache(maxsize=4)
def _policy(path: str) -> Naming:
    shipped = (files("fairway.reference") / "codes" / "naming.toml").read_text(encoding="utf-8")
    base = parse(shipped, "naming.toml")
    if not path:
        return base
    try:
        text = Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise NamingPolicyError(
            f"The naming policy {path} cannot be read: {type(error).__name__}.",
            advice=f"Let {VARIABLE} name a readable UTF-8 file, or remove it to use the shipped policy.",
        ) from error
    return _laid_over(base, parse(text, path), tomllib.loads(text))


def _laid_over(base: Naming, own: Naming, written: Mapping[str, object]) -> Naming:
    said = written.get("places", {})
    listed = {code for code, entry in said.items() if entry.get("listed") is True} if isinstance(said, dict) else set()
    return Naming(
        own.title or base.title,
        _merged(base.names, own.names),
        _merged(base.notes, own.notes),
        (base.unlisted | own.unlisted) - listed,
        {**base.disclaimer, **own.disclaimer},
        own.verified,
        own.file,
    )


def _merged(base: Mapping[str, Wording], own: Mapping[str, Wording]) -> Mapping[str, Wording]:
    merged = dict(base)
    for code, wording in own.items():
        # A default of the operator's speaks for every language they did not name, the shipped ones included.
        merged[code] = wording if DEFAULT in wording else {**base.get(code, {}), **wording}
    return merged


def parse(text: str, file: str) -> Naming:
    """A policy from its TOML text; `file` is named in errors.

    Raises:
        NamingPolicyError: With the place and key that are wrong.
    """
    try:
        written = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise NamingPolicyError(f"{file} is not valid TOML: {error}.", advice="Correct the line it names.") from error
    _only(written, {"title", "verified", "disclaimer", "places"}, file, "the file")
    title, verified = written.get("title", ""), written.get("verified", True)
    if not isinstance(title, str) or not isinstance(verified, bool):
        raise _wrong(file, "title or verified", "title is text, verified is true or false")
    entries = written.get("places", {})
    if not isinstance(entries, dict):
        raise _wrong(file, "places", "write tables such as [places.XKX.name]")
    for code, entry in entries.items():
        _check_entry(code, entry, file)
    names, notes = (
        {
            code: _wording(entry[kind], file, f"places.{code}.{kind}", empty=kind == "note")
            for code, entry in entries.items()
            if kind in entry
        }
        for kind in ("name", "note")
    )
    unlisted = frozenset(code for code, entry in entries.items() if entry.get("listed") is False)
    disclaimer = _wording(written.get("disclaimer", {}), file, "disclaimer", empty=True)
    return Naming(title, names, notes, unlisted, disclaimer, verified, file)


def _check_entry(code: str, entry: object, file: str) -> None:
    where = f"places.{code}"
    if code not in places.by_code():
        raise _wrong(file, where, "use the ISO 3166-1 alpha-3 code of a place of today")
    if not isinstance(entry, dict):
        raise _wrong(file, where, "it is a table with name, note or listed")
    _only(entry, {"name", "note", "listed"}, file, where)
    if not isinstance(entry.get("listed", True), bool):
        raise _wrong(file, f"{where}.listed", "it is true or false")


def _wording(value: object, file: str, where: str, *, empty: bool) -> Wording:
    if not isinstance(value, dict):
        raise _wrong(file, where, 'give one text per language: en = "…"')
    from babel.localedata import exists

    for language, said in value.items():
        if language != DEFAULT and not exists(language.replace("-", "_")):
            raise _wrong(
                file, f"{where}.{language}", f"that is no language of CLDR; use a code such as fr, or {DEFAULT}"
            )
        if not isinstance(said, str) or len(said) > LONGEST or not (empty or said.strip()):
            raise _wrong(file, f"{where}.{language}", f"it is a text of 1 to {LONGEST} characters")
    return dict(value)


def _only(found: Mapping[str, object], known: set[str], file: str, where: str) -> None:
    strange = sorted(set(found) - known)
    if strange:
        raise _wrong(file, f"{where}: {', '.join(strange)}", f"the keys are {', '.join(sorted(known))}")


def _wrong(file: str, where: str, advice: str) -> NamingPolicyError:
    return NamingPolicyError(
        f"The naming policy {file} is wrong at {where}.",
        advice=advice[0].upper() + advice[1:] + ".",
        details={"file": file, "where": where},
    )
