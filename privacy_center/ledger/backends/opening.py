"""From the address of a ledger to the place that it names."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.utils.module_loading import import_string

from ...conf import settings
from .base import LedgerBackend, OddAddress
from .database import ENGINES, DatabaseLedger
from .file import FileLedger
from .nowhere import MemoryLedger, NoLedger

_OWN: dict[str, type[LedgerBackend]] = {
    "": NoLedger,
    "file": FileLedger,
    "memory": MemoryLedger,
    **dict.fromkeys(ENGINES, DatabaseLedger),
}


def open_ledger(url: str | None = None) -> LedgerBackend:
    """The ledger at ``url``, ``LEDGER_URL`` unless given. Raises :class:`OddAddress`."""
    url = settings.LEDGER_URL if url is None else url
    scheme = urlsplit(url).scheme
    named = settings.LEDGER_BACKENDS.get(scheme)
    backend: type[LedgerBackend] | None = import_string(named) if named else _OWN.get(scheme)
    if backend is None or (url and not scheme):
        known = ", ".join(sorted({*_OWN, *settings.LEDGER_BACKENDS} - {"", "memory"}))
        raise OddAddress(f"The ledger's address begins with one of: {known}.")
    return backend(url)
