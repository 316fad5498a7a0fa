"""Looks into the wheel: the two apps with all that they need, and nothing of the demo.

Usage: wheel.py WHEEL, from the root of the project. Exit 1 when something is missing or too much.
"""

from __future__ import annotations

import sys
from pathlib import Path
from zipfile import ZipFile

APPS = ("privacy_center", "cookies")
# What a package leaves at home: translations are shipped compiled as well as in source.
LEFT_OUT = {"__pycache__"}


def main(wheel: Path) -> int:
    """Compare the wheel with the tree; return the exit code."""
    held = {name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}
    wanted = {
        str(path)
        for app in APPS
        for path in Path(app).rglob("*")
        if path.is_file() and not LEFT_OUT & set(path.parts)
    }
    missing, foreign = sorted(wanted - held), sorted(held - wanted)
    for name in missing:
        print(f"not in the wheel: {name}", file=sys.stderr)
    for name in foreign:
        print(f"does not belong in the wheel: {name}", file=sys.stderr)
    print(f"{wheel.name}: {len(held)} files")
    return bool(missing or foreign)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
