"""The explorer of survey statistics: find, filter, table and picture, files, releases; and what goes wrong."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import polars as pl
import pytest

from fairway.warehouse.releases import publish, withdraw
from fairway.warehouse.vintage import Vintage
from tests.explorer_release import NUMBER, RATE, REPORT, observations, release
from tests.portal import LANGUAGES, Page, client, text_of

FLOW = f"/en/statistics/DF_{NUMBER}"
RATES = f"/en/statistics/DF_{RATE}"
HTML_BUDGET = 60 * 1024


@pytest.fixture(scope="module")
def releases(portal: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Vintage]]:
    """Two releases of Nepal, the second replacing the first, and one of Qatar."""
    before = os.environ["FAIRWAY_HOME"]
    os.environ["FAIRWAY_HOME"] = str(tmp_path_factory.mktemp("explorer"))
    try:
        old = publish(release(), observations(), report=REPORT)
        new = publish(release(), observations(plus=1000.0), report=REPORT)
        yield [old, new, publish(release("QAT_LFS_2023"), observations("QAT", (2020, 2023)))]
    finally:
        os.environ["FAIRWAY_HOME"] = before


@pytest.fixture
def get(releases: list[Vintage]) -> Any:
    browser = client()

    def ask(path: str, status: int = 200, **more: Any) -> str:
        answer = browser.get(path, **more)
        assert answer.status_code == status, text_of(answer)[:3000]
        return text_of(answer)

    return ask


def plain(html: str) -> str:
    """What a reader sees, on one line."""
    main = html.partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", re.sub(r"<svg.*?</svg>", "", main, flags=re.DOTALL)))


def table(html: str) -> dict[tuple[str, str], str]:
    """Name of the row, name of the column → figure."""
    found = {}
    body = html.partition("<tbody")[2].partition("</tbody>")[0]
    for row in body.split("<tr")[1:]:
        name = " ".join(re.findall(r"<th[^>]*><bdi>(.*?)</bdi>", row))
        for heading, cell in re.findall(r'<td[^>]*data-label="([^"]*)">(.*?)</td>', row, flags=re.DOTALL):
            value = re.search(r'class="value">([^<]*)<', cell)
            found[name, heading] = value[1] if value else re.sub(r"<[^>]+>", "", cell)
    return found


def views(html: str) -> list[str]:
    return [link.replace("&amp;", "&") for link in Page(html).links() if "/view/" in link]


def test_tables_are_found_by_topic_with_countries_years_and_counts(get: Any) -> None:
    said = plain(get("/en/statistics"))
    assert said.index("Employment by sex, age and place of birth") < said.index("Unemployment rate by sex")
    assert "Nepal, Qatar · 2019–2024 · figures: 378" in said


@pytest.mark.parametrize("asked", ["employment birth", "employmnt", "Nepal", NUMBER, "unemployment"])
def test_the_search_forgives(get: Any, asked: str) -> None:
    html = get(f"/en/statistics?q={asked}")
    assert f"/en/statistics/DF_{RATE if asked == 'unemployment' else NUMBER}" in html


def test_a_search_that_finds_nothing_says_so(get: Any) -> None:
    assert "0 of 2" in plain(get("/en/statistics?q=volcanoes"))


def test_a_dataflow_of_many_indicators_lists_them(get: Any) -> None:
    html = get("/en/statistics/DF_ILMS")
    assert f"/en/statistics/DF_{NUMBER}" in html
    assert f"/en/statistics/DF_{RATE}" in html


def test_without_a_release_the_page_says_how_to_publish_one(portal: None, fairway_home: Path) -> None:
    said = plain(text_of(client().get("/en/statistics")))
    assert "No survey has been published here yet" in said
    assert "fairway releases publish" in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_view_is_by_sex_and_birth_of_the_newest_year(get: Any, language: str) -> None:
    html = get(FLOW.replace("/en/", f"/{language}/"))
    assert len(html.encode()) <= HTML_BUDGET
    assert len(table(html)) == 9
    assert len(Page(html).all("h1")) == 1
    assert len(Page(html).ids()) == len(set(Page(html).ids()))


def test_the_first_view_shows_what_was_published(get: Any) -> None:
    html = get(FLOW)
    newest = observations(plus=1000.0).filter(TIME_PERIOD="2024", INDICATOR=NUMBER, AGE="AGE_YTHADULT_YGE15")
    women = newest.filter(SEX="SEX_F", CBR="CBR_STATUS_FOREIGN")["OBS_VALUE"].item()
    assert table(html)["Foreign-born", "Women"] == f"{women:,.0f}"
    said = plain(html)
    assert "Nepal, 2024 · persons" in said
    assert "Shown as totals: Age ( 15+ )" in said
    men = newest.filter(SEX="SEX_M", CBR="CBR_STATUS_NATIVE")["OBS_VALUE"].item()
    assert f"The highest is {men:,.0f} (Men, Native-born)." in said


def test_quality_is_said_in_words(get: Any) -> None:
    html = get(f"{FLOW}/view/CBR=*;TIME_PERIOD=2019")
    assert table(html)["Qatar", "Women"] == "withheld to protect respondents"
    assert "use with caution" in plain(html)
    assert re.search(r"Withheld to protect respondents: \d", plain(html))


def test_rates_are_per_cent_and_time_is_a_line(get: Any) -> None:
    html = get(f"{RATES}/view/TIME_PERIOD=*")
    assert table(html)["2024", "Women"].endswith("%")
    assert 'class="line s0"' in html


def test_intervals_are_drawn(get: Any) -> None:
    assert 'class="whisker s0"' in get(FLOW)


def test_only_values_that_exist_are_offered_and_counted(get: Any) -> None:
    html = get(f"{FLOW}/view/REF_AREA=QAT")
    boxes = [one["value"] for one in Page(html).all("input") if one.get("name") == "TIME_PERIOD"]
    assert boxes == ["*", "2023", "2020"]
    assert "CBR_COUNTRY_NPL" in html
    assert 'value="CBR_COUNTRY_QAT"' not in html
    label = re.search(r'value="2023".*?<small>(\d+)</small>', html, flags=re.DOTALL)
    assert label is not None
    assert int(label[1]) == observations("QAT", (2023,)).filter(INDICATOR=NUMBER).height


def test_the_form_leads_to_an_address_in_one_form(get: Any, releases: list[Vintage]) -> None:
    answer = client().get(f"{FLOW}/choose?SEX=SEX_M&SEX=SEX_F&CBR.name=Foreign-born&columns=&rows=")
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"{FLOW}/view/SEX=SEX_F,SEX_M;CBR=CBR_STATUS_FOREIGN"
    html = get(answer.headers["Location"])
    assert list(table(html)) == [("Women", "Estimate"), ("Men", "Estimate")]


def test_each_applied_filter_can_be_taken_away(get: Any) -> None:
    html = get(f"{FLOW}/view/SEX=SEX_F;CBR=CBR_STATUS_FOREIGN")
    assert f"{FLOW}/view/CBR=CBR_STATUS_FOREIGN" in views(html)
    assert f"{FLOW}/view/SEX=SEX_F" in views(html)


def test_rows_and_columns_can_be_exchanged(get: Any) -> None:
    before, after = table(get(FLOW)), table(get(f"{FLOW}/view/columns=CBR"))
    assert after == {(column, row): value for (row, column), value in before.items()}


def test_long_tables_have_pages_that_together_hold_every_row(get: Any) -> None:
    view = f"{FLOW}/view/REF_AREA=*;SEX=*;AGE=*;CBR=*;TIME_PERIOD=*"
    first = get(view)
    pages = int(re.search(r"Page 1 of (\d+)", first)[1])  # type: ignore[index]
    assert pages > 1
    found: dict[tuple[str, str], str] = {}
    for number in range(1, pages + 1):
        html = get(f"{view}?page={number}")
        assert len(html.encode()) <= HTML_BUDGET
        found |= {key: value for key, value in table(html).items() if value != "–"}
    assert len(found) == 378


def test_a_wrong_value_is_linked_to_its_field_with_the_nearest_one(get: Any) -> None:
    html = get(f"{FLOW}/view/SEX=SEX_W;CBR=CBR_STATUS_FOREIGN", status=422)
    assert 'href="#SEX"' in html
    assert "Sex has no value “SEX_W”" in plain(html)
    assert f"{FLOW}/view/SEX=SEX_F;CBR=CBR_STATUS_FOREIGN" in views(html)
    assert "<tbody" not in html


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/view/SECS=SEX_F", "no dimension “SECS”"),
        ("/view/columns=COLOUR", "no dimension “COLOUR”"),
        ("/view/SEX=%00", "Sex has no value"),
        ("/choose?CBR.name=Forein-born", "Foreign-born"),
        ("?page=x", "no such page"),
        ("?vintage=df_ilms@NPL_LFS_2024-00000000", "No release of this table is called"),
    ],
)
def test_other_faults_are_named(get: Any, path: str, said: str) -> None:
    html = get(f"{FLOW}{path}", status=422)
    assert said in plain(html)
    field = re.search(r'class="error-summary".*?href="#([^"]+)"', html, flags=re.DOTALL)
    assert field is not None
    assert field[1] in Page(html).ids()


def test_nothing_that_matches_says_which_filter_to_loosen(get: Any) -> None:
    html = get(f"{FLOW}/view/REF_AREA=QAT;CBR=CBR_COUNTRY_IND;TIME_PERIOD=2024")
    said = plain(html)
    assert "No figure has all of these values at once" in said
    assert "Without Year : figures: 18" in said
    assert "Without Country : figures: 9" in said
    assert "Without Place of birth" not in said
    assert f"{FLOW}/view/REF_AREA=QAT;CBR=CBR_COUNTRY_IND" in views(html)


def test_an_unknown_table_is_not_found(get: Any) -> None:
    get("/en/statistics/DF_NOTHING", status=404)
    get(f"{FLOW}/files/-.pdf", status=404)
    get(f"{FLOW}/method/NPL_LFS_2024-00000000", status=404)


def test_an_older_release_keeps_its_address(get: Any, releases: list[Vintage]) -> None:
    old, new, _ = releases
    html = get(f"{FLOW}?vintage={old.name}")
    women = observations().filter(
        TIME_PERIOD="2024", INDICATOR=NUMBER, AGE="AGE_YTHADULT_YGE15", SEX="SEX_F", CBR="CBR_STATUS_FOREIGN"
    )
    assert table(html)["Foreign-born", "Women"] == f"{women['OBS_VALUE'].item():,.0f}"
    assert "It has since been replaced" in plain(html)
    assert "asOf=" in html
    current = get(FLOW)
    assert f"vintage={old.name.replace('@', '%40')}" in current
    assert f"replaced on {new.record.imported[:10]} by {new.record.vintage}" in plain(current)


def test_a_withdrawn_release_can_still_be_cited(portal: None, fairway_home: Path) -> None:
    vintage = publish(release(), observations())
    withdraw("NPL_LFS_2024", "Weights were wrong.")
    assert f"DF_{NUMBER}" not in text_of(client().get("/en/statistics"))
    said = plain(text_of(client().get(f"{FLOW}?vintage={vintage.name}")))
    assert "withdrawn on" in said
    assert "Weights were wrong." in said


def test_the_method_report_is_a_page(get: Any, releases: list[Vintage]) -> None:
    html = get(f"{FLOW}/method/{releases[1].record.vintage}")
    assert "<strong>from the survey</strong>" in html
    assert "<td>&lt;3</td>" in html
    assert f"{FLOW}/method/{releases[1].record.vintage}" in Page(get(FLOW)).links()


def test_demonstrations_are_marked_and_kept_apart(
    portal: None, fairway_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(release(demonstration=True), observations())
    assert client().get(FLOW).status_code == 404
    monkeypatch.setenv("FAIRWAY_DEMONSTRATION", "yes")
    said = plain(text_of(client().get(FLOW)))
    assert "made from invented persons" in said
    assert "Demonstration." in plain(text_of(client().get("/en/statistics")))


def test_pages_have_tags_and_are_kept(releases: list[Vintage]) -> None:
    answer = client().get(f"{FLOW}/view/SEX=SEX_F")
    again = client().get(f"{FLOW}/view/SEX=SEX_F", headers={"if-none-match": answer.headers["ETag"]})
    assert again.status_code == 304
    other = client().get(f"{FLOW}/view/SEX=SEX_M")
    assert other.headers["ETag"] != answer.headers["ETag"]


@pytest.mark.parametrize(("suffix", "starts"), [("xlsx", b"PK"), ("svg", b"<svg"), ("png", b"\x89PNG")])
def test_files_can_be_taken(releases: list[Vintage], suffix: str, starts: bytes) -> None:
    answer = client().get(f"{FLOW}/files/SEX=SEX_F,SEX_M.{suffix}")
    assert answer.status_code == 200
    assert answer.content.startswith(starts)


def test_a_picture_away_from_its_page_says_what_it_shows(get: Any) -> None:
    drawn = get(f"{FLOW}/files/SEX=SEX_F;REF_AREA=QAT.svg")
    assert "<title>Employment by sex, age and place of birth, Qatar, Sex: Women</title>" in drawn


def test_json_and_sdmx_csv_hold_the_figures_of_the_page(get: Any) -> None:
    html = get(FLOW)
    taken = json.loads(get(f"{FLOW}/files/-.json"))
    shown = {(one["cbr"], one["sex"]): f"{one['estimate']:,.0f}" for one in taken["rows"]}
    assert shown == table(html)
    assert taken["title"] == "Employment by sex, age and place of birth, Nepal"
    link = next(one for one in Page(html).links() if "format=csv" in one)
    answer = client().get(link.replace("&amp;", "&"))
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode())))
    assert sorted(f"{float(row['OBS_VALUE']):,.0f}" for row in rows) == sorted(table(html).values())


@pytest.mark.parametrize(
    "view",
    ["SEX=SEX_F;TIME_PERIOD=2023,2024", "SEX=SEX_F;TIME_PERIOD=2019,2024", "REF_AREA=*;CBR=*;AGE=*", "TIME_PERIOD=*"],
)
def test_the_queries_give_the_figures_of_the_view_and_no_others(get: Any, view: str) -> None:
    taken = json.loads(get(f"{FLOW}/files/{view}.json"))
    wanted = sorted((one["time_period"], one["ref_area_code"], one["estimate"] or 0.0) for one in taken["rows"])
    html = get(f"{FLOW}/view/{view}")
    links = [one.replace("&amp;", "&").replace("http://localhost", "") for one in Page(html).links()]
    asked = [one for one in links if one.startswith("/rest/") and "format=" not in one]
    assert len(asked) == (1 if view.endswith("2019,2024") else 2)
    for one in asked:
        answer = client().get(f"{one}{'&' if '?' in one else '?'}format=csv")
        assert answer.status_code == 200, one
        rows = csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode()))
        assert sorted((row["TIME_PERIOD"], row["REF_AREA"], float(row["OBS_VALUE"] or 0)) for row in rows) == wanted


class _Quiet(WSGIRequestHandler):
    def log_message(self, *said: object) -> None:
        """Nothing: a test has no log."""


@pytest.fixture(scope="module")
def server(releases: list[Vintage]) -> Iterator[str]:
    """The portal on a port of this machine."""
    from fairway_portal.site.wsgi import application

    with contextlib.closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    running: WSGIServer = make_server("127.0.0.1", port, application, handler_class=_Quiet)
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        running.shutdown()
        running.server_close()
        thread.join(10)


def programs(server: str) -> tuple[dict[str, str], list[float]]:
    """The programs of a page by name, and the page's figures."""
    import urllib.request
    from html import unescape

    view = f"{server}{FLOW}/view/SEX=SEX_F,SEX_M;TIME_PERIOD=2021"
    with urllib.request.urlopen(view) as answer:
        html = answer.read().decode()
    found = re.findall(r'<pre class="program"[^>]*aria-label="([^"]*)"[^>]*><code>(.*?)</code>', html, flags=re.DOTALL)
    values = [float(value.replace(",", "")) for value in table(html).values() if value[0].isdigit()]
    return {name: unescape(text) for name, text in found}, sorted(values)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("Python, with pandas", 'figures["OBS_VALUE"].dropna().tolist()'),
        ("Python, with sdmx1", "figures.dropna().tolist()"),
    ],
)
def test_the_python_programs_read_the_figures_of_the_page(server: str, name: str, values: str) -> None:
    pytest.importorskip("sdmx")
    found, wanted = programs(server)
    ending = f"\nimport json\nprint('#', json.dumps({values}))\n"
    run = subprocess.run(
        [sys.executable, "-c", found[name] + ending], capture_output=True, text=True, timeout=100, check=False
    )
    assert run.returncode == 0, run.stderr
    assert sorted(round(one) for one in json.loads(run.stdout.rpartition("# ")[2])) == [round(one) for one in wanted]


