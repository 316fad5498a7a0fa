"""Records that arrive after their step, and before the account goes."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType

from privacy_center.audit import Actor
from privacy_center.erasure import erase, plan
from privacy_center.erasure.sweeping import sweep
from privacy_center.sources import Anonymise, registry
from tests.testapp import factories
from tests.testapp.models import Member, Post, Profile, Remark
from tests.testapp.privacy import PostData, ProfileData

from .test_sweeping import LONG_AGO

pytestmark = pytest.mark.django_db


def erase_while(anna, make):
    """Make a record once all steps are done but the account's and what comes behind it."""
    names = [step.source.name for step in plan(anna).steps]
    last = names[names.index("auth.user") - 1]
    made = []

    def told(progress):
        if progress.source == last and not made:
            made.append(make())

    run = erase(anna, actor=Actor.command(), language="en", progress=told)
    assert made
    return run


def retried(run):
    type(run).objects.update(retry_at=LONG_AGO)
    assert [swept.status for swept in sweep()] == ["complete"]
    assert not get_user_model().objects.exists()


@pytest.mark.parametrize("fate", [PostData, type("Kept", (PostData,), {"on_erasure": Anonymise()})])
def test_a_record_that_the_account_alone_leads_to_is_not_orphaned(anna, fate):
    with registry.register_temporarily(Post, fate):
        Post.objects.create(author=anna.user, text="Early words")
        run = erase_while(anna, lambda: Post.objects.create(author=anna.user, text="Late words"))
        reasons = {s["source"]: s["reason"] for s in run.receipt()["steps"] if s["reason"]}
        assert (run.status, reasons) == ("partial", {"auth.user": "StillLeads"})
        assert Post.objects.get(text="Late words").author == anna.user
        retried(run)
    assert not Post.objects.exclude(text="").exists()


def test_a_record_of_a_source_that_had_none_is_not_orphaned(anna):
    accounts = ContentType.objects.get_for_model(get_user_model())
    run = erase_while(
        anna,
        lambda: Remark.objects.create(about_type=accounts, about_key=anna.user_pk, text="Late"),
    )
    assert run.status == "partial"
    retried(run)
    assert not Remark.objects.exists()


def test_what_is_anonymous_and_leads_to_the_account_still_holds_up_nothing(anna, erased):
    class Kept(ProfileData):
        on_erasure = Anonymise()

    profile = Profile.objects.create(user=anna.user, presentation="I am Anna")
    factories.member(anna)
    with registry.register_temporarily(Profile, Kept):
        assert erased(anna).status == "complete"
    profile.refresh_from_db()
    assert profile.presentation == ""
    assert Member.objects.get().name == ""
