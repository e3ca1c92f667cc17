from django.db import migrations, models

from fairway_portal.accounts.append_only import GuardTable
from fairway_portal.register.inspections.closing_guard import GuardClosed


class Migration(migrations.Migration):
    dependencies = [("fairway_inspections", "0003_steps_and_notices")]

    operations = [
        migrations.AddConstraint(
            model_name="guaranteeentry",
            constraint=models.CheckConstraint(
                condition=models.Q(amount__gt=0)
                | models.Q(kind="release")
                | (models.Q(approved_by__isnull=False) & ~models.Q(approved_by=models.F("by"))),
                name="guarantee_entry_two_people",
            ),
        ),
        GuardTable(
            "fairway_inspections_guaranteeentry", "an entry of the ledger of a guarantee cannot be changed or deleted"
        ),
        GuardClosed(),
    ]
