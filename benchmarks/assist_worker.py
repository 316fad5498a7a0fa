"""Runs where django-gdpr-assist is installed and this project is not: :mod:`benchmarks.assist`."""

from __future__ import annotations

import json
import sys
import time

import django
from django.conf import settings

ROWS, COLUMNS, DATABASES, INIT_COMMAND = json.loads(sys.argv[1])

settings.configure(
    DATABASES=DATABASES,
    INSTALLED_APPS=["django.contrib.contenttypes", "gdpr_assist"],
    DATABASE_ROUTERS=["gdpr_assist.routers.EventLogRouter"],
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    SECRET_KEY="of a benchmark",
)
django.setup()

from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.db import connections, models  # noqa: E402
from django.db.backends.signals import connection_created  # noqa: E402
from gdpr_assist.models import EventLog, PrivacyAnonymised  # noqa: E402


class Contact(models.Model):
    customer = models.BigIntegerField(null=True, db_index=True)
    name = models.CharField(max_length=100, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    street = models.CharField(max_length=100, blank=True)
    city = models.CharField(max_length=100, blank=True)

    class Meta:
        app_label = "peer"

    class PrivacyMeta:
        fields = (*COLUMNS, "customer")
        can_anonymise = True

    def __str__(self):
        return self.name


def prepare(connection, **kwargs):
    with connection.cursor() as cursor:
        for command in filter(None, INIT_COMMAND.split(";")):
            cursor.execute(command)


def main() -> None:
    connection_created.connect(prepare)
    with connections["default"].schema_editor() as editor:
        for model in (ContentType, PrivacyAnonymised, Contact):
            if model._meta.db_table not in connections["default"].introspection.table_names():
                editor.create_model(model)
    if EventLog._meta.db_table not in connections["gdpr_log"].introspection.table_names():
        with connections["gdpr_log"].schema_editor() as editor:
            editor.create_model(EventLog)
    for model in (Contact, PrivacyAnonymised):
        models.QuerySet(model)._raw_delete("default")
    person = dict.fromkeys(COLUMNS, "Anna") | {"email": "anna@example.com", "customer": 1}
    Contact.objects.bulk_create((Contact(**person) for _ in range(ROWS)), batch_size=5000)
    sent = 0

    def count(execute, *call):
        nonlocal sent
        sent += 1
        return execute(*call)

    with (
        connections["default"].execute_wrapper(count),
        connections["gdpr_log"].execute_wrapper(count),
    ):
        start = time.perf_counter()
        Contact.objects.all().anonymise()
        seconds = time.perf_counter() - start
    assert not Contact.objects.exclude(name="", customer=None).exists()
    print(json.dumps([seconds, sent]))


if __name__ == "__main__":
    main()
