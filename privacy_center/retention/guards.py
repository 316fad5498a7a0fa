"""Whom retention leaves alone, whatever the date: people on hold, and people with an open request.

To remove somebody's records in the middle of their request would answer it before anybody has.
What counts from the end of the relation waits for that of whoever has an account, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import F, QuerySet

from privacy_center.holds.people import HeldPeople
from privacy_center.ledger.pseudonyms import written_forms
from privacy_center.requests.models import OPEN, PrivacyRequest
from privacy_center.sources import PersonalData
from privacy_center.sources.folding import UnicodeLower
from privacy_center.sources.key_lists import key_list
from privacy_center.sources.paths import resolve
from privacy_center.subjects import fold_email, subject_of_user
from privacy_center.subjects.accounts import proved_addresses, proved_rows


def spared_people() -> HeldPeople:
    """Everybody whose records stay for now."""
    return HeldPeople.read().joined(_asking())


def without_accounts(source: PersonalData, rows: QuerySet[Any]) -> QuerySet[Any]:
    """``rows`` without those that lead to an account, or to an address that is proved for one."""
    if type(source).people is not PersonalData.people:
        return rows.exclude(pk__in=key_list(source.model, _with_account(source, rows)))
    paths = [resolve(source.model, text) for text in source.subject]
    rows = rows.filter(**{f"{path.text}__isnull": True for path in paths if path.to_user})
    proved = proved_rows()
    # As sets; but the letters that may be written composed or decomposed, Python must fold.
    odd = proved.filter(proved__regex="[^ -~]").values_list("proved", flat=True)
    living = [
        proved.annotate(folded=UnicodeLower(F("proved"))).values("folded"),
        written_forms(map(fold_email, odd)),
    ]
    for path, addresses in product(paths, living):
        if not path.to_user:
            folded = rows.alias(privacy_folded=UnicodeLower(F(path.text)))
            theirs = folded.filter(privacy_folded__in=addresses)
            rows = rows.exclude(pk__in=theirs.values("pk"))
    return rows


def _with_account(source: PersonalData, rows: QuerySet[Any]) -> Iterator[Any]:
    """The keys of the rows of which the source itself says that they lead to an account."""
    owners = [(key, fold_email(str(owner))) for key, owner in source.people(rows) if owner]
    wanted = {owner for _key, owner in owners}
    accounts = get_user_model()._base_manager.values_list("pk", flat=True).iterator()
    living = wanted.intersection(map(str, accounts))
    living |= wanted.intersection(fold_email(address) for _account, address in proved_addresses())
    yield from (key for key, owner in owners if owner in living)


def _asking() -> HeldPeople:
    waiting = PrivacyRequest.objects.filter(state__in=OPEN)
    hashes = set(waiting.values_list("subject", flat=True))
    if not hashes:
        return HeldPeople()
    # Whoever asked from an account is known by it: nobody's hash need be looked up backwards.
    keys = waiting.exclude(user=None).values("user")
    users = get_user_model()._base_manager.filter(pk__in=keys)
    return HeldPeople.of(map(subject_of_user, users), hashes)
