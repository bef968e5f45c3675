"""What a process says about its settings before it does anything, each tried in a process of its own."""

import re
import sys

import pytest
import yaml

from tests.platform.processes import KEY, ROOT, run

URL = "postgres://waymark_web@127.0.0.1:1/nowhere"
SHOW = "from django.conf import settings; print(settings.{})"


def value(name, **settings):
    done = run("-c", SHOW.format(name), **settings)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({}, "SECRET_KEY and SITE_URL"),
        ({"SITE_URL": "https://waymark.example"}, "SECRET_KEY"),
        ({"SECRET_KEY": KEY}, "SITE_URL"),
        ({"SECRET_KEY": "", "SITE_URL": ""}, "SECRET_KEY and SITE_URL"),
    ],
)
@pytest.mark.parametrize(
    "command", [("manage.py", "check"), ("manage.py", "benchmark8", "--school", "104723")]
)
def test_with_a_database_of_its_own_a_process_refuses_to_start_without(tmp_path, command, given, missing):
    done = run(*command, DATABASE_URL=URL, DATA_DIR=str(tmp_path), **given)
    said = f"DATABASE_URL is set, so {missing} must be set too (see .env.example).\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", said)
    assert list(tmp_path.iterdir()) == [], "nothing was made up for what is missing"


def test_the_web_process_refuses_too(tmp_path):
    done = run("-c", "import config.wsgi", DATABASE_URL=URL, DATA_DIR=str(tmp_path))
    assert done.returncode == 1
    assert "DATABASE_URL is set, so SECRET_KEY and SITE_URL must be set too" in done.stderr.splitlines()[-1]


def test_every_secret_may_lie_in_a_file(tmp_path):
    contents = {
        "DATABASE_URL": "postgres://waymark_web:p%40ss@db.example:6543/waymark",
        "DATABASE_OWNER_URL": "postgres://waymark_owner:word@db.example/waymark",
        "SECRET_KEY": KEY,
        "REDIS_URL": "redis://:word@redis.example:6379/3",
        "EMAIL_URL": "smtp+tls://person:word@smtp.example:587",
    }
    given = {"SITE_URL": "https://waymark.example", "DATA_DIR": str(tmp_path)}
    for name, content in contents.items():
        (tmp_path / name).write_text(f"{content}\n")
        given[f"{name}_FILE"] = str(tmp_path / name)
    names = (
        "SECRET_KEY", "REDIS_URL", "CELERY_BROKER_URL", "EMAIL_HOST", "EMAIL_HOST_PASSWORD",
        "DATABASES['default']['PASSWORD']", "DATABASES['default']['PORT']", "DATABASES['owner']['USER']",
    )  # fmt: skip
    shown = value("SECRET_KEY, " + ", ".join(f"settings.{name}" for name in names[1:]) + ", sep='|'", **given)
    assert shown.split("|") == [
        KEY, contents["REDIS_URL"], contents["REDIS_URL"], "smtp.example", "word",
        "p@ss", "6543", "waymark_owner",
    ]  # fmt: skip


def test_a_secrets_file_that_is_not_there_is_named(tmp_path):
    done = run("manage.py", "check", SECRET_KEY_FILE=str(tmp_path / "gone"), DATA_DIR=str(tmp_path))
    assert (done.returncode, done.stderr) == (
        1,
        f"SECRET_KEY_FILE names {tmp_path / 'gone'}, which cannot be read: No such file or directory.\n",
    )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            {"DATABASE_URL": "nonsense"},
            "DATABASE_URL is no address that can be used here: write it like postg",
        ),
        ({"DATABASE_URL": "mysql://a:b@h/x"}, "DATABASE_URL is no address"),
        ({"DATABASE_URL": "postgres://a:b@127.0.0.1:port/x"}, "DATABASE_URL is no address"),
        ({"DATABASE_URL": URL, "DATABASE_OWNER_URL": "sqlite:///x"}, "DATABASE_OWNER_URL is no address"),
        ({"SITE_URL": "http://[bad"}, "SITE_URL is no address"),
        ({"SITE_URL": "waymark.example"}, "SITE_URL is no address"),
        ({"REDIS_URL": "nonsense"}, "REDIS_URL is no address"),
        ({"EMAIL_URL": "nonsense"}, "EMAIL_URL is no address"),
        ({"TRUSTED_PROXIES": "x"}, "TRUSTED_PROXIES is no number: write one such as 1."),
        ({"LOG_LEVEL": "banana"}, "LOG_LEVEL is none of DEBUG, INFO, WARNING, ERROR, CRITICAL."),
        ({"DEBUG": "banana"}, "DEBUG is neither on nor off: write 1 or 0."),
        ({"DATA_DIR": "/dev/null/x"}, "DATA_DIR is /dev/null/x, where nothing can be kept: Not a directory."),
        ({"SECRET_KEY_FILE": sys.executable}, f"SECRET_KEY_FILE names {sys.executable}, which is no text"),
    ],
)
def test_a_setting_that_cannot_be_is_named_in_a_line(tmp_path, given, said):
    key = {} if given.keys() & {"SECRET_KEY_FILE", "DATA_DIR"} else {"SECRET_KEY": KEY}
    others = {"DATA_DIR": str(tmp_path), "SITE_URL": "https://a.example"}
    done = run("manage.py", "check", **others | key | given)
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith(said)


