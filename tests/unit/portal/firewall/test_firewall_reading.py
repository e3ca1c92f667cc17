"""What is read of code: names through imports, tables that are filled, words of queries, signatures."""

from __future__ import annotations

from textwrap import dedent

import pytest

from fairway_portal.site.firewall.reading import BODY, Definition, module_of
from fairway_portal.site.firewall.resolving import Code

HERE = "fairway_portal.room.part"


def read(text: str, name: str = "one") -> Definition:
    return module_of(HERE, dedent(text)).definitions[name]


def code(**modules: str) -> Code:
    named = {f"fairway_portal.{name.replace('__', '.')}": dedent(text) for name, text in modules.items()}
    return Code({name: module_of(name, text) for name, text in named.items()})


def test_an_import_inside_a_function_and_another_name() -> None:
    found = read("""
        def one():
            from fairway_portal.cases.models import Case as C
            import fairway_portal.vault.queries
            return C.objects, fairway_portal.vault.queries.envelope
    """)
    assert {"fairway_portal.cases.models.Case.objects", "fairway_portal.vault.queries.envelope"} <= found.uses


def test_local_names_lead_nowhere() -> None:
    assert read("def one(case):\n    return case.report.envelopes\n").uses == set()


def test_words_of_queries() -> None:
    found = read("""
        def one(office):
            office.cases.all()
            Office.objects.filter(cases__state="open").annotate(n=Count("visits"))
            getattr(office, "held")
            Row(remedies=3)
    """)
    assert {"cases", "state", "visits", "held"} <= found.relations
    assert "remedies" not in found.relations


def test_the_signature() -> None:
    found = read("""
        from fairway.receipts import ReceiptKeys
        def one(keys: ReceiptKeys, *, day: int) -> int | None: ...
    """)
    assert "fairway.receipts.ReceiptKeys" in found.parameters
    assert found.returns == "int | None"


def test_what_a_module_does_when_it_is_imported() -> None:
    found = module_of(HERE, "from a import connect, f\nif True:\n    connect(f)\n").definitions[BODY]
    assert "a.f" in found.uses


def test_a_package_passes_a_name_on() -> None:
    found = code(
        models="from fairway_portal.models_case import Case",
        models_case="class Case: ...",
        page="from fairway_portal.models import Case\ndef one():\n    return Case",
    )
    assert found.leads("fairway_portal.page.one") == {"fairway_portal.models_case.Case"}


def test_a_module_as_a_value_leads_to_all_of_it() -> None:
    found = code(
        queries="def a(): ...\ndef b(): ...",
        page="from fairway_portal import queries\ndef one(name):\n    return getattr(queries, name)",
    )
    assert found.leads("fairway_portal.page.one") == {"fairway_portal.queries.a", "fairway_portal.queries.b"}


def test_a_table_leads_to_what_others_put_into_it() -> None:
    found = code(
        tables="CARRIERS = {}\nLATER = []",
        puts="""
            from fairway_portal.tables import CARRIERS, LATER
            def carry(): ...
            def later(): ...
            def ready():
                CARRIERS["x"] = carry
                LATER.append(later)
        """,
        page="from fairway_portal.tables import CARRIERS\ndef one():\n    return CARRIERS",
    )
    assert found.leads("fairway_portal.tables.CARRIERS") == {"fairway_portal.puts.carry"}
    assert found.leads("fairway_portal.tables.LATER") == {"fairway_portal.puts.later"}


def test_a_dotted_path_in_a_text_is_a_way() -> None:
    found = code(
        settings='RECEIVERS = {"rating": "fairway_portal.queries.a"}\nHOST = "fairway_portal.example.org is no path"',
        queries="def a(): ...",
    )
    assert found.leads("fairway_portal.settings.RECEIVERS") == {"fairway_portal.queries.a"}
    assert found.leads("fairway_portal.settings.HOST") == frozenset()


def test_lists_of_addresses_are_no_way() -> None:
    found = code(
        room__urls="from fairway_portal.page import one\nurlpatterns = [one]",
        page="def one(): ...",
        settings='ROOT = "fairway_portal.room.urls"',
    )
    assert found.leads("fairway_portal.settings.ROOT") == frozenset()


def test_names_that_lead_in_a_circle() -> None:
    found = code(
        a="from fairway_portal.b import x",
        b="from fairway_portal.a import x",
        c="from fairway_portal.a import x\ndef one():\n    x",
    )
    assert found.leads("fairway_portal.c.one") == frozenset()


@pytest.mark.parametrize(
    "written",
    [
        "import_module('fairway_portal.' + name)", "import_module(f'fairway_portal.{name}')", "import_string(name)",
        "apps.get_models()", "sys.modules[name]", "call_command(name)", "eval('Case')(name)", "apps.all_models[name]",
        "apps.get_model('fairway_vault', name)",
    ],
)  # fmt: skip
def test_a_name_that_is_made_while_it_runs(written: str) -> None:
    imports = "import sys\nfrom django.apps import apps\nfrom importlib import import_module\n"
    found = read(f'{imports}def one(name):\n    """fairway_portal. Says nothing."""\n    return {written}\n')
    assert found.looks_up


@pytest.mark.parametrize(
    "written", ["import_module('a.b')", "import_string(settings.RECEIVER)", "apps.get_model('register', 'Agency')"]
)
def test_a_name_that_is_written_out(written: str) -> None:
    assert not read(f"from django.conf import settings\ndef one(name):\n    return {written}\n").looks_up
