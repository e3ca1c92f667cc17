"""`fairway serve`: a port that is none is refused before anything starts."""

from __future__ import annotations

import pytest

from fairway.kernel.errors import InputError
from fairway_portal.site.serve import serve


@pytest.mark.parametrize("port", [0, -1, 65536])
def test_a_port_that_is_none(port: int) -> None:
    with pytest.raises(InputError, match="is not a port"):
        serve(port=port)
