from django.db import migrations

from fairway_portal.accounts.append_only import GuardTable


class Migration(migrations.Migration):
    dependencies = [("fairway_filings", "0001_initial")]

    operations = [
        GuardTable("fairway_filings_leaf", "an entry of the log of filings cannot be changed or deleted"),
        GuardTable("fairway_filings_treehead", "a head of the log of filings cannot be changed or deleted"),
    ]
