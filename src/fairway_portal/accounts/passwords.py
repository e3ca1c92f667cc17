"""Whether a password is strong enough, said in the reader's language."""

from __future__ import annotations

from typing import Final

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from fairway.kernel.text import Text
from fairway_portal.accounts.errors import WeakPassword
from fairway_portal.accounts.models import Person

SHORTEST: Final = 12
LONGEST: Final = 500
HINT: Final = Text("At least {n} characters: four words that do not belong together are good.", n=SHORTEST)
OWN_WORDS: Final = (
    "fairway", "portal", "monitor", "register", "casework", "desk", "recruitment", "migration", "migrant", "labour",
    "labor", "worker", "agency", "union", "ministry", "embassy", "inspector", "inspectorate", "handler",
    "administrator", "admin", "moderator", "officer", "operator", "password", "passwort", "contrasena", "motdepasse",
)  # fmt: skip
"""Words that are tried first here: names of the product, of its rooms, of roles and of those who use it."""
LEAST_LEFT: Final = 6
"""Characters that must be left of a password without those words."""
_WORDS: Final = {
    "password_too_short": Text("Write at least {n} characters.", n=SHORTEST),
    "password_too_common": Text("This is one of the passwords that are tried first. Choose another."),
    "password_of_own_words": Text("This is made of words that others would try here. Add words of your own."),
    "password_breached": Text("This password is known from a break-in elsewhere. Choose another."),
    "password_too_similar": Text("This is too much like the name or the e-mail address."),
}


class OwnWords:
    """Refuses what is made of words of this place alone (a validator of `AUTH_PASSWORD_VALIDATORS`)."""

    def validate(self, password: str, user: object = None) -> None:
        """Called for each new password.

        Raises:
            ValidationError: Too little is left without such words, digits and signs.
        """
        left = password.casefold()
        for word in sorted(OWN_WORDS, key=len, reverse=True):
            left = left.replace(word, "")
        if password.casefold() != left and sum(one.isalpha() for one in left) < LEAST_LEFT:
            raise ValidationError("Made of words of this place.", code="password_of_own_words")

    def get_help_text(self) -> str:
        """Django asks every validator for it."""
        return str(HINT)


def weaknesses(password: str, person: Person) -> tuple[Text, ...]:
    """What is wrong with a password; nothing if it is strong enough.

    Args:
        password: As it was written.
        person: Whose it will be: her name and address are no passwords.
    """
    if len(password) > LONGEST:
        return (Text("Write at most {n} characters.", n=LONGEST),)
    try:
        validate_password(password, user=person)
    except ValidationError as fault:
        return tuple(
            _WORDS.get(one.code or "") or Text("{said}", said=" ".join(one.messages)) for one in fault.error_list
        )
    return ()


def check_strong(password: str, person: Person) -> None:
    """Refuses a password that others would guess.

    Raises:
        WeakPassword: With every reason.
    """
    if found := weaknesses(password, person):
        raise WeakPassword(found)
