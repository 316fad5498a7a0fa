"""What is personal in the association's records."""

from django.db.models import Q

from privacy_center.sources import (
    Anonymise,
    Delete,
    PersonalData,
    nothing_personal,
    register,
)

from .models import EventSignup, Interest, Member, Message, Payment, Specimen, Unrelated


@register(Member)
class MemberData(PersonalData):
    activity = "members"
    subject = ("user", "email")
    retained_from = "joined_on"
    fields = {
        "name": "identity",
        "email": "contact",
        "phone": "contact",
        "portrait": "user-content",
        "preferences": "technical",
    }
    not_identifying = ("joined_on", "interests")
    secret = ("door_code",)
    correctable = ("phone", "preferences")
    correctable_on_review = ("name",)
    kept_by_law = ("name",)
    on_erasure = Anonymise()


@register(Payment)
class PaymentData(PersonalData):
    part_of = "member"
    not_identifying = ("amount", "reference", "paid_at")


@register(EventSignup)
class EventSignupData(PersonalData):
    subject = ("email",)
    fields = {"email": "contact"}
    not_identifying = ("event", "course")
    on_erasure = Delete()

    def activity(self) -> dict[str, Q]:
        return {"courses": Q(course=True), "events": Q(course=False)}


@register(Message)
class MessageData(PersonalData):
    activity = "messages"
    subject = ("sender",)
    others = {
        "recipient_email": ("recipient_email", "recipient_name"),
        "copy_email": ("copy_email",),
    }
    fields = {
        "recipient_email": "contact",
        "copy_email": "contact",
        "recipient_name": "identity",
        "body": "free-text",
    }
    correctable = ("recipient_name", "body")


@register(Specimen)
class SpecimenData(PersonalData):
    activity = "specimens"
    subject = ("email",)
    fields = {"email": "contact"}
    not_identifying = (
        "short",
        "long",
        "big",
        "exact",
        "rough",
        "truth",
        "day",
        "moment",
        "hour",
        "span",
        "tag",
        "address",
        "tree",
        "raw",
    )


nothing_personal(Interest, Unrelated, reason="Holds nothing about anybody.")
