"""Setting a second factor up, trying it, taking it away."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway_portal.accounts import codes, sessions
from fairway_portal.accounts.audit import record
from fairway_portal.accounts.models import Person, RecoveryCode, SecondFactor

FAILURES: Final = 5
WAIT: Final = timedelta(minutes=15)


class WrongCode(InputError):
    """The code is not, or no longer, the right one."""

    def __init__(self) -> None:
        super().__init__(
            Text("This code is not right, or was used already."),
            advice=Text("Wait for the next code. If that fails, see that the clock of your telephone is right."),
        )


class TooManyCodes(InputError):
    """Too many wrong codes: nobody can try for a while."""

    http_status = 429

    def __init__(self) -> None:
        super().__init__(
            Text("Too many wrong codes."),
            advice=Text("Wait a quarter of an hour, or ask an administrator to reset it."),
        )


def factor_of(person: Person) -> SecondFactor | None:
    """Her second factor, if she has one."""
    return SecondFactor.objects.filter(person=person).first()


@transaction.atomic
def set_up(*, by: Person, secret: str, typed: str) -> tuple[str, ...]:
    """Keeps a secret once its first code was typed; what was there before is replaced.

    Returns:
        Recovery codes, which are never shown again.

    Raises:
        WrongCode: The code is not one of the secret.
    """
    step = codes.step_of(secret, typed, timezone.now().timestamp())
    if step is None:
        raise WrongCode
    SecondFactor.objects.filter(person=by).delete()
    made = SecondFactor.objects.create(person=by, sealed=codes.sealed(secret), last_step=step)
    plain = tuple(codes.recovery_code() for _ in range(codes.RECOVERY_CODES))
    RecoveryCode.objects.bulk_create(RecoveryCode(factor=made, digest=codes.digest_of(one)) for one in plain)
    record(by=by, action="second_factor.set_up", subject=f"person {by.email}")
    return plain


def check(*, person: Person, typed: str) -> None:
    """Takes a code of the app or a recovery code, once.

    Raises:
        WrongCode: It is neither, or was used.
        TooManyCodes: Too many were wrong.
    """
    wrong: InputError | None = None
    with transaction.atomic():  # what was counted stays, so the refusal comes after it
        factor = SecondFactor.objects.select_for_update().get(person=person)
        if factor.waits_until and factor.waits_until > timezone.now():
            wrong = TooManyCodes()
        elif _taken(factor, typed):
            factor.failures, factor.waits_until = 0, None
        else:
            wrong = WrongCode()
            factor.failures += 1
            if factor.failures >= FAILURES:
                factor.failures, factor.waits_until = 0, timezone.now() + WAIT
                record(by=None, action="second_factor.locked", subject=f"person {person.email}")
        factor.save()
    if wrong is not None:
        raise wrong


def _taken(factor: SecondFactor, typed: str) -> bool:
    step = codes.step_of(codes.unsealed(bytes(factor.sealed)), typed, timezone.now().timestamp())
    if step is not None:
        fresh = step > factor.last_step
        factor.last_step = max(step, factor.last_step)
        return fresh
    left = factor.recovery_codes.filter(digest=codes.digest_of(typed), used=None)
    return left.update(used=timezone.localdate()) == 1


@transaction.atomic
def take_away(*, by: Person, person: Person, reason: str) -> None:
    """Ends a second factor and every session of somebody who lost her telephone and her codes; she sets up another."""
    SecondFactor.objects.filter(person=person).delete()
    sessions.end(person)
    record(by=by, action="second_factor.taken_away", subject=f"person {person.email}", reason=reason)
