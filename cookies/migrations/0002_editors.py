"""Let those who edit and publish pages edit what the cookie policy shows, as Wagtail does for images."""

from django.db import migrations

MODELS = {
    "declaredgroup": ("add", "change", "delete", "view"),
    "declaredcookie": ("add", "change", "delete", "view"),
    "cookiesettings": ("change",),
}


def allow_editors(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    Group = apps.get_model("auth", "Group")
    names = {
        "declaredgroup": "cookie group",
        "declaredcookie": "cookie",
        "cookiesettings": "Cookies",
    }
    permissions = []
    for model, verbs in MODELS.items():
        kind, _created = ContentType.objects.get_or_create(app_label="privacy_cookies", model=model)
        for verb in verbs:
            permission, _created = Permission.objects.get_or_create(
                content_type=kind,
                codename=f"{verb}_{model}",
                defaults={"name": f"Can {verb} {names[model]}"},
            )
            permissions.append(permission)
    for group in Group.objects.filter(name__in=["Editors", "Moderators"]):
        group.permissions.add(*permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("privacy_cookies", "0001_initial"),
        ("wagtailcore", "0002_initial_data"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(allow_editors, migrations.RunPython.noop)]
