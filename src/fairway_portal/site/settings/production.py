"""A public server: a key and host names are required, HTTPS is the rule."""

from fairway.kernel.errors import InputError
from fairway_portal.site import settings_reference as _settings
from fairway_portal.site.settings.base import *  # noqa: F403

SHORTEST_KEY = 50

DEBUG = False
SECRET_KEY = _settings.required("SECRET_KEY")
if len(SECRET_KEY) < SHORTEST_KEY:
    raise InputError(
        f"SECRET_KEY has {len(SECRET_KEY)} characters; production needs at least {SHORTEST_KEY}.",
        advice='Make one with: python -c "import secrets; print(secrets.token_urlsafe(50))"',
    )
_settings.required("FAIRWAY_HOSTS")
ALLOWED_HOSTS = _settings.listed("FAIRWAY_HOSTS")

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _settings.yes("FAIRWAY_HTTPS")
SECURE_SSL_REDIRECT = _settings.yes("FAIRWAY_HTTPS")
SECURE_REDIRECT_EXEMPT = [r"^health$"]
SECURE_HSTS_SECONDS = _settings.number("FAIRWAY_HSTS_SECONDS") if SECURE_SSL_REDIRECT else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
if _settings.yes("FAIRWAY_BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
