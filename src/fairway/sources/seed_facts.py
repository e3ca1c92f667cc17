"""What the ILO papers that Fairway grew from state themselves, with the paragraph; where two disagree, both are kept.

Quirks (verified in the papers): table 1.1 of 004 is headed *flows* but holds stocks, and its total (215 million) is not
the 214 million of its text; 001 says that over two thirds moved within the South or within the North “in equal
numbers”, where that table has 34 and 26 per cent; “almost 90” and “over 90” per cent of the same 214 million are said
of workers with their families. Words such as *almost* and *over* are kept as a caution beside the number.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from fairway.kernel.provenance import Flag
from fairway.kernel.text import Text
from fairway.sources.edition import Edition, Harmonised
from fairway.sources.sieve import row_number

if TYPE_CHECKING:
    import polars as pl

PATH: Final = Path(__file__).with_name("seed_facts.csv")

DOCUMENTS: Final = {
    "001": "GB.316/POL/1 (2012)",
    "002": "International Labour Conference 2017, conclusions and plan of action on labour migration",
    "004": "TTMLM/2013",
}
LABELS: Final = {
    "stock_by_development": Text("Migrants by development of origin and destination"),
    "stock_by_development_share": Text("Migrants by development of origin and destination, share"),
    "world_stock/all": Text("International migrants in the world"),
    "world_stock/expected": Text("International migrants in the world, as expected for 2013"),
    "world_stock/share_of_population": Text("International migrants, share of the world's population"),
    "economically_active/persons": Text("Economically active international migrants"),
    "economically_active/share": Text("International migrants who are economically active"),
    "workers_and_families/share": Text("Migrant workers with their families, share of international migrants"),
    "directions/south_south_and_north_north": Text("Moved within the South or within the North"),
    "directions/south_south": Text("Moved from South to South"),
    "directions/south_north": Text("Moved from South to North"),
    "women/share": Text("Women among international migrants"),
    "youth/share": Text("People aged 15 to 24 among international migrants"),
    "remittances/developing_countries": Text("Remittances to developing countries"),
    "remittances/growth": Text("Growth of remittances to developing countries"),
    "irregular/share_low": Text("Irregular migration, share of international migration, lower bound"),
    "irregular/share_high": Text("Irregular migration, share of international migration, upper bound"),
    "irregular/united_states": Text("Migrants in an irregular situation in the United States"),
    "forced_labour/all": Text("Victims of forced labour"),
    "forced_labour/moved": Text("Victims of forced labour who had moved within or between countries"),
    "forced_labour/opportunity_cost": Text("Lost earnings and inflated recruitment fees of forced labour, a year"),
    "deskilling/canada": Text("Cost of deskilling to the Canadian economy, a year"),
    "ratifications/C181": Text("Member States that had ratified Convention No. 181"),
    "ratifications/C189": Text("Member States that had ratified Convention No. 189"),
    "displacement_projected/low": Text("People whom the climate could displace, lower bound"),
    "displacement_projected/high": Text("People whom the climate could displace, upper bound"),
    "hiv_restrictions/countries": Text("Countries with restrictions on migrants with HIV"),
    "plan_of_action/fair_recruitment": Text("Countries in which the Fair Recruitment Initiative is to work"),
    "plan_of_action/labour_migration_laws": Text("Countries to be assisted with laws and policies on labour migration"),
    "plan_of_action/recruitment_monitor": Text("Countries in which the Migrant Recruitment Monitor is to be piloted"),
    "plan_of_action/subregional_dialogues": Text("Subregional dialogues to be supported"),
}
CAUTIONS: Final = {
    "called_flows": Text(
        "The paper calls these flows. They are stocks: people living abroad in 2010, whenever they moved."
    ),
    "total_of_table": Text(
        "The paper calls these flows; they are stocks. The table adds up to 215 million, the text says 214 million."
    ),
    "no_year": Text("The paper states no year; the figure is the United Nations' for 2010."),
    "expected": Text("The paper expects the United Nations to report this figure."),
    "approximate": Text("“Approximately”, without a year; just under half of the 214 million of the same paragraph."),
    "over": Text("“Over”: the true share is higher than the number."),
    "almost": Text("“Almost”: the true share is lower than the number."),
    "over_two_thirds": Text(
        "“Over two-thirds … in equal numbers” within the South and within the North. Table 1.1 of the later paper has "
        "34 and 26 per cent, three fifths together."
    ),
    "a_third": Text("“A third”, said of today; table 1.1 of the same paper has 34 per cent for 2010."),
    "almost_half": Text("“Almost half”, written as 50 per cent."),
    "an_eighth": Text("“An eighth”, written as 12.5 per cent."),
    "later_revised": Text("As reported by the World Bank at that date; it has since revised its series."),
    "growth_on_2010": Text("Increase over 2010."),
    "range": Text("Stated as a range from 10 to 15 per cent of total international migration, without a year."),
    "some": Text("“Some 11 million”, over a quarter of the migrants in the United States."),
    "forced_labour": Text("The ILO's global estimate of 2012, for both internal and international movement."),
    "opportunity_cost": Text("An estimate of the ILO's Global Report of 2009, for all victims, migrants or not."),
    "estimate_of_others": Text("Estimated by others for 2004; the method is not in the paper."),
    "at_that_date": Text("At the date of the paper; since then the number has changed."),
    "projection": Text("A projection that the paper takes from elsewhere, stated as a range."),
    "at_least": Text("A target: “at least” this many by that year."),
}
UNITS: Final = {
    "million persons": Text("million persons"),
    "per cent": Text("per cent"),
    "billion US dollars": Text("billion US dollars"),
    "billion Canadian dollars": Text("billion Canadian dollars"),
    "countries": Text("countries"),
    "dialogues": Text("dialogues"),
}
METHOD = Text(
    "Taken from the paragraph or table named beside each figure, as the paper states it. The papers give most of these "
    "figures without a method; they are history, not today's count."
)


def harmonise(frame: pl.DataFrame) -> Harmonised:
    """One row per stated figure.

    Returns:
        topic, part (what of it: `industrial-developing`, `share`), document (`004`), reference (its symbol), paragraph,
        label, value, unit, year (null where none is stated), caution, source_row. Labels, units and cautions are the
        English templates of `LABELS`, `UNITS` and `CAUTIONS`.
    """
    import polars as pl

    labels = {key: text.template for key, text in LABELS.items()}
    key = pl.concat_str("topic", "part", separator="/")
    rows = frame.with_columns(
        pl.coalesce(
            key.replace_strict(labels, default=None, return_dtype=pl.String),
            pl.col("topic").replace_strict(labels, default=None, return_dtype=pl.String),
        ).alias("label"),
        pl.col("document").replace_strict(DOCUMENTS).alias("reference"),
        pl.col("year").cast(pl.Int16),
        pl.col("caution").replace_strict({name: text.template for name, text in CAUTIONS.items()}),
        row_number(),
    )
    return Harmonised(
        rows.select(
            "topic",
            "part",
            "document",
            "reference",
            "paragraph",
            "label",
            "value",
            "unit",
            "year",
            "caution",
            "source_row",
        )
    )


SEED_FACTS = Edition(
    table="seed_facts",
    edition="2012-2017",
    publisher="International Labour Organization",
    title="Figures stated in ILO papers on labour migration, 2012–2017",
    licence="Facts, cited by paragraph; papers © ILO",
    url="https://www.ilo.org/topics/labour-migration",
    file=PATH.name,
    method=METHOD,
    flag=Flag.STATED,
    columns={
        "topic": "text",
        "part": "text",
        "document": "text",
        "paragraph": "text",
        "value": "number",
        "unit": "text",
        "year": "integer",
        "caution": "text",
    },
    harmonise=harmonise,
    key=("topic",),
    every_months=0,
)
