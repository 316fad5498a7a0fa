"""Lists and forms that call a record by its name in the reader's own language."""

from __future__ import annotations

from typing import Any

from wagtail.snippets.views.snippets import EditView, IndexView


class NamedIndexView(IndexView):
    """A list whose titles follow the language; Wagtail's come from the latest revision."""

    def _get_title_column(self, *args: Any, **kwargs: Any) -> Any:
        column = super()._get_title_column(*args, **kwargs)
        column.accessor = str
        return column

    def search_queryset(self, queryset: Any) -> Any:
        """Each record once, in however many languages its words match."""
        found = super().search_queryset(queryset)
        return found.distinct() if self.is_searching else found


class NamedEditView(EditView):
    """A form whose heading follows the language, for the same reason."""

    def get_page_subtitle(self) -> str:
        """The record's name as the reader calls it."""
        return str(self.object)
