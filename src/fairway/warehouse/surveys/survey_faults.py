"""What is noticed in a survey's weights and in a table's domains, counted and said."""

from __future__ import annotations

from collections.abc import Iterator

from fairway.methods.survey.cube import Totals
from fairway.methods.survey.errors import Fault
from fairway.warehouse.surveys.grouping import WeightCensus


def weight_faults_of(name: str | None, census: WeightCensus) -> list[Fault]:
    """What is wrong with a weight column, counted."""
    advice = f"Mend {name} or remove those rows; a person who was not interviewed has no row."
    found_faults = []
    for kind, count, said in (
        ("null-weight", census.null, "null"),
        ("negative-weight", census.negative, "negative"),
        ("endless-weight", census.endless, "not a finite number"),
    ):
        if count:
            sentence = f"{name} is {said} in {count} of {census.rows} rows."
            found_faults.append(Fault(kind, count, "rows", sentence, advice))
    if census.rows == 0 or census.zero == census.rows:
        said = "The file has no rows." if census.rows == 0 else f"{name} is zero in all {census.rows} rows."
        found_faults.append(Fault("no-weight", census.rows, "rows", said, "Give the survey's own weights."))
    elif census.zero:
        said = f"{name} is zero in {census.zero} of {census.rows} rows: they count for nobody."
        found_faults.append(Fault("zero-weight", census.zero, "rows", said, "", fatal=False))
    return found_faults


def table_faults(totals: Totals, by: tuple[str, ...]) -> Iterator[Fault]:
    """Rows that a table leaves out, and combinations that nobody belongs to."""
    if totals.left_out:
        said = f"{totals.left_out} row{'s' if totals.left_out > 1 else ''} left out: {' or '.join(by)} is null."
        advice = "Give those rows a code of their own (“not stated”) to keep them in the totals."
        yield Fault("null-domain", totals.left_out, "rows", said, advice, fatal=False)
    possible = 1
    for name in by:
        possible *= totals.domains[name].n_unique()
    empty = possible - len(totals.domains)
    if empty > 0:
        said = f"{empty} of {possible} combinations of {' × '.join(by)} have no member and no row in the table."
        yield Fault("empty-domain", empty, "domains", said, "", fatal=False)
