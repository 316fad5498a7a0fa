import pytest
from django.conf import settings
from django.db import models

from privacy_center.sources.guessing import guess


def field(name, made):
    made.set_attributes_from_name(name)
    return made


@pytest.mark.parametrize(
    ("name", "made", "category"),
    [
        ("contact", models.EmailField(), "contact"),
        ("e_mail", models.CharField(max_length=200), "contact"),
        ("mobile", models.CharField(max_length=20), "contact"),
        ("home_street", models.CharField(max_length=99), "contact"),
        ("first_name", models.CharField(max_length=99), "identity"),
        ("name", models.CharField(max_length=99), "identity"),
        ("personnummer", models.CharField(max_length=13), "identification"),
        ("seen_from", models.GenericIPAddressField(), "technical"),
        ("user_agent", models.CharField(max_length=200), "technical"),
        ("birthday", models.DateField(), "identity"),
        ("iban", models.CharField(max_length=40), "payment"),
        ("api_key", models.CharField(max_length=40), "technical"),
        ("answers", models.JSONField(), "free-text"),
        ("notes", models.TextField(), "free-text"),
        ("portrait", models.FileField(), "user-content"),
    ],
)
def test_likely_personal_fields_are_known_by_type_and_name(name, made, category):
    assert guess(field(name, made)).category == category


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("quantity", models.IntegerField()),
        ("price", models.DecimalField(max_digits=8, decimal_places=2)),
        ("status", models.CharField(max_length=8, choices=[("a", "A")])),
        ("page", models.IntegerField()),
        ("zipped", models.BooleanField()),
        ("has_email", models.BooleanField()),
        ("description_tip", models.CharField(max_length=20)),
        ("named_on", models.DateField()),
        ("shipping", models.CharField(max_length=20)),
    ],
)
def test_other_fields_are_left_alone(name, made):
    assert guess(field(name, made)) is None


def test_a_relation_to_an_account_is_the_likeliest():
    class Held(models.Model):
        by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
        site = models.ForeignKey("wagtailcore.Site", models.CASCADE, related_name="+")

        class Meta:
            app_label = "guessing"
            managed = False

    assert guess(Held._meta.get_field("by")).weight == 10
    assert guess(Held._meta.get_field("site")) is None
