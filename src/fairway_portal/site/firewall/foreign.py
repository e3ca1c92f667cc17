"""How much each field of a model that is not ours tells: sessions, tasks, counts of failed sign-ins.

Addresses of devices stay empty (`AXES_CLIENT_IP_CALLABLE`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fairway.safe_reporting.firewall.sensitivity import Sensitivity

FIELDS: Final[Mapping[str, Mapping[Sensitivity, tuple[str, ...]]]] = {
    "auth.Group": {
        Sensitivity.PUBLIC: ("id", "name", "permissions"),
    },
    "auth.Group_permissions": {
        Sensitivity.PUBLIC: ("id", "group", "permission"),
    },
    "auth.Permission": {
        Sensitivity.PUBLIC: ("id", "name", "content_type", "codename"),
    },
    "contenttypes.ContentType": {
        Sensitivity.PUBLIC: ("id", "app_label", "model"),
    },
    "sessions.Session": {
        Sensitivity.CREDENTIAL: ("session_key", "session_data", "expire_date"),
    },
    "axes.AccessAttempt": {
        Sensitivity.STAFF: (
            "id",
            "user_agent",
            "ip_address",
            "username",
            "http_accept",
            "path_info",
            "attempt_time",
            "get_data",
            "post_data",
            "failures_since_start",
        ),
    },
    "axes.AccessAttemptExpiration": {
        Sensitivity.STAFF: ("access_attempt", "expires_at"),
    },
    "axes.AccessFailureLog": {
        Sensitivity.STAFF: (
            "id",
            "user_agent",
            "ip_address",
            "username",
            "http_accept",
            "path_info",
            "attempt_time",
            "locked_out",
        ),
    },
    "axes.AccessLog": {
        Sensitivity.STAFF: (
            "id",
            "user_agent",
            "ip_address",
            "username",
            "http_accept",
            "path_info",
            "attempt_time",
            "logout_time",
        ),
        Sensitivity.CREDENTIAL: ("session_hash",),
    },
    "django_tasks_database.DBTaskResult": {
        Sensitivity.STAFF: (
            "id",
            "status",
            "enqueued_at",
            "started_at",
            "finished_at",
            "args_kwargs",
            "priority",
            "task_path",
            "worker_ids",
            "queue_name",
            "backend_name",
            "run_after",
            "return_value",
            "exception_class_path",
            "traceback",
        ),
    },
}
