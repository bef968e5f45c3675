"""Static files as the image has them: collected, compressed, with a hash in every name, and served."""

import re

from tests.platform.processes import ROOT, run

PAGE = """
import django
django.setup()
import re
from django.test import Client
from django.template.loader import render_to_string
sheet = re.search(r'/static/waymark[^"]*css', render_to_string("404.html"))[0]
answer = Client().get(sheet, headers={"host": "127.0.0.1", "accept-encoding": "gzip"})
print(sheet, answer.status_code, answer.headers.get("Content-Encoding"), answer.headers["Cache-Control"])
plain = Client().get("/static/waymark.css", headers={"host": "127.0.0.1"})
print(plain.status_code)
"""


def test_the_image_serves_compressed_files_under_hashed_names(tmp_path):
    given = {"STATIC_ROOT": str(tmp_path / "static"), "DATA_DIR": str(tmp_path / "data")}
    done = run("manage.py", "collectstatic", "--no-input", "--verbosity", "0", **given)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    done = run("-c", PAGE, **given)
    sheet, *served, plain = done.stdout.split()
    assert re.fullmatch(r"/static/waymark\.[0-9a-f]{12}\.css", sheet), done.stderr
    assert " ".join(served) == "200 gzip max-age=315360000, public, immutable"
    assert plain == "200", "pages that must always come up use the plain names"


def test_without_a_folder_they_are_served_as_they_lie(tmp_path):
    done = run("-c", PAGE, DATA_DIR=str(tmp_path / "data"))
    assert done.stdout.split()[0] == "/static/waymark.css", done.stderr
    assert done.stdout.split()[1] == done.stdout.split()[-1] == "200"


def test_the_image_names_its_folder_before_it_collects():
    text = (ROOT / "Dockerfile").read_text()
    assert text.index("STATIC_ROOT=/srv/waymark/staticfiles") < text.index("manage.py collectstatic")
