"""What can stop a calibration: every fault says which category, which number, and what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fairway.kernel.errors import InputError

_SHOWN = 5


def shown(values: Sequence[object]) -> str:
    """The first few of `values`, and how many more there are."""
    named = ", ".join(str(value) for value in values[:_SHOWN])
    return f"{named} and {len(values) - _SHOWN} more" if len(values) > _SHOWN else named


class CalibrationMisstated(InputError):
    """The bounds, shapes, weights or totals of a calibration contradict themselves, whatever the microdata."""

    slug = "calibration-misstated"


class AuxiliaryUnknown(InputError):
    """Rows whose auxiliary variables are null: a calibrated weight cannot be given to them."""

    slug = "auxiliary-unknown"

    def __init__(self, unknown: Mapping[str, int], rows: int) -> None:
        said = "; ".join(f"{column}: {count} of {rows} rows" for column, count in unknown.items())
        super().__init__(
            f"Calibration variables are null or not a number ({said}).",
            advice="Impute them, give the nulls a category of their own with its total, or leave the rows out before.",
            details=dict(unknown),
        )


class CategoriesDisagree(InputError):
    """The categories that have a population total are not those that the sample has."""

    slug = "calibration-categories-disagree"

    def __init__(self, term: str, *, only_sample: Sequence[object], only_totals: Sequence[object]) -> None:
        parts = []
        if only_sample:
            parts.append(f"in the sample but without a population total above 0: {shown(only_sample)}")
        if only_totals:
            parts.append(f"with a population total but without weight in the sample: {shown(only_totals)}")
        both = bool(only_sample) and bool(only_totals)
        super().__init__(
            f"The categories of {term} do not agree: {'; '.join(parts)}.",
            advice=(
                "Is one of them text and the other a number, or a code of another vintage?"
                if both
                else "Merge the category with a neighbour, in the sample and in the totals alike."
            ),
            details={"term": term, "only_sample": list(only_sample), "only_totals": list(only_totals)},
        )


class MarginsDisagree(InputError):
    """Margins that each count the whole population, but not the same one: no weights can meet them all."""

    slug = "calibration-margins-disagree"

    def __init__(self, sums: Mapping[str, float]) -> None:
        said = ", ".join(f"{term} {total:,.6g}" for term, total in sums.items())
        spread = max(sums.values()) - min(sums.values())
        super().__init__(
            f"The margins do not have the same grand total: {said} (they differ by {spread:,.6g}).",
            advice="Take the totals from one source, or ask for `scaled=True`: all margins are scaled to the first.",
            details=dict(sums),
        )


class NoCalibration(InputError):
    """No weights were found that meet the totals within the bounds."""

    slug = "no-calibration"

    def __init__(
        self, *, residual: float, worst: str, wanted: float, reached: float, iterations: int, why: str
    ) -> None:
        super().__init__(
            f"The calibration totals were not met after {iterations} iterations: {worst} should be {wanted:,.10g} and "
            f"reached {reached:,.10g} (largest relative distance {residual:.3g}).",
            advice=why,
            details={"worst": worst, "wanted": wanted, "reached": reached, "residual": residual},
        )
        self.residual = residual
