"""A small table of a site that keeps its rows for its statistics: five columns and the person.

The shape that django-gdpr-assist is measured on too, so that like stands beside like.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection, models

from benchmarks.stage import upkeep
from privacy_center.sources import Anonymise, PersonalData

#: What both clear, beside the reference to the person.
COLUMNS = ("name", "email", "phone", "street", "city")


class Contact(models.Model):
    """Somebody's address, as they gave it once."""

    customer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="contacts"
    )
    name = models.CharField(max_length=100, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    street = models.CharField(max_length=100, blank=True)
    city = models.CharField(max_length=100, blank=True)

    class Meta:
        app_label = "home"
        db_table = "benchmark_contact"

    def __str__(self) -> str:
        return self.name


class ContactData(PersonalData):
    """Made anonymous when its person asks for erasure."""

    activity = "online-marketing"
    subject = ("customer",)
    fields = {
        "name": "identity",
        "email": "contact",
        "phone": "contact",
        "street": "contact",
        "city": "contact",
    }
    on_erasure = Anonymise()


def make_table() -> None:
    """The table, in the database of the run."""
    with connection.schema_editor() as editor:
        editor.create_model(Contact)


def person_with_contacts(name: str, rows: int) -> Any:
    """A new account with ``rows`` contacts, made by the database itself."""
    email = f"{name}@example.com"
    user = get_user_model().objects.create_user(username=email, email=email)
    given = ", ".join(("customer_id", *COLUMNS))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO benchmark_contact ({given})"
            " WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %s)"
            " SELECT %s, 'Contact ' || i, %s, '+46701740605', 'Storgatan 1', 'Stockholm' FROM n",
            [rows, user.pk, email],
        )
    upkeep()
    return user