@pytest.mark.slow
def test_the_r_program_reads_the_figures_of_the_page(server: str, tmp_path: Path) -> None:
    rscript = shutil.which("Rscript")
    if rscript is None:
        pytest.skip("R is not here")
    found, wanted = programs(server)
    script = tmp_path / "figures.R"
    ending = '\ncat("#", sprintf("%.0f", na.omit(figures$OBS_VALUE)), sep = " ")\n'
    script.write_text(found["R, as it is installed"] + ending)
    run = subprocess.run([rscript, "--vanilla", str(script)], capture_output=True, text=True, timeout=100, check=False)
    assert run.returncode == 0, run.stderr
    assert sorted(float(one) for one in run.stdout.rpartition("# ")[2].split()) == pytest.approx(wanted, abs=0.51)


def test_an_office_without_intervals_gets_bars(portal: None, fairway_home: Path) -> None:
    from dataclasses import replace

    made = release()
    attributes = tuple(one for one in made.structure.attributes if not one.id.startswith("CI_"))
    structure = replace(made.structure, attributes=attributes)
    publish(replace(made, structure=structure), observations().select(pl.exclude("CI_LOWER", "CI_UPPER")))
    html = text_of(client().get(FLOW))
    assert 'class="bar s0"' in html
    assert "95 % interval" not in html
