"""A process that fills a new database: two people with records of each kind.

``python -m tests.privacy_center.erasure.staging``; with ``state`` it prints what is there.
"""

from __future__ import annotations

import json
import os
import sys

import django

ANNA, ERIK = "anna@example.com", "erik@example.com"
PHONES = {ANNA: "070-174 06 05", ERIK: "070-174 06 15"}


def main() -> None:
    """Make the tables and fill them, or print their state as JSON."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_project.settings.test")
    django.setup()
    if sys.argv[1:] == ["state"]:
        sys.stdout.write(json.dumps(_state(), sort_keys=True))
        return
    from django.apps import apps
    from django.conf import settings
    from django.core.management import call_command

    # The tables as the models have them: the way there is tested elsewhere, and takes a minute.
    settings.MIGRATION_MODULES = {config.label: None for config in apps.get_app_configs()}
    call_command("migrate", run_syncdb=True, verbosity=0)
    _fill()


def _fill() -> None:
    import datetime as dt

    from privacy_center.activities.models import ProcessingActivity
    from tests.testapp import factories
    from tests.testapp.models import EventSignup

    for slug in ("members", "events", "courses", "messages", "account", "security"):
        factories.activity(slug)
    ProcessingActivity.objects.filter(slug="members").update(
        legal_basis="legal_obligation",
        legal_reference="BFL",
        preset="bookkeeping",
        period_value=7,
        counts_from="financial_year",
    )
    for address in (ANNA, ERIK):
        subject = factories.person(address)
        for year in (2010, 2011, 2012, 2025):
            member = factories.member(
                subject, email=address, phone=PHONES[address], joined_on=dt.date(year, 1, 1)
            )
            factories.payment(member)
        for number in range(2):
            EventSignup.objects.create(email=address, event=f"Fair {number}")
            factories.message(subject, body=f"{address} writes")
        factories.message(subject, recipient_email=ANNA, recipient_name="Anna")


def _state() -> dict[str, object]:
    from django.contrib.auth import get_user_model

    from privacy_center.erasure.models import ErasureRun, PendingFile
    from privacy_center.sources.models import RestrictedRecord
    from tests.testapp.models import EventSignup, Member, Message, Payment

    rows = {
        model._meta.label: [
            [str(each) for each in row] for row in model.objects.order_by("pk").values_list()
        ]
        for model in (Member, Payment, EventSignup, Message)
    }
    rows["accounts"] = list(get_user_model().objects.order_by("pk").values_list("pk", "email"))
    restricted = RestrictedRecord.objects.order_by("source", "record_key", "pseudonym")
    rows["restricted"] = list(restricted.values_list("source", "record_key", "pseudonym", "ground"))
    rows["receipts"] = [run.receipt() for run in ErasureRun.objects.all()]
    rows["told"] = list(ErasureRun.objects.values_list("told", "lease_owner", "identifiers"))
    rows["files"] = PendingFile.objects.count()
    return rows


if __name__ == "__main__":
    main()
