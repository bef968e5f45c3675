"""How jobs travel: Redis when REDIS_URL names one, else files under DATA_DIR.

The job's row in the database is the truth and the message only a doorbell, so nothing here may be
needed to survive: what is lost is rung again by the sweeper.
"""

from pathlib import Path
from typing import Any

from celery.schedules import crontab

SWEEP_SECONDS = 60
BROKER_FOLDERS = ("messages", "processed", "control")
# Each is worth something until the next comes: without a worker for a weekend, they do not pile up.
BEAT_SCHEDULE: dict[str, Any] = {
    "sweep": {"task": "reporting.sweep", "schedule": SWEEP_SECONDS, "options": {"expires": SWEEP_SECONDS}},
    "schedule_due": {
        "task": "reporting.schedule_due",
        "schedule": crontab(minute="*/10"),
        "options": {"expires": 10 * 60},
    },
    "tidy": {
        "task": "accounts.tidy",
        "schedule": crontab(hour="4", minute="10"),
        "options": {"expires": 24 * 60 * 60},
    },
}


def celery_settings(redis_url: str, data_dir: Path) -> dict[str, Any]:
    """Celery's settings, in Django's spelling (`CELERY_…`)."""
    return {
        **_broker(redis_url, data_dir),
        "CELERY_TIMEZONE": "Europe/London",
        "CELERY_ENABLE_UTC": True,
        "CELERY_ACCEPT_CONTENT": ["json"],
        "CELERY_TASK_SERIALIZER": "json",
        "CELERY_RESULT_BACKEND": None,
        "CELERY_TASK_IGNORE_RESULT": True,
        "CELERY_TASK_ACKS_LATE": True,
        "CELERY_TASK_REJECT_ON_WORKER_LOST": True,
        "CELERY_TASK_TIME_LIMIT": 120,
        "CELERY_TASK_SOFT_TIME_LIMIT": 90,
        # One quick try: a web request must never wait for a broker that is down.
        "CELERY_TASK_PUBLISH_RETRY": True,
        "CELERY_TASK_PUBLISH_RETRY_POLICY": {
            "max_retries": 1,
            "interval_start": 0,
            "interval_step": 0.2,
            "interval_max": 0.2,
        },
        "CELERY_WORKER_PREFETCH_MULTIPLIER": 1,
        "CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT": 30.0,
        "CELERY_WORKER_MAX_TASKS_PER_CHILD": 100,
        "CELERY_WORKER_HIJACK_ROOT_LOGGER": False,
        "CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP": True,
        "CELERY_BEAT_SCHEDULE_FILENAME": str(data_dir / "beat-schedule"),
        "CELERY_BEAT_SCHEDULE": BEAT_SCHEDULE,
    }


def _broker(redis_url: str, data_dir: Path) -> dict[str, Any]:
    """Where messages wait."""
    if redis_url:
        return {
            "CELERY_BROKER_URL": redis_url,
            "CELERY_BROKER_CONNECTION_TIMEOUT": 2,
            "CELERY_BROKER_TRANSPORT_OPTIONS": {
                "visibility_timeout": 300,
                "unacked_restore_interval": 10,
                # kombu looks only at every tenth interval unless told otherwise.
                "unacked_restore_throttle": 1,
                "socket_timeout": 2,
                "socket_connect_timeout": 2,
            },
        }
    folders = {name: str(data_dir / "broker" / name) for name in BROKER_FOLDERS}
    return {
        "CELERY_BROKER_URL": "filesystem://localhost",
        "CELERY_BROKER_TRANSPORT": "config.file_broker:Transport",
        "CELERY_BROKER_TRANSPORT_OPTIONS": {
            "data_folder_in": folders["messages"],
            "data_folder_out": folders["messages"],
            "processed_folder": folders["processed"],
            "control_folder": folders["control"],
            "store_processed": True,
            "polling_interval": 0.1,
        },
    }
