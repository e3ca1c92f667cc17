"""Method reports as pages, and the search for a table."""

from __future__ import annotations

from fairway_portal.observatory.statistics.listing import TOPICS
from fairway_portal.observatory.statistics.reports import html
from fairway_portal.observatory.statistics.words import plain


def test_a_report_becomes_headings_lists_tables_and_paragraphs() -> None:
    made = html(
        "# Method\n\nOne **bold**\nline with `code`.\n\n- a\n- b\n\n| x | y |\n| --- | ---: |\n| 1 | 2 |\n", "Rates"
    )
    assert "<h2>Method</h2>" in made
    assert "<p>One <strong>bold</strong> line with <code>code</code>.</p>" in made
    assert "<ul><li>a</li><li>b</li></ul>" in made
    assert '<th scope="col">x</th>' in made
    assert made.count("<tr>") == 2
    assert 'aria-label="Rates"' in made


def test_nothing_in_a_report_becomes_markup_of_its_own() -> None:
    made = html('<script>alert(1)</script>\n\n| <b> |\n| - |\n| "x" |\n', '"><i>')
    assert "<script" not in made
    assert "<b>" not in made
    assert "<i>" not in made


def test_names_are_compared_without_accents_capitals_and_invisible_signs() -> None:
    assert plain("\u2066ÉDUCATION\u2069 ") == "education"


def test_every_indicator_of_the_migration_tables_has_one_topic() -> None:
    from fairway.statistics.ilms.series import SERIES

    for one in SERIES:
        found = [topic.template for pattern, topic in TOPICS if pattern.search(one.code)]
        assert len(found) == 1 or one.code == "SDG_0882_NOC_RT", (one.code, found)
