"""Django's own: the account, its sessions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.contrib.auth import SESSION_KEY, get_user_model
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ..base import PersonalData
from ..blanks import ERASED, NOWHERE
from ..present import present
from ..registry import nothing_personal, register

if TYPE_CHECKING:
    from privacy_center.subjects import Subject

User = get_user_model()

_IDENTITY = present(User, ("username", "first_name", "last_name"))
_CONTACT = present(User, ("email",))


@register(User)
class UserData(PersonalData):
    """The account. A site with fields of its own on the user declares it anew."""

    activity = "account"
    subject = ("pk",)
    title = _("Your account")
    fields = dict.fromkeys(_IDENTITY, "identity") | dict.fromkeys(_CONTACT, "contact")
    not_identifying = present(
        User,
        (
            "is_active",
            "is_staff",
            "is_superuser",
            "date_joined",
            "last_login",
            "groups",
            "user_permissions",
        ),
    )
    secret = present(User, ("password",))
    correctable = present(User, ("first_name", "last_name"))

    def label(self, record: Any) -> str:
        """The person sees one account: their own."""
        return str(_("Your account"))

    def words(self, record: Any, field: str) -> Any:
        """Say of an account of the staff that it is one, and of all others nothing."""
        if field in ("is_staff", "is_superuser") and not getattr(record, field):
            return ""
        return super().words(record, field)

    def anonymise(self, record: Any, subject: Subject | None) -> None:
        """An account that something else still refers to: nameless, and nobody can sign in."""
        for name in (*_IDENTITY, *_CONTACT):
            setattr(record, name, "")
        name = User.USERNAME_FIELD
        is_address = name == User.get_email_field_name()
        setattr(record, name, f"{ERASED}{record.pk}" + (f"@{NOWHERE}" if is_address else ""))
        for flag in present(User, ("is_active", "is_staff", "is_superuser")):
            setattr(record, flag, False)
        for rights in present(User, ("groups", "user_permissions")):
            getattr(record, rights).clear()
        record.set_unusable_password()
        record.save()


@register(Session)
class SessionData(PersonalData):
    """Sign-ins: the row names nobody, its packed data does."""

    activity = "security"
    title = _("Signed-in sessions")
    not_identifying = ("expire_date",)
    secret = ("session_key", "session_data")
    retained_from = "expire_date"
    # Nothing says when it began; when it ends is still to come.
    dated = None
    labels = {"expire_date": _("Ends by itself")}

    def find(self, subject: Subject) -> QuerySet[Any]:
        """The sessions that are signed in as the person."""
        if subject.user is None:
            return self.rows().none()
        wanted = str(subject.user.pk)
        keys = [key for key, owner in self.people(self.rows()) if owner == wanted]
        return self.rows().filter(pk__in=keys)

    def people(self, queryset: QuerySet[Any]) -> Iterable[tuple[Any, Any]]:
        """Pairs of session key and the key of the account that is signed in, as text."""
        store = SessionStore()
        for row in queryset.iterator(chunk_size=1000):
            yield row.pk, store.decode(row.session_data).get(SESSION_KEY)

    def label(self, record: Any) -> str:
        """A session has no name that may be shown."""
        return str(_("Signed-in session"))


nothing_personal(Group, Permission, ContentType, reason="What accounts may do, and kinds of rows.")
