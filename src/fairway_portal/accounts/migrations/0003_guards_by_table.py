from typing import Any

from django.db import migrations

from fairway_portal.accounts.append_only import REFUSAL, TABLE, GuardTable

BEFORE = {
    "sqlite": ("DROP TRIGGER IF EXISTS record_final_update", "DROP TRIGGER IF EXISTS record_final_delete"),
    "postgresql": (
        f"DROP TRIGGER IF EXISTS record_final_row ON {TABLE}",
        f"DROP TRIGGER IF EXISTS record_final_all ON {TABLE}",
        "DROP FUNCTION IF EXISTS record_final()",
    ),
}


def forget_former_names(apps: Any, editor: Any) -> None:
    """Guards had names of their own before other tables were guarded too."""
    for statement in BEFORE[editor.connection.vendor]:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("fairway_accounts", "0002_record_is_final")]

    operations = [
        migrations.RunPython(forget_former_names, migrations.RunPython.noop),
        GuardTable(TABLE, REFUSAL),
    ]
