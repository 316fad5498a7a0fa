"""What the documentation says can be done as it says."""

from __future__ import annotations

import ast
import os
import re
import shlex
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class
from django.template import Context, Template
from django.urls import reverse

from privacy_center import sources

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")

# A site as it stands before the plugin comes: Wagtail, and allauth for its accounts.
BARE_SITE = """
from site_project.settings.test import *

OURS = ("home", "privacy_center", "cookies", "cookie_consent", "import_export", "site_project")
INSTALLED_APPS = [
    app for app in INSTALLED_APPS
    if not app.startswith(OURS) and app != "wagtail.contrib.settings"
]
MIDDLEWARE = [m for m in MIDDLEWARE if not m.startswith("site_project")]
ACCOUNT_ADAPTER = "allauth.account.adapter.DefaultAccountAdapter"
MFA_ADAPTER = "allauth.mfa.adapter.DefaultMFAAdapter"
ACCOUNT_FORMS = {}
ROOT_URLCONF = "addresses"
LOGIN_REDIRECT_URL = "/"
# The demo's own look needs the demo's own tags.
TEMPLATES = [{**TEMPLATES[0], "DIRS": []}]
"""
BARE_URLS = """
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("account/", include("allauth.urls")),
    path("", include(wagtail_urls)),
]
"""


def snippets(document: Path, *languages: str) -> list[str]:
    found = FENCE.findall(document.read_text(encoding="utf-8"))
    return [text for language, text in found if language in languages]


def commands() -> list[list[str]]:
    lines = [line for d in DOCUMENTS for text in snippets(d, "sh") for line in text.splitlines()]
    return [shlex.split(line, comments=True) for line in lines if line.strip()]


def test_make_has_every_target_that_is_named() -> None:
    named = {words[1] for words in commands() if words[0] == "make"}
    assert {"demo", "test", "lint", "messages"} <= named
    for target in named:
        run = subprocess.run(
            ["make", "--dry-run", target], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert run.returncode == 0, run.stderr


def test_every_command_exists_with_its_options() -> None:
    managed = [words[2:] for words in commands() if words[1:2] == ["manage.py"]]
    assert managed
    for name, *arguments in managed:
        assert name in get_commands(), name
        parser = load_command_class(get_commands()[name], name).create_parser("manage.py", name)
        parser.parse_args(arguments)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    for target in LINK.findall(document.read_text(encoding="utf-8")):
        if not target.startswith(("http://", "https://", "#")):
            assert (document.parent / target.partition("#")[0]).exists(), target


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_python_imports_what_is_there(document: Path) -> None:
    for text in snippets(document, "python"):
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.ImportFrom) and not node.level:
                module = import_module(str(node.module))
                assert not [n.name for n in node.names if not hasattr(module, n.name)]


def test_declarations_use_what_a_declaration_has() -> None:
    declared = set()
    for document in DOCUMENTS:
        for text in snippets(document, "python"):
            for node in ast.walk(ast.parse(text)):
                if isinstance(node, ast.ClassDef) and _is_declaration(node):
                    declared |= {
                        target.id
                        for statement in node.body
                        if isinstance(statement, ast.Assign)
                        for target in statement.targets
                        if isinstance(target, ast.Name)
                    }
    assert "retained_from" in declared
    assert not [name for name in declared if not hasattr(sources.PersonalData, name)]


def _is_declaration(node: ast.ClassDef) -> bool:
    return any(isinstance(base, ast.Name) and base.id.endswith("Data") for base in node.bases)


@pytest.mark.django_db
def test_templates_render() -> None:
    for document in DOCUMENTS:
        for text in snippets(document, "django"):
            assert Template(text).render(Context())


#: The foreign app of the tests comes by the test settings, and its tables have no indexes; so does
#: a database without declarations.
WITHOUT_TESTAPP = """
INSTALLED_APPS = [app for app in INSTALLED_APPS if not app.startswith("tests.")]
PRIVACY_COOKIES = {}
"""