def test_without_any_setting_the_embedded_default_runs_with_a_key_of_its_own(tmp_path):
    first = value("SECRET_KEY", DATA_DIR=str(tmp_path))
    assert value("SECRET_KEY", DATA_DIR=str(tmp_path)) == first
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600
    assert len(first) > 50
    assert value("SECRET_KEY", DATA_DIR=str(tmp_path / "other")) != first
    assert value("EMBEDDED", DATA_DIR=str(tmp_path)) == "True"
    assert value("DEBUG", DATA_DIR=str(tmp_path)) == "False"


@pytest.mark.parametrize(
    ("site", "expected"),
    [
        ("https://waymark.example", "['waymark.example'] ['https://waymark.example'] True True"),
        ("https://waymark.example:8443/", "['waymark.example'] ['https://waymark.example:8443'] True True"),
        ("http://10.0.0.5:8000", "['10.0.0.5'] ['http://10.0.0.5:8000'] False False"),
    ],
)
def test_hosts_origins_and_cookies_derive_from_the_address(tmp_path, site, expected):
    names = "ALLOWED_HOSTS, settings.CSRF_TRUSTED_ORIGINS, settings.SESSION_COOKIE_SECURE"
    names += ", settings.CSRF_COOKIE_SECURE"
    given = {"DATABASE_URL": URL, "SECRET_KEY": KEY, "SITE_URL": site, "DATA_DIR": str(tmp_path)}
    assert value(names, **given) == expected


def test_what_is_set_to_nothing_is_not_set(tmp_path):
    """As docker compose hands over an optional setting that nobody chose."""
    names = ("SITE_URL", "DATABASE_URL", "REDIS_URL", "EMAIL_URL", "LOG_LEVEL", "TRUSTED_PROXIES", "DEBUG")
    done = run("manage.py", "check", **dict.fromkeys(names, ""), DATA_DIR=str(tmp_path))
    assert (done.returncode, done.stdout) == (0, "System check identified no issues (0 silenced).\n"), (
        done.stderr
    )


# What docker compose alone reads, and what is read before the settings are.
ELSEWHERE = {
    "POSTGRES_PASSWORD",
    "OWNER_PASSWORD",
    "WEB_PASSWORD",
    "BACKUP_PASSWORD",
    "PORT",
    "WAYMARK_VERSION",
}
BEFORE = {"PG_BIN", "CHROMIUM", "WAYMARK_NO_BOOTSTRAP"}


def documented():
    return re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)


def test_every_setting_is_documented_once_and_nothing_else():
    code = (ROOT / "config" / "settings.py").read_text()
    secrets = {*re.findall(r'(?:secret|address)\(\s*env, "(\w+)"', code)} - {"SITE_URL"}
    plain = re.findall(r'(?:env\.\w+\(\s*|given\.\w+\(\s*env, )"(\w+)"', code)
    read = {*secrets, *plain, *(f"{name}_FILE" for name in secrets)}
    assert sorted(documented()) == sorted(read | ELSEWHERE | BEFORE)


def test_the_composition_uses_documented_names_alone():
    text = (ROOT / "docker-compose.yml").read_text()
    services = yaml.safe_load(text)["services"]
    assert sorted(services) == ["beat", "db", "migrate", "redis", "web", "worker"]
    assert set(re.findall(r"(?<!\$)\$\{(\w+)", text)) <= set(documented())
    assert set(services["web"]["environment"]) <= set(documented())
    assert [name for name in services if "DATABASE_OWNER_URL" in services[name].get("environment", {})] == [
        "migrate"
    ]
