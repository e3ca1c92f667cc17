"""The substitution check, whatever the terms: identity, two sides of one change, more of the worse, odd values."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from hypothesis import given, settings
from hypothesis import strategies as st

from fairway.recruitment.contracts.comparing import compare
from fairway.recruitment.contracts.comparing_values import GRADE_ORDER
from fairway.recruitment.contracts.fields import FIELDS, SECTORS, Field, by_name
from fairway.recruitment.contracts.terms import Money, Terms, Value
from fairway.recruitment.contracts.writing import as_json, from_json

EMPLOYERS: Final = ("Al Noor Trading", "شركة النور للتجارة", "Gulf Star Cleaning Co.", "Himal Construction")
OCCUPATIONS: Final = ("Mason", "Housemaid", "Domestic helper", "Welder", "خادمة منزلية", "Steel fixer")
TOWNS: Final = ("Doha", "الدوحة", "Zone 24, Doha, Qatar", "Riyadh", "Qatar")
OPPOSITE: Final = {"worse": "better", "better": "worse", "same": "same", "unknown": "unknown"}
MONTHLY: Final = ("pay", "guaranteed_pay", "deductions", "production_bonus")


def value(field: Field) -> st.SearchStrategy[Value]:
    match field.kind:
        case "money":
            per = st.just("month") if field.name in MONTHLY else st.just("once")
            return st.builds(Money, st.integers(0, 5000).map(Decimal), st.just("QAR"), per)
        case "number":
            most = 6 if field.name == "weekly_rest" else 200
            return st.integers(0, most).map(Decimal)
        case "yes_no":
            return st.booleans()
        case "choice":
            return st.sampled_from(field.choices)
        case "date":
            return st.dates(date(2025, 1, 1), date(2027, 1, 1))
        case _:
            known = {"occupation": OCCUPATIONS, "workplace": TOWNS, "country": ("QAT", "Qatar", "SAU")}
            return st.sampled_from(known.get(field.name, EMPLOYERS))


@st.composite
def terms(draw: st.DrawFn, *, whole: bool = False) -> Terms:
    chosen = FIELDS if whole else draw(st.lists(st.sampled_from(FIELDS), unique=True, max_size=20))
    return Terms("signed", {field.name: draw(value(field)) for field in chosen}, draw(st.sampled_from(list(SECTORS))))


def direction(found: Any, name: str) -> str:
    return next(change.direction for change in found.changes if change.field == name)


@given(terms())
@settings(max_examples=20, deadline=None)
def test_a_contract_is_the_same_as_itself(one: Terms) -> None:
    found = compare(one, one)
    assert found.grade == "none"
    assert {change.direction for change in found.changes} <= {"same"}


@given(terms(whole=True), terms(whole=True))
@settings(max_examples=15, deadline=None)
def test_what_is_worse_one_way_is_better_the_other(one: Terms, other: Terms) -> None:
    there, back = compare(one, other), compare(other, one)
    for field in FIELDS:
        wanted = direction(there, field.name)
        # Another employer breaks the promise whichever of the two was promised.
        expected = wanted if field.better == "same" else OPPOSITE[wanted]
        assert direction(back, field.name) == expected, field.name


def worsened(field: Field, now: Value, draw: st.DrawFn) -> Value | None:
    """A value that is worse for the worker, or None where there is none."""
    if isinstance(now, Money):
        more = field.name in ("deductions", "penalty_for_leaving")
        worse = now.value + draw(st.integers(1, 3000)) if more else now.value - draw(st.integers(1, 3000))
        return replace(now, value=worse) if worse >= 0 else None
    if isinstance(now, bool):
        return None if now != (field.better == "yes") else not now
    if isinstance(now, Decimal) and field.better in ("more", "less"):
        apart = draw(st.integers(1, 100))
        worse = now - apart if field.better == "more" else now + apart
        return worse if worse >= 0 else None
    if field.kind == "choice" and isinstance(now, str) and field.better == "more":
        at = field.choices.index(now)
        return field.choices[draw(st.integers(0, at - 1))] if at else None
    return None


@given(st.data())
@settings(max_examples=25, deadline=None)
def test_a_term_made_worse_never_makes_the_grade_better(data: st.DataObject) -> None:
    promised, signed = data.draw(terms(whole=True)), data.draw(terms(whole=True))
    values = dict(promised.values)
    for name in data.draw(st.lists(st.sampled_from(sorted(values)), max_size=4)):
        values[name] = signed.values[name]
    signed = Terms("signed", values, promised.sector)
    field = data.draw(st.sampled_from([one for one in FIELDS if one.better in ("more", "less", "yes", "no")]))
    worse = worsened(field, values[field.name], data.draw)
    if worse is None:
        return
    before = compare(promised, signed).grade
    after = compare(promised, Terms("signed", values | {field.name: worse}, promised.sector)).grade
    if before == "improved" and after == "none":
        return
    assert GRADE_ORDER.index(after) >= GRADE_ORDER.index(before), (field.name, values[field.name], worse)


@given(terms(), terms(), st.randoms())
@settings(max_examples=15, deadline=None)
def test_the_order_of_the_fields_does_not_matter(one: Terms, other: Terms, shuffler: Any) -> None:
    mixed = list(other.values.items())
    shuffler.shuffle(mixed)
    assert compare(one, Terms("signed", dict(mixed), other.sector)) == compare(one, other)


@given(terms(), st.sampled_from(["year", "fortnight", "week"]))
@settings(max_examples=15, deadline=None)
def test_another_period_of_the_same_pay_changes_nothing(one: Terms, per: str) -> None:
    pay = Money(Decimal(1200), "QAR", "month")
    times = {"year": Decimal(12), "fortnight": Decimal(12) / 26, "week": Decimal(12) / 52}[per]
    first = Terms("promised", one.values | {"pay": pay}, one.sector)
    then = Terms("signed", one.values | {"pay": Money((1200 * times).quantize(Decimal("0.01")), "QAR", per)})
    assert compare(first, then).grade == "none"


@given(terms(), terms())
@settings(max_examples=15, deadline=None)
def test_rates_of_currencies_that_nobody_uses_change_nothing(one: Terms, other: Terms) -> None:
    assert compare(one, other, rates={"XOF": Decimal(600)}) == compare(one, other)


@given(terms(), terms(), terms(), terms())
@settings(max_examples=15, deadline=None)
def test_four_stages_are_as_bad_as_the_worst_of_their_pairs(a: Terms, b: Terms, c: Terms, d: Terms) -> None:
    pairs = [(a, b), (a, c), (b, c), (a, d), (c, d)]
    worst = max((compare(*pair).grade for pair in pairs), key=GRADE_ORDER.index)
    assert compare(a, b, c, d).grade == worst


ODD: Final = st.one_of(
    st.none(), st.text(max_size=30), st.booleans(), st.floats(), st.decimals(), st.integers(), st.binary(max_size=5),
    st.lists(st.integers(), max_size=2), st.dates(),
    st.builds(Money, st.decimals(), st.text(max_size=4), st.text(max_size=6)),
)  # fmt: skip


@given(*[st.dictionaries(st.sampled_from([*by_name(), "no such term"]), ODD, max_size=12)] * 2)
@settings(max_examples=40, deadline=None)
def test_nothing_that_anybody_writes_makes_it_fail(one: dict[str, Any], other: dict[str, Any]) -> None:
    found = compare(Terms("promised", one), Terms("signed", other), rates={"QAR": Decimal("NaN"), "": Decimal(0)})
    assert found.grade in GRADE_ORDER
    for change in found.changes:
        assert change.reason.plain()


@given(terms())
@settings(max_examples=15, deadline=None)
def test_terms_come_back_from_json_as_they_went(one: Terms) -> None:
    import json

    assert from_json(json.loads(json.dumps(as_json(one)))) == one
