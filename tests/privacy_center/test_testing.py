import pytest

from privacy_center.sources import PersonalData
from privacy_center.subjects import Subject
from privacy_center.testing import assert_erasable, assert_nothing_left, register_temporarily
from tests.testapp import factories
from tests.testapp.models import EventSignup, Member, Unrelated
from tests.testapp.privacy import MemberData

pytestmark = pytest.mark.django_db

GUEST = Subject.of(None, ["guest@example.com"])


class Forgetful(PersonalData):
    """Forgets that the event's name may hold an address."""

    activity = "events"
    subject = ("email",)
    fields = {"email": "contact"}
    not_identifying = ("event", "course", "held_on")


@pytest.fixture(autouse=True)
def _activities(db):
    factories.activity("events")
    factories.activity("courses")


def test_a_right_declaration_passes():
    EventSignup.objects.create(email="guest@example.com", event="Fair")
    assert assert_erasable(GUEST).status == "complete"


def test_data_that_nobody_declared_is_found():
    EventSignup.objects.create(email="guest@example.com", event="Fair")
    Unrelated.objects.create(colour="guest@example.com")
    with pytest.raises(AssertionError, match=r"testapp\.unrelated\.colour"):
        assert_erasable(GUEST)


def test_an_unpublished_activity_fails():
    EventSignup.objects.create(email="guest@example.com", event="Fair")

    class Elsewhere(Forgetful):
        activity = "nowhere"

    with (
        register_temporarily(EventSignup, Elsewhere),
        pytest.raises(AssertionError, match="nowhere"),
    ):
        assert_erasable(GUEST)


def test_a_person_without_records_proves_nothing():
    with pytest.raises(AssertionError, match="proves nothing"):
        assert_erasable(GUEST)


def test_any_value_can_be_searched_for():
    Unrelated.objects.create(colour="tel. 070-1234567")
    with pytest.raises(AssertionError, match="unrelated"):
        assert_nothing_left(GUEST, "070-1234567")
    assert_nothing_left(GUEST, "070-123456")


class Forgets(MemberData):
    def anonymise(self, record, subject):
        record.email, record.user = "", None
        record.save()


class Copies(MemberData):
    """Blanks what it should, and repeats it in a field that nobody declared as identifying."""

    def anonymise(self, record, subject):
        Unrelated.objects.create(colour=f"was {record.name}")
        super().anonymise(record, subject)


def test_an_own_way_that_forgets_a_field_fails():
    factories.activity("members")
    factories.member(email="guest@example.com", name="Canary Ek", door_code="4711")
    with (
        register_temporarily(Member, Forgets),
        pytest.raises(AssertionError, match=r"door_code, name"),
    ):
        assert_erasable(GUEST)


def test_what_stood_in_an_identifying_field_is_searched_for():
    factories.activity("members")
    factories.member(email="guest@example.com", name="Canary Ek")
    with (
        register_temporarily(Member, Copies),
        pytest.raises(AssertionError, match=r"unrelated\.colour"),
    ):
        assert_erasable(GUEST)
