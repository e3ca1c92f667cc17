import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("fairway_vault", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="sealed",
            name="copy_of",
            field=models.UUIDField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="draft",
            name="report",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
            preserve_default=False,
        ),
    ]
