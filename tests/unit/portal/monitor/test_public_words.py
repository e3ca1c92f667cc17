"""Scores in words and pictures: tenths that hold the interval, bands, and pictures that turn round."""

from __future__ import annotations

import re
from datetime import date

import pytest

from fairway.recruitment.ratings.publishing_settings import PublishingSettings
from fairway.recruitment.ratings.scoring_settings import ScoreSettings
from fairway.reference.wording import voice
from fairway_portal.design.speech import speaking
from fairway_portal.monitor.public import saying
from fairway_portal.monitor.public.compare_views import BY_NAME, arranged, overlapping
from fairway_portal.monitor.public.strips import strip
from fairway_portal.monitor.queries_public import AgencyFigures, Batch, Part, Published, Said

say = voice("en").say
DAY = date(2026, 7, 1)


def part(score: float, lower: float, upper: float, *, dimension: str = "fees", warning: bool = False) -> Part:
    return Part(dimension, score, lower, upper, "some", "20-49", DAY, warning)


def figures(name: str, *parts: Part) -> AgencyFigures:
    published = Published(
        Batch(1, 1, DAY, invented=False), "20-49", DAY, False, {one.dimension: one for one in parts}, ()
    )
    return AgencyFigures(name.upper(), name, "", invented=False, published=published)


@pytest.mark.parametrize(
    ("score", "said"),
    [
        (0.0, "Almost no answer speaks for the agency."),
        (0.05, "About 1 in 10 answers speak for the agency."),
        (0.8, "About 8 in 10 answers speak for the agency."),
        (0.75, "About 8 in 10 answers speak for the agency."),
        (0.65, "About 7 in 10 answers speak for the agency."),
        (0.95, "Almost all answers speak for the agency."),
    ],
)
def test_a_score_is_said_in_tenths_rounded_half_up(score: float, said: str) -> None:
    assert say(saying.in_ten(part(score, 0.0, 1.0))) == said


@pytest.mark.parametrize(
    ("lower", "upper", "said"),
    [(0.55, 0.85, "5 and 9"), (0.6, 0.8, "6 and 8"), (0.0, 1.0, "0 and 10"), (0.3, 0.7, "3 and 7")],
)
def test_tenths_never_tell_a_narrower_interval(lower: float, upper: float, said: str) -> None:
    assert say(saying.between(part(0.65, lower, upper))) == f"The truth is most likely between {said} in 10."


def test_without_figures_the_evidence_is_a_word_and_no_number() -> None:
    told = [say(saying.evidence(one)) for one in (None, figures("a", part(0.5, 0.4, 0.6)).published)]
    assert told == ["Not enough evidence", "Not enough evidence"], "fees alone are not the overall score"
    overall = figures("a", part(0.5, 0.4, 0.6, dimension="overall")).published
    assert say(saying.evidence(overall)) == "Some evidence"


def test_raters_are_bands() -> None:
    assert [say(saying.workers(band)) for band in ("10-19", "1000+")] == ["10 to 19 workers", "1,000 workers or more"]


def test_what_workers_say_is_told_for_and_against() -> None:
    told = [saying.told(Said("paid_anyone", says, low, low + 0.1)) for says, low in (("bad", 0.8), ("good", 0.6))]
    assert [say(one) for one in told] == [
        "8 to 9 in 10 workers say: money had to be paid for the job.",
        "6 to 7 in 10 workers say: nothing had to be paid for the job.",
    ]


def test_a_warning_says_how_sure_and_of_what() -> None:
    settings = PublishingSettings(scores=ScoreSettings(bad=0.3, certainty=0.9))
    said = say(saying.warning(settings))
    assert said == "We are at least 90% sure that fewer than 3 in 10 answers speak for the agency."


def test_a_picture_says_what_it_shows_and_turns_round_in_arabic() -> None:
    with speaking("en"):
        here = strip(part(0.8, 0.6, 0.9))
    with speaking("ar"):
        there = strip(part(0.8, 0.6, 0.9))
    assert 'aria-label="Fees and debts: 80 of 100, most likely between 60 and 90"' in here
    (low, high), (mirrored_low, mirrored_high) = (
        re.search(r'class="whisker sound" d="M([\d.]+) 11L([\d.]+) 11"', str(one)).groups()  # type: ignore[union-attr]
        for one in (here, there)
    )
    assert (float(low), float(high)) == (214.0, 316.0)
    assert (float(mirrored_low), float(mirrored_high)) == (360 - 214.0, 360 - 316.0)


def test_a_warning_has_another_shape_and_not_only_another_colour() -> None:
    with speaking("en"):
        shapes = {
            re.search(r'class="dot (\w+)" d="[^"]*?([al])', str(strip(part(0.2, 0.1, 0.3, warning=warning)))).groups()  # type: ignore[union-attr]
            for warning in (False, True)
        }
    assert shapes == {("sound", "a"), ("warned", "l")}


def test_agencies_come_by_name_until_another_order_is_asked_for_and_those_without_a_figure_stand_apart() -> None:
    agencies = [
        figures("alpha", part(0.4, 0.3, 0.5), part(0.5, 0.4, 0.6, dimension="overall")),
        figures("beta", part(0.9, 0.8, 1.0)),
        figures("gamma", part(0.6, 0.5, 0.7), part(0.5, 0.4, 0.6, dimension="overall")),
    ]
    with speaking("en"):
        by_name = arranged(("NPL", "QAT"), agencies, BY_NAME, "", PublishingSettings().raters)
        by_fees = arranged(("NPL", "QAT"), agencies, "fees", "", PublishingSettings().raters)
    assert ([one.name for one in by_name.lines], [one.name for one in by_name.apart]) == (["alpha", "gamma"], ["beta"])
    assert [one.name for one in by_fees.lines] == ["beta", "gamma", "alpha"]
    assert (by_name.overlapping, by_fees.overlapping) == (True, False)


def test_a_page_of_the_comparison_holds_twenty_and_a_wrong_number_is_the_nearest_page() -> None:
    agencies = [figures(f"a{at:02d}", part(at / 100, 0.0, 1.0)) for at in range(45)]
    with speaking("en"):
        pages = [
            arranged(("NPL", "QAT"), agencies, "fees", typed, 10) for typed in ("", "3", "99", "-1", "²", "9" * 50)
        ]
    assert [(one.number, one.pages, len(one.lines)) for one in pages] == [
        (1, 3, 20), (3, 3, 5), (3, 3, 5), (1, 3, 20), (1, 3, 20), (1, 3, 20),
    ]  # fmt: skip
    assert pages[1].lines[-1].name == "a00"


def test_intervals_overlap_only_where_all_have_something_in_common() -> None:
    chain = [part(0.2, 0.1, 0.3), part(0.35, 0.25, 0.45), part(0.5, 0.4, 0.6)]
    assert overlapping(chain[:2])
    assert not overlapping(chain)
    assert overlapping([])
