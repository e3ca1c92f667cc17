"""Names of organisations: taken apart, compared, and found by keys."""

from __future__ import annotations

import pytest

from fairway.recruitment.names import (
    SURE,
    answers,
    asked_keys,
    compared,
    folded,
    licence_forms,
    likeness,
    name_keys,
    read,
)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("M/S. Al–Amin Int'l (Pvt.) Ltd.", "al amin international limited messrs private"),
        ("नेपाल म्यानपावर प्रा. लि.", "nepal manpower limited private"),
        ("মেসার্স আল আমিন ওভারসীজ লিঃ", "al amin overseas limited messrs"),
        ("شركة الخليج للتوظيف", "al khlyj recruitment company"),
        ("Агентство Заря Труд", "zarya trud agency"),
        ("Agence de l’Étoile SARL", "etoile agency societe"),
        ("P. N. Trading Corporation", "pn trading corporation"),
        ("S.A. International", "sa international"),
        ("Hope-२१ Ltd", "hope 21 limited"),
        ("Nepal Man Power", "nepal manpower"),
        ("Overseas Employment Ltd.", "overseas employment limited"),
        ("", ""),
        ("🙂 \u200f ---", ""),
    ],
)
def test_a_name_is_folded(written: str, expected: str) -> None:
    assert folded(written) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("नेपाल म्यानपावर", "Nepal Manpower"),
        ("আল আমিন", "Al Amin"),
        ("الأمين", "Al-Amin"),
        ("আল আমিন", "الأمين"),
        ("सगरमाथा", "Sagarmatha"),
        ("সূর্যমুখী", "Surjomukhi"),
        ("কৰিম হোসেন", "Korim Hosen"),
    ],
)
def test_two_scripts_sound_alike(one: str, other: str) -> None:
    assert read(one).sounding == read(other).sounding
    assert likeness(one, other) >= 0.85


def test_what_differs_is_said_and_costs_something() -> None:
    name = read("Reaz Overseas Ltd.")
    legal = compared(name, read("Reaz Overseas"))
    trade = compared(name, read("Reaz Travels Ltd."))
    assert SURE <= legal.value < 1
    assert [reason.plain() for reason in legal.reasons] == ["The same telling words.", "Another legal form."]
    assert trade.value < SURE
    assert "Other words of the trade." in [reason.plain() for reason in trade.reasons]
    assert likeness("Hope-21 Ltd.", "Hope-22 Ltd.") < 0.7
    assert likeness("Al Amin", "Al Amir") < SURE
    assert likeness("", "") == 0


def test_part_of_a_name_answers_better_than_another_name() -> None:
    asked = read("golden delta")
    assert answers(asked, read("Golden Delta Overseas Ltd.")) > 0.9
    assert answers(asked, read("Golden Overseas Ltd.")) < 0.8
    assert answers(asked, read("Everest Manpower")) < 0.5


@pytest.mark.parametrize("mistyped", ["sagrmatha", "sagarmtaha", "sagarmathha", "sagarmatta", "saharmatha"])
def test_a_word_mistyped_once_shares_a_key(mistyped: str) -> None:
    assert set(asked_keys(read(mistyped))) & name_keys(read("Sagarmatha Overseas"))


def test_keys_are_bounded_and_fit_32_bits() -> None:
    many = read(" ".join(f"word{chr(97 + n)}x" for n in range(30)))
    assert len(asked_keys(many)) <= 80
    assert all(-(2**31) <= key < 2**31 for key in name_keys(many))
    assert asked_keys(read("")) == {}


@pytest.mark.parametrize("written", ["RL-0102", "rl 102", "RL/00102"])
def test_a_licence_number_is_one_with_and_without_zeros_and_dashes(written: str) -> None:
    assert licence_forms(written)[0] == "rl 102"


def test_digits_of_other_scripts_are_digits() -> None:
    assert licence_forms("०१०२") == licence_forms("০১০২") == licence_forms("٠١٠٢") == ("102",)
    assert licence_forms("1234/067/068")[-1] == "1234"
    assert licence_forms("none") == ()
