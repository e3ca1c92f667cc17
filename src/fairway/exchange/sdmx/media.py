"""Media types of SDMX messages, and which of them an Accept header or the parameter `format` asks for.

Source: SDMX REST API, “HTTP content negotiation”; RFC 9110, §12.5.1 (Accept); SDMX-CSV field guide (labels, timeFormat,
keys).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from fairway.exchange.sdmx.errors import NotOffered

Family: TypeAlias = Literal["csv", "json", "xml"]
_CSV_PARAMETERS: Final[Mapping[str, tuple[str, ...]]] = {
    "labels": ("id", "name", "both"),
    "timeFormat": ("original", "normalized"),
    "keys": ("none", "obs", "series", "both"),
}


@dataclass(frozen=True, slots=True)
class MediaType:
    """A representation that is offered.

    Attributes:
        short: Its name in the parameter `format`.
        base: Type and subtype.
        version: Of the format.
        parameters: Name → values, the first being the default.
    """

    short: str
    base: str
    version: str
    family: Family
    parameters: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return f"{self.base};version={self.version}"


_DATA: Final = "application/vnd.sdmx.data"
_CSV_1: Final = {"labels": ("id", "both"), "timeFormat": _CSV_PARAMETERS["timeFormat"]}
JSON_2: Final = MediaType("json", f"{_DATA}+json", "2.0.0", "json")
JSON_1: Final = MediaType("json-1.0", f"{_DATA}+json", "1.0.0", "json")
JSON_DRAFT: Final = MediaType("json-1.0-wd", f"{_DATA}+json", "1.0.0-wd", "json")
CSV_2: Final = MediaType("csv", f"{_DATA}+csv", "2.0.0", "csv", _CSV_PARAMETERS)
CSV_1: Final = MediaType("csv-1.0", f"{_DATA}+csv", "1.0.0", "csv", _CSV_1)
ML_3: Final = MediaType("xml", f"{_DATA}+xml", "3.0.0", "xml")
ML_21: Final = MediaType("xml-2.1", "application/vnd.sdmx.structurespecificdata+xml", "2.1", "xml")
GENERIC_21: Final = MediaType("generic-2.1", "application/vnd.sdmx.genericdata+xml", "2.1", "xml")
STRUCTURE_JSON_2: Final = MediaType("json", "application/vnd.sdmx.structure+json", "2.0.0", "json")
STRUCTURE_JSON_1: Final = MediaType("json-1.0", "application/vnd.sdmx.structure+json", "1.0.0", "json")
STRUCTURE_ML_3: Final = MediaType("xml", "application/vnd.sdmx.structure+xml", "3.0.0", "xml")
STRUCTURE_ML_21: Final = MediaType("xml-2.1", "application/vnd.sdmx.structure+xml", "2.1", "xml")

DATA_V1: Final = (GENERIC_21, ML_21, JSON_1, CSV_1, JSON_DRAFT, JSON_2, CSV_2, ML_3)
"""Of data, the default of REST 1 first."""
DATA_V2: Final = (JSON_2, CSV_2, ML_3, JSON_1, CSV_1, ML_21, GENERIC_21, JSON_DRAFT)
"""Of data, the default of REST 2 first."""
STRUCTURE_V1: Final = (STRUCTURE_ML_21, STRUCTURE_JSON_1, STRUCTURE_ML_3, STRUCTURE_JSON_2)
"""Of structures and availability, the default of REST 1 first."""
STRUCTURE_V2: Final = (STRUCTURE_JSON_2, STRUCTURE_ML_3, STRUCTURE_JSON_1, STRUCTURE_ML_21)
"""Of structures and availability, the default of REST 2 first."""
_GENERAL: Final[Mapping[str, Family]] = {
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/csv": "csv",
    "application/csv": "csv",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """The representation that was chosen, with its parameters."""

    media: MediaType
    parameters: Mapping[str, str] = field(default_factory=dict)

    def get(self, parameter: str) -> str:
        """A parameter's value, or its default."""
        return self.parameters.get(parameter, self.media.parameters[parameter][0])

    @property
    def content_type(self) -> str:
        """For the header of the answer."""
        said = "".join(f";{name}={value}" for name, value in self.parameters.items())
        charset = ";charset=utf-8" if self.media.family == "csv" else ""
        return f"{self.media}{said}{charset}"


