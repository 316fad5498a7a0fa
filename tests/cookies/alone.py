"""A Wagtail site with the cookie choices and no privacy centre: python -m tests.cookies.alone"""

from __future__ import annotations

import sys

import django
from django.conf import settings
from django.core.management import call_command
from django.template import Context, Template
from django.test import Client

APPS = [
    "cookies",
    "cookie_consent",
    "wagtail.contrib.settings",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.locales",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]


class FromModels(dict[str, None]):
    """Makes every table straight from its model; all other tests show that migrations run."""

    def __contains__(self, label: object) -> bool:
        return True

    def __getitem__(self, label: str) -> None:
        return None


def configure() -> None:
    settings.configure(
        SECRET_KEY="alone",
        ALLOWED_HOSTS=["testserver"],
        INSTALLED_APPS=APPS,
        MIDDLEWARE=["django.middleware.locale.LocaleMiddleware"],
        MIGRATION_MODULES=FromModels(),
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
            }
        ],
        ROOT_URLCONF="tests.cookies.alone_urls",
        LANGUAGE_CODE="en",
        LANGUAGES=[("en", "English"), ("sv", "Swedish")],
        STATIC_URL="/static/",
        USE_TZ=True,
        WAGTAIL_SITE_NAME="Alone",
        WAGTAILADMIN_BASE_URL="http://testserver",
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        SILENCED_SYSTEM_CHECKS=["wagtailadmin.W001", "wagtailadmin.W003"],
    )
    django.setup()


def main() -> None:
    configure()
    from wagtail.models import Locale

    from cookies.declarations.declare import declare
    from cookies.declarations.services import SERVICES
    from cookies.declarations.starter import declare_starter

    call_command("check")
    call_command("migrate", run_syncdb=True, verbosity=0)
    Locale.objects.create(language_code="en")
    declare_starter()
    declare(SERVICES.values())
    client = Client()
    page = client.get("/cookies/").content.decode()
    assert "Your cookie choices" in page
    banner = Template("{% load cookies_tags %}{% cookie_banner %}").render(Context())
    assert 'id="cookie-banner"' in banner
    answer = client.post("/cookies/", {"decision": "accept-all"}, HTTP_ORIGIN="http://testserver")
    assert answer.status_code == 302
    assert "checked" in client.get("/cookies/").content.decode()
    assert not [name for name in sys.modules if name.split(".")[0] in ("privacy_center", "home")]


if __name__ == "__main__":
    main()
