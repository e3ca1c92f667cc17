from django.db import migrations

from fairway_portal.accounts.append_only import GuardTable


class Migration(migrations.Migration):
    dependencies = [("fairway_inspections", "0001_initial")]

    operations = [
        GuardTable(
            "fairway_inspections_guaranteeentry", "an entry of the ledger of a guarantee cannot be changed or deleted"
        ),
    ]
