"""Settings of the mode that `FAIRWAY_MODE` names; their meanings are in `settings_reference`."""

from fairway_portal.site import settings_reference as _settings

if _settings.one_of("FAIRWAY_MODE", "development", "production") == "production":
    from fairway_portal.site.settings.production import *  # noqa: F403
else:
    from fairway_portal.site.settings.development import *  # noqa: F403
