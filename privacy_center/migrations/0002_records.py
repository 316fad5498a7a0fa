import django.db.models.deletion
import modelcluster.fields
from django.conf import settings
from django.db import migrations, models


def move_measures(apps, schema_editor):
    """What was written once for all languages becomes the text of the site's own language."""
    Controller = apps.get_model("privacy_center", "Controller")
    ControllerText = apps.get_model("privacy_center", "ControllerText")
    Locale = apps.get_model("wagtailcore", "Locale")
    written = Controller.objects.exclude(security_measures="")
    if not written.exists():
        return
    code = settings.LANGUAGE_CODE
    own = Locale.objects.filter(language_code__in=(code, code.split("-")[0])).first()
    locale = own or Locale.objects.order_by("pk").first()
    for controller in written:
        ControllerText.objects.create(
            controller=controller, locale=locale, security_measures=controller.security_measures
        )
    # PostgreSQL alters no table while a constraint of the same transaction waits to be checked.
    schema_editor.connection.check_constraints()


class Migration(migrations.Migration):
    dependencies = [
        ("privacy_center", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.AddField(
            model_name="activitytext",
            name="people",
            field=models.TextField(
                blank=True,
                help_text="Which people it is about. Such as: customers, and those who ask for a quote.",
                verbose_name="whose data",
            ),
        ),
        migrations.AddField(
            model_name="activitytext",
            name="security_measures",
            field=models.TextField(
                blank=True,
                help_text="Protection that this data has beyond what Settings, Controller says of all data. It stands in the records of processing, not on the policy page.",
                verbose_name="security of its own",
            ),
        ),
        migrations.AddField(
            model_name="controller",
            name="joint_controllers",
            field=models.TextField(
                blank=True,
                help_text="Others who decide together with you why and how (Art. 26), if any.",
                verbose_name="joint controllers",
            ),
        ),
        migrations.AddField(
            model_name="controller",
            name="representative",
            field=models.CharField(
                blank=True,
                help_text="Only for a company outside the EU and EEA (Art. 27).",
                max_length=200,
                verbose_name="representative in the EU",
            ),
        ),
        migrations.AlterField(
            model_name="controller",
            name="data_protection_officer",
            field=models.CharField(
                blank=True,
                help_text="Name and how to reach them. Leave empty where you have appointed none.",
                max_length=200,
                verbose_name="data protection officer",
            ),
        ),
        migrations.CreateModel(
            name="ControllerText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "security_measures",
                    models.TextField(
                        help_text="How all data is protected: encryption, who has access, back-ups. It stands in the records of processing, not on the policy page (Art. 30(1)(g)).",
                        verbose_name="security measures",
                    ),
                ),
                (
                    "controller",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="texts",
                        to="privacy_center.controller",
                    ),
                ),
                (
                    "locale",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wagtailcore.locale",
                        verbose_name="language",
                    ),
                ),
            ],
            options={
                "verbose_name": "text",
                "verbose_name_plural": "texts",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("controller", "locale"), name="privacy_controller_text_once"
                    )
                ],
            },
        ),
        migrations.RunPython(move_measures, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name="controller",
            name="security_measures",
        ),
    ]
