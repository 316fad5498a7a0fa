import pytest
from django.contrib.auth import get_user_model
from django.db import models

from privacy_center.sources.blanks import CannotBlank, blank_expression, blank_value
from tests.testapp.models import Member, Payment, Specimen


@pytest.mark.django_db
def test_every_field_of_a_row_can_be_blanked_by_one_update():
    row = Specimen.objects.create(email="anna@example.com", short="x", long="y", big=1)
    blanks = {field.name: blank_expression(field) for field in Specimen._meta.concrete_fields[1:]}
    assert Specimen.objects.filter(pk=row.pk).update(**blanks) == 1
    row.refresh_from_db()
    assert (row.email, row.short, row.long, row.big, bytes(row.raw)) == ("", "", "", None, b"")


@pytest.mark.django_db
def test_a_unique_field_stays_unique():
    users = get_user_model()
    rows = [users.objects.create(username=name) for name in ("anna", "erik")]
    users.objects.update(username=blank_expression(users._meta.get_field("username")))
    names = set(users.objects.values_list("username", flat=True))
    assert names == {f"erased-{row.pk}" for row in rows}


@pytest.mark.parametrize(
    ("field", "blank"),
    [
        (models.JSONField(default=list), []),
        (models.JSONField(default=dict), {}),
        (models.BooleanField(), False),
        (models.IntegerField(), 0),
        (models.IntegerField(null=True), None),
        (models.GenericIPAddressField(), "::"),
        (models.DurationField(), __import__("datetime").timedelta(0)),
    ],
)
def test_each_type_has_its_blank(field, blank):
    assert blank_value(field) == blank


def test_a_relation_that_must_point_somewhere_has_none():
    with pytest.raises(CannotBlank, match="member"):
        blank_value(Payment._meta.get_field("member"))


def test_a_nullable_relation_becomes_null():
    assert blank_value(Member._meta.get_field("user")) is None
