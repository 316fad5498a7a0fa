"""The words of a banner that is about to become another.

A page cache may go on showing a banner that the site has replaced and that nobody had answered yet:
whoever answers it there has a receipt with its words.
"""

from __future__ import annotations

from ..declarations.snapshot import held
from .models import BannerVersion


def keep_shown(**_signal: object) -> None:
    """Store what this process has shown since it last read the declarations.

    A receiver for the signals of the declarations' models, so that no page view stores anything.
    """
    shown = held()
    if shown is None:
        return
    for banner in shown.banners.values():
        if banner.version not in shown.stored_versions:
            BannerVersion.objects.get_or_create(version=banner.version, defaults=banner.words)
            shown.stored_versions.add(banner.version)
