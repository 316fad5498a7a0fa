from django.db import migrations, models
from django.db.models import F


def end_killed_runs(apps, schema_editor):
    """Runs that were killed are over: from now on only one may not have ended."""
    runs = apps.get_model("privacy_center", "RetentionRun").objects.using(
        schema_editor.connection.alias
    )
    runs.filter(ended_at=None).update(ended_at=F("started_at"), lease_until=None)


def ask_of_smaller_tables(apps, schema_editor):
    """Settings that were saved with the number they came with have the new one."""
    settings = apps.get_model("privacy_center", "RetentionSettings").objects.using(
        schema_editor.connection.alias
    )
    settings.filter(jump_records=500).update(jump_records=25)


class Migration(migrations.Migration):
    dependencies = [("privacy_center", "0008_corrections")]

    operations = [
        migrations.AddField(
            model_name="retentionrun",
            name="lease_owner",
            field=models.CharField(blank=True, editable=False, max_length=32),
        ),
        migrations.RunPython(end_killed_runs, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="retentionrun",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("status",),
                name="privacy_one_retention_run",
            ),
        ),
        migrations.AlterField(
            model_name="retentionsettings",
            name="jump_records",
            field=models.PositiveIntegerField(
                default=25,
                help_text="So that a small table does not ask every night.",
                verbose_name="and more than (records)",
            ),
        ),
        migrations.RunPython(ask_of_smaller_tables, migrations.RunPython.noop),
    ]
