"""The whole house for a foreign app: every right, for every shape, by its declarations alone."""

import datetime as dt
import io
import json
import zipfile

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.urls import reverse
from django.utils import translation
from wagtail.models import Site

from privacy_center.access.package import write_package
from privacy_center.audit import Actor
from privacy_center.erasure import erase
from privacy_center.policy.records import PolicyRecords
from privacy_center.rectification import correct
from privacy_center.rectification.errors import NotYours
from privacy_center.retention import confirm_rules, retain
from privacy_center.sources import records_of, registry
from tests.privacy_center.portal.people import sign_in

from . import factories
from .makers import SHAPES
from .models import Household, Mailing, Post, Profile, Trainer, Unrelated

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 22)
LONG_AGO, LATELY = dt.date(2019, 5, 1), dt.date(2026, 11, 1)
ANNAS, ERIKS = "canary-of-anna", "canary-of-erik"

every_shape = pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)


@pytest.fixture(autouse=True)
def _site(db):
    """The association's processing records, under a basis that lets everything go in its time."""
    for slug in ("account", "security"):
        factories.activity(slug)
    for slug in ("members", "events", "courses", "messages"):
        factories.activity(slug, period_value=2, period_unit="years")
    for slug in ("consent-proof", "rights-requests"):
        factories.activity(slug, legal_basis="legal_obligation", period_value=3)
    with translation.override("en"):
        yield


@pytest.fixture
def anna():
    return factories.person("anna@example.com")


@pytest.fixture
def erik():
    return factories.person("erik@example.com")


def everywhere():
    """Every row of every table of the association, as text."""
    texts = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            if table.startswith("testapp"):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
                texts += [f"{table}: {row}" for row in cursor.fetchall()]
    return texts


def naming(*texts):
    return [row for row in everywhere() if any(text.casefold() in row.casefold() for text in texts)]


def package(subject):
    written = b"".join(write_package(subject, actor=Actor.command(), language="en"))
    return zipfile.ZipFile(io.BytesIO(written))


def kept(source, subject):
    return list(records_of(registry.get(source), subject).order_by("pk").values())


def test_every_source_of_the_association_has_its_shape():
    declared = {source.name for source in registry.sources() if source.name.startswith("testapp.")}
    assert declared == {*SHAPES, "testapp.specimen"}


@every_shape
def test_view(shape, anna, erik):
    shape.make(anna, ANNAS, LATELY)
    shape.make(erik, ERIKS, LATELY)
    page = sign_in(anna).get(reverse("privacy_center:data")).content.decode()
    assert str(registry.get(shape.source).title) in page
    assert (ANNAS in page) is shape.seen
    assert ERIKS not in page


@every_shape
def test_download(shape, anna, erik):
    shape.make(anna, ANNAS, LATELY)
    shape.make(erik, ERIKS, LATELY)
    with package(anna) as archive:
        data = json.loads(archive.read("data.json"))
        everything = b"".join(archive.read(name) for name in archive.namelist())
    records = {source["name"]: source["records"] for source in data["sources"]}
    assert len(records[shape.source]) == len(kept(shape.source, anna))
    assert (ANNAS in json.dumps(records[shape.source])) is shape.seen
    assert ERIKS.encode() not in everything


def test_download_of_a_file(anna, erik):
    SHAPES["testapp.member"].make(anna, ANNAS, LATELY)
    SHAPES["testapp.member"].make(erik, ERIKS, LATELY)
    with package(anna) as archive:
        files = [name for name in archive.namelist() if name.startswith("files/")]
        assert [archive.read(name) for name in files] == [b"picture"]
    assert ANNAS in files[0]


@pytest.mark.parametrize(
    "shape", [s for s in SHAPES.values() if s.correctable], ids=lambda s: s.source
)
def test_correction(shape, anna, erik):
    mine, other = shape.make(anna, ANNAS, LATELY), shape.make(erik, ERIKS, LATELY)
    before = kept(shape.source, erik)
    with pytest.raises(NotYours):
        correct(anna, shape.source, other.pk, {shape.correctable: "+46 70 222"}, actor=None)
    changes = {shape.correctable: "+46 70 222"}
    correct(anna, shape.source, mine.pk, changes, actor=Actor.command())
    mine.refresh_from_db()
    found = registry.get(shape.source).rows().get(pk=mine.pk)
    assert getattr(found, shape.correctable) == "+46 70 222"
    assert kept(shape.source, erik) == before


@every_shape
def test_erasure(shape, anna, erik, django_capture_on_commit_callbacks):
    shape.make(anna, ANNAS, LATELY)
    shape.make(erik, ERIKS, LATELY)
    before = kept(shape.source, erik)
    with django_capture_on_commit_callbacks(execute=True):
        run = erase(anna, actor=Actor.command(), language="en")
    told = [(step.source, step.status, step.reason) for step in run.steps.all()]
    assert run.status == "complete", told
    gone = [ANNAS] if shape.goes else []
    assert naming(*gone, "anna@example.com") == []
    assert kept(shape.source, erik) == before


