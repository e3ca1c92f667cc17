"""Every series of the tables, on one screen: its code, what it counts, and where it comes from.

The codes are those of ILOSTAT's labour migration tables, read from the code list of a public client; the titles are
ours. `{}` of a pattern stands for the measure of a migrant and its code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from fairway.statistics.ilms import codes

Measure: TypeAlias = Literal["number", "rate", "mean"]
Fixed: TypeAlias = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Series:
    """One series.

    Attributes:
        code: As ILOSTAT has it.
        block: The sheet of the questionnaire.
        title: In English.
        dimensions: What it is published by.
        crossing: The additive table that it is read from; "" where no survey gives it.
        fixed: Dimension → code, of the figure or of a rate's numerator.
        whole: Likewise of a rate's denominator; rest: of what the numerator leaves out of it.
        only: Dimension → the code at or under which codes must lie.
        per: What a rate is multiplied by.
        unit: PS (persons), PT (per cent), CUR (national currency), R100K (per 100,000).
        gap: Why no household survey gives it.
    """

    code: str
    block: str
    title: str
    dimensions: tuple[str, ...]
    crossing: str = ""
    fixed: Fixed = field(default_factory=dict)
    measure: Measure = "number"
    whole: Fixed = field(default_factory=dict)
    rest: Fixed = field(default_factory=dict)
    only: Fixed = field(default_factory=dict)
    per: float = 100.0
    unit: str = "PS"
    gap: str = ""

    @property
    def source(self) -> str:
        """Where it comes from."""
        return "survey" if self.crossing else "administrative"


LABOUR: Final = "labour_force"
BLOCKS: Final = {
    "stock": "Population of working age",
    "labour_force": "Labour force",
    "employment": "Employment",
    "unemployment": "Unemployment",
    "outside": "Outside the labour force",
    "earnings": "Earnings",
    "inflow": "Inflows",
    "abroad": "Nationals abroad and returns",
    "decent_work": "Decent work",
}
_BY: Final = {"CBR": ("birth", "place of birth"), "CCT": ("citizenship", "citizenship")}
_CLASSES: Final = {"AGE": ("age", "age"), "EDU": ("education", "education")}
_JOBS: Final = {
    "ECO": ("industry", "economic activity"),
    "OCU": ("occupation", "occupation"),
    "STE": ("status", "status in employment"),
}
_FOREIGN: Final = {"CBR": codes.FOREIGN_BORN, "CCT": codes.NON_NATIONAL}
_STATES: Final = (
    # code, block, title of the number, title of the rate, numerator, denominator, what the numerator leaves out
    ("TEAP", "labour_force", "Labour force", "Labour force participation rate",
     codes.IN_LABOUR_FORCE, codes.WORKING_AGE, codes.OUTSIDE),
    ("TEMP", "employment", "Employment", "Employment-to-population ratio",
     codes.EMPLOYED, codes.WORKING_AGE, codes.NOT_EMPLOYED),
    ("TUNE", "unemployment", "Unemployment", "Unemployment rate",
     codes.UNEMPLOYED, codes.IN_LABOUR_FORCE, codes.EMPLOYED),
    ("TEIP", "outside", "Persons outside the labour force", "Inactivity rate",
     codes.OUTSIDE, codes.WORKING_AGE, codes.IN_LABOUR_FORCE),
)  # fmt: skip
_INJURIES: Final = "No household survey counts the dead: labour inspection or compensation records do."


def _states() -> list[Series]:
    found = []
    for measure, (migrant, said) in _BY.items():
        for name, (dimension, words) in _CLASSES.items():
            dimensions, crossing = ("sex", dimension, migrant), f"{dimension}_{migrant}"
            by = f"by sex, {words} and {said}"
            end = f"SEX_{name}_{measure}"
            title = f"Working-age population {by}"
            found.append(
                Series(f"MST_XWAP_{end}_NB", "stock", title, dimensions, crossing, {LABOUR: codes.WORKING_AGE})
            )
            for code, block, number, rate, part, whole, rest in _STATES:
                found.append(
                    Series(f"MST_{code}_{end}_NB", block, f"{number} {by}", dimensions, crossing, {LABOUR: part})
                )
                found.append(
                    Series(f"MST_{code}_{end}_RT", block, f"{rate} {by}", dimensions, crossing, {LABOUR: part}, "rate",
                           {LABOUR: whole}, {LABOUR: rest}, unit="PT")
                )  # fmt: skip
    return found


def _others(measure: str) -> list[Series]:
    migrant, said = _BY[measure]
    foreign = {migrant: _FOREIGN[measure]}
    people = "foreign-born" if measure == "CBR" else "non-citizen"
    country = "country of birth" if measure == "CBR" else "country of citizenship"
    stock, worker, letter, inflow = {
        "CBR": ("MST_FORP", "MST_FORE", "F", "FPOP"), "CCT": ("MST_NCTP", "MST_NCTE", "N", "NCIT"),
    }[measure]  # fmt: skip
    end, by = f"SEX_{measure}", ("sex", migrant)
    recent = {f"arrival_{migrant}": codes.RECENT}
    adults, employed = {LABOUR: codes.WORKING_AGE}, {LABOUR: codes.EMPLOYED}
    young = {**adults, "age": codes.YOUTH}
    neet = {**young, "neet": codes.NEET}
    return [
        Series(f"{stock}_{end}_NB", "stock", f"Working-age {people} population by sex and {country}", by,
               f"country_{migrant}", adults, only=foreign),
        *(
            Series(f"MST_TEMP_SEX_{name}_{measure}_NB", "employment", f"Employment by sex, {words} and {said}",
                   ("sex", dimension, migrant), f"{dimension}_{migrant}", employed)
            for name, (dimension, words) in _JOBS.items()
        ),
        Series(f"{worker}_{end}_NB", "employment", f"Employed {people} population by sex and {country}", by,
               f"country_{migrant}", employed, only=foreign),
        Series(f"EIP_NEET_{end}_NB", "outside", f"Youth not in employment, education or training by sex and {said}",
               by, f"neet_{migrant}", neet),
        Series(f"EIP_NEET_{end}_RT", "outside", f"Share of such youth by sex and {said}", by, f"neet_{migrant}",
               neet, "rate", young, {**young, "neet": codes.NOT_NEET}, unit="PT"),
        Series(f"MFL_{inflow}_{end}_NB", "inflow", f"Inflow of the {people} population by sex and {country}", by,
               f"inflow_{migrant}", recent, only=foreign),
        Series(f"MFL_{letter}WAP_SEX_EDU_NB", "inflow", f"Inflow of the working-age {people} population by sex and "
               "education", ("sex", "education"), f"inflow_education_{migrant}", {**recent, **adults, **foreign}),
        *(
            Series(f"MFL_{letter}EMP_SEX_{name}_NB", "inflow", f"Inflow of the employed {people} population by sex and "
                   f"{words}", ("sex", dimension), f"inflow_{dimension}_{migrant}", {**recent, **employed, **foreign})
            for name, (dimension, words) in _JOBS.items() if name != "STE"
        ),
    ]  # fmt: skip


def _abroad() -> list[Series]:
    left, worked = {"departed": codes.RECENT}, {"departed": codes.RECENT, LABOUR: codes.EMPLOYED}
    there = ("sex", "residence")
    return [
        Series("MNA_TPOP_SEX_CRS_NB", "abroad", "Nationals abroad by sex and country of residence", there,
               "absent_residence"),
        Series("MNA_OPOP_SEX_CDS_NB", "abroad", "Outflow of nationals by sex and country of destination", there,
               "absent_residence", left),
        Series("MNA_OEMP_SEX_CDS_NB", "abroad", "Outflow of employed nationals by sex and country of destination",
               there, "absent_residence", worked),
        *(
            Series(f"MNA_OEMP_SEX_{name}_NB", "abroad", f"Outflow of employed nationals by sex and {words}",
                   ("sex", dimension), f"absent_{dimension}", worked)
            for name, (dimension, words) in {**_JOBS, "EDU": _CLASSES["EDU"]}.items() if name != "STE"
        ),
        Series("MNA_XRET_SEX_CPR_NB", "abroad", "Inflow of returned nationals by sex and country of previous residence",
               ("sex", "returned"), "returned", {"citizenship": codes.NATIONAL}, only={"returned": codes.RETURNED}),
    ]  # fmt: skip


def _decent_work() -> list[Series]:
    by = ("sex", "migrant")
    employed = {LABOUR: codes.EMPLOYED}
    hurt, others = ({**employed, "injured": code} for code in (codes.INJURED, codes.NOT_HURT))
    title = "Employed persons injured at work in the last 12 months, not fatally, by sex and migrant status"
    rate = "Non-fatal occupational injuries per 100,000 workers by sex and migrant status"
    return [
        Series("INJ_FATL_SEX_MIG_NB", "decent_work", "Fatal occupational injuries by sex and migrant status", by,
               gap=_INJURIES),
        Series("INJ_FATL_SEX_MIG_RT", "decent_work", "Fatal occupational injuries per 100,000 workers by sex and "
               "migrant status", by, measure="rate", unit="R100K", gap=_INJURIES),
        Series("INJ_NFTL_SEX_MIG_NB", "decent_work", title, by, "injuries", hurt),
        Series("INJ_NFTL_SEX_MIG_RT", "decent_work", rate, by, "injuries", hurt, "rate", employed, others,
               per=100_000.0, unit="R100K"),
        Series("INJ_NFTL_SEX_INJ_MIG_NB", "decent_work", "Non-fatal occupational injuries by sex, type of incapacity "
               "and migrant status", by, gap="The type of incapacity is known from compensation records alone."),
        Series("SDG_F881_SEX_MIG_RT", "decent_work", "SDG 8.8.1: fatal occupational injuries per 100,000 workers by "
               "sex and migrant status", by, measure="rate", unit="R100K", gap=_INJURIES),
        Series("SDG_N881_SEX_MIG_RT", "decent_work", "SDG 8.8.1: non-fatal occupational injuries per 100,000 workers "
               "by sex and migrant status", by, "injuries", hurt, "rate", employed, others,
               per=100_000.0, unit="R100K"),
        Series("SDG_0882_NOC_RT", "decent_work", "SDG 8.8.2: level of national compliance with labour rights", (),
               measure="rate", unit="IX", gap="It is coded by the ILO from textual sources, not counted."),
    ]  # fmt: skip


SERIES: Final[tuple[Series, ...]] = (
    *_states(),
    *_others("CBR"),
    *_others("CCT"),
    Series("MST_EARA_SEX_CBR_NB", "earnings", "Mean monthly earnings of employees by sex and place of birth",
           ("sex", "birth"), "earnings_birth", {}, "mean", unit="CUR"),
    *_abroad(),
    *_decent_work(),
)  # fmt: skip
