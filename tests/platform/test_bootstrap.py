"""Before Django: which environment is good enough, and what is done when it is not.

Environments here are real ones; only the lock is a small one, with a package made on the spot.
"""

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from config import bootstrap, system_packages

ROOT = Path(__file__).resolve().parent.parent.parent
CONFIG = ("__init__.py", "bootstrap.py", "system_packages.py")
PROGRAM = """
import sys
from config import bootstrap
bootstrap.ensure(sys.argv)
import signpost
print(signpost.SAYS, "in" if sys.prefix != sys.base_prefix else "out", *sys.argv[1:])
"""


def wheel(folder: Path, says: str, version: str) -> str:
    """Make a package `signpost`, and say its hash."""
    path = folder / f"signpost-{version}-py3-none-any.whl"
    info = f"signpost-{version}.dist-info"
    files = {
        "signpost.py": f"SAYS = {says!r}\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: signpost\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    records = [
        f"{name},sha256={base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b'=').decode()},"
        f"{len(text)}"
        for name, text in files.items()
    ]
    files[f"{info}/RECORD"] = "\n".join([*records, f"{info}/RECORD,,", ""])
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return hashlib.sha256(path.read_bytes()).hexdigest()


class Checkout:
    """A checkout with the bootstrap, two locks and a program."""

    def __init__(self, folder: Path, *, with_uv: bool) -> None:
        self.folder, self.with_uv = folder, with_uv
        self.venv = folder / ".venv"
        (folder / "config").mkdir(parents=True)
        self.wheels = folder.parent / "wheels"
        self.wheels.mkdir()
        for name in CONFIG:
            shutil.copy(ROOT / "config" / name, folder / "config" / name)
        (folder / "manage.py").write_text(PROGRAM)
        self.lock("first", "1.0")

    def lock(self, says: str, version: str) -> None:
        pinned = f"signpost=={version} --hash=sha256:{wheel(self.wheels, says, version)}\n"
        (self.folder / "requirements.lock").write_text(pinned)
        (self.folder / "requirements-dev.lock").write_text(f"# for tests\n{pinned}")

    def environment(self) -> dict[str, str]:
        tools = self.folder / "tools"
        tools.mkdir(exist_ok=True)
        uv = shutil.which("uv")
        if self.with_uv and uv and not (tools / "uv").exists():
            (tools / "uv").symlink_to(uv)
        kept = {name: value for name, value in os.environ.items() if name in ("HOME", "LANG")}
        wheels = str(self.wheels)
        return kept | {
            "PATH": f"{tools}:/usr/bin:/bin" if self.with_uv else "/usr/bin:/bin",
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": wheels,
            "PIP_NO_CACHE_DIR": "1",
            "UV_NO_INDEX": "1",
            "UV_FIND_LINKS": wheels,
            "UV_NO_CACHE": "1",
            "UV_OFFLINE": "1",
        }

    def command(self, *arguments: str) -> list[str]:
        python = getattr(sys, "_base_executable", sys.executable)
        return [python, str(self.folder / "manage.py"), *arguments]

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*arguments), capture_output=True, text=True, env=self.environment(), cwd="/"
        )

    def says(self, *arguments: str) -> str:
        done = self.run(*arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def stamp(self) -> str:
        return (self.venv / "waymark-stamp").read_text()


@pytest.fixture(params=["uv", "pip"])
def checkout(request, tmp_path):
    if request.param == "uv" and not shutil.which("uv"):
        pytest.skip("uv is not here; pip is what is used then")
    return Checkout(tmp_path / "a folder", with_uv=request.param == "uv")


@pytest.fixture
def quick(tmp_path):
    """With uv where there is one: for what does not depend on the tool."""
    return Checkout(tmp_path / "a folder", with_uv=True)


def test_from_nothing_then_again_at_once_then_for_a_new_lock(checkout):
    first = checkout.run("benchmark8", "--school", "104723")
    assert (first.stdout, first.returncode) == ("first in benchmark8 --school 104723\n", 0), first.stderr
    assert "Setting up" in first.stderr
    again = checkout.run()
    assert (again.stdout, again.stderr) == ("first in\n", "")
    checkout.lock("second", "2.0")
    assert checkout.says() == "second in"


def test_an_environment_for_tests_also_runs_the_product_but_not_the_other_way(checkout):
    checkout.says()
    assert checkout.stamp().startswith("requirements.lock ")
    checkout.says("test", "-k", "roster")
    assert checkout.stamp().startswith("requirements-dev.lock ")
    assert checkout.run("demo").stderr == ""
    assert checkout.stamp().startswith("requirements-dev.lock ")


@pytest.mark.parametrize("damage", ["no stamp", "python gone", "a file", "other python", "package gone"])
def test_what_is_broken_is_made_anew(quick, damage):
    quick.says()
    stamp = quick.venv / "waymark-stamp"
    if damage == "no stamp":
        stamp.unlink()
        next(quick.venv.rglob("signpost.py")).write_text("an interrupted instal")
    elif damage == "python gone":
        (quick.venv / "bin" / "python").unlink()
        (quick.venv / "bin" / "python").symlink_to("/nowhere/python3")
    elif damage == "a file":
        shutil.rmtree(quick.venv)
        quick.venv.write_text("not a folder")
    elif damage == "other python":
        stamp.write_text(stamp.read_text().rsplit(" ", 1)[0] + " 3.10\n")
        next(quick.venv.rglob("signpost.py")).unlink()
    else:
        shutil.rmtree(quick.venv / "lib")
        stamp.unlink()
    assert quick.says() == "first in"


def test_a_lock_whose_hash_does_not_fit_installs_nothing(quick):
    lock = quick.folder / "requirements.lock"
    lock.write_text("signpost==1.0 --hash=sha256:" + "0" * 64 + "\n")
    done = quick.run()
    assert done.returncode == 1
    assert done.stderr.endswith("The packages could not be installed; the reason stands above.\n")
    assert done.stdout == ""
    assert not (quick.venv / "waymark-stamp").exists()


def test_two_at_once_build_it_once(quick):
    both = [
        subprocess.Popen(
            quick.command(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd="/",
            env=quick.environment(),
        )
        for _ in range(2)
    ]  # fmt: skip
    said = [child.communicate() for child in both]
    assert [out for out, _ in said] == ["first in\n"] * 2
    assert sum("Setting up" in err for _, err in said) == 1


def test_the_image_has_its_own_environment(quick):
    done = subprocess.run(
        quick.command(), capture_output=True, text=True, cwd="/",
        env=quick.environment() | {"WAYMARK_NO_BOOTSTRAP": "1"},
    )  # fmt: skip
    assert "No module named 'signpost'" in done.stderr
    assert not quick.venv.exists()


def test_it_uses_the_standard_library_alone_and_stays_small():
    for name in CONFIG:
        code = (ROOT / "config" / name).read_text()
        imported = {
            line.split()[1].split(".")[0]
            for line in code.splitlines()
            if line.startswith(("import ", "from "))
        }
        assert imported <= sys.stdlib_module_names | {"config"}, name
    lines = (ROOT / "config" / "bootstrap.py").read_text().splitlines()
    assert sum(bool(line.strip()) for line in lines) < 100


@pytest.mark.parametrize(
    ("release", "line"),
    [
        ('ID=debian\nVERSION_ID="12"\n', "apt-get install -y --no-install-recommends chromium"),
        ("ID=ubuntu\nID_LIKE=debian\n", "apt-get install -y --no-install-recommends chromium"),
        ('ID="rocky"\nID_LIKE="rhel centos fedora"\n', "dnf install -y chromium"),
        ("ID=arch\n", "pacman -S --noconfirm chromium"),
        ("ID=alpine\n", "apk add chromium"),
        ("ID=plan9\n", "install what this system calls chromium"),
    ],
)
def test_the_line_to_type_is_this_systems(monkeypatch, tmp_path, release, line):
    path = tmp_path / "os-release"
    path.write_text(release)
    monkeypatch.setattr(system_packages, "RELEASE", path)
    assert system_packages.install_line("chromium").endswith(line)


def test_nothing_is_installed_where_we_may_not(monkeypatch, tmp_path):
    path = tmp_path / "os-release"
    path.write_text("ID=fedora\n")
    monkeypatch.setattr(system_packages, "RELEASE", path)
    assert system_packages.install("chromium") is False


def test_a_python_that_is_too_old_is_told_so():
    program = (
        "import sys; sys.version_info = (3, 9, 2); sys.argv = ['manage.py']; exec(open('manage.py').read())"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT)
    assert (done.returncode, done.stderr) == (1, "Waymark needs Python 3.11 or later; this is Python 3.9.\n")


def test_the_locks_are_stamped_by_their_content(monkeypatch, tmp_path):
    lock = tmp_path / "requirements.lock"
    lock.write_text("a\n")
    monkeypatch.setitem(bootstrap.LOCKS, "run", lock)
    before = bootstrap.stamp("run", "3.11")
    lock.write_text("b\n")
    assert bootstrap.stamp("run", "3.11") != before
    assert before == f"requirements.lock {hashlib.sha256(b'a' + bytes([10])).hexdigest()} 3.11\n"
