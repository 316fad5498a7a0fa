"""A canary for every built-in source: two people, one is erased."""

import io
import json
import os
import subprocess
import sys
import zipfile

import pytest
from django.core.files.storage import default_storage
from django.db import connection

from privacy_center.access.package import write_package
from privacy_center.audit import Actor
from privacy_center.sources import records_of, registry

from .makers import MAKERS

BUILTIN = {
    source.name: source
    for source in registry.sources()
    if type(source).__module__.startswith("privacy_center.sources.builtin.")
}
ANNAS, ERIKS = "canary-of-anna", "canary-of-erik"


def everywhere():
    """Every row of every table of the database, as text."""
    texts = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            texts += [f"{table}: {row}" for row in cursor.fetchall()]
    return texts


def naming(*texts):
    """The rows that still name somebody."""
    return [row for row in everywhere() if any(text.casefold() in row.casefold() for text in texts)]


def rows_of(source, subject):
    return list(records_of(source, subject).order_by("pk").values())


def exported(subject):
    package = b"".join(write_package(subject, actor=Actor.command(), language="en"))
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        data = json.loads(archive.read("data.json"))
    return {source["name"]: source["records"] for source in data["sources"]}


def test_every_built_in_source_has_a_canary():
    assert set(MAKERS) == set(BUILTIN)


@pytest.mark.parametrize("name", sorted(BUILTIN))
def test_one_goes_and_the_other_stays(name, anna, erik, erased):
    source = BUILTIN[name]
    MAKERS[name](anna, ANNAS)
    MAKERS[name](erik, ERIKS)
    before = rows_of(source, erik)
    package = exported(anna)
    if source.fields:
        assert ANNAS in json.dumps(package[name])
    assert ERIKS not in json.dumps(package)

    run = erased(anna)

    assert run.status == "complete", [
        (step.source, step.status, step.reason) for step in run.steps.all()
    ]
    assert naming(ANNAS, "anna@example.com") == []
    assert rows_of(source, anna) == []
    assert rows_of(source, erik) == before
    if source.fields or source.secret:
        named = ERIKS in str(before) or not before or name == "sessions.session"
        assert named, "the other's canary"


@pytest.mark.parametrize("name", ["wagtailusers.userprofile", "wagtailcore.uploadedfile"])
def test_a_persons_files_go_from_storage(
    name, anna, erik, erased, django_capture_on_commit_callbacks
):
    MAKERS[name](anna, ANNAS)
    MAKERS[name](erik, ERIKS)
    field = next(iter(BUILTIN[name].fields))
    mine = records_of(BUILTIN[name], anna).get()
    others = records_of(BUILTIN[name], erik).get()
    with django_capture_on_commit_callbacks(execute=True):
        erased(anna)
    assert not default_storage.exists(getattr(mine, field).name)
    assert default_storage.exists(getattr(others, field).name)


def test_sources_of_apps_that_are_not_installed_are_not_imported():
    script = (
        "import sys, django; django.setup()\n"
        "from privacy_center.sources import registry\n"
        "registry.sources()\n"
        "print([name for name in sys.modules if name.startswith('privacy_center.sources.builtin')])"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "site_project.settings.dev"}
    environment.pop("TASKS", None)
    told = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    ).stdout
    assert "builtin.wagtail_forms" in told
    assert "allauth_socialaccount" not in told
    assert "search_promotions" not in told
    assert "django_tasks_db" not in told
