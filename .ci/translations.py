"""Compares the committed translations with what a fresh extraction finds.

Usage: translations.py COMMITTED EXTRACTED, two trees of the project. Exit 1 when a text has no
Swedish, is marked as uncertain, or when a compiled file is not what its source compiles to.
"""

from __future__ import annotations

import gettext
import re
import sys
from pathlib import Path

CATALOGUES = ("privacy_center/locale", "cookies/locale", "locale")
ENTRY = re.compile(r"\n\n+")


def entries(path: Path) -> list[str]:
    """Return the live entries of a .po file, without its header and what is obsolete."""
    blocks = ENTRY.split(path.read_text(encoding="utf-8"))
    return [block for block in blocks[1:] if block.strip() and "\n#~ " not in f"\n{block}"]


def unfinished(entry: str) -> bool:
    """Return whether an entry lacks a translation or waits for someone to confirm it."""
    if re.search(r"^#,.*\bfuzzy\b", entry, re.MULTILINE):
        return True
    translations = re.findall(r'^msgstr(?:\[\d\])? ((?:".*"\n?)+)', entry, re.MULTILINE)
    texts = ["".join(re.findall(r'"(.*)"', text)) for text in translations]
    return not texts or not all(texts)


def identifier(entry: str) -> str:
    """Return the source text of an entry, for a person to find it by."""
    match = re.search(r'^msgid ((?:".*"\n?)+)', entry, re.MULTILINE)
    return "".join(re.findall(r'"(.*)"', match[1])) if match else entry


def compiled(path: Path) -> dict[object, str]:
    """Return what a .mo file translates."""
    with path.open("rb") as file:
        return dict(gettext.GNUTranslations(file)._catalog)  # type: ignore[attr-defined]


def main(committed: Path, extracted: Path) -> int:
    """Report every fault; return the exit code."""
    faults = []
    for catalogue in CATALOGUES:
        name = Path(catalogue) / "sv" / "LC_MESSAGES" / "django"
        source, fresh = (root / name.with_suffix(".po") for root in (committed, extracted))
        if not fresh.exists():
            faults.append(f"{name}.po: missing")
            continue
        faults += [f"{name}.po: {identifier(e)!r}" for e in entries(fresh) if unfinished(e)]
        binaries = [root / name.with_suffix(".mo") for root in (committed, extracted)]
        if not all(binary.exists() for binary in binaries):
            faults.append(f"{name}.mo: missing")
        else:
            ours, theirs = map(compiled, binaries)
            ours.pop("", None)
            theirs.pop("", None)
            if source.exists() and ours != theirs:
                faults.append(f"{name}.mo: not what its source compiles to; run `make messages`")
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"{len(faults)} translations to finish" if faults else "Every text has its Swedish.")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
