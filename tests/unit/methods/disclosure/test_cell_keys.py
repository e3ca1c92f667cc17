"""The cell-key method: keys, the perturbation table against published numbers, and consistent noise."""

import numpy as np
import polars as pl
import pytest

from fairway.methods.disclosure.cell_key_table import NoPerturbation, perturbation_table
from fairway.methods.disclosure.cell_keys import KeyFault, cell_keys, cell_keys_in_words, perturbed, record_keys

SECRET = b"a secret of a test, 32 bytes long"


@pytest.fixture(scope="module")
def people() -> pl.DataFrame:
    number = np.arange(20_000)
    frame = pl.DataFrame({"id": number, "sex": number % 2, "region": number % 7, "w": 1.0 + (number % 5)})
    return frame.with_columns(record_keys(frame["id"], SECRET))


def test_the_perturbation_table_printed_for_the_r_package_ptable():
    # Vignette "Introduction to the ptable-Package" 1.0.0: create_cnt_ptable(D = 2, V = 1), slots tMatrix, empResults.
    table = perturbation_table(2, 1, monotone=True)
    assert len(table.rows) == 3
    assert table.rows[1].probability.round(4).tolist() == [0.3665, 0.3665, 0.1676, 0.0995]
    assert float(table.rows[1].noise ** 2 @ table.rows[1].probability) == pytest.approx(0.932, abs=5e-4)
    assert table.rows[2].probability[0].round(4) == 0.0638
    assert table.rows[2].probability[2].round(3) == 0.383


@pytest.mark.parametrize(
    ("count", "key", "noise"), [(1, 0.2513548301578, -1), (970, 0.70548315646, 1), (3, 0.0, -1), (0, 0.5012415871, 0)]
)
def test_the_noise_of_a_published_exercise(count, key, noise):
    # Training exercise 1 of the R package ptable: D = 2, V = 1.08, js = 1.
    assert perturbation_table(2, 1.08, blocked=1).noise(np.array([count]), np.array([key])).tolist() == [noise]


def test_the_only_distribution_on_three_values_is_found_exactly():
    # −a + b + 2c = 0, a + b + 4c = 1.08, a + b + c = 1.
    row = perturbation_table(2, 1.08, blocked=1).rows[1]
    assert row.noise.tolist() == [-1, 1, 2]
    assert row.probability == pytest.approx([0.77 / 1.5, 0.46, 0.04 / 1.5])


def test_a_variance_at_the_edge_leaves_noise_without_weight():
    row = perturbation_table(1, 1).rows[1]
    assert row.probability == pytest.approx([0.5, 0, 0.5])
    assert row.draw(np.array([0.0, 0.499, 0.5, 0.999])).tolist() == [-1, -1, 1, 1]


def test_a_count_without_such_noise_is_named_with_what_it_can_have():
    with pytest.raises(NoPerturbation) as refused:
        perturbation_table(2, 0.5, blocked=1)  # a 1 must become 0, 2 or 3
    assert refused.value.details["count"] == 1
    assert refused.value.details["least"] == pytest.approx(1)
    assert refused.value.details["most"] == pytest.approx(2)
    for parameters in ((0, 1), (2, 0), (2, float("nan"))):
        with pytest.raises(NoPerturbation, match="largest noise"):
            perturbation_table(*parameters)


def test_record_keys_depend_on_secret_and_identifier_alone():
    keys = record_keys(pl.Series([7, 8, 9]), SECRET)
    assert record_keys(pl.Series(["9", "7"]), SECRET).to_list() == [keys[2], keys[0]]
    assert record_keys(pl.Series([7]), SECRET[::-1])[0] != keys[0]


def test_record_keys_are_uniform(people):
    share = people["record_key"].to_numpy() / 2**32
    observed = np.histogram(share, bins=20, range=(0, 1))[0]
    assert ((observed - 1000) ** 2 / 1000).sum() < 43.8  # χ² of 19 degrees of freedom, 0.1 %


@pytest.mark.parametrize(
    ("identifiers", "secret", "said"),
    [
        (pl.Series([1]), b"short", "5 bytes"),
        (pl.Series([1, 1, None]), SECRET, "1 are missing, 1 are repeated"),
        (pl.Series([1.5]), SECRET, "Float64"),
    ],
)
def test_unusable_identifiers_and_secrets_are_refused(identifiers, secret, said):
    with pytest.raises(KeyFault, match=said):
        record_keys(identifiers, secret)


def test_the_key_of_a_cell_is_the_sum_of_its_records_modulo_one():
    frame = pl.DataFrame({"cell": ["a", "a", "b"], "record_key": [3 * 2**30, 2 * 2**30, 2**31], "w": [2.0, 3.0, 4.0]})
    assert cell_keys(frame, ["cell"], weight="w").rows() == [("a", 2, 5.0, 0.25), ("b", 1, 4.0, 0.5)]
    assert cell_keys(frame, []).rows() == [(3, 3.0, 0.75)]


def test_the_same_people_have_the_same_noise_in_every_table(people):
    table = perturbation_table(3, 2, blocked=1)
    by_both = perturbed(cell_keys(people, ["sex", "region"]), table).filter(sex=1)
    women = perturbed(cell_keys(people.filter(sex=1).sample(fraction=1, shuffle=True, seed=3), ["region"]), table)
    assert by_both["noise"].to_list() == women["noise"].to_list()
    assert len(set(women["noise"].to_list())) > 1


def test_weighted_counts_take_the_noise_times_the_mean_weight(people):
    cells = perturbed(cell_keys(people, ["sex", "region"], weight="w"), perturbation_table(3, 2))
    expected = cells["total"] + cells["noise"] * cells["total"] / cells["n"]
    assert cells["published_total"].to_list() == pytest.approx(expected.to_list())
    assert cells["published_n"].to_list() == (cells["n"] + cells["noise"]).to_list()


def test_an_empty_cell_stays_empty():
    empty = pl.DataFrame({"n": [0], "total": [0.0], "cell_key": [0.99]})
    assert perturbed(empty, perturbation_table(3, 2)).row(0)[-3:] == (0, 0, 0.0)


def test_keys_and_cells_that_are_not_are_refused(people):
    with pytest.raises(KeyFault, match="no column nowhere"):
        cell_keys(people, ["nowhere"])
    with pytest.raises(KeyFault, match=r"record_key \(1 rows\), w \(2 rows\)"):
        cell_keys(pl.DataFrame({"record_key": [None, 1, 2], "w": [1.0, -1.0, None]}), [], weight="w")
    for cells in (
        {"n": [-1], "total": [1.0], "cell_key": [0.5]},
        {"n": [1], "total": [1.0], "cell_key": [1.0]},
        {"n": [1]},
    ):
        with pytest.raises(KeyFault, match="key in"):
            perturbed(pl.DataFrame(cells), perturbation_table(2, 1))


def test_the_report_tells_the_parameters_and_the_sources():
    said = cell_keys_in_words(perturbation_table(3, 2, blocked=1), weighted=True)
    for part in ("at most 3", "variance 2", "1 to 1", "mean weight", "Giessing 2016", "Marley & Leaver 2011"):
        assert part in said
    assert "variance at most 1" in cell_keys_in_words(perturbation_table(2, 1, monotone=True), weighted=False)
