import pytest

from privacy_center.audit.models import AuditEntry
from privacy_center.rectification import correct, mark_told, notices_waiting
from tests.privacy_center.policy.factories import make_activity, make_recipient
from tests.privacy_center.staff.factories import make_officer
from tests.testapp.factories import member, payment, person

pytestmark = pytest.mark.django_db
MEMBER = "testapp.member"


@pytest.fixture
def anna():
    make_activity("members", recipients=[make_recipient("bank"), make_recipient("post")])
    make_activity("messages", recipients=[make_recipient("stranger")])
    return person("anna@example.com")


def test_every_recipient_of_the_activity_is_to_be_told(anna):
    mine = member(anna)
    payment(mine)
    correct(anna, MEMBER, mine.pk, {"phone": "+46 70 111"}, actor=None)
    assert {notice.recipient.slug for notice in notices_waiting()} == {"bank", "post"}
    assert {notice.subject for notice in notices_waiting()} == {anna.pseudonym}


def test_what_still_waits_is_told_once(anna):
    mine = member(anna)
    correct(anna, MEMBER, mine.pk, {"phone": "+46 70 111"}, actor=None)
    correct(anna, MEMBER, mine.pk, {"phone": "+46 70 222", "preferences": {"a": 1}}, actor=None)
    assert [notice.fields for notice in notices_waiting()] == [["phone", "preferences"]] * 2


def test_nothing_changed_is_nothing_to_tell(anna):
    mine = member(anna, phone="+46 70 111")
    correct(anna, MEMBER, mine.pk, {"phone": "+46 70 111"}, actor=None)
    assert not notices_waiting().exists()


def test_telling_is_noted_once_on_the_trail_without_a_value(anna):
    mine = member(anna)
    correct(anna, MEMBER, mine.pk, {"phone": "+46 70 111"}, actor=None)
    officer = make_officer()
    notice = notices_waiting().get(recipient__slug="bank")
    assert mark_told(notice, officer=officer)
    assert not mark_told(notice, officer=officer)
    entry = AuditEntry.objects.get(action="recipient_told")
    assert entry.details == {"recipient": "bank", "source": MEMBER, "fields": ["phone"]}
    assert notices_waiting().get().recipient.slug == "post"
