from django.db import migrations

from fairway_portal.accounts.append_only import GuardTable


class Migration(migrations.Migration):
    dependencies = [("fairway_orders", "0001_initial")]

    operations = [
        GuardTable(
            "fairway_orders_joborderentry", "an entry of the history of a job order cannot be changed or deleted"
        ),
        GuardTable("fairway_orders_schemestep", "a step of a lottery cannot be changed or deleted"),
        GuardTable("fairway_orders_listednumber", "a frozen list cannot be changed"),
        GuardTable("fairway_orders_schemerecord", "the record of a lottery cannot be changed or deleted"),
    ]
