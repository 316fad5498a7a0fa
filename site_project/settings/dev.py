"""The demo on a developer's own machine."""

from .base import *

DEBUG = True
SECRET_KEY = env("SECRET_KEY", default="only-for-the-demo-on-this-machine")
SALT_KEY = [SECRET_KEY]
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
