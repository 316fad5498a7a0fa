"""The demo on a developer's own machine."""

from .base import *

DEBUG = True
DEMO = True
SECRET_KEY = env("SECRET_KEY", default="only-for-the-demo-on-this-machine")
SALT_KEY = env.list("SALT_KEY", default=[SECRET_KEY])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])

# A browser lets passkeys work without TLS on this machine's own name only.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True

# SQLite makes the file, but not the folder that it stands in.
VAR_DIR.mkdir(exist_ok=True)

# Beside the database here; a server keeps it elsewhere.
PRIVACY_CENTER.setdefault("LEDGER_URL", f"file://{VAR_DIR / 'ledger.jsonl'}")

MAIL_DIR = VAR_DIR / "mail"
if env("EMAIL_URL", default=""):
    vars().update(env.email("EMAIL_URL"))
else:
    EMAIL_BACKEND = "site_project.mail.ConsoleAndFileBackend"
