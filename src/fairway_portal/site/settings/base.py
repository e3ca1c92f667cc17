"""What development and production share."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from fairway.warehouse.home import home
from fairway_portal.site import settings_reference as _settings
from fairway_portal.site.database import database

PORTAL = Path(__file__).resolve().parents[2]
HOME = home()

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "axes",
    "django_tasks",
    "django_tasks_db",
    "fairway_portal.design",
    "fairway_portal.accounts",
    "fairway_portal.actors",
    "fairway_portal.surveys",
    "fairway_portal.monitor",
    "fairway_portal.register.licensing",
    "fairway_portal.register.inspections",
    "fairway_portal.register.placements",
    "fairway_portal.register.rosters",
    "fairway_portal.register.orders",
    "fairway_portal.casework.vault",
    "fairway_portal.casework.keys",
    "fairway_portal.casework.filings",
    "fairway_portal.casework.cases",
    "fairway_portal.casework.escrow",
    "fairway_portal.casework.counselling",
    "fairway_portal.casework.transparency",
    "fairway_portal.observatory",
    "fairway_portal.site",
]
MIDDLEWARE = [
    "fairway_portal.site.headers.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "fairway_portal.site.speaking.Language",
    "fairway_portal.site.caching.PageCache",
    "fairway_portal.site.errors.ReadableErrors",
    "django.middleware.common.CommonMiddleware",
    # Cookies belong to the desk alone: pages for workers and readers never touch the session.
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "fairway_portal.site.urls"
WSGI_APPLICATION = "fairway_portal.site.wsgi.application"

# Jinja2 is the one template language of the library and the portal (see docs/decisions).
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [
            PORTAL / app / "templates"
            for app in ("design", "accounts", "surveys", "monitor", "register", "casework", "observatory", "api")
        ],
        "OPTIONS": {"environment": "fairway_portal.design.environment.environment"},
    }
]

DATABASES = {
    "default": database(_settings.text("DATABASE_URL"), HOME),
    "casework": database(
        _settings.text("FAIRWAY_CASEWORK_DATABASE_URL"), HOME, name="casework", setting="FAIRWAY_CASEWORK_DATABASE_URL"
    ),
}
DATABASE_ROUTERS = ["fairway_portal.site.two_databases.CaseworkApart"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# People of organisations sign in; workers never do. Failed sign-ins are counted by name, and no address is kept.
AUTH_USER_MODEL = "fairway_accounts.Person"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "fairway_portal.accounts.passwords.OwnWords"},
    {
        "NAME": "fairway_portal.accounts.breached.Breached",
        "OPTIONS": {"file": _settings.text("FAIRWAY_BREACHED_PASSWORDS")},
    },
]
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_CLIENT_IP_CALLABLE = "fairway_portal.accounts.throttling.no_address"
AXES_USERNAME_CALLABLE = "fairway_portal.accounts.throttling.name_of"
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
AXES_LOCKOUT_CALLABLE = "fairway_portal.accounts.throttling.locked_out"
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
CSRF_FAILURE_VIEW = "fairway_portal.accounts.refusals.csrf_failure"

# Who receives the submissions of a survey besides the room of surveys itself: purpose → function, in one place.
SURVEY_RECEIVERS = {"rating": "fairway_portal.monitor.receiving.RECEIVER"}

# Whom casework asks who is liable by a contract: a `recruitment.liability.Chain`, made with the country of origin.
LIABILITY_CHAIN = "fairway_portal.register.placements.chain.PortalChain"

# The language is part of the address and texts come from Fairway's own catalogue, so Django's machinery stays off.
USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = Path(_settings.text("FAIRWAY_STATIC") or HOME / "static")
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "fairway_portal.design.bundle.StyleSheetFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"

# Framing is refused by our own headers (W002); preloading HSTS binds a whole domain and is its owner's decision (W021).
# Sign-in is throttled by the name that is tried alone, which is stricter than by device (axes.W006).
SILENCED_SYSTEM_CHECKS = ["security.W002", "security.W021", "axes.W006"]

PAGE_MEMORY_BYTES = _settings.number("FAIRWAY_PAGE_MEMORY_MB") * 1024 * 1024
PAGE_SECONDS = _settings.number("FAIRWAY_PAGE_SECONDS")
PUBLIC_URL = _settings.text("FAIRWAY_PUBLIC_URL").rstrip("/")
SECOND_FACTOR = _settings.one_of("FAIRWAY_SECOND_FACTOR", "handlers", "everyone")
FILING_KEY = _settings.text("FAIRWAY_FILING_KEY")
# Whose digest the log of filings holds: the list of handlers' public keys. Two rooms beside each other, wired here.
FILING_DIRECTORY = "fairway_portal.casework.keys.queries.directory"
LICENCE_KEY = _settings.text("FAIRWAY_LICENCE_KEY")
CASEWORK_KEYS = Path(_settings.text("FAIRWAY_CASEWORK_KEYS") or HOME / "casework-keys")
SDMX_MOST = _settings.number("FAIRWAY_SDMX_MOST")
# The library reads it itself (`warehouse.home.demonstrating`); a mistake is refused here, before anybody asks.
DEMONSTRATION = _settings.one_of("FAIRWAY_DEMONSTRATION", "no", "yes", "0", "1") in ("yes", "1")
SOURCE_FOLDER = _settings.text("FAIRWAY_SOURCE_FOLDER")

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "fairway_portal.site.log_addresses.OneLine",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "filters": {"addresses": {"()": "fairway_portal.site.log_addresses.PatternForAddress"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["addresses"]}},
    "root": {"handlers": ["stderr"], "level": _settings.text("FAIRWAY_LOG_LEVEL").upper()},
    "loggers": {
        # A reader's typing mistake is not an event: 404 and 422 are not logged, 5xx are.
        "django.request": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        "django.server": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        # What cleans her files would quote them.
        "pikepdf": {"level": "CRITICAL", "propagate": False},
        "PIL": {"level": "CRITICAL", "propagate": False},
    },
}
