"""What a version says of its record goes with the record, and with nobody else."""

import pytest
from django.utils import timezone
from wagtail.models import Revision

from privacy_center.sources import registry
from tests.testapp import factories
from tests.testapp.models import Member, Message
from tests.testapp.privacy import MemberData

from .makers import kind_of


class Open(MemberData):
    """A membership whose case is not closed."""

    def is_open(self, queryset):
        return queryset


@pytest.fixture
def activities(activities):
    for slug in ("members", "messages"):
        factories.activity(slug)


def version_of(record, by, **content):
    """A version of ``record``, a draft that says something more, saved by the person ``by``."""
    kind = kind_of(type(record))
    return Revision.objects.create(
        content_type=kind,
        base_content_type=kind,
        object_id=str(record.pk),
        object_str=getattr(record, "name", "") or str(record),
        user=by.user,
        created_at=timezone.now(),
        content={"pk": record.pk, **content},
    )


def test_an_editor_who_leaves_takes_nothing_of_the_records_that_they_saved(anna, erik, erased):
    member = factories.member(anna, name="Anna Ek", email="anna@example.com")
    draft = version_of(member, erik, name="Anna Ek (draft)", email=member.email, owner=erik.user_pk)
    named = version_of(member, anna, name="Anna Ek", email=member.email, owner=erik.user_pk)
    assert erased(erik).status == "complete"
    for version, name in ((draft, "Anna Ek (draft)"), (named, "Anna Ek")):
        version.refresh_from_db()
        assert (version.object_str, version.content["name"]) == ("Anna Ek", name)
        assert version.content["email"] == "anna@example.com"
        assert version.content["owner"] is None
    assert (draft.user, named.user) == (None, anna.user)


@pytest.mark.parametrize("by", ["anna", "erik"])
def test_the_versions_of_a_persons_own_record_go_blank_whoever_saved_them(anna, erik, erased, by):
    member = factories.member(anna, name="Anna Ek", email="anna@example.com")
    saved_by = {"anna": anna, "erik": erik}[by]
    draft = version_of(member, saved_by, name="Anna Ek", email="anna@example.com")
    run = erased(anna)
    assert (run.status, run.residue) == ("complete", [])
    draft.refresh_from_db()
    assert (draft.object_str, draft.content["name"], draft.content["email"]) == ("", "", "")


def test_a_version_of_a_record_that_is_no_more_goes_blank_with_its_editor(anna, erased):
    member = factories.member(anna, name="Anna Ek")
    draft = version_of(member, anna, name="Anna Ek", email="anna@example.com")
    Member.objects.all().delete()
    assert erased(anna).residue == []
    draft.refresh_from_db()
    assert (draft.object_str, draft.content["name"]) == ("", "")


@pytest.mark.parametrize("leaving", ["recipient", "sender"])
def test_a_version_of_a_shared_record_loses_what_is_the_persons_alone(anna, erik, erased, leaving):
    told = {
        "recipient_email": "erik@example.com",
        "recipient_name": "Erik",
        "copy_email": "copy@example.com",
        "body": "From Anna",
    }
    draft = version_of(factories.message(anna, **told), anna, **told)
    Revision.objects.update(object_str="To Erik")
    run = erased({"recipient": erik, "sender": anna}[leaving])
    assert (run.status, run.residue) == ("complete", [])
    gone = {"recipient": ("recipient_email", "recipient_name"), "sender": ("body",)}[leaving]
    draft.refresh_from_db()
    row = Message.objects.get()
    for name, value in told.items():
        kept = "" if name in gone else value
        assert (getattr(row, name), draft.content[name]) == (kept, kept)
    assert draft.object_str == ("" if leaving == "recipient" else "To Erik")


def test_a_voucher_stays_in_the_versions_as_it_does_in_the_record(anna, erik, erased):
    by_law = {"legal_basis": "legal_obligation", "legal_reference": "BFL", "period_value": 7}
    factories.activity("vouchers", **by_law)
    vouchers = type("Vouchers", (MemberData,), {"activity": "vouchers"})
    today = timezone.now().date()
    with registry.register_temporarily(Member, vouchers):
        member = factories.member(anna, name="Anna Ek", email="anna@example.com", joined_on=today)
        drafts = [version_of(member, by, name="Anna", email=member.email) for by in (anna, erik)]
        assert erased(anna).status == "complete"
    member.refresh_from_db()
    assert (member.name, member.email) == ("Anna Ek", "")
    for draft in drafts:
        draft.refresh_from_db()
        assert (draft.content["name"], draft.content["email"]) == ("Anna", "")


def test_a_record_that_waits_keeps_its_versions(anna, erased):
    with registry.register_temporarily(Member, Open):
        member = factories.member(anna, name="Anna Ek")
        draft = version_of(member, anna, name="Anna Ek", owner=anna.user_pk)
        assert erased(anna).status == "awaiting_decision"
    draft.refresh_from_db()
    assert draft.content["name"] == "Anna Ek"
