"""Coverage-guided fuzzing of a reader or of the rule parser: `python -m benchmarks.fuzz TARGET [RUNS]`.

Needs `pip install atheris`. TARGET is `rules`, or an ending that files have: txt, html, docx, pdf, xlsx, csv, md, zip.
The corpus are reports of all forms as the tests write them, and the shipped rule files. What must hold for any bytes:
an answer, no crash, every figure at a place of its text, and what was read can be kept and found again. With `-reader`
behind the ending (`html-reader`) only the reader of the format is tried, several times as fast, beginning with the
shortest reports: every cell of its tables must lie in its text. An input that breaks this is written to `crash-…` in
the current folder.
"""

from __future__ import annotations

import io
import sys
import tempfile
import zipfile
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING

import atheris  # type: ignore[import-untyped,import-not-found]

with atheris.instrument_imports(include=["auditor"]):
    from auditor.ingest import codec
    from auditor.ingest import readers
    from auditor.ingest import reading
    from auditor.ingest.codes import READER_FAILED
    from auditor.ingest.workers import hold_to
    from auditor.lang.check import check_sources
    from auditor.lang.load import load_rules
    from auditor.source import Source

    for reader in iter_modules(readers.__path__):  # imported only when a file of their format is met
        import_module(f"auditor.ingest.readers.{reader.name}")

from tests.ingest.generate.content import content
from tests.ingest.generate.whole import WRITERS
from tests.ingest.generate.whole import written
from tests.ingest.truth.typed import FORMS

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[1]
PACKED = frozenset({"docx", "xlsx", "zip"})
RUNS = 200_000
SEEDS = 4
ALONE = "-reader"
FEW = 6
SECONDS = 30
MEGABYTES = 2048


def corpus(target: str) -> list[bytes]:
    """Good inputs to begin with."""
    if target == "rules":
        return [path.read_bytes() for path in sorted((ROOT / "rules").rglob("*.rules"))]
    hows = [how for how, (ending, _) in WRITERS.items() if ending == target]
    made = [
        written(content(form, seed, []), how)[1] for how in hows for form in FORMS.values() for seed in range(SEEDS)
    ]
    if target == "zip":
        made = [_bundle(seed) for seed in range(SEEDS)]
    return made


def _bundle(seed: int) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for form in FORMS.values():
            name, data = written(content(form, seed, []), "html")
            archive.writestr(f"{form.code}/{name}", data)
    return stream.getvalue()


def mutated_package(data: bytes, most: int, seed: int) -> bytes:
    """A package with one member changed, so that changes get behind the packing; else the bytes themselves changed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old:
            members = [(name, old.read(name)) for name in old.namelist()]
    except Exception:  # noqa: BLE001 - a package that was broken before is changed as bytes
        members = []
    if not members or seed % 8 == 0:
        return bytes(atheris.Mutate(data, most))
    at = seed % len(members)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for number, (name, inside) in enumerate(members):
            new.writestr(name, atheris.Mutate(inside, len(inside) + 4096) if number == at else inside)
    return stream.getvalue()


def try_rules(data: bytes) -> None:
    """Any text gives a book and diagnostics whose places lie in it."""
    source = Source("任意.rules", data.decode("utf-8", "replace"))
    _, diagnostics = check_sources((source,))
    for each in diagnostics:
        assert each.span is None or 0 <= each.span.start <= each.span.end <= len(source.text) + 1, each


def try_reader(target: str) -> Callable[[bytes], None]:
    """What must hold for any bytes of a format."""
    schema = load_rules(ROOT / "rules")[0].schema

    def one(data: bytes) -> None:
        if target == "zip":
            members = reading.read_members("包.zip", data)
            assert not [each for each in members.diagnostics if each.code is READER_FAILED], members.diagnostics
            return
        submissions = reading.read_bytes(f"报告.{target}", data, schema)
        for submission in submissions:
            unexpected = [each for each in submission.diagnostics if each.code is READER_FAILED]
            assert not unexpected, unexpected[0].values
            text = submission.document.source.text if submission.document else ""
            for fact in submission.facts:
                assert 0 <= fact.origin.span.start <= fact.origin.span.end <= len(text), fact
        assert codec.decode(codec.encode(submissions)) == submissions

    return one


def try_reader_alone(target: str) -> Callable[[bytes], None]:
    """What must hold for any bytes that the reader of a format is given."""

    def one(data: bytes) -> None:
        name = f"报告.{target}"
        document, diagnostics = reading.read_document(name, data, reading.recognise(name, data[: reading.HEAD]))
        assert document or diagnostics
        for grid in document.grids if document else ():
            for cell in grid.cells:
                assert 0 <= cell.span.start <= cell.span.end <= len(document.source.text), cell

    return one


def main(target: str, runs: int) -> None:
    """Fuzzes until `runs` inputs are tried or one breaks what must hold."""
    hold_to(MEGABYTES)
    target, alone = target.removesuffix(ALONE), target.endswith(ALONE)
    with tempfile.TemporaryDirectory() as folder:
        seeds = sorted(corpus(target), key=len)
        for number, data in enumerate(seeds[:FEW] if alone else seeds):
            (Path(folder) / str(number)).write_bytes(data)
        options = [f"-atheris_runs={runs}", f"-timeout={SECONDS}", "-rss_limit_mb=0", "-max_len=400000", "-verbosity=1"]
        packed = {"custom_mutator": mutated_package} if target in PACKED else {}
        one = try_rules if target == "rules" else try_reader_alone(target) if alone else try_reader(target)
        atheris.Setup([sys.argv[0], *options, folder], one, **packed)
        atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else RUNS)
