"""What leaves the house: a table with nulls, or a refusal that says what to do."""

import numpy as np
import polars as pl
import pytest

from fairway.methods.disclosure.audit import audit
from fairway.methods.disclosure.errors import BadTable, UnsafeTable
from fairway.methods.disclosure.publish import publish
from fairway.methods.disclosure.suppress import Protected, protect
from tests.unit.methods.disclosure.linked_examples import COUNTY, GROUP, investment, issue_136


def test_everything_in_the_row_of_a_withheld_cell_is_null() -> None:
    done = protect(investment())
    rows = publish(done)
    hidden = rows.filter(pl.col("reason") == "confidential")
    assert len(hidden) == 4
    assert hidden.select(pl.all().exclude("activity", "region", "reason").is_null().all()).row(0) == (True,) * 4
    shown = rows.filter(pl.col("reason").is_null())
    assert shown["value"].null_count() == shown["se"].null_count() == 0
    assert rows.select("activity", "region").equals(done.tables.frame.select("activity", "region"))


def test_the_producer_may_tell_primary_from_secondary() -> None:
    done = protect(investment())
    kinds = publish(done, reasons="kind")["reason"].value_counts().drop_nulls()
    assert dict(kinds.rows()) == {
        "primary: too few or too dominant contributors": 1,
        "secondary: protects another cell": 3,
    }
    assert "C" in set(publish(done, reasons="kind", because="region")["reason"].drop_nulls())


def test_an_unsafe_pattern_is_refused() -> None:
    """The two tables of sdcTools/UserSupport #136, each safe alone, are refused together."""
    both = issue_136(COUNTY, GROUP)
    with pytest.raises(UnsafeTable) as refused:
        publish(Protected(both, both.primary, audit(both, both.primary), "fast"))
    assert refused.value.cells == ("region K",)
    assert "1 protected cell can be disclosed" in refused.value.title


def test_forced_cells_are_named_in_the_advice() -> None:
    with pytest.raises(UnsafeTable, match="9 cells are forced") as refused:
        publish(protect(investment(forced=("A", "B"))))
    assert refused.value.details["count"] == 1
    assert "Merge categories" in refused.value.advice


def test_a_column_to_keep_must_exist() -> None:
    with pytest.raises(BadTable, match="no column unit"):
        publish(protect(investment()), keep=("unit",))


def test_a_kept_column_stays() -> None:
    done = protect(investment())
    assert publish(done, keep=("se",))["se"].null_count() == 0
    assert np.array_equal(publish(done)["value"].is_null().to_numpy(), done.withheld)
