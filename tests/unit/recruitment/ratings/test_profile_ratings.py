"""The rating section of a profile: which batch speaks of a corridor, and what is said where none does."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from fairway.kernel.corridor import Corridor
from fairway.kernel.figure import Gap, Section
from fairway.kernel.provenance import Flag
from fairway.recruitment.ratings.profile import ID, recruitment_rating
from fairway.recruitment.ratings.publishing import Publication, PublishingSettings
from fairway.recruitment.ratings.publishing_blocks import Office
from fairway.recruitment.ratings.publishing_corridors import CORRIDORS
from fairway.recruitment.ratings.structure import corridor_release
from fairway.reference.wording import voice
from fairway.warehouse.releases import publish
from fairway.warehouse.shelf import Shelf

HERE = Corridor("NPL", "QAT")
pytestmark = pytest.mark.usefixtures("fairway_home")
say = voice("en").say


def row(
    dimension: str, score: float | None, *, sector: str | None = None, reason: str | None = None
) -> tuple[object, ...]:
    shown = (None, None, None) if score is None else (score, score - 0.1, score + 0.1)
    told = (None, None) if score is None else ("some", "50-99")
    return ("NPL", "QAT", sector, dimension, *shown, *told, reason)


def released(*rows: tuple[object, ...], on: date = date(2026, 7, 1), demonstration: bool = False) -> str:
    """Publishes a batch with these corridors in this test's home; gives the name of its vintage."""
    corridors = pl.DataFrame(list(rows), schema=CORRIDORS, orient="row")
    batch = Publication(on, pl.DataFrame(), corridors, Office.empty(), PublishingSettings())
    made = corridor_release(batch, publisher="The Monitor", licence="CC BY 4.0", demonstration=demonstration)
    return publish(*made).name


def section(corridor: Corridor = HERE, *, demonstration: bool = False) -> Section:
    return recruitment_rating(corridor, Shelf.open(demonstration=demonstration))


def gap(corridor: Corridor = HERE) -> Gap:
    found = section(corridor)
    assert found.figures == ()
    assert [one.id for one in found.gaps] == [ID]
    return found.gaps[0]


def test_without_a_batch_the_gap_says_what_would_fill_it() -> None:
    assert say(gap().reason).startswith("Nobody has published, on this site, how workers from Nepal in Qatar rate")
    assert "10 workers or more, of 3 agencies" in say(gap().remedy)


def test_scores_come_with_their_intervals_and_what_has_none_says_so() -> None:
    vintage = released(row("overall", 0.62), row("fees", 0.4), row("redress", None, reason="too_few_raters"))
    found = section().figure(ID)
    assert found is not None
    assert [(say(line[0]), *line[1:4]) for line in found.rows] == [  # type: ignore[arg-type]
        ("Overall", 62.0, 52.0, 72.0),
        ("Fees and debts", 40.0, 30.0, 50.0),
        ("Complaints answered", None, None, None),
    ]
    assert [say(line[4]) for line in found.rows] == ["Some evidence", "Some evidence", "Not enough evidence"]  # type: ignore[arg-type]
    assert found.values("raters") == ["50-99", "50-99", None]
    assert say(found.sentence) == (
        "How workers from Nepal in Qatar rate those who recruited them (Overall): 62 of 100, most likely between 52 "
        "and 72."
    )
    assert found.flag is not Flag.INVENTED
    assert found.sources[0].vintage == vintage
    assert len(found.sources[0].rows) == 2, "what is withheld is no source"


def test_the_newest_batch_speaks_and_a_year_asked_for_is_kept() -> None:
    released(row("overall", 0.5), on=date(2025, 12, 1))
    released(row("overall", 0.6), on=date(2026, 2, 1))
    released(row("overall", 0.7), on=date(2026, 7, 1))
    shown = [section(one).figure(ID) for one in (HERE, Corridor("NPL", "QAT", year=2025))]
    assert [(one.year, one.values("score")) for one in shown if one] == [("2026-Q3", [70.0]), ("2025-Q4", [50.0])]
    assert "begin later" in say(gap(Corridor("NPL", "QAT", year=2020)).reason)


def test_a_corridor_whose_scores_are_withheld_says_why() -> None:
    released(row("overall", None, reason="dominated"))
    assert say(gap().reason) == "Most of the answers are about one agency."


def test_sectors_are_told_and_sexes_are_not() -> None:
    released(row("overall", 0.5), row("overall", 0.3, sector="construction"))
    shown = section(Corridor("NPL", "QAT", sector="construction")).figure(ID)
    assert shown is not None
    assert shown.values("score") == [30.0]
    for corridor, dimension in (
        (Corridor("NPL", "QAT", sector="manufacturing"), "by sector"),
        (Corridor("NPL", "QAT", sector="mining"), "by sector"),
        (Corridor("NPL", "QAT", sex="F"), "by sex"),
    ):
        assert dimension in say(gap(corridor).reason)
    assert "Nobody has published" in say(gap(Corridor("NPL", "MYS", sex="F")).reason)


def test_invented_ratings_appear_only_where_they_are_asked_for_and_never_beside_facts() -> None:
    released(row("overall", 0.9), demonstration=True)
    assert section().figures == ()
    shown = section(demonstration=True).figure(ID)
    assert shown is not None
    assert shown.flag is Flag.INVENTED
    assert say(shown.title).endswith("(invented for demonstration)")
    assert say(shown.sentence).startswith("Invented for demonstration:")
    released(row("overall", 0.5), on=date(2025, 1, 1))
    shown = section(demonstration=True).figure(ID)
    assert shown is not None
    assert shown.values("score") == [50.0], "a fact of an older year comes before a newer invention"
