"""What everybody may read of the ratings: pages in six languages, open data, typical costs; and what nobody may."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from fairway.recruitment.ratings.publishing import publish_batch
from fairway.recruitment.ratings.publishing_rows import public_rows
from fairway.recruitment.ratings.simulation import simulated_ratings
from fairway_portal.monitor.models import ModerationEntry, Publication, PublishedAgency, Reply
from tests.portal import Page, client, text_of
from tests.published_ratings import agency, comment, part, publication, ratings

pytestmark = pytest.mark.django_db
WORKERS = ("en", "fr", "es", "ar", "ne", "bn")
MARKUP = "<script>alert(1)</script>"


def page(path: str, status: int = 200, language: str = "en") -> str:
    answer = client().get(f"/{language}/{path}")
    assert answer.status_code == status, (path, answer.status_code)
    return text_of(answer)


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def file(path: str, status: int = 200) -> Any:
    answer = client().get(f"/api/recruiters/{path}")
    assert answer.status_code == status, (path, answer.status_code)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    body = answer.getvalue() if answer.streaming else answer.content
    body = gzip.decompress(body) if answer.headers.get("Content-Encoding") == "gzip" else body
    if "json" in answer.headers["Content-Type"]:
        return json.loads(body)
    return list(csv.DictReader(io.StringIO(body.decode())))


def test_an_agency_is_found_with_its_evidence_in_words_and_no_number() -> None:
    known, new = agency("Everest Manpower", licence_number="123/064"), agency("Everest Overseas")
    publication({known: {"overall": part(0.8)}})
    html = page("recruitment/agencies?q=everest")
    found = words(html)
    assert "Everest Manpower" in found
    assert found.count("Some evidence") == 1
    assert found.count("Not enough evidence") == 1
    assert "in 10" not in found
    assert {f"/en/recruitment/agencies/{one.code}" for one in (known, new)} <= set(Page(html).links())
    assert "We found no agency" in words(page("recruitment/agencies?q=zzzz"))
    assert "Everest" not in words(page("recruitment/agencies?q=everest&country=BGD").replace('value="everest"', ""))
    assert "Everest Overseas" in words(page("recruitment/agencies?country=npl"))
    assert "Choose a country." in words(page("recruitment/agencies?q=a&country=XQ", 422))


def test_an_agency_is_shown_with_intervals_words_and_pictures() -> None:
    known = agency("Everest", licence_number="123/064", source="List of the ministry, 2026")
    says = [{"item": "paid_anyone", "says": "bad", "low": 0.8, "high": 0.9, "since": "2026-07-01"}]
    figures = {"overall": part(0.8), "fees": part(0.2, warning=True, evidence="strong", raters="50-99")}
    publication({known: figures}, says=says)
    html = page(f"recruitment/agencies/{known.code}")
    told = words(html)
    assert "123/064" in told
    assert "List of the ministry, 2026" in told
    assert "About 8 in 10 answers speak for the agency. The truth is most likely between 7 and 9 in 10." in told
    assert "Strong evidence: 50 to 99 workers" in told
    assert "at least 80% sure that fewer than 4 in 10" in told
    assert "8 to 9 in 10 workers say: money had to be paid for the job." in told
    assert "These figures stand since 2026-07-01." in told
    pictures = [one["aria-label"] for one in Page(html).all("svg") if one.get("role") == "img"]
    assert pictures == [
        "Overall: 80 of 100, most likely between 70 and 90",
        "Fees and debts: 20 of 100, most likely between 10 and 30",
    ]
    assert re.findall(r"<td[^>]*>(\d+)</td>", html) == ["80", "70", "90", "20", "10", "30"]
    assert "<script" not in html
    assert {"/en/recruitment/scores", "/en/recruitment/fees", f"/en/recruitment/rate/agency/{known.code}"} <= set(
        Page(html).links()
    )


def test_without_a_publication_there_is_no_number_and_no_warning() -> None:
    known = agency("Everest")
    comment(ratings(known, 12)[0], "They were kind.")
    told = words(page(f"recruitment/agencies/{known.code}"))
    assert "Not enough evidence" in told
    assert "A number appears when 10 or more workers have answered." in told
    assert "Warning" not in told
    assert "They were kind." not in told, "comments come with figures, or not at all"


def test_codes_lead_to_the_agency_that_is_meant() -> None:
    known, joined = agency("Everest"), agency("Everest Private Limited")
    joined.joined_to = known
    joined.save()
    there = f"/en/recruitment/agencies/{known.code}"
    for code in (joined.code, known.code.lower(), f"npl-{int(known.code[4:])}"):
        answer = client().get(f"/en/recruitment/agencies/{code}")
        assert (answer.status_code, answer.headers["Location"]) == (302, there), code
    for code in ("NPL-999999", "x", MARKUP, "%00", "a" * 3000):
        assert client().get(f"/en/recruitment/agencies/{code}").status_code == 404, code


def test_the_last_publication_speaks_alone() -> None:
    stays, goes = agency("Stays"), agency("Goes")
    publication({stays: {"overall": part(0.2)}, goes: {"overall": part(0.5)}}, number=1, on=date(2026, 4, 1))
    publication({stays: {"overall": part(0.9)}}, number=2)
    assert "About 9 in 10" in words(page(f"recruitment/agencies/{stays.code}"))
    assert "Not enough evidence" in words(page(f"recruitment/agencies/{goes.code}"))
    assert [(row["agency"], row["score"], row["publication"]) for row in file("ratings.csv")] == [
        (stays.code, "0.9", "2")
    ]


def test_only_checked_comments_of_ratings_in_the_last_publication_are_shown() -> None:
    known, other = agency("Everest"), agency("Lhotse")
    publication({known: {"overall": part(0.5)}})
    before, after, held = (
        ratings(known, received=date(2026, 6, 30))[0],
        ratings(known, received=date(2026, 7, 2))[0],
        ratings(known, state="held")[0],
    )
    comment(before, f"Shown {MARKUP}\nsecond line")
    comment(ratings(known)[0], "Hidden words", "hidden")
    comment(ratings(known)[0], "Refused words", "refused")
    comment(after, "Later words")
    comment(held, "Held words")
    comment(ratings(known, demonstration=True)[0], "Invented words")
    comment(ratings(other)[0], "Words on another")
    html = page(f"recruitment/agencies/{known.code}")
    told = words(html.replace("&lt;script&gt;", "[markup]"))
    assert "Shown [markup]" in told
    assert MARKUP not in html
    for absent in ("UNCHECKED", "Hidden", "Refused", "Later", "Held words", "Invented words", "another words"):
        assert absent not in told, absent


def test_replies_are_shown_once_a_moderator_has_seen_them() -> None:
    known = agency("Everest")
    for state in Reply.State.values:
        Reply.objects.create(agency=known, text=f"Reply {state} {MARKUP}", language="en", state=state, reason="secret")
    html = page(f"recruitment/agencies/{known.code}")
    assert re.findall(r"Reply (\w+)", html) == ["shown"]
    assert MARKUP not in html
    assert "secret" not in html


def test_the_log_says_what_and_why_by_month_and_nothing_else() -> None:
    known = agency("Everest")
    held = "Comments that repeat each other (31 ratings in 4 days). All in one language (31 ratings in 4 days)."
    again = held.replace("31", "77")
    for action, reason in (
        ("cluster.held", held),
        ("cluster.held", again),
        ("comment.refused", f"Named a boss {MARKUP}"),
    ):
        ModerationEntry.objects.create(action=action, subject="rating 4711", agency=known, reason=reason)
    html = page("recruitment/scores")
    told = words(html)
    assert told.count("Ratings held back until a moderator has looked") == 1, "two crowds are not counted"
    assert "Comments that repeat each other ; All in one language" in told
    assert "A comment not shown Named a boss" in told
    assert MARKUP not in html
    for absent in ("31", "77", "4711", known.name, known.code):
        assert absent not in told, absent


def test_the_page_of_scores_tells_the_settings_of_the_last_publication() -> None:
    from dataclasses import asdict, replace

    from fairway.recruitment.ratings.publishing_settings import PublishingSettings
    from fairway_portal.monitor import queries_public

    told = words(page("recruitment/scores"))
    assert "Only when 10 or more workers have answered." in told
    assert "After 20 months, an answer counts half." in told
    assert "Nothing has been published yet." in told
    settings = replace(PublishingSettings(raters=15), scores=replace(PublishingSettings().scores, half_life=18.5))
    Publication.objects.create(number=4, on=date(2026, 7, 1), state={"settings": asdict(settings)})
    queries_public._kept.cache_clear()
    told = words(page("recruitment/scores"))
    queries_public._kept.cache_clear()
    assert "Only when 15 or more workers have answered." in told
    assert "After 18.5 months, an answer counts half." in told
    assert "Publication 4, of 2026-07-01." in told


def test_agencies_are_compared_where_ten_workers_of_the_corridor_were_in_the_publication() -> None:
    names = ("Few", "Enough", "Later", "Elsewhere", "Held", "Unpublished", "No overall")
    known = {name: agency(name) for name in names}
    told = {"overall": part(0.5), "fees": part(0.4)}
    published = {known[name]: told for name in names if name not in ("Unpublished", "No overall")}
    publication({**published, known["No overall"]: {"fees": part(0.9)}})
    ratings(known["Few"], 9)
    for name in ("Enough", "Unpublished", "No overall"):
        ratings(known[name], 10)
    ratings(known["Later"], 9)
    ratings(known["Later"], 1, received=date(2026, 7, 2))
    ratings(known["Elsewhere"], 10, destination="MYS")
    ratings(known["Held"], 9)
    ratings(known["Held"], 5, state="held")

    def named(path: str) -> list[str]:
        return [name for name in re.findall(r"<bdi>([\w ]+)</bdi></a>", page(path)) if name in names]

    assert named("recruitment/compare/NPL/QAT") == ["Enough", "No overall"]
    assert named("recruitment/compare/NPL/QAT?sort=fees") == ["No overall", "Enough"]
    assert named("recruitment/compare/npl/qat?sort=<b>") == ["Enough", "No overall"]
    assert named("recruitment/compare/NPL/SAU") == []
    assert "not enough evidence about any agency" in words(page("recruitment/compare/NPL/SAU"))
    page("recruitment/compare/NPL/NPL", 404)
    page("recruitment/compare/NPL/XQQ", 404)
    answer = client().get("/ne/recruitment/compare?from=NPL&to=QAT")
    assert answer.headers["Location"] == "/ne/recruitment/compare/NPL/QAT"
    assert "Choose two different countries." in words(page("recruitment/compare?from=NPL&to=NPL", 422))


def test_what_is_invented_is_seen_only_where_the_portal_demonstrates(settings: Any) -> None:
    made = agency("Paper Kite", demonstration=True)
    real, other = agency("Real Kite"), agency("Real Swan")
    publication({real: {"overall": part(0.5)}}, number=1)
    publication(
        {made: {"overall": part(0.9)}, real: {"overall": part(0.1)}, other: {"overall": part(0.1)}},
        number=2,
        demonstration=True,
    )
    ratings(made, 10, demonstration=True)
    ModerationEntry.objects.create(action="reply.shown", subject="reply 1", agency=made, reason="Invented reason")
    paths = ("recruitment/agencies?q=kite", "recruitment/compare/NPL/QAT", "recruitment/scores")
    for path in paths:
        told = words(page(path))
        assert "Paper Kite" not in told
        assert "Invented reason" not in told
    page(f"recruitment/agencies/{made.code}", 404)
    assert "Not enough evidence" in words(page(f"recruitment/agencies/{other.code}"))
    assert [row["agency"] for row in file("agencies.csv")] == [real.code, other.code]
    assert [(row["agency"], row["score"]) for row in file("ratings.csv")] == [(real.code, "0.5")]
    settings.DEMONSTRATION = True
    assert all("made up" in words(page(path)) for path in (*paths, f"recruitment/agencies/{made.code}"))
    assert "About 5 in 10" in words(page(f"recruitment/agencies/{real.code}")), "a fact comes before an invention"
    rows = {(row["agency"], row["score"]): row["demonstration"] for row in file("ratings.csv")}
    assert rows == {
        (real.code, "0.5"): "false",
        (made.code, "0.9"): "true",
        (real.code, "0.1"): "true",
        (other.code, "0.1"): "true",
    }


@pytest.mark.parametrize("language", WORKERS)
def test_pages_for_workers_speak_six_languages_and_may_be_found(language: str) -> None:
    known = agency("Everest")
    publication({known: {"overall": part(0.5)}})
    ratings(known, 10)
    for path in ("agencies?q=everest", f"agencies/{known.code}", "compare/NPL/QAT", "scores"):
        answer = client().get(f"/{language}/recruitment/{path}")
        html = text_of(answer)
        assert f'lang="{language}"' in html
        assert '<meta name="robots" content="index,follow">' in html
        assert answer.headers["Cache-Control"] == "no-cache", "it may change: asked anew, but not one person's"
        assert "Set-Cookie" not in answer.headers
        assert len(answer.content) < 12_000, "before compression"
        assert "script-src" not in answer.headers["Content-Security-Policy"]


def test_the_search_offers_the_countries_that_have_agencies() -> None:
    agency("Everest")
    agency("Padma", "BGD")
    offered = re.findall(r'<option value="(\w+)"', page("recruitment/agencies"))
    assert offered == ["BGD", "NPL"]
    assert '<option value="QAT" selected>' in page("recruitment/agencies?country=QAT&q=x")


def test_a_page_of_an_agency_needs_few_queries(django_assert_max_num_queries: Any) -> None:
    known = agency("Everest")
    publication({known: {"overall": part(0.5)}})
    with django_assert_max_num_queries(8):
        page(f"recruitment/agencies/{known.code}")


def test_open_data_of_agencies_and_ratings_agree_and_hide_formulas() -> None:
    known = agency("=HYPERLINK(1)", licence_number="+123", source="@list")
    publication({known: {"overall": part(0.5), "fees": part(0.25)}})
    (row,) = file("agencies.csv")
    assert (row["name"], row["licence_number"], row["source"]) == ("'=HYPERLINK(1)", "'+123", "'@list")
    listed = file("agencies.json")
    assert listed["rows"][0]["name"] == "=HYPERLINK(1)"
    assert {"licence", "source", "published", "method"} <= listed.keys()
    rows = file("ratings.csv")
    assert [(one["dimension"], one["score"], one["lower"], one["upper"]) for one in rows] == [
        ("fees", "0.25", "0.15", "0.35"),
        ("overall", "0.5", "0.4", "0.6"),
    ]
    assert {(one["licence"], one["published"], one["since"]) for one in rows} == {
        ("CC BY 4.0", "2026-07-01", "2026-07-01")
    }
    made = file("ratings.json")
    assert [one["score"] for one in made["rows"]] == [0.25, 0.5]
    assert made["published"] == "2026-07-01"
    assert "10 raters or more" in made["method"]


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("ratings.xml", 404, "ratings.csv and ratings.json"),
        ("agencies.", 404, ""),
        ("typical-costs/NPL/QAT.csv", 404, "/en/recruitment-costs"),
        ("typical-costs/NPL/XQQ.csv", 404, "XQQ"),
        ("typical-costs/NPL/NPL.json", 422, ""),
        ("typical-costs/<b>/QAT.csv", 404, ""),
    ],
)
def test_mistakes_are_problems_that_a_program_can_read(fairway_home: Path, path: str, status: int, said: str) -> None:
    answer = client().get(f"/api/recruiters/{path}")
    told = json.loads(text_of(answer))
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json")
    assert told["status"] == status
    assert said in json.dumps(told)
    assert client().post("/api/recruiters/ratings.csv").status_code == 405


@cache
def simulated() -> tuple[Any, list[dict[str, Any]]]:
    world = simulated_ratings(3, agencies=60, usual_ratings=14, comments=0.0)
    return world, public_rows(publish_batch(world.ratings, None, world.until))


def test_a_simulated_batch_is_shown_agency_by_agency(settings: Any) -> None:
    settings.DEMONSTRATION = True
    world, rows = simulated()
    kept = {
        one["agency"]: agency(one["name"], one["country"], demonstration=True)
        for one in world.agencies.iter_rows(named=True)
    }
    made = Publication.objects.create(number=1, on=world.until, state={}, demonstration=True)
    PublishedAgency.objects.bulk_create(
        PublishedAgency(publication=made, agency=kept[row["agency"]], row=row) for row in rows
    )
    assert len(rows) > 20
    for row in rows[:6]:
        told = words(page(f"recruitment/agencies/{kept[row['agency']].code}"))
        assert told.count("most likely between") >= len(row["dimensions"])
        assert ("Ask before you pay or sign" in told) is row["warning"]
    assert len(file("ratings.csv")) == sum(len(row["dimensions"]) for row in rows)


def costs_published(*, demonstration: bool) -> str:
    from fairway.kernel.text import Text
    from fairway.recruitment.typical_costs.estimating import estimate_typical_costs
    from fairway.recruitment.typical_costs.frames import cost_frame
    from fairway.recruitment.typical_costs.simulation import simulated_costs
    from fairway.recruitment.typical_costs.structure import observations, structure
    from fairway.warehouse.releases import Release, publish

    rows = simulated_costs(1, (("NPL", "QAT"),), workers=500)
    found = estimate_typical_costs(cost_frame(rows), counterpart="destination", national_currency="NPR")
    observed = observations(
        found.frame, country="NPL", role="origin", year="2024", source="Office", collection="monitor"
    )
    release = Release(structure(), "NPL_RM_2024", "Office", "Costs", "CC BY 4.0", Text("Rounded."), "", demonstration)
    return publish(release, observed).name


def test_typical_costs_of_a_corridor_are_read_and_taken_away(fairway_home: Path) -> None:
    assert "No corridor has figures yet." in words(page("recruitment-costs"))
    assert "Nobody has published, on this site" in words(page("recruitment-costs/NPL/QAT"))
    vintage = costs_published(demonstration=False)
    html = page("recruitment-costs/NPL/QAT")
    told = words(html)
    assert "Construction" in told
    assert "Private agency" in told
    assert "Government to government against private recruitment, with the same mix of workers" in told
    assert "Governments choose whom they place" in told
    assert {
        "/api/recruiters/typical-costs/NPL/QAT.csv",
        "/en/statistics/DF_TYPICAL_COST",
        "/en/recruitment/fees/NPL/QAT",
    } <= set(Page(html).links())
    assert "/en/recruitment-costs/NPL/QAT" in Page(page("recruitment-costs")).links()
    assert client().get("/en/statistics/DF_TYPICAL_COST").status_code == 200
    rows = file("typical-costs/NPL/QAT.csv")
    (median,) = (
        row for row in rows
        if (row["sector"], row["channel"], row["occupation"], row["item"]) == ("", "private", "", "")
        and row["indicator"] == "TC_MEDIAN_USD"
    )  # fmt: skip
    assert f"{float(median['value']):,.0f}" in told
    assert (median["licence"], median["vintage"]) == ("CC BY 4.0", vintage)
    assert len(file("typical-costs/npl/qat.json")["rows"]) == len(rows)


def test_invented_costs_are_marked_or_not_there(fairway_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    costs_published(demonstration=True)
    assert "Nobody has published" in words(page("recruitment-costs/NPL/QAT"))
    assert "/en/recruitment-costs/NPL/QAT" not in Page(page("recruitment-costs")).links()
    file("typical-costs/NPL/QAT.csv", 404)
    monkeypatch.setenv("FAIRWAY_DEMONSTRATION", "yes")
    told = words(page("recruitment-costs/NPL/QAT"))
    assert "They describe no country and must not be quoted." in told
    assert told.count("invented for demonstration") >= 4
    assert "(invented for demonstration)" in words(page("recruitment-costs"))
    assert {row["invented"] for row in file("typical-costs/NPL/QAT.csv")} == {"true"}


def test_the_form_of_costs_leads_to_a_corridor_or_says_what_is_wrong(fairway_home: Path) -> None:
    answer = client().get("/ar/recruitment-costs?from=Nepal&to=qatar")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/ar/recruitment-costs/NPL/QAT")
    assert client().get("/en/recruitment-costs/nepal/qat").headers["Location"] == "/en/recruitment-costs/NPL/QAT"
    for query, said in (
        ("from=Nepol&to=QAT", "No country is called “Nepol”."),
        ("from=NPL", "Enter a country."),
        ("from=NPL&to=NPL", "two different countries"),
        (f"from={MARKUP}&to=QAT", "No country is called"),
    ):
        html = page(f"recruitment-costs?{query}", 422)
        assert said in words(html)
        assert MARKUP not in html
    page("recruitment-costs/NPL/XQQ", 404)
