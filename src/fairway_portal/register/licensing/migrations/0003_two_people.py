from django.db import migrations, models

from fairway_portal.accounts.append_only import GuardTable


class Migration(migrations.Migration):
    dependencies = [("fairway_licensing", "0002_final")]

    operations = [
        migrations.AddField(
            model_name="licence",
            name="key",
            field=models.UUIDField(blank=True, editable=False, null=True, unique=True),
        ),
        migrations.AddConstraint(
            model_name="licenceentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_by", None),
                    ("by", None),
                    models.Q(("approved_by", models.F("by")), _negated=True),
                    _connector="OR",
                ),
                name="licence_entry_two_people",
            ),
        ),
        # SQLite makes the table anew for the constraint, and loses its guard.
        GuardTable(
            "fairway_licensing_licenceentry", "an entry of the history of a licence cannot be changed or deleted"
        ),
    ]