@every_shape
def test_retention(shape, anna, erik):
    shape.make(anna, ANNAS, LONG_AGO)
    shape.make(erik, ERIKS, LATELY)
    before = kept(shape.source, erik)
    confirm_rules(actor=Actor.command())
    run, planned = retain(actor=Actor.command(), today=TODAY)
    assert run.status == "complete"
    assert shape.source in {step.source.name for step in planned.steps}
    assert naming("anna@example.com", *([ANNAS] if shape.goes else [])) == []
    assert kept(shape.source, erik) == before
    again, _planned = retain(actor=Actor.command(), today=TODAY)
    assert again.removed == 0


@every_shape
def test_a_policy_row(shape):
    source = registry.get(shape.source)
    source = registry.parent(source) or source
    rows = PolicyRecords.load(Site.objects.get(is_default_site=True), "en").activities
    assert set(source.activities()) <= {row.slug for row in rows}


def test_nothing_is_done_with_what_holds_nothing(anna):
    Unrelated.objects.create(colour="blue")
    erase(anna, actor=Actor.command(), language="en")
    assert Unrelated.objects.get().colour == "blue"


def test_an_answer_of_anothers_stays_and_so_does_what_it_answers(anna, erik):
    mine = Post.objects.create(author=anna.user, text=ANNAS)
    theirs = Post.objects.create(author=erik.user, answers=mine, text=ERIKS)
    alone = Post.objects.create(author=anna.user, answers=theirs, text=ANNAS)
    assert erase(anna, actor=Actor.command(), language="en").status == "complete"
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert (mine.author, mine.text) == (None, "")
    assert (theirs.author, theirs.text, theirs.answers) == (erik.user, ERIKS, mine)
    assert not Post.objects.filter(pk=alone.pk).exists()


@pytest.mark.parametrize("leaver", ["first", "second"])
def test_one_of_a_household_leaves_it_to_the_other(leaver, anna, erik):
    home = Household.objects.create(
        first=anna.user, second=erik.user, first_name=ANNAS, second_name=ERIKS
    )
    goes, stays = (anna, "second") if leaver == "first" else (erik, "first")
    before = getattr(home, f"{stays}_id"), getattr(home, f"{stays}_name")
    assert erase(goes, actor=Actor.command(), language="en").status == "complete"
    home.refresh_from_db()
    assert (getattr(home, leaver), getattr(home, f"{leaver}_name")) == (None, "")
    assert (getattr(home, f"{stays}_id"), getattr(home, f"{stays}_name")) == before


def test_the_last_of_a_household_takes_it_along(anna, erik):
    Household.objects.create(first=anna.user, second=erik.user, first_name=ANNAS, second_name=ERIKS)
    erase(anna, actor=Actor.command(), language="en")
    assert erase(erik, actor=Actor.command(), language="en").status == "complete"
    assert not Household.objects.exists()


def test_of_a_mailing_to_many_one_address_goes(anna, erik):
    to_both = Mailing.objects.create(
        subject_line="News", recipients=["Erik@example.com", "ANNA@example.com"]
    )
    with package(erik) as archive:
        data = archive.read("data.json").decode()
    assert "News" in data
    assert "anna@" not in data.casefold()
    assert erase(anna, actor=Actor.command(), language="en").status == "complete"
    to_both.refresh_from_db()
    assert to_both.recipients == ["Erik@example.com"]


def test_a_profile_that_a_law_keeps_keeps_a_nameless_account(anna):
    from privacy_center.activities.models import ProcessingActivity

    Profile.objects.create(user=anna.user, presentation=ANNAS, seen_on=LATELY)
    ProcessingActivity.objects.filter(slug="members").update(legal_basis="legal_obligation")
    erase(anna, actor=Actor.command(), language="en")
    profile = Profile.objects.select_related("user").get()
    assert profile.presentation == ""
    assert "anna" not in f"{profile.user.username}{profile.user.email}"
    assert profile.user.is_active is False


def test_both_tables_of_a_trainer_go(anna, erik):
    SHAPES["testapp.trainer"].make(anna, ANNAS, LATELY)
    theirs = SHAPES["testapp.trainer"].make(erik, ERIKS, LATELY)
    erase(anna, actor=Actor.command(), language="en")
    assert list(Trainer.objects.values_list("pk", "licence")) == [(theirs.pk, ERIKS)]


def test_a_file_goes_from_storage(anna, erik, django_capture_on_commit_callbacks):
    mine = SHAPES["testapp.member"].make(anna, ANNAS, LATELY).portrait.name
    theirs = SHAPES["testapp.member"].make(erik, ERIKS, LATELY).portrait.name
    with django_capture_on_commit_callbacks(execute=True):
        erase(anna, actor=Actor.command(), language="en")
    assert not default_storage.exists(mine)
    assert default_storage.exists(theirs)
