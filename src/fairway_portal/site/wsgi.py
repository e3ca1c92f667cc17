"""The WSGI application: `gunicorn fairway_portal.site.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

from fairway_portal.site.egress import refuse_others
from fairway_portal.site.encodings import read_as_utf8

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fairway_portal.site.settings")
application = read_as_utf8(get_wsgi_application())
refuse_others()
