"""One machine, no set-up: SQLite, a key made on the spot and kept beside the tables, plain HTTP on local names."""

from fairway_portal.site import settings_reference as _settings
from fairway_portal.site.own_key import own_key
from fairway_portal.site.settings.base import *  # noqa: F403

DEBUG = False
SECRET_KEY = _settings.text("SECRET_KEY") or own_key(HOME)  # noqa: F405
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *_settings.listed("FAIRWAY_HOSTS")]
