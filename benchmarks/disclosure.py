"""Disclosure control: cell suppression and audit of 10⁵ cells in four hierarchical dimensions.

Run with `python -m benchmarks.disclosure`. The table is made here: counts of a population that is unevenly spread over
region × industry × age × education, each with groups and a total; cells below 3 are protected, zeros are shown, single
persons count as intruders. Null case: the audit alone, of the pattern that was found, without the proofs found with it.
"""

from __future__ import annotations

import resource
import time

import numpy as np
import polars as pl

from benchmarks.report import Measured, show
from fairway.methods.disclosure.audit import audit
from fairway.methods.disclosure.hierarchy import Hierarchy
from fairway.methods.disclosure.suppress import protect
from fairway.methods.disclosure.tables import TableSet

SHAPE = {"region": (4, 20), "industry": (5, 15), "age": (3, 10), "education": (3, 10)}


def trees() -> dict[str, Hierarchy]:
    """A group level and leaves for each dimension."""
    return {
        name: Hierarchy.nested(
            {f"{name}{g}": [f"{name}{g}.{i}" for i in range(g, leaves, groups)] for g in range(groups)}
        )
        for name, (groups, leaves) in SHAPE.items()
    }


def table(people: int, seed: int = 1) -> pl.DataFrame:
    """All non-empty cells and margins of a made-up population."""
    chance = np.random.default_rng(seed)
    share = np.ones(())
    for _, leaves in SHAPE.values():
        share = np.multiply.outer(share, chance.lognormal(0, 0.8, leaves))
    share = share * chance.lognormal(0, 1, share.shape)
    counts = chance.poisson(people * share / share.sum())
    at = np.nonzero(counts)
    found = trees()
    rows = pl.DataFrame({name: np.array(tree.leaves)[one] for (name, tree), one in zip(found.items(), at, strict=True)})
    rows = rows.with_columns(n=pl.Series(counts[at]))
    for name, tree in found.items():
        group = pl.col(name).replace_strict(dict(tree.pairs))
        total = pl.lit(None, pl.String).alias(name)
        above = [rows.with_columns(one).group_by(*found).agg(pl.sum("n")) for one in (group, total)]
        rows = pl.concat([rows, *above])
    return rows.with_columns(secret=pl.col("n") < 3)


def main() -> None:
    """Measures and prints."""
    rows = table(1_000_000)
    start = time.perf_counter()
    tables = TableSet.of(rows, list(SHAPE), value="n", hierarchies=trees(), primary="secret")
    read = time.perf_counter() - start
    done = protect(tables, method="fast")
    whole = time.perf_counter() - start
    start = time.perf_counter()
    again = audit(tables, done.withheld)
    alone = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(tables):,} cells, {tables.relations.shape[0]:,} sums, {int(tables.primary.sum()):,} protected cells")
    show(
        [
            Measured("frame → cells and sums", read, "s", 10),
            Measured("frame → pattern, audited", whole, "s", 60, "the audit alone", alone),
            Measured("audit failures", float(len(done.report.findings)), "", 0),
            Measured("audit failures, audited without the proofs", float(len(again.findings)), "", 0),
            Measured("memory", memory, "MiB", 2048),
            Measured("secondary cells for each protected one", done.secondary.sum() / tables.primary.sum(), "", 15),
        ]
    )


if __name__ == "__main__":
    main()
