from django.db import migrations

from fairway_portal.accounts.append_only import GuardTable


class Migration(migrations.Migration):
    dependencies = [("fairway_licensing", "0001_initial")]

    operations = [
        GuardTable(
            "fairway_licensing_licenceentry", "an entry of the history of a licence cannot be changed or deleted"
        ),
        GuardTable("fairway_licensing_evidence", "a piece of evidence cannot be changed or deleted"),
        GuardTable("fairway_licensing_panelview", "a view of the panel cannot be changed or deleted"),
        GuardTable("fairway_licensing_change", "a published change of the register cannot be changed or deleted"),
    ]
