"""Every setting of the site, read once from the environment."""

from pathlib import Path

import dj_database_url
from csp.constants import NONCE, NONE, SELF

from goldenthread_web.config.environment import (
    read_flag,
    read_folder,
    read_key,
    read_list,
    read_mail_server,
    read_number,
    read_openid_connect,
    read_sender,
    read_text,
)

PACKAGE = Path(__file__).resolve().parents[1]
FOLDER = read_folder("GOLDENTHREAD_FOLDER", default=Path.cwd() / "var")

SECRET_KEY = read_key("GOLDENTHREAD_SECRET_KEY", file=FOLDER / "secret-key")
# Keys the digests of receipts and published words. Apart from SECRET_KEY, so
# that changing that one signs people out but breaks no receipt.
WORDS_KEY = read_key("GOLDENTHREAD_WORDS_KEY", file=FOLDER / "words-key")

DEBUG = read_flag("GOLDENTHREAD_DEBUG", default=False)
IS_HTTPS = read_flag("GOLDENTHREAD_HTTPS", default=False)
ALLOWED_HOSTS = read_list("GOLDENTHREAD_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = read_list("GOLDENTHREAD_ORIGINS", default=[])
# How many proxies of your own stand in front; their X-Forwarded-For is believed.
TRUSTED_PROXIES = read_number("GOLDENTHREAD_TRUSTED_PROXIES", default=0)

INSTALLED_APPS = [
    "goldenthread_web.page",
    "goldenthread_web.people",
    "goldenthread_web.jobs",
    "goldenthread_web.partners",
    "goldenthread_web.programme",
    "goldenthread_web.indicators",
    "goldenthread_web.engagement",
    "goldenthread_web.themes",
    "goldenthread_web.plans",
    "goldenthread_web.reports",
    "goldenthread_web.thread",
    "goldenthread_web.command",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
    "django_htmx",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "goldenthread_web.page.middleware.log_requests",
    "csp.middleware.CSPMiddleware",
    "goldenthread_web.page.middleware.add_strict_headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "goldenthread_web.page.middleware.speak_interface",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "goldenthread_web.page.middleware.refuse_large_bodies",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "goldenthread_web.page.middleware.explain_errors",
]

ROOT_URLCONF = "goldenthread_web.config.urls"
WSGI_APPLICATION = "goldenthread_web.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "goldenthread_web.page.context.describe_site",
            ],
            "builtins": ["goldenthread_web.page.templatetags.page"],
        },
    }
]
FORM_RENDERER = "goldenthread_web.page.rendering.PageFormRenderer"

DATABASES = {
    "default": dj_database_url.parse(
        read_text("DATABASE_URL", default=f"sqlite:///{FOLDER / 'goldenthread.sqlite3'}"),
        conn_max_age=60,
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
            "PRAGMA secure_delete=ON; PRAGMA cache_size=-32000;"
        ),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "page_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# People
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
ACCOUNT_ADAPTER = "goldenthread_web.people.adapters.InvitedOnly"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_HTTPS
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "page:office"
ACCOUNT_LOGOUT_REDIRECT_URL = "page:front"
SOCIALACCOUNT_ADAPTER = "goldenthread_web.people.adapters.KnownPeopleOnly"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS = read_openid_connect(
    name="GOLDENTHREAD_OPENID_NAME",
    address="GOLDENTHREAD_OPENID_ADDRESS",
    client="GOLDENTHREAD_OPENID_CLIENT",
    secret="GOLDENTHREAD_OPENID_SECRET",  # noqa: S106
)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
HAS_LIMITS = True

# Security
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [NONCE, "'strict-dynamic'"],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        # A council's sign-in server, if one is named, takes the form over.
        "form-action": [SELF, *read_list("GOLDENTHREAD_OPENID_ADDRESS", default=[])],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_AGE = 60 * 60 * 10
CSRF_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "goldenthread_web.page.errors.show_expired_form"
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_HTTPS
SECURE_HSTS_PRELOAD = IS_HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
UPLOAD_LIMIT_BYTES = read_number("GOLDENTHREAD_UPLOAD_LIMIT_MB", default=200, lowest=1) * 1_000_000
FILE_UPLOAD_PERMISSIONS = 0o600

# Language and time: Europe/London for people, UTC in the store.
LANGUAGE_CODE = "en-gb"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"

# Files
STATIC_URL = "static/"
STATIC_ROOT = FOLDER / "static"
MEDIA_ROOT = read_folder("GOLDENTHREAD_FILES", default=FOLDER / "files")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Background work
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Mail: without a server nothing is sent; links and letters are shown and printed instead.
_mail_server = read_mail_server("EMAIL_URL")
HAS_MAIL = _mail_server is not None
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if HAS_MAIL else 'dummy'}.EmailBackend"
EMAIL_HOST = _mail_server.host if _mail_server else ""
EMAIL_PORT = _mail_server.port if _mail_server else 0
EMAIL_HOST_USER = _mail_server.user if _mail_server else ""
EMAIL_HOST_PASSWORD = _mail_server.password if _mail_server else ""
EMAIL_USE_SSL = _mail_server.is_ssl if _mail_server else False
EMAIL_USE_TLS = _mail_server.is_starttls if _mail_server else False
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = read_sender("GOLDENTHREAD_MAIL_FROM", is_needed=HAS_MAIL)
MAILS_A_MINUTE = read_number("GOLDENTHREAD_MAILS_A_MINUTE", default=60, lowest=1)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "goldenthread_web.page.logs.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "goldenthread": {"level": "INFO"},
        "django.request": {"level": "ERROR"},
    },
}
