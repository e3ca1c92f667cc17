"""`make_administrator` and `flush`: what an operator does on the machine itself."""

from __future__ import annotations

import io
import sys

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.management import call_command

from fairway.kernel.errors import InputError
from fairway_portal.accounts.audit import record
from fairway_portal.accounts.errors import WeakPassword
from fairway_portal.accounts.models import AuditEntry, Membership, Person
from tests.people import PASSWORD


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, least in (("time_cost", 1), ("memory_cost", 8), ("parallelism", 1)):
        monkeypatch.setattr(Argon2PasswordHasher, name, least)


class Terminal(io.StringIO):
    """Somebody types."""

    def isatty(self) -> bool:
        return True


def make(monkeypatch: pytest.MonkeyPatch, *arguments: str, typed: str = PASSWORD) -> str:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{typed}\n"))
    said = io.StringIO()
    call_command("make_administrator", *arguments, stdout=said)
    return said.getvalue()


@pytest.mark.django_db
def test_the_first_administrator_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    said = make(monkeypatch, "Ana@Example.org", "--name", "Ana", "--organisation", "A ministry's portal")
    held = Membership.objects.get()
    assert (held.person.email, held.role, held.organisation.kind) == ("ana@example.org", "administrator", "operator")
    assert held.person.check_password(PASSWORD)
    assert "/en/desk/" in said
    assert PASSWORD not in said
    assert AuditEntry.objects.filter(action="administrator.made", by=None).exists()


@pytest.mark.django_db
def test_an_administrator_who_forgot_it_gets_a_new_password(monkeypatch: pytest.MonkeyPatch) -> None:
    make(monkeypatch, "ana@example.org")
    Person.objects.update(is_active=False)
    make(monkeypatch, "ana@example.org", typed="nine quiet boats at anchor")
    somebody = Person.objects.get()
    assert somebody.is_active
    assert somebody.check_password("nine quiet boats at anchor")
    assert Membership.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["short", "password1234", "ana@example.org", ""])
def test_a_weak_password_is_refused(monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    with pytest.raises(WeakPassword):
        make(monkeypatch, "ana@example.org", typed=typed)
    assert not Person.objects.exists()


def test_what_is_no_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="not an e-mail address"):
        make(monkeypatch, "ana")


@pytest.mark.django_db
def test_at_a_terminal_the_password_is_typed_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter((PASSWORD, "another password", PASSWORD, PASSWORD))
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(typed))
    with pytest.raises(InputError, match="not the same"):
        call_command("make_administrator", "ana@example.org", stdout=io.StringIO())
    assert not Person.objects.exists()
    call_command("make_administrator", "ana@example.org", stdout=io.StringIO())
    assert Person.objects.get().check_password(PASSWORD)


@pytest.mark.django_db
def test_flush_is_refused_in_production(monkeypatch: pytest.MonkeyPatch) -> None:
    record(by=None, action="a", subject="s")
    monkeypatch.setenv("FAIRWAY_MODE", "production")
    with pytest.raises(InputError, match="never emptied"):
        call_command("flush", interactive=False, verbosity=0)
    assert AuditEntry.objects.filter(action="a").exists()


@pytest.mark.django_db(transaction=True)
def test_flush_empties_the_record_and_guards_it_again() -> None:
    from django.db import IntegrityError, connection

    record(by=None, action="a", subject="s")
    call_command("flush", interactive=False, verbosity=0, inhibit_post_migrate=True)
    assert AuditEntry.objects.count() == 0
    record(by=None, action="b", subject="s")
    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute("DELETE FROM fairway_accounts_auditentry")
