"""Things of the register's part `public` that addresses of the permission matrix name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from django.utils.timezone import localdate

from fairway_portal.accounts.models import Membership
from fairway_portal.actors.models import Agency
from fairway_portal.register.public import keys
from fairway_portal.register.public.licences import licences_of_all
from fairway_portal.register.public.tokens import token_of
from tests.register_samples import licensing


def _token(people: Mapping[str, Membership]) -> str:
    """A token of today of the licence of the agency NPL-900001."""
    licensing.SAMPLES["licensing_licence"](people)
    agency = Agency.objects.get(code="NPL-900001")
    licence = licences_of_all([agency.pk], localdate())[agency.pk][0]
    return token_of(licence, code=agency.code, name=agency.name, key=keys.signing_key(), on=localdate())


SAMPLES: Final[dict[str, Callable[[Mapping[str, Membership]], str]]] = {"public_token": _token}
