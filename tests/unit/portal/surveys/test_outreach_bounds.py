"""A table of forms that holds far more than forms is refused before it is read."""

from __future__ import annotations

import io
import zipfile

import pytest

from fairway.exchange.workbook_bounds import MOST_CELLS, MOST_UNPACKED

pytestmark = pytest.mark.usefixtures("django_ready")


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"<c/>" * (MOST_CELLS + 1), "more than 500000 cells"), (b" " * (MOST_UNPACKED + 1), "more than 20000000 bytes")],
)
def test_a_workbook_far_larger_than_its_forms_is_refused_with_what_to_do(content: bytes, said: str) -> None:
    from fairway_portal.surveys.outreach.table_reading import TableUnreadable, read_table

    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", content)
    with pytest.raises(TableUnreadable) as refused:
        read_table(written.getvalue())
    assert said in str(refused.value)
    assert "new workbook" in str(refused.value.advice)
