import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("privacy_center", "0005_policy_versions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="confirmedrule",
            name="in_languages",
            field=models.JSONField(default=dict, editable=False),
        ),
        migrations.CreateModel(
            name="RetentionSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "approval_required",
                    models.BooleanField(
                        default=False,
                        help_text="Otherwise a run waits only after a change of rules or a sudden jump.",
                        verbose_name="each run waits for my approval",
                    ),
                ),
                (
                    "jump_percent",
                    models.PositiveSmallIntegerField(
                        default=20,
                        help_text="A run that would remove more than this of any one table stops and asks.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="a jump is more than (per cent of a table)",
                    ),
                ),
                (
                    "jump_records",
                    models.PositiveIntegerField(
                        default=500,
                        help_text="So that a small table does not ask every night.",
                        verbose_name="and more than (records)",
                    ),
                ),
                (
                    "warn_after_months",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Months since the last sign-in. Empty: accounts stay, however long nobody uses them.",
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="warn an unused account after (months)",
                    ),
                ),
                (
                    "erase_after_months",
                    models.PositiveSmallIntegerField(
                        default=3,
                        help_text="Months since the warning. Whoever signs in meanwhile keeps the account.",
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="and erase it after that (months)",
                    ),
                ),
            ],
            options={
                "verbose_name": "Retention",
                "verbose_name_plural": "Retention",
            },
        ),
        migrations.AddField(
            model_name="retentionrun",
            name="lease_until",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AlterField(
            model_name="privacyrequest",
            name="channel",
            field=models.CharField(
                choices=[
                    ("centre", "The privacy centre"),
                    ("mail", "E-mail"),
                    ("phone", "Telephone"),
                    ("letter", "Letter"),
                    ("command", "A command on the server"),
                    ("unused", "Nobody: the account was not used"),
                ],
                default="centre",
                max_length=10,
                verbose_name="came by",
            ),
        ),
        migrations.CreateModel(
            name="InactivityWarning",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("warned_at", models.DateTimeField(verbose_name="warned")),
                ("erase_on", models.DateField(db_index=True, verbose_name="erased on")),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
            ],
            options={
                "verbose_name": "warning of an unused account",
                "verbose_name_plural": "warnings of unused accounts",
                "ordering": ["erase_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="RetentionApproval",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("as_of", models.DateField(verbose_name="as of")),
                ("counts", models.JSONField(default=dict, verbose_name="records")),
                ("approved_at", models.DateTimeField(auto_now_add=True, verbose_name="approved")),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="approved by",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="approvals",
                        to="privacy_center.retentionrun",
                        verbose_name="run",
                    ),
                ),
            ],
            options={
                "verbose_name": "approval of a retention run",
                "verbose_name_plural": "approvals of retention runs",
                "ordering": ["-approved_at", "-pk"],
            },
        ),
    ]
