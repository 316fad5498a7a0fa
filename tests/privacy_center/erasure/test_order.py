import pytest
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.test.utils import isolate_apps

from privacy_center.audit import Actor
from privacy_center.erasure import Step, erase, plan
from privacy_center.erasure.fates import HELD
from privacy_center.erasure.order import in_order
from privacy_center.sources import PersonalData
from tests.testapp import factories
from tests.testapp.models import Member, Remark

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """The worker is gone: no handler of the executor's keeps it alive."""


def remark_about(subject, text):
    return Remark.objects.create(
        about_type=ContentType.objects.get_for_model(get_user_model()),
        about_key=str(subject.user.pk),
        text=text,
    )


def test_the_account_goes_last(anna):
    factories.member(anna)
    remark_about(anna, "Anna was here")
    models = [step.source.model for step in plan(anna).steps]
    assert models[-1] is get_user_model()
    assert {Member, Remark} <= set(models)


def test_broken_off_after_any_batch_what_only_the_account_leads_to_is_found_again(anna, erik):
    factories.member(anna, name="Anna Ek")
    mine, his = remark_about(anna, "Anna was here"), remark_about(erik, "Erik was here")
    broken_off = 0

    def die(progress):
        raise Killed

    while True:
        try:
            run = erase(anna, actor=Actor.command(), language="en", progress=die)
        except Killed:
            broken_off += 1
            assert broken_off < 40
        else:
            break
    assert broken_off > 2
    assert run.status == "complete"
    assert not Remark.objects.filter(pk=mine.pk).exists()
    assert Remark.objects.get(pk=his.pk).text == "Erik was here"


@isolate_apps("tests.testapp")
def test_a_part_goes_before_its_whole_also_where_the_whole_refers_to_it():
    class Basket(models.Model):
        first = models.ForeignKey("Ware", models.SET_NULL, null=True, related_name="+")

        class Meta:
            app_label = "testapp"

    class Ware(models.Model):
        basket = models.ForeignKey(Basket, models.SET_NULL, null=True)

        class Meta:
            app_label = "testapp"

    class BasketData(PersonalData):
        subject = ("first",)

    class WareData(PersonalData):
        part_of = "basket"

    steps = [
        Step(source, "members", HELD, source.model._base_manager.all())
        for source in (BasketData(Basket), WareData(Ware))
    ]
    assert [step.source.model for step in in_order(steps)] == [Ware, Basket]
