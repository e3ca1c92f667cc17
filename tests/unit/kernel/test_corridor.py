"""The corridor refuses what is no corridor, and says what to do."""

import pytest

from fairway.kernel.corridor import Corridor
from fairway.kernel.errors import FairwayError, IdenticalPlaces, InputError, OutOfRange


def test_code_and_reverse_keep_the_route() -> None:
    corridor = Corridor("GTM", "USA", via=("MEX",), sex="F")
    assert corridor.code == "GTM-MEX-USA"
    assert corridor.reversed() == Corridor("USA", "GTM", via=("MEX",), sex="F")
    assert str(corridor) == "GTM → MEX → USA"


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"origin": "Nepal", "destination": "QAT"}, InputError),
        ({"origin": "npl", "destination": "QAT"}, InputError),
        ({"origin": "NPL", "destination": "NPL"}, IdenticalPlaces),
        ({"origin": "NPL", "destination": "QAT", "via": ("NPL",)}, IdenticalPlaces),
        ({"origin": "NPL", "destination": "QAT", "via": ("IND", "IND")}, IdenticalPlaces),
        ({"origin": "NPL", "destination": "QAT", "year": 1492}, OutOfRange),
        ({"origin": "NPL", "destination": "QAT", "sex": "X"}, OutOfRange),
    ],
)
def test_what_is_no_corridor_is_refused_with_advice(asked: dict, error: type[FairwayError]) -> None:
    with pytest.raises(error) as caught:
        Corridor(**asked)
    assert caught.value.advice
    assert caught.value.exit_code == 2
