"""The test suite."""

from .base import *

INSTALLED_APPS += ["tests.testapp"]
# What the demo does without, and the privacy centre has declarations for.
INSTALLED_APPS += ["allauth.socialaccount", "wagtail.contrib.search_promotions"]
if "django_tasks_db" not in INSTALLED_APPS:
    INSTALLED_APPS.append("django_tasks_db")
DEMO = True
SECRET_KEY = "tests"
SALT_KEY = ["tests"]
ALLOWED_HOSTS = ["*"]
# SQLite in memory unless told otherwise, whatever the demo on the same machine uses.
DATABASES = {"default": env.db("DATABASE_URL", default="sqlite://:memory:")}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MAIL_DIR = VAR_DIR / "mail"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
TASKS = {"default": {"BACKEND": TASKS_BACKENDS["immediate"]}}
# A test that is about the ledger names its own.
PRIVACY_CENTER = {"SITE_NAME": "Auxentum"}
# A test declares what it is about.
PRIVACY_COOKIES = {"DECLARE_STARTER": False}
