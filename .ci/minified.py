"""Whether the minified files are made from the sources beside them: ``minified.py [stamp]``."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "cookies" / "static" / "cookies"
FILES = ("cookies.js", "cookies.css")


def stamp(source: Path) -> str:
    """The comment that names the source."""
    return f"/*{hashlib.sha256(source.read_bytes()).hexdigest()[:12]}*/"


def minified(source: Path) -> Path:
    """The file that is made from ``source``."""
    return source.with_suffix(f".min{source.suffix}")


def stale() -> list[str]:
    """The minified files that were made from another source."""
    sources = [FOLDER / name for name in FILES]
    return [each.name for each in sources if not minified(each).read_text().startswith(stamp(each))]


def main() -> int:
    """Stamp the files, or say which ones are stale."""
    if sys.argv[1:] == ["stamp"]:
        for name in FILES:
            target = minified(FOLDER / name)
            target.write_text(stamp(FOLDER / name) + target.read_text())
        return 0
    found = stale()
    for name in found:
        print(f"{name} has changed: run `make minify`.", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