@pytest.mark.parametrize("left_out", ["", "cookies", "privacy_center"])
def test_the_plugin_installs_in_a_site_of_its_own(tmp_path: Path, left_out: str) -> None:
    settings, urls, *_ = snippets(ROOT / "README.md", "python")
    template = snippets(ROOT / "README.md", "django")[0]
    assert sum(len(text.splitlines()) for text in (settings, urls, template)) <= 10
    if left_out:
        settings += f"INSTALLED_APPS.remove({left_out!r})\n"
        urls = "\n".join(line for line in urls.splitlines() if f'"{left_out}.' not in line)
    (tmp_path / "bare.py").write_text(BARE_SITE + settings + WITHOUT_TESTAPP)
    (tmp_path / "addresses.py").write_text(BARE_URLS + urls)
    run = subprocess.run(
        [sys.executable, "-m", "django", "check", "--settings", "bare"],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "no issues" in run.stdout


@pytest.mark.parametrize("name", ["privacy_center:home", "cookies:choices", "account_login"])
def test_addresses_that_are_named_exist(name: str) -> None:
    assert reverse(name)


BEGIN = """
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.models import Site
from privacy_center.activities.models import Controller

call_command("migrate", verbosity=0)
call_command("privacy_records", "--starter")
try:
    call_command("check", databases=["default"], fail_level="WARNING")
except SystemCheckError as error:
    assert "W022" in str(error) and "identified 1 issue" in str(error), error
controller = {"name": "Club", "contact_email": "club@example.com"}
Controller.objects.create(site=Site.objects.get(), **controller)
call_command("check", databases=["default"], fail_level="WARNING")
client = Client(headers={"host": "localhost"})
client.force_login(get_user_model().objects.create_user("kim", "kim@example.com", "x"))
response = client.get("/account/privacy/erasure/")
assert response.status_code == 200, response
"""


def test_a_site_of_its_own_is_complete_after_the_readmes_steps(tmp_path: Path) -> None:
    settings, urls, *_ = snippets(ROOT / "README.md", "python")
    engine, name = "django.db.backends.sqlite3", str(tmp_path / "db.sqlite3")
    database = f"DATABASES = {{'default': {{'ENGINE': {engine!r}, 'NAME': {name!r}}}}}\n"
    (tmp_path / "bare.py").write_text(BARE_SITE + settings + WITHOUT_TESTAPP + database)
    (tmp_path / "addresses.py").write_text(BARE_URLS + urls)
    (tmp_path / "begin.py").write_text(f"import django\n\ndjango.setup()\n{BEGIN}")
    run = subprocess.run(
        [sys.executable, "begin.py"],
        cwd=tmp_path,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}",
            "DJANGO_SETTINGS_MODULE": "bare",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert "activity account: published" in run.stdout


OWN_MODELS = """
from pathlib import Path
from django.core.management import call_command
from django.core.management.base import SystemCheckError

declaration = Path("club/privacy.py")
if declaration.exists():
    call_command("check", fail_level="WARNING")
    call_command("makemigrations")
    call_command("migrate", verbosity=0)
    call_command("privacy_records", "--starter")
else:
    try:
        call_command("check")
    except SystemCheckError as error:
        assert "E013" in str(error) and "--skip-checks" in str(error), error
    else:
        raise AssertionError("The checks pass.")
    call_command("privacy_inventory", suggest="club")
    call_command("makemigrations", skip_checks=True)
"""


def test_a_site_with_models_of_its_own_follows_the_readme(tmp_path: Path) -> None:
    settings, urls, declaration, model, *_ = snippets(ROOT / "README.md", "python")
    engine, name = "django.db.backends.sqlite3", str(tmp_path / "db.sqlite3")
    database = f"DATABASES = {{'default': {{'ENGINE': {engine!r}, 'NAME': {name!r}}}}}\n"
    own = 'INSTALLED_APPS += ["club"]\n'
    (tmp_path / "bare.py").write_text(BARE_SITE + settings + WITHOUT_TESTAPP + database + own)
    (tmp_path / "addresses.py").write_text(BARE_URLS + urls)
    (tmp_path / "begin.py").write_text(f"import django\n\ndjango.setup()\n{OWN_MODELS}")
    club = tmp_path / "club"
    (club / "migrations").mkdir(parents=True)
    (club / "__init__.py").touch()
    (club / "migrations" / "__init__.py").touch()
    article = "\n\nclass Article(models.Model):\n    title = models.CharField(max_length=50)\n"
    (club / "models.py").write_text(model + article)
    said = {}
    for step in ("undeclared", "declared"):
        if step == "declared":
            (club / "privacy.py").write_text(declaration)
            (club / "migrations" / "0001_initial.py").unlink()
        run = subprocess.run(
            [sys.executable, "begin.py"],
            cwd=tmp_path,
            env={
                "PATH": os.environ["PATH"],
                "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}",
                "DJANGO_SETTINGS_MODULE": "bare",
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0, run.stderr
        said[step] = run.stdout
    assert "Create model Membership" in said["declared"]
    assert "activity membership: published" in said["declared"]
