"""Records in every shape that a declaration must cope with, two steps away and in many tables."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models


class Loan(models.Model):
    """Two steps away from the account: what a member has borrowed."""

    member = models.ForeignKey("testapp.Member", models.CASCADE)
    thing = models.CharField(max_length=100)
    remark = models.TextField(blank=True)
    lent_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.thing


class Post(models.Model):
    """A self-relation: an answer goes with what it answers, if Django is asked."""

    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True)
    answers = models.ForeignKey("self", models.CASCADE, null=True, blank=True)
    text = models.TextField()
    written_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Post {self.pk}"


class Household(models.Model):
    """A record of two: neither has it alone."""

    first = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    second = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    first_name = models.CharField(max_length=100)
    second_name = models.CharField(max_length=100, blank=True)
    moved_in_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Household {self.pk}"


class Remark(models.Model):
    """A generic relation: a remark about an account, or about anything else."""

    about_type = models.ForeignKey(ContentType, models.CASCADE)
    about_key = models.CharField(max_length=50)
    about = GenericForeignKey("about_type", "about_key")
    text = models.TextField()
    made_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Remark {self.pk}"


class ContactCard(models.Model):
    """Addresses in a JSON list: all of one person."""

    addresses = models.JSONField(default=list)
    nickname = models.CharField(max_length=100, blank=True)
    written_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Card {self.pk}"


class Mailing(models.Model):
    """Addresses in a JSON list: of many people, none of whom owns the row."""

    subject_line = models.CharField(max_length=100)
    recipients = models.JSONField(default=list)
    sent_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.subject_line


class Profile(models.Model):
    """Protects its account: nobody can delete the one before the other."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    presentation = models.TextField(blank=True)
    seen_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Profile {self.pk}"


class Helper(models.Model):
    """The first table of two."""

    name = models.CharField(max_length=100)
    email = models.EmailField()
    since = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Helper {self.pk}"


class Trainer(Helper):
    """The second table: a helper who teaches."""

    licence = models.CharField(max_length=100, blank=True)
