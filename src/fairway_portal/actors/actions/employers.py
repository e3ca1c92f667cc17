"""Adding employers and principals, and giving them other names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction

from fairway.kernel.text import Text
from fairway.recruitment.names import name_keys, read
from fairway.reference import places
from fairway_portal.accounts import audit
from fairway_portal.accounts.models import Person
from fairway_portal.actors.checking import city_kept, name_kept, short
from fairway_portal.actors.employers import employer_code
from fairway_portal.actors.errors import UnusableAgency
from fairway_portal.actors.models import Employer, EmployerKey, EmployerName
from fairway_portal.actors.numbering import next_numbers

LONGEST_REGISTRATION = 60
LONGEST_SECTOR = 20


@transaction.atomic
def add_employer(
    *,
    by: Person | None,
    name: str,
    country: str,
    kind: str = Employer.Kind.EMPLOYER,
    registration: str = "",
    city: str = "",
    sector: str = "",
    source: str = "",
    names: Sequence[str] = (),
    demonstration: bool = False,
) -> Employer:
    """Adds an employer and gives it its code.

    Args:
        by: Who adds it; None for a command on the machine.
        name: The present name; of a private household what the authority calls it.
        country: Code or name of its country.
        kind: `employer`, `principal` or `household`.
        registration: Its number in the register of companies, or empty.
        city: Where it is, or empty.
        sector: A key of `recruitment.contracts.fields.SECTORS`, or empty.
        source: Where it was read, or empty.
        names: Other names, in any script.
        demonstration: Whether it is made up.

    Raises:
        UnusableAgency: A name, city or kind cannot be kept, or a company of that country has this registration.
        UnknownCode: There is no such country.
    """
    if kind not in Employer.Kind.values:
        raise UnusableAgency(
            Text("“{kind}” is no kind of employer.", kind=kind),
            advice=Text("Choose one of {kinds}.", kinds=", ".join(Employer.Kind.values)),
        )
    iso3 = places.find(country).iso3
    (number,) = next_numbers(iso3, 1)
    one = Employer(
        code=employer_code(iso3, number),
        name=name_kept(name),
        country=iso3,
        kind=kind,
        registration=short(registration, Text("Registration"), LONGEST_REGISTRATION),
        city=city_kept(city),
        sector=sector[:LONGEST_SECTOR],
        source=source[:250],
        demonstration=demonstration,
    )
    _refuse_known(one)
    one.save()
    for written in dict.fromkeys((one.name, *(name_kept(other) for other in names))):
        EmployerName.objects.create(employer=one, name=written, taken_apart=read(written).packed())
    keep_employer_keys([one])
    audit.record(by=by, action="employer.added", subject=f"employer {one.code}", name=_named(one))
    return one


@transaction.atomic
def rename_employer(*, by: Person | None, employer: Employer, name: str, reason: str = "") -> Employer:
    """Gives an employer another name; the one before still finds it.

    Raises:
        UnusableAgency: The name cannot be kept.
    """
    one = Employer.objects.select_for_update().get(pk=employer.pk)
    name, former = name_kept(name), one.name
    if name == former:
        return one
    one.name = name
    one.save(update_fields=["name"])
    EmployerName.objects.get_or_create(employer=one, name=name, defaults={"taken_apart": read(name).packed()})
    keep_employer_keys([one])
    audit.record(by=by, action="employer.renamed", subject=f"employer {one.code}", reason=reason, name=_named(one))
    return one


def keep_employer_keys(employers: Iterable[Employer]) -> None:
    """Writes the keys of employers anew; their names are written already."""
    rows = {one.pk: one for one in employers}
    names: dict[int, set[str]] = {pk: {one.name} for pk, one in rows.items()}
    for owner, name in EmployerName.objects.filter(employer__in=rows).values_list("employer_id", "name"):
        names[owner].add(name)
    EmployerKey.objects.filter(employer__in=rows).delete()
    EmployerKey.objects.bulk_create(
        [
            EmployerKey(employer=one, key=key, country=one.country, demonstration=one.demonstration)
            for pk, one in rows.items()
            for key in sorted({key for name in names[pk] for key in name_keys(read(name))})
        ],
        batch_size=400,
    )


def _refuse_known(one: Employer) -> None:
    """Refuses a second company with one registration."""
    if not one.registration:
        return
    known = Employer.objects.filter(country=one.country, registration=one.registration).first()
    if known is not None:
        raise UnusableAgency(
            Text(
                "Registration {number} is that of {name} ({code}).",
                number=one.registration, name=known.name, code=known.code,
            ),
            advice=Text("Use that one, or check the number."),
            details={"code": known.code},
        )  # fmt: skip


def _named(one: Employer) -> str:
    """Its name in the record of actions; a household is known there by its code alone."""
    return "" if one.kind == Employer.Kind.HOUSEHOLD else one.name
