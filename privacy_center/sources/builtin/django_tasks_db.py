"""Background work as rows: its arguments may name people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from ..base import PersonalData
from ..mentions import addresses_in, mentioning
from ..registry import register

if TYPE_CHECKING:
    from privacy_center.subjects import Subject

_TOLD = ("args_kwargs", "return_value", "traceback")


@register(DBTaskResult)
class TaskResultData(PersonalData):
    """Work that was done, or waits, for somebody: a mail to send, a file to make.

    The arguments may name several people and quote a program's inside, so they are not exported.
    """

    activity = "security"
    title = _("Background work that names you")
    retained_from = "finished_at"
    not_identifying = (
        "status",
        "enqueued_at",
        "started_at",
        "finished_at",
        "priority",
        "task_path",
        "queue_name",
        "backend_name",
        "run_after",
        "exception_class_path",
    )
    secret = (*_TOLD, "worker_ids")

    def find(self, subject: Subject) -> QuerySet[Any]:
        """The work whose arguments, result or error name one of the person's addresses."""
        found = mentioning(self.rows(), _TOLD, subject.emails).values_list("pk", *_TOLD)
        mine = set(subject.emails)
        keys = [key for key, *told in found if mine & set(addresses_in(*told))]
        return self.rows().filter(pk__in=keys)

    def people(self, queryset: QuerySet[Any]) -> Iterable[tuple[Any, Any]]:
        """Pairs of key and the first address that is named."""
        for key, *told in queryset.values_list("pk", *_TOLD).iterator(chunk_size=1000):
            yield key, next(addresses_in(*told), None)

    def label(self, record: Any) -> str:
        """The kind of work."""
        return str(record.task_path).rpartition(".")[2]
