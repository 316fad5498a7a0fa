"""Records of an association: members, payments, sign-ups by e-mail, messages of two people."""

import uuid

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models

from .shapes import ContactCard, Helper, Household, Loan, Mailing, Post, Profile, Remark, Trainer

__all__ = [
    "ContactCard",
    "EventSignup",
    "Helper",
    "Household",
    "Interest",
    "Loan",
    "Mailing",
    "Member",
    "Message",
    "Payment",
    "Post",
    "Profile",
    "Remark",
    "Specimen",
    "Trainer",
    "Unrelated",
]


class Interest(models.Model):
    name = models.CharField(max_length=50)

    def __str__(self) -> str:
        return self.name


class Member(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)
    name = models.CharField("full name", max_length=100)
    email = models.EmailField(blank=True)
    phone = models.CharField(
        max_length=30, blank=True, validators=[RegexValidator(r"^[+\d][\d -]{4,}$")]
    )
    joined_on = models.DateField(null=True, blank=True)
    portrait = models.FileField(upload_to="portraits", blank=True)
    preferences = models.JSONField(default=dict, blank=True)
    interests = models.ManyToManyField(Interest, blank=True)
    door_code = models.CharField(max_length=20, blank=True)

    def __str__(self) -> str:
        return f"Member {self.pk}"


class Payment(models.Model):
    member = models.ForeignKey(Member, models.CASCADE)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    reference = models.CharField(max_length=100, blank=True)
    paid_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.member.name}: {self.amount}"


class EventSignup(models.Model):
    email = models.EmailField()
    event = models.CharField(max_length=100)
    course = models.BooleanField(default=False)
    held_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.event


class Message(models.Model):
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    recipient_email = models.EmailField(blank=True)
    copy_email = models.EmailField(blank=True)
    recipient_name = models.CharField(max_length=100, blank=True)
    body = models.TextField()
    sent_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"To {self.recipient_name}"


class Specimen(models.Model):
    """One field of each kind, all in the name of an address."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    email = models.EmailField()
    short = models.CharField(max_length=200, blank=True)
    long = models.TextField(blank=True)
    big = models.BigIntegerField(null=True)
    exact = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    rough = models.FloatField(null=True)
    truth = models.BooleanField(null=True)
    day = models.DateField(null=True)
    moment = models.DateTimeField(null=True)
    hour = models.TimeField(null=True)
    span = models.DurationField(null=True)
    tag = models.UUIDField(null=True)
    address = models.GenericIPAddressField(null=True)
    tree = models.JSONField(null=True)
    raw = models.BinaryField(default=b"")

    def __str__(self) -> str:
        return str(self.pk)


class Unrelated(models.Model):
    colour = models.CharField(max_length=20)

    def __str__(self) -> str:
        return self.colour
