import pytest
from wagtail.models import Site

from privacy_center.activities.models import Controller
from privacy_center.checks import check_controller, check_declarations, check_processing_records
from privacy_center.sources import Anonymise, Delete, PersonalData, registry
from privacy_center.sources.checking import check_source
from tests.testapp import factories
from tests.testapp.models import EventSignup, Member, Payment, Specimen
from tests.testapp.privacy import MemberData


class Right(PersonalData):
    activity = "events"
    subject = ("email",)
    fields = {"email": "contact"}
    not_identifying = ("event", "course", "held_on")
    on_erasure = Delete()


def complaints(model, **changes):
    declaration = type("Changed", (Right,), changes)
    with registry.register_temporarily(model, declaration) as source:
        return check_source(source, registry)


def test_every_declaration_of_the_site_is_right():
    assert check_declarations() == []


def test_a_right_declaration_has_no_complaint():
    assert complaints(EventSignup) == []


@pytest.mark.parametrize(
    ("code", "told", "changes"),
    [
        ("E001", "'nowhere'", {"not_identifying": ("event", "course", "held_on", "nowhere")}),
        ("E002", "'mail'", {"subject": ("mail",)}),
        ("E002", "'email' is not a relation", {"subject": ("email__domain",)}),
        ("E003", "'course'", {"subject": ("course",)}),
        ("E004", "part_of", {"part_of": "email"}),
        ("E005", "whose", {"subject": ()}),
        ("E006", "people()", {"subject": (), "find": lambda self, subject: self.rows()}),
        ("E007", "activity", {"activity": ""}),
        ("E008", "'course'", {"not_identifying": ("event",)}),
        ("E009", "'event'", {"secret": ("event",)}),
        ("E010", "'phone'", {"correctable": ("phone",)}),
        ("E010", "'phone'", {"kept_by_law": ("phone",)}),
        ("E010", "'phone'", {"others": {"email": ("phone",)}}),
        ("E010", "'phone'", {"on_erasure": Anonymise(phone="")}),
    ],
)
def test_a_wrong_declaration_is_told_with_its_place_and_its_fix(code, told, changes):
    found = complaints(EventSignup, **changes)
    wrong = [message for message in found if message.id == f"privacy_center.{code}"]
    assert wrong, [message.id for message in found]
    assert told in wrong[0].msg
    assert "EventSignup" in wrong[0].msg
    assert wrong[0].hint
    assert "test_checking.py" in str(wrong[0].obj)


def test_a_link_that_cannot_be_cut_is_told():
    changes = {"subject": ("member",), "on_erasure": Anonymise()}
    declared = {"fields": {"reference": "contact"}, "not_identifying": ("amount", "paid_at")}
    with registry.register_temporarily(Payment, type("P", (Right,), changes | declared)) as source:
        codes = {message.id for message in check_source(source, registry)}
    assert "privacy_center.E003" in codes


def test_an_identifying_relation_that_cannot_be_blank_is_told():
    declared = {
        "subject": ("member__user",),
        "fields": {"member": "identity"},
        "not_identifying": ("amount", "paid_at", "reference"),
        "on_erasure": Anonymise(),
    }
    with registry.register_temporarily(Payment, type("P", (Right,), declared)) as source:
        codes = {message.id for message in check_source(source, registry)}
    assert "privacy_center.E011" in codes


@pytest.mark.django_db
def test_an_activity_that_nobody_published_is_told_by_the_database_checks():
    factories.activity("members")
    told = [m.msg for m in check_processing_records(databases=["default"])]
    assert any("Message" in text and "'messages'" in text for text in told)
    assert not any("'members'" in text for text in told)


@pytest.mark.django_db
def test_what_is_not_published_is_told_once_with_its_sources_and_the_starter():
    (told,) = [m for m in check_processing_records(databases=["default"]) if "'security'" in m.msg]
    assert "sessions.Session" in told.msg
    assert "mfa.Authenticator" in told.msg
    assert "privacy_records --starter" in told.hint
    (told,) = [m for m in check_processing_records(databases=["default"]) if "'members'" in m.msg]
    assert "--starter" not in told.hint


@pytest.mark.django_db
def test_a_site_that_names_no_controller_is_told():
    assert check_controller(databases=None) == []
    assert [m.id for m in check_controller(databases=["default"])] == ["privacy_center.W022"]
    site = Site.objects.get(is_default_site=True)
    who = Controller.objects.create(site=site, name="Club")
    assert check_controller(databases=["default"])
    who.contact_email = "club@example.com"
    who.save()
    assert check_controller(databases=["default"]) == []


def test_without_a_database_the_processing_records_are_not_asked():
    assert check_processing_records(databases=None) == []


def test_a_later_declaration_replaces_the_earlier_one():
    with registry.register_temporarily(Specimen, Right) as source:
        assert registry.get(Specimen) is source
    assert registry.get(Specimen) is not source
    assert isinstance(registry.get(Member), MemberData)
