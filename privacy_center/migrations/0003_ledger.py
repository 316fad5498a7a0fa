from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("privacy_center", "0002_records")]

    operations = [
        migrations.CreateModel(
            name="LedgerMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("entry", models.CharField(max_length=64, unique=True, verbose_name="entry")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="done")),
            ],
            options={
                "verbose_name": "mark of the ledger",
                "verbose_name_plural": "marks of the ledger",
            },
        ),
    ]
