"""What holds for every name: likeness is symmetric, 1 for a name and itself, and blind to case, marks and order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fairway.recruitment.names import answers, asked_keys, folded, likeness, name_keys, read

WORDS = st.sampled_from(
    "Al Amin Golden Étoile Nepal Sagarmatha P.N. Hope 21 नेपाल सूर्य আমিন যমুনা الأمين نور Восток මහවැලි Overseas".split()  # noqa: SIM905
)
LEGAL = ["Pvt.", "Ltd.", "Co.", "L.L.C."]
NAMES = st.one_of(st.lists(WORDS, min_size=1, max_size=4).map(" ".join), st.text(max_size=40))


@given(NAMES, NAMES)
def test_likeness_is_symmetric_and_between_0_and_1(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other) <= 1
    assert 0 <= answers(read(one), read(other)) <= 1


@given(NAMES)
def test_a_name_is_itself(name: str) -> None:
    assert likeness(name, name) == (1 if read(name).words else 0)


@given(st.lists(WORDS, min_size=1, max_size=4), st.permutations(LEGAL), st.sampled_from([" ", "  ", " , ", " – "]))
def test_case_punctuation_and_order_of_legal_forms_do_not_matter(
    words: list[str], legal: list[str], between: str
) -> None:
    written = between.join([*words, *legal])
    plain = " ".join([*words, *LEGAL])
    assert folded(written) == folded(plain)
    assert likeness(written.upper(), plain.lower()) == 1


@given(NAMES)
def test_a_name_is_found_under_its_own_keys(name: str) -> None:
    asked = set(asked_keys(read(name)))
    assert bool(asked) == any(read(name).sounds)
    assert not asked or asked & name_keys(read(name))


@given(NAMES)
def test_a_folded_name_is_ascii(name: str) -> None:
    assert folded(name).isascii()
