"""More keys than SQLite takes parameters in a statement."""

import datetime as dt

import pytest
from django.db import connection
from django.db.models import Q

from privacy_center.sources.dated import within
from privacy_center.sources.key_lists import key_list
from tests.testapp.models import Interest, Member

pytestmark = pytest.mark.django_db

#: SQLite takes 32,766 as it comes, and 250,000 as Debian builds it.
MANY = 251_000


def test_a_list_of_any_length_is_one_condition():
    kept, other = (Interest.objects.create(name=name) for name in ("Chess", "Bridge"))
    keys = [key for key in range(1, MANY) if key != other.pk]
    assert set(Interest.objects.filter(pk__in=key_list(Interest, keys))) == {kept}
    assert set(Interest.objects.exclude(pk__in=key_list(Interest, keys))) == {other}
    assert set(Interest.objects.filter(~Q(pk__in=key_list(Interest, keys)))) == {other}


def test_a_date_in_the_parts_of_very_many_records_is_within_its_span():
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO testapp_member (name, email, phone, portrait, door_code, preferences)
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %s)
            SELECT 'Bulk', '', '', '', '', '{}' FROM n
            """,
            [MANY],
        )
        cursor.execute(
            """
            INSERT INTO testapp_payment (member_id, amount, reference, paid_at)
            SELECT id, 1, '', '2010-05-01 12:00:00+00:00' FROM testapp_member
            """
        )
    spans = [(dt.date(2010, 1, 1), dt.date(2010, 12, 31))]
    due = Member.objects.filter(within(Member, "payment__paid_at", spans))
    assert due.count() == MANY
    later = [(dt.date(2011, 1, 1), dt.date(2011, 12, 31))]
    assert not Member.objects.filter(within(Member, "payment__paid_at", later)).exists()
