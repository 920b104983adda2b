"""What the product is made of: `python -m benchmarks.materials` writes `docs/sbom.cdx.json` and `docs/dependencies.md`.

Both are of the locked packages that an installation gets (`requirements/runtime.txt`), which must be installed here.
The bill of materials is CycloneDX, written by its own library (`pip install cyclonedx-python-lib`).
"""

from __future__ import annotations

import re
from datetime import UTC
from datetime import datetime
from importlib.metadata import PackageNotFoundError
from importlib.metadata import metadata
from pathlib import Path
from uuid import NAMESPACE_OID
from uuid import uuid5

from cyclonedx.model.bom import Bom  # type: ignore[import-not-found,unused-ignore]
from cyclonedx.model.bom import BomMetaData
from cyclonedx.model.component import Component  # type: ignore[import-not-found,unused-ignore]
from cyclonedx.model.component import ComponentType
from cyclonedx.model.license import DisjunctiveLicense  # type: ignore[import-not-found,unused-ignore]
from cyclonedx.output import make_outputter  # type: ignore[import-not-found,unused-ignore]
from cyclonedx.schema import OutputFormat  # type: ignore[import-not-found,unused-ignore]
from cyclonedx.schema import SchemaVersion
from packageurl import PackageURL  # type: ignore[import-not-found,unused-ignore]

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements" / "runtime.txt"
PAGE = ROOT / "docs" / "dependencies.md"
BILL = ROOT / "docs" / "sbom.cdx.json"
_PINNED = re.compile(r"^([A-Za-z0-9_.-]+)==([^ \\;]+)", re.MULTILINE)
_HEAD = """# What is installed with it

`python -m benchmarks.materials` writes this page and the bill of materials (`sbom.cdx.json`, CycloneDX). Every package
is locked to one version and to the digests of its files in `requirements/runtime.txt`.

| package | version | licence |
|---|---|---|
"""


def pinned(lock: Path = LOCK) -> dict[str, str]:
    """The versions of the locked packages by name."""
    return dict(_PINNED.findall(lock.read_text(encoding="utf-8")))


def licence_of(package: str) -> str:
    """What an installed package says of its licence: the expression, else its classifiers, else its own words."""
    try:
        told = metadata(package)
    except PackageNotFoundError:
        return "(only on another system)"
    if told.get("License-Expression"):
        return told["License-Expression"]
    classified = [each.rpartition(" :: ")[2] for each in told.get_all("Classifier", []) if each.startswith("License")]
    own = (told.get("License") or "").strip().partition("\n")[0]
    return ", ".join(name for name in classified if name != "OSI Approved") or own or "?"


def page(versions: dict[str, str]) -> str:
    """The table of packages."""
    return _HEAD + "".join(f"| {name} | {version} | {licence_of(name)} |\n" for name, version in versions.items())


def bill(versions: dict[str, str]) -> str:
    """The bill of materials as CycloneDX JSON: each package with its version, its package URL and its licence."""
    made = Bom(
        components=[
            Component(
                bom_ref=f"{name}@{version}",
                name=name,
                version=version,
                type=ComponentType.LIBRARY,
                purl=PackageURL("pypi", None, name, version),
                licenses=[DisjunctiveLicense(name=licence_of(name))],
            )
            for name, version in versions.items()
        ],
        # NOTE: the same packages give the same bytes.
        serial_number=uuid5(NAMESPACE_OID, repr(sorted(versions.items()))),
        metadata=BomMetaData(timestamp=datetime.fromtimestamp(0, UTC)),
    )
    text = make_outputter(made, OutputFormat.JSON, SchemaVersion.V1_6).output_as_string(indent=1)
    return str(text) + "\n"


def main() -> None:
    """Writes both."""
    PAGE.write_text(page(pinned()), encoding="utf-8")
    BILL.write_text(bill(pinned()), encoding="utf-8")


if __name__ == "__main__":
    main()
