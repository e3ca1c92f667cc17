"""From a YAML file to a mapping; what no schema can say is checked here, with the line of each fault."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from fairway.kernel.errors import InputError
from fairway.methods.survey.design import Design
from fairway.methods.survey.stated import stated_design
from fairway.reference import places
from fairway.reference.survey_variables import COUNTRIES_BESIDE, VARIABLES, YES_NO, SurveyVariable
from fairway.warehouse.surveys.mapping_check import faults_of
from fairway.warehouse.surveys.mapping_errors import MappingFaulty
from fairway.warehouse.surveys.mapping_values import AbsentMembers, MappedVariable, SurveyMapping
from fairway.warehouse.surveys.specification import StatedSource
from fairway.warehouse.surveys.specification_errors import (
    SpecificationFault,
    SpecificationUnreadable,
    nearest,
)
from fairway.warehouse.surveys.specification_text import Way, Written, read_text

_MONTH: Final = re.compile(r"^(19|20)\d\d-(0[1-9]|1[0-2])$")
_CODED: Final = ("code", "country", "yes_no", "isco", "isic", "currency")


def read_mapping(path: Path, *, known: Mapping[str, SurveyVariable] = VARIABLES) -> SurveyMapping:
    """Reads and checks a mapping.

    Args:
        path: The YAML file.
        known: The standard variables that it may name.

    Raises:
        MappingFaulty: It is not YAML, or does not say what a mapping must; every fault has its line.
    """
    try:
        written = read_text(path)
    except SpecificationUnreadable as error:
        raise MappingFaulty(path.name, error.faults) from error
    faults = faults_of(written)
    if faults:
        raise MappingFaulty(written.file, faults)
    reading = _Reading(written, known)
    found = reading.mapping()
    if reading.faults or found is None:
        raise MappingFaulty(written.file, reading.faults)
    return found


class _Reading:
    """Collects faults while it reads, so that all of them are named at once."""

    def __init__(self, written: Written, known: Mapping[str, SurveyVariable]) -> None:
        self.written = written
        self.known = known
        self.faults: list[SpecificationFault] = []

    def fault(self, way: Way, said: str) -> None:
        self.faults.append(self.written.fault(way, said))

    def mapping(self) -> SurveyMapping | None:
        said = self.written.value
        country = places.code_of(str(said["country"]))
        if country is None:
            self.fault(("country",), f"“{said['country']}” is no country code; NPL was expected, for instance.")
        if not _MONTH.match(str(said["reference_month"])):
            self.fault(("reference_month",), f"“{said['reference_month']}” is no month; 2024-05 was expected.")
        design = self._design(("design",), said["design"])
        variables = self._variables(("variables",), said["variables"])
        absent = self._absent(said)
        source = {key: str(value) for key, value in said["source"].items() if key != "demonstration"}
        if self.faults or design is None or country is None:
            return None
        return SurveyMapping(
            self.written,
            said["title"],
            StatedSource(**source),
            country,
            str(said["reference_month"]),
            design,
            variables,
            bool(said["source"].get("demonstration", False)),
            said.get("unmapped") == "reject",
            absent,
            said.get("administrative", ""),
            said.get("parameters", {}),
            said.get("disclosure", {}),
        )

    def _absent(self, said: Mapping[str, Any]) -> AbsentMembers | None:
        if "absent" not in said:
            return None
        one = said["absent"]
        way: Way = ("absent", "design") if "design" in one else ("design",)
        design = self._design(way, one.get("design", said["design"]))
        variables = self._variables(("absent", "variables"), one["variables"])
        return None if design is None else AbsentMembers(one["file"], variables, design)

    def _design(self, way: Way, said: Mapping[str, Any]) -> Design | None:
        try:
            return stated_design(said)
        except InputError as error:
            self.fault(way, str(error))
            return None

    def _variables(self, way: Way, said: Mapping[str, Any]) -> dict[str, MappedVariable]:
        found = {}
        for name, one in said.items():
            here: Way = (*way, str(name))
            variable = self.known.get(str(name))
            if variable is None:
                hint = nearest(str(name), self.known) or f" The variables are: {', '.join(self.known)}."
                self.fault(here, f"there is no standard variable “{name}”.{hint}")
                continue
            found[variable.name] = self._variable(here, variable, one)
        return found

    def _variable(self, way: Way, variable: SurveyVariable, said: Mapping[str, Any]) -> MappedVariable:
        columns = tuple(said[key] for key in ("column", "year", "month") if key in said)
        given = [key for key in ("column", "year", "value") if key in said]
        if len(given) != 1 or ("month" in said and "year" not in said):
            self.fault(way, f"{variable.name} needs one of: column; year (with or without month); value.")
        self._refuse_unsuited(way, variable, said)
        codes = {str(code): tuple(some) for code, some in said.get("codes", {}).items()}
        self._check_codes(way, variable, codes, said.get("unknown", ()))
        if "value" in said:
            self._check_constant((*way, "value"), variable, str(said["value"]))
        rest = said.get("rest")
        if rest is None and not codes and variable.kind in _CODED:
            rest = "iso3" if variable.kind == "country" else "same"
        elif rest is None and variable.kind in ("isco", "isic", "currency"):
            rest = "same"
        return MappedVariable(
            variable,
            way,
            columns,
            codes,
            rest,
            tuple(said.get("unknown", ())),
            said.get("value"),
            said.get("format", ""),
            said.get("digits", 0),
            float(said.get("times", 1.0)),
        )

    def _refuse_unsuited(self, way: Way, variable: SurveyVariable, said: Mapping[str, Any]) -> None:
        suited = {
            "codes": _CODED,
            "rest": _CODED,
            "year": ("month",),
            "format": ("month",),
            "digits": ("isco", "isic"),
            "times": ("number",),
        }
        for key, kinds in suited.items():
            if key in said and variable.kind not in kinds:
                self.fault((*way, key), f"“{key}” has no meaning for {variable.name}, which is {_kind(variable)}.")
        if said.get("rest") in ("iso2", "iso3", "m49", "names") and variable.kind != "country":
            self.fault((*way, "rest"), f"{variable.name} holds no countries; `rest: same` was expected.")
        if said.get("rest") == "same" and variable.kind == "country":
            self.fault((*way, "rest"), "say how countries are written: iso3, iso2, m49 or names.")

    def _check_codes(
        self, way: Way, variable: SurveyVariable, codes: Mapping[str, tuple[Any, ...]], unknown: tuple[Any, ...]
    ) -> None:
        first: dict[str, str] = {str(code): "unknown" for code in unknown}
        for code, national in codes.items():
            self._check_code((*way, "codes", code), variable, code)
            for one in national:
                if first.setdefault(str(one), code) != code:
                    there = first[str(one)]
                    self.fault((*way, "codes", code), f"the code {one} means “{there}” already, by this mapping.")

    def _check_constant(self, way: Way, variable: SurveyVariable, value: str) -> None:
        if variable.kind == "number":
            try:
                number = float(value)
            except ValueError:
                self.fault(way, f"“{value}” is no number, and {variable.name} is one.")
                return
            if not (variable.low is None or number >= variable.low) or not (
                variable.high is None or number <= variable.high
            ):
                self.fault(way, f"{value} is impossible for {variable.name}.")
        elif variable.kind == "month":
            if not _MONTH.match(value) and not re.match(r"^(19|20)\d\d$", value):
                self.fault(way, f"“{value}” is no month; 2019-07 or 2019 was expected.")
        else:
            self._check_code(way, variable, value)

    def _check_code(self, way: Way, variable: SurveyVariable, code: str) -> None:
        valid = valid_codes(variable)
        if valid is not None and code not in valid:
            hint = nearest(code, valid)
            if not hint:
                hint = f" Its codes are: {', '.join(valid)}." if len(valid) < 20 else ""
            self.fault(way, f"“{code}” is no code of {variable.name}.{hint}")


def valid_codes(variable: SurveyVariable) -> Mapping[str, str] | None:
    """The codes that a variable may have → their titles; None where they are not listed."""
    if variable.kind == "country":
        return {**{code: place.name for code, place in places.by_code().items()}, **COUNTRIES_BESIDE}
    if variable.kind == "yes_no":
        return YES_NO
    return variable.codes if variable.kind == "code" else None


def _kind(variable: SurveyVariable) -> str:
    words = {"identifier": "an identifier", "number": "a number", "month": "a month"}
    return words.get(variable.kind, f"of kind {variable.kind}")
