"""A server. Refuses to start, and names the variable, when one that it needs is missing."""

import os

from django.core.exceptions import ImproperlyConfigured

REQUIRED = {
    "SECRET_KEY": "a long random text that signs sessions and links",
    "ALLOWED_HOSTS": "the host names of the site, separated by commas",
    "DATABASE_URL": "the database, such as postgres://user:password@host:5432/name",
    "EMAIL_URL": "the mail server, such as smtp+tls://user:password@host:587",
    "REDIS_URL": "the cache that all workers share, such as redis://host:6379/0",
}
for _name, _meaning in REQUIRED.items():
    if not os.environ.get(_name, "").strip():
        raise ImproperlyConfigured(
            f"{_name} is not set. Production needs it: {_meaning}. See .env.example."
        )

from .base import *  # noqa: E402 (an empty variable must be named before it is read)

DEBUG = False
SECRET_KEY = env("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
SALT_KEY = env.list("SALT_KEY", default=[SECRET_KEY])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SITE_URL = WAGTAILADMIN_BASE_URL = env(
    "SITE_URL", default=f"https://{ALLOWED_HOSTS[0].lstrip('.')}"
)

DATABASES["default"]["CONN_MAX_AGE"] = env.int("DATABASE_CONN_MAX_AGE", default=60)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
vars().update(env.email("EMAIL_URL"))

# Right behind the security headers, so that static files get them too.
MIDDLEWARE.insert(1, "whitenoise.middleware.WhiteNoiseMiddleware")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
STATIC_ROOT = Path(env("STATIC_ROOT", default=str(STATIC_ROOT)))
MEDIA_ROOT = Path(env("MEDIA_ROOT", default=str(MEDIA_ROOT)))

STAFF_MFA_REQUIRED = True

# How many proxies of yours stand in front: they are believed about the client's address and TLS.
if PROXIES := env.int("TRUSTED_PROXY_COUNT", default=0):
    ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES
    PRIVACY_COOKIES = {"TRUSTED_PROXY_COUNT": PROXIES}
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SECURE_SSL_REDIRECT = True
# A load balancer asks for these over plain HTTP from inside.
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
