"""The test suite."""

from .base import *

SECRET_KEY = "tests"
SALT_KEY = ["tests"]
ALLOWED_HOSTS = ["*"]
DATABASES = {"default": env.db("DATABASE_URL", default="sqlite://:memory:")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
