import pytest

from home.models import CourseTrial, Order
from privacy_center.sources import registry
from privacy_center.sources.folded_indexes import check_folded_indexes, has_folded_index
from tests.testapp.models import Member


@pytest.mark.parametrize(
    ("model", "field", "found"),
    [
        (Order, "email", True),
        (Order, "alternative_email", True),
        (Order, "phone", False),
        (CourseTrial, "email", True),
        (Member, "email", False),
    ],
)
def test_an_index_counts_where_it_begins_with_the_folded_column(model, field, found):
    assert has_folded_index(model._meta.get_field(field)) is found


def test_each_column_without_one_is_named_once_with_the_migration():
    messages = check_folded_indexes(registry)
    named = [message.msg.split()[0] for message in messages]
    assert len(named) == len(set(named))
    assert "testapp.Member.email" in named
    assert not any(name.startswith("home.") for name in named)
    (hint,) = [m.hint for m in messages if m.msg.startswith("testapp.Message.copy_email")]
    assert 'models.Index(Lower("copy_email"), name="message_copy_email_lower")' in hint
