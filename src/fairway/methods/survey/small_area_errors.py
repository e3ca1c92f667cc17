"""What can stop a small-area model."""

from __future__ import annotations

from fairway.kernel.errors import InputError


class SmallAreaFaulty(InputError):
    """The direct estimates, their variances or the auxiliaries do not allow the model to be fitted."""

    slug = "small-area-faulty"


class BenchmarkImpossible(InputError):
    """The estimates cannot be made to add up to the total that was given."""

    slug = "benchmark-impossible"
