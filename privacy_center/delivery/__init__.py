"""How a package reaches its person: at once, or made in the background and fetched later."""

from .asking import prepare
from .fetching import Fetched, NotThere, fetch, find, link_of, package_of
from .making import make
from .models import PackageState, PreparedPackage
from .resuming import take_up
from .sweeping import clear, forget

__all__ = [
    "Fetched",
    "NotThere",
    "PackageState",
    "PreparedPackage",
    "clear",
    "fetch",
    "find",
    "forget",
    "link_of",
    "make",
    "package_of",
    "prepare",
    "take_up",
]
