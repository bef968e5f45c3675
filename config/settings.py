"""Settings, all from the environment (`.env.example` documents each).

With nothing set, the embedded default runs: a private PostgreSQL and a file broker under DATA_DIR.
With DATABASE_URL set, this is a real installation, and SECRET_KEY and SITE_URL are required.
"""

from pathlib import Path
from urllib.parse import urlsplit

import environ
import pghistory
import structlog

from config import embedded_postgres, given, logs
from config.celery_settings import celery_settings
from config.secrets import generated_key, refuse_without, secret

VERSION = "0.1.0"
BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
if (BASE_DIR / ".env").is_file():
    env.read_env(BASE_DIR / ".env")

DEBUG = given.yes_or_no(env, "DEBUG")
DATA_DIR = Path(env.str("DATA_DIR", default="") or BASE_DIR / ".data").resolve()
EMBEDDED = not secret(env, "DATABASE_URL")

if not EMBEDDED:
    refuse_without(env, "SECRET_KEY", "SITE_URL")
SECRET_KEY = secret(env, "SECRET_KEY") or generated_key(DATA_DIR / "secret_key")
SITE_URL = (
    given.address(env, "SITE_URL", schemes=("http", "https"), example="https://waymark.example")
    or "http://127.0.0.1:8000"
).rstrip("/")

# Everything about our own address derives from SITE_URL.
_site = urlsplit(SITE_URL)
SECURE = _site.scheme == "https"
ALLOWED_HOSTS = [_site.hostname or "127.0.0.1"] + (["localhost", "127.0.0.1"] if EMBEDDED else [])
CSRF_TRUSTED_ORIGINS = [f"{_site.scheme}://{_site.netloc}"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
CSRF_FAILURE_VIEW = "accounts.send_again.forged_or_too_late"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# In the session, which ends at log-out: a message may name a student, and a cookie would keep it.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_AGE = 12 * 60 * 60
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

INSTALLED_APPS = [
    "config",
    "reporting",
    "interviews",
    "students",
    "advisers",
    "accounts",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_htmx",
    "django_structlog",
    "pgtrigger",
    "pghistory",
]

MIDDLEWARE = [
    "config.health.HealthMiddleware",
    "config.health.CleanInputMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.uploads.UploadMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.HistoryMiddleware",
    "accounts.middleware.MembershipMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.context.navigation",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# The web role answers requests and is an ordinary one, so that row-level security binds it.
# The owner migrates, and sets up the tests' database.
if EMBEDDED:
    _web_url, _owner_url = embedded_postgres.urls(DATA_DIR)
else:
    _like = "postgres://user:password@host:5432/waymark"
    _web_url = given.address(env, "DATABASE_URL", schemes=given.DATABASES, example=_like)
    _owner_url = given.address(env, "DATABASE_OWNER_URL", schemes=given.DATABASES, example=_like) or _web_url
_shared = {"ATOMIC_REQUESTS": True, "CONN_HEALTH_CHECKS": True, "CONN_MAX_AGE": 60}
DATABASES = {
    "default": {**env.db_url_config(_web_url), **_shared, "TEST": {"MIRROR": "owner"}},
    "owner": {**env.db_url_config(_owner_url)},
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Tables the web role may add to but never change; `migrate` grants accordingly.
INSERT_ONLY_TABLES = ["accounts_recordaccess"]

# It holds the brakes on guessing passwords. A full cache drops the dead and then the living: so it has more
# room than strangers can fill in the hour an entry lives, with 300 tries a minute from an address.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 200_000, "CULL_FREQUENCY": 10},
    }
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# Per account and per (account, address), never per address alone: a school is one address.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "10/m/key,30/h/key",
    "reset_password": "200/h/ip,5/h/key",
    "reset_password_from_key": "200/h/ip",
    "change_password": "10/m/user",
}
# The address is the socket's unless a proxy of ours says otherwise: forged headers are ignored.
ALLAUTH_TRUSTED_PROXY_COUNT = given.count(env, "TRUSTED_PROXIES")

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
# Named, as in the image: what `collectstatic` put there is served, compressed, with a hash in every name.
STATIC_ROOT = env.str("STATIC_ROOT", default="") or None
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = STATIC_ROOT is None
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(DATA_DIR / "media"), "file_permissions_mode": 0o600},
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if STATIC_ROOT
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
MEDIA_ROOT = DATA_DIR / "media"
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000

_email = given.address(
    env, "EMAIL_URL", schemes=tuple(env.EMAIL_SCHEMES), example="smtp+tls://user:password@smtp.example:587"
)
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = str(DATA_DIR / "mail")
EMAIL_TIMEOUT = 10
if _email:
    vars().update(env.email_url_config(_email))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Waymark <waymark@localhost>")

REDIS_URL = given.address(env, "REDIS_URL", schemes=given.BROKERS, example="redis://redis:6379/0")
globals().update(celery_settings(REDIS_URL, DATA_DIR))

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
    }
}

PASSWORD_RESET_TIMEOUT = 7 * 24 * 60 * 60
PGHISTORY_APPEND_ONLY = True
PGHISTORY_DEFAULT_TRACKERS = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
PGHISTORY_ADMIN_ALL_EVENTS = False

# Ids, never names, in the logs: see config/logs.py.
structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.filter_by_level,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        logs.without_words,
        logs.without_keys,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": "structlog.stdlib.ProcessorFormatter",
            "processors": [
                logs.without_words,
                logs.without_keys,
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
            ],
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {
        "handlers": ["stderr"],
        "level": given.choice(env, "LOG_LEVEL", of=given.LOG_LEVELS, default="WARNING"),
    },
}
