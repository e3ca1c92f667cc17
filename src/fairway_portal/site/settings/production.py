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
if _settings.text("DATABASE_URL") and not _settings.text("FAIRWAY_CASEWORK_DATABASE_URL"):
    raise InputError(
        "FAIRWAY_CASEWORK_DATABASE_URL is not set; sealed reports need a database of their own.",
        advice="Make a second database with a user of its own, and name it there: postgresql://user:password@host/name.",
    )
if DATABASES["default"] == DATABASES["casework"]:  # noqa: F405
    raise InputError(
        "DATABASE_URL and FAIRWAY_CASEWORK_DATABASE_URL name the same database.",
        advice="Make a second database with a user of its own for sealed reports, and name it in the latter.",
    )
_settings.required("FAIRWAY_HOSTS")
ALLOWED_HOSTS = _settings.listed("FAIRWAY_HOSTS")

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _settings.yes("FAIRWAY_HTTPS")
if SESSION_COOKIE_SECURE:  # a browser takes a name of this kind from this host alone, over HTTPS, for every path
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
SECURE_SSL_REDIRECT = _settings.yes("FAIRWAY_HTTPS")
SECURE_REDIRECT_EXEMPT = [r"^health$"]
SECURE_HSTS_SECONDS = _settings.number("FAIRWAY_HSTS_SECONDS") if SECURE_SSL_REDIRECT else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
if _settings.yes("FAIRWAY_BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
