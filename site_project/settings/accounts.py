"""Signing in: django-allauth with the e-mail address as the name, second factors and sessions."""

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]

_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
]

# Where each page is one person's, and is stored nowhere.
PERSONAL_PATHS = ("/account/",)

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/account/privacy/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"

ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_DISPLAY = "site_project.accounts.adapters.display_name"
ACCOUNT_ADAPTER = "site_project.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "site_project.accounts.forms.LoginForm",
    "signup": "site_project.accounts.forms.SignupForm",
    "add_email": "site_project.accounts.forms.AddEmailForm",
    "reset_password": "site_project.accounts.forms.ResetPasswordForm",
}
# A field that people do not see and robots fill in.
ACCOUNT_SIGNUP_FORM_HONEYPOT_FIELD = "website"
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
# A code, not a link: mail scanners open links, and a code stays in the browser that asked for it.
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_PREVENT_ENUMERATION = True

MFA_ADAPTER = "site_project.accounts.adapters.MFAAdapter"
MFA_FORMS = {
    "add_webauthn": "site_project.accounts.key_forms.AddKeyForm",
    "edit_webauthn": "site_project.accounts.key_forms.EditKeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Auxentum"
# Whether the staff paths ask for a second factor; the demo goes without and says so.
STAFF_MFA_REQUIRED = False

USERSESSIONS_TRACK_ACTIVITY = True

# allauth is the only door: Wagtail's own password and address forms know nothing of second factors.
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
