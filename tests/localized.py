"""The test site with wagtail-localize, for a process of its own. Run by ``test_wagtail_localize``.

Makes the tables of the models as they are, without migrations, in SQLite in memory.
"""

import json

import django
from django.conf import settings

from site_project.settings import test as site

OPTIONS = {name: getattr(site, name) for name in dir(site) if name.isupper()}


class NoMigrations(dict):
    """Every app without migrations."""

    def __contains__(self, app):
        return True

    def __getitem__(self, app):
        return None


OPTIONS["INSTALLED_APPS"] = ["wagtail_localize", *site.INSTALLED_APPS]
OPTIONS["DATABASES"] = {
    "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"},
}
OPTIONS["MIGRATION_MODULES"] = NoMigrations()
OPTIONS["LOGGING_CONFIG"] = None


def main():
    settings.configure(**OPTIONS)
    django.setup()
    from django.core.management import call_command
    from wagtail.models import Locale, Page

    call_command("migrate", run_syncdb=True, verbosity=0)
    for code in ("en", "sv"):
        Locale.objects.create(language_code=code)
    Page.add_root(instance=Page(title="Root", slug="root"))

    from wagtail_localize.models import (
        SegmentOverride,
        String,
        StringTranslation,
        TranslationContext,
        TranslationSource,
    )

    from home.models import StandardPage
    from privacy_center.audit import Actor
    from privacy_center.checks import check_declarations, check_undeclared
    from privacy_center.erasure import erase
    from privacy_center.sources import registry
    from privacy_center.sources.coverage import coverage
    from tests.testapp.factories import activity, person

    for slug in ("account", "security"):
        activity(slug)
    activity("editing", legal_basis="legitimate_interest")
    for slug in ("consent-proof", "rights-requests"):
        activity(slug, legal_basis="legal_obligation", period_value=3)
    anna, erik = person("anna@example.com"), person("erik@example.com")
    english, swedish = (
        Locale.objects.get(language_code="en"),
        Locale.objects.get(language_code="sv"),
    )
    for editor in (anna, erik):
        made = Page.objects.first().add_child(
            instance=StandardPage(
                title="About", slug=f"about-{editor.user_pk}", locale=english, owner=editor.user
            )
        )
        source, _new = TranslationSource.get_or_create_from_instance(made)
        context, _new = TranslationContext.objects.get_or_create(object=source.object, path="title")
        string, _new = String.objects.get_or_create(locale=english, data="About")
        StringTranslation.objects.create(
            translation_of=string,
            locale=swedish,
            context=context,
            data="Om oss",
            last_translated_by=editor.user,
        )
        SegmentOverride.objects.create(
            locale=swedish, context=context, data_json="1", last_translated_by=editor.user
        )
    run = erase(anna, actor=Actor.command(), language="en")

    def owners():
        return [
            json.loads(s.content_json)["owner"] for s in TranslationSource.objects.order_by("pk")
        ]

    told = {
        "undeclared": [one.name for one in coverage(registry) if one.undeclared],
        "faults": [str(m) for m in (*check_declarations(), *check_undeclared()) if m.is_serious()],
        "status": run.status,
        "translators": [
            list(m.objects.order_by("pk").values_list("last_translated_by", flat=True))
            for m in (StringTranslation, SegmentOverride)
        ],
        "owners": owners(),
        "erik": erik.user.pk,
    }
    print(json.dumps(told))  # noqa: T201


if __name__ == "__main__":
    main()