@dataclass(frozen=True, slots=True)
class _Range:
    """One range of an Accept header."""

    base: str
    parameters: Mapping[str, str]
    quality: float


def negotiated(accept: str, offered: Sequence[MediaType]) -> Choice:
    """The representation that suits an Accept header best.

    Args:
        accept: The header; "" is as good as `*/*`.
        offered: What there is; where several suit equally well, the first of them.

    Returns:
        The choice of the highest quality; of equal ones, that of the range which is written first.

    Raises:
        NotOffered: Nothing that is acceptable is offered; lists what is.
    """
    ranges = [_range(one) for one in accept.split(",") if one.strip()] or [_Range("*/*", {}, 1.0)]
    refused = [one for one in ranges if one.quality == 0]
    left = [each for each in offered if not any(_suits(one, each) and one.base != "*/*" for one in refused)]
    for one in sorted(ranges, key=lambda each: -each.quality):
        found = _first(one, left) if one.quality > 0 else None
        if found:
            return found
    raise NotOffered(accept, [str(one) for one in offered])


def named(format: str, offered: Sequence[MediaType]) -> Choice:
    """The representation that the parameter `format` names: a short name (`csv`) or a whole media type.

    Raises:
        NotOffered: It is not offered; lists what is.
    """
    for one in offered:
        if one.short == format.lower():
            return Choice(one)
    # A plus that a client left as it is may have been decoded as a space on its way.
    wanted = _range(re.sub(r"^(application/vnd\.sdmx\.\w+) ", r"\1+", format))
    found = _first(wanted, offered) if "/" in wanted.base and "*" not in wanted.base else None
    if found is None:
        raise NotOffered(format, [f"{one.short} ({one})" for one in offered])
    return found


def _range(said: str) -> _Range:
    base, *rest = (part.strip() for part in said.split(";"))
    pairs = (part.partition("=")[::2] for part in rest if part)
    parameters = {name.strip().lower(): value.strip().strip('"') for name, value in pairs}
    try:
        quality = min(max(float(parameters.pop("q", "1")), 0.0), 1.0)
    except ValueError:
        quality = 0.0
    return _Range(base.lower(), parameters, quality)


def _first(one: _Range, offered: Sequence[MediaType]) -> Choice | None:
    for media in offered:
        if _suits(one, media):
            said = {name: one.parameters[name.lower()] for name in media.parameters if name.lower() in one.parameters}
            return Choice(media, said)
    return None


def _suits(one: _Range, media: MediaType) -> bool:
    main, _, sub = one.base.partition("/")
    general = main == "*" or (sub == "*" and main == "application") or _GENERAL.get(one.base) == media.family
    if not general and one.base != media.base:
        return False
    known = {name.lower(): values for name, values in media.parameters.items()}
    for name, value in one.parameters.items():
        if name == "version":
            if not _version_suits(value, media.version):
                return False
        elif name in known and value not in known[name]:
            return False
    return True


def _version_suits(wanted: str, has: str) -> bool:
    """Whether a version is the one wanted, or at least it where a plus follows (`2.0.0+`, `2+.0`)."""
    if "-" in has or "-" in wanted:
        return wanted == has
    if not re.fullmatch(r"\d+\+?(\.\d+\+?)*", wanted):
        return False
    parts = wanted.split(".")
    parts += ["0"] * (3 - len(parts))
    own = [int(part) for part in has.split(".")]
    own += [0] * (3 - len(own))
    for part, number in zip(parts, own, strict=False):
        least = int(part.rstrip("+"))
        if part.endswith("+"):
            return number >= least
        if number != least:
            return False
    return True


def languages(accept_language: str) -> tuple[str, ...]:
    """The languages of an Accept-Language header in order of preference; English where it names none."""
    found = []
    for place, said in enumerate(accept_language.split(",")):
        one = _range(said)
        if one.quality > 0 and re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]+)*", one.base):
            found.append((-one.quality, place, one.base))
    return tuple(base for _, _, base in sorted(found)) or ("en",)
