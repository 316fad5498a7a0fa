"""The pages of a policy's history: its versions, each as it was, and what changed between two."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from .differences import differences
from .kept import shown
from .version import PolicyVersion
from .versions import versions_of

FOLDER = "privacy_center/policy"


class PolicyHistoryMixin(RoutablePageMixin):
    """Adds ``versions/``, ``versions/<number>/`` and ``versions/compare/`` under a policy page.

    They show what is kept and nothing else, the same to everybody, so that they can be cached.
    """

    @path("versions/", name="versions")
    def versions_page(self, request: HttpRequest) -> HttpResponse:
        """Every version, newest first, and a form to compare two."""
        found = list(versions_of(self).defer("document", "records").reverse())
        if not found:
            raise Http404
        return self._show(request, "versions", versions=found)

    @path("versions/<int:number>/", name="version")
    def version_page(self, request: HttpRequest, number: int) -> HttpResponse:
        """One version as it was."""
        version = self._version(number)
        newest = versions_of(self).values_list("number", flat=True).last()
        return self._show(
            request,
            "version",
            version=version,
            is_newest=version.number == newest,
            introduction=shown(version.document["introduction"]),
            sections=[
                {**section, "blocks": shown(section["blocks"])}
                for section in version.document["sections"]
            ],
        )

    @path("versions/compare/", name="compare")
    def compare_page(self, request: HttpRequest) -> HttpResponse:
        """What changed from one version to another; without two numbers, from the last but one."""
        found = list(versions_of(self).defer("document", "records"))
        if len(found) < 2:
            raise Http404
        numbers = [version.number for version in found]
        after = _number(request.GET.get("to"), numbers[-1])
        before = _number(request.GET.get("from"), max([n for n in numbers if n < after] or [after]))
        older, newer = self._version(min(before, after)), self._version(max(before, after))
        return self._show(
            request,
            "compare",
            versions=found[::-1],
            older=older,
            newer=newer,
            found=differences(older.document, newer.document),
        )

    def _version(self, number: int) -> PolicyVersion:
        version = versions_of(self).filter(number=number).first()
        if version is None:
            raise Http404
        return version

    def _show(self, request: HttpRequest, name: str, **context: Any) -> HttpResponse:
        response: HttpResponse = self.render(
            request,
            template=f"{FOLDER}/{name}.html",
            context_overrides={**context, "history_url": self.address_of("versions")},
        )
        return response

    def address_of(self, name: str, *args: Any) -> str:
        """The path of one of these pages; empty for a page that no site serves."""
        base: str | None = self.url
        return f"{base}{self.reverse_subpage(name, args=args)}" if base else ""


def _number(text: str | None, usual: int) -> int:
    if not text:
        return usual
    try:
        return int(text)
    except ValueError:
        raise Http404 from None
