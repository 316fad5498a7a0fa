"""What the software itself declared as necessary needs nobody's approval."""

from django.db import migrations
from django.utils import timezone


def approve_the_stacks_own(apps, schema_editor):
    apps.get_model("privacy_cookies", "DeclaredGroup").objects.filter(
        varname="necessary", is_required=True
    ).exclude(exemption="").update(approved_at=timezone.now())


class Migration(migrations.Migration):
    dependencies = [("privacy_cookies", "0003_services")]

    operations = [migrations.RunPython(approve_the_stacks_own, migrations.RunPython.noop)]
