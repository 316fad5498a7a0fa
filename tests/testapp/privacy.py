"""What is personal in the association's records."""

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from privacy_center.sources import (
    Anonymise,
    Delete,
    PersonalData,
    holding_address,
    nothing_personal,
    register,
    whose_addresses,
)
from privacy_center.subjects import fold_email

from .models import (
    ContactCard,
    EventSignup,
    Helper,
    Household,
    Interest,
    Loan,
    Mailing,
    Member,
    Message,
    Payment,
    Post,
    Profile,
    Remark,
    Specimen,
    Trainer,
    Unrelated,
)


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
    not_identifying = ("event", "course", "held_on")
    retained_from = "held_on"
    correctable = ("event",)
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
    not_identifying = ("sent_on",)
    retained_from = "sent_on"
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


@register(Loan)
class LoanData(PersonalData):
    activity = "members"
    subject = ("member__user", "member__email")
    retained_from = "lent_on"
    fields = {"remark": "free-text"}
    not_identifying = ("thing", "lent_on")
    correctable = ("remark",)


@register(Post)
class PostData(PersonalData):
    activity = "messages"
    subject = ("author",)
    retained_from = "written_on"
    fields = {"text": "user-content"}
    not_identifying = ("answers", "written_on")
    correctable = ("text",)


@register(Household)
class HouseholdData(PersonalData):
    activity = "members"
    subject = ("first",)
    others = {"second": ("second_name",)}
    retained_from = "moved_in_on"
    fields = {"first_name": "identity", "second_name": "identity"}
    not_identifying = ("moved_in_on",)
    correctable = ("first_name", "second_name")


@register(Remark)
class RemarkData(PersonalData):
    activity = "members"
    retained_from = "made_on"
    fields = {"text": "free-text"}
    not_identifying = ("about_type", "about_key", "made_on")
    correctable = ("text",)

    def find(self, subject):
        if subject.user is None:
            return self.rows().none()
        return self.rows().filter(about_type=self._accounts(), about_key=str(subject.user.pk))

    def people(self, queryset):
        accounts = self._accounts()
        for pk, kind, key in queryset.values_list("pk", "about_type", "about_key"):
            yield pk, key if kind == accounts.pk else None

    def _accounts(self):
        return ContentType.objects.get_for_model(get_user_model())


@register(ContactCard)
class ContactCardData(PersonalData):
    activity = "members"
    retained_from = "written_on"
    fields = {"addresses": "contact", "nickname": "identity"}
    not_identifying = ("written_on",)
    correctable = ("nickname",)

    def find(self, subject):
        return holding_address(self.rows(), "addresses", subject)

    def people(self, queryset):
        return whose_addresses(queryset, "addresses")


@register(Mailing)
class MailingData(PersonalData):
    activity = "messages"
    retained_from = "sent_on"
    # One recipient must not read the others' addresses.
    secret = ("recipients",)
    not_identifying = ("subject_line", "sent_on")
    on_erasure = Anonymise()

    def find(self, subject):
        return holding_address(self.rows(), "recipients", subject)

    def people(self, queryset):
        return whose_addresses(queryset, "recipients")

    def anonymise(self, record, subject):
        others = [] if subject is None else record.recipients
        record.recipients = [kept for kept in others if fold_email(kept) not in subject.emails]
        record.save(update_fields=["recipients"])


@register(Profile)
class ProfileData(PersonalData):
    activity = "members"
    subject = ("user",)
    retained_from = "seen_on"
    fields = {"presentation": "user-content"}
    not_identifying = ("seen_on",)
    correctable = ("presentation",)


@register(Helper)
class HelperData(PersonalData):
    activity = "members"
    subject = ("email",)
    retained_from = "since"
    fields = {"name": "identity", "email": "contact"}
    not_identifying = ("since",)
    correctable = ("name",)


@register(Trainer)
class TrainerData(PersonalData):
    part_of = "helper_ptr"
    fields = {"licence": "identification"}
    correctable = ("licence",)


nothing_personal(Interest, Unrelated, reason="Holds nothing about anybody.")
