from django.db import migrations

from fairway_portal.accounts.append_only import guard, release


class Migration(migrations.Migration):
    dependencies = [("fairway_accounts", "0001_initial")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: guard(editor.connection), lambda apps, editor: release(editor.connection)
        )
    ]
