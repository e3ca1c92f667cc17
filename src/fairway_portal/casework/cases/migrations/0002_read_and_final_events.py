from django.db import migrations, models

from fairway_portal.accounts.append_only import GuardTable


class Migration(migrations.Migration):
    dependencies = [("fairway_cases", "0001_initial")]

    operations = [
        migrations.AddField(model_name="case", name="read", field=models.PositiveIntegerField(default=0)),
        GuardTable("fairway_cases_caseevent", "an event of a case cannot be changed or deleted"),
    ]
