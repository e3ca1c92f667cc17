from django.db import migrations

from fairway_portal.accounts.append_only import GuardTable


class Migration(migrations.Migration):
    dependencies = [("fairway_placements", "0001_initial")]

    operations = [
        GuardTable("fairway_placements_barentry", "an entry on barred employers cannot be changed or deleted"),
    ]
