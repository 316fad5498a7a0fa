"""How form pages say what their submissions are held for."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Model, Q
from wagtail.models import Page

#: What a form page's class may be given to say why its submissions are held.
ACTIVITY_ATTRIBUTE = "privacy_activity"
#: The field by which an editor says it for one page: a relation to a processing activity.
ACTIVITY_FIELD = "submissions_activity"


def activities_of_pages(default: str) -> dict[str, Q]:
    """The activity of each submission, by its page: {slug: condition on the submission}.

    What the editor has chosen on the page, else what its class names, else ``default``. Reads the
    database where a form page lets its editor choose.
    """
    named: dict[str, Q] = {}
    elsewhere = Q()
    for model in _form_pages():
        of_class = getattr(model, ACTIVITY_ATTRIBUTE, None)
        usual = str(of_class) if of_class else default
        slugs = _chosen_on(model)
        if usual == default and not slugs:
            continue
        meta = model._meta
        kind = Q(
            page__content_type__app_label=meta.app_label,
            page__content_type__model=meta.model_name,
        )
        chosen = Q(pk__in=[])
        for slug in slugs:
            pages = model._base_manager.filter(**{f"{ACTIVITY_FIELD}__slug": slug}).values("pk")
            here = kind & Q(page__in=pages)
            chosen |= here
            named[slug] = named.get(slug, Q(pk__in=[])) | here
        named[usual] = named.get(usual, Q(pk__in=[])) | (kind & ~chosen)
        elsewhere |= kind
    if not elsewhere:
        return {default: Q()}
    rest = ~elsewhere
    return {default: named.pop(default, Q(pk__in=[])) | rest, **named}


def _form_pages() -> list[type[Model]]:
    """The kinds of page that name an activity, or let an editor choose one."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, Page)
        and (getattr(model, ACTIVITY_ATTRIBUTE, None) or hasattr(model, ACTIVITY_FIELD))
    ]


def _chosen_on(model: type[Model]) -> list[str]:
    if not hasattr(model, ACTIVITY_FIELD):
        return []
    slugs = model._base_manager.values_list(f"{ACTIVITY_FIELD}__slug", flat=True).distinct()
    return sorted(filter(None, slugs.order_by()))
