"""A shelf that is pinned to a citation's vintages."""

from pathlib import Path

import pytest

from fairway.kernel.errors import InputError, NotFound
from fairway.warehouse.shelf import Shelf
from tests.shelves import shelf as made_shelf
from tests.shelves import stock


def test_a_pinned_vintage_is_current_and_the_shelf_it_came_from_is_as_before(tmp_path: Path) -> None:
    made = made_shelf(
        tmp_path,
        {"migrant_stock": [stock("NPL", "QAT", 2024, 1, 1)], "migrant_stock@2020": [stock("NPL", "QAT", 2020, 2, 2)]},
    )
    older = made.vintages("migrant_stock")[1]
    pinned = made.pin(older.name)
    assert pinned.current("migrant_stock") is older
    assert made.current("migrant_stock") is not older
    assert [one.record.edition for one in pinned.editions("migrant_stock")] == ["2024", "2020"]
    assert pinned.fingerprint != made.fingerprint
    assert made.pin() is made
    with pytest.raises(NotFound):
        made.pin("migrant_stock@2015-nobody")


def test_a_home_that_may_not_be_read_is_an_error(fairway_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(folder: Path) -> None:
        raise PermissionError(13, "Permission denied", str(folder))

    monkeypatch.setattr("fairway.warehouse.shelf.os.scandir", refuse)
    with pytest.raises(InputError, match="may not be read") as caught:
        Shelf.open()
    assert "FAIRWAY_HOME" in caught.value.advice
