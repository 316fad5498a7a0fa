"""One piece of work in a process of its own: the other half of :func:`benchmarks.stage.apart`."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from importlib import import_module

from django.contrib.auth import get_user_model

from benchmarks.stage import measure


def main() -> None:
    """Do the work once on somebody small, then measure it."""
    name, module, function, user, idle = json.loads(sys.argv[1])
    work = getattr(import_module(module), function)
    users = get_user_model().objects
    work(users.get(pk=idle))
    someone = users.get(pk=user)
    json.dump(asdict(measure(name, lambda: work(someone))), sys.stdout)


if __name__ == "__main__":
    main()
