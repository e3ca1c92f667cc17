"""One machine, no set-up: SQLite, a key that lives as long as the process, plain HTTP on local names."""

from django.core.management.utils import get_random_secret_key

from fairway_portal.site import settings_reference as _settings
from fairway_portal.site.settings.base import *  # noqa: F403

DEBUG = False
SECRET_KEY = _settings.text("SECRET_KEY") or get_random_secret_key()
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *_settings.listed("FAIRWAY_HOSTS")]
