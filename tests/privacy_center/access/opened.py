"""A package, opened."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from functools import cached_property
from typing import Any

from privacy_center.access import write_package
from privacy_center.subjects import Subject


class Package:
    def __init__(self, content: bytes) -> None:
        self.zip = zipfile.ZipFile(io.BytesIO(content))

    @cached_property
    def data(self) -> Any:
        return json.loads(self.zip.read("data.json"))

    @cached_property
    def manifest(self) -> Any:
        return json.loads(self.zip.read("manifest.json"))

    @cached_property
    def report(self) -> str:
        return self.zip.read("report.html").decode()

    def source(self, name: str) -> Any:
        return next((s for s in self.data["sources"] if s["name"] == name), None)

    def records(self, name: str) -> list[dict[str, Any]]:
        found = self.source(name)
        return found["records"] if found else []

    def csv(self, name: str) -> list[dict[str, str]]:
        text = self.zip.read(f"csv/{name}.csv").decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text, newline="")))

    @property
    def everything(self) -> bytes:
        return b"\0".join(self.zip.read(name) for name in self.zip.namelist())


def package_of(subject: Subject, **options: Any) -> Package:
    options = {"actor": None, "language": "en"} | options
    return Package(b"".join(write_package(subject, **options)))
