"""The WSGI application: `gunicorn fairway_portal.site.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

from fairway_portal.site.egress import refuse_others

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fairway_portal.site.settings")
application = get_wsgi_application()
refuse_others()
