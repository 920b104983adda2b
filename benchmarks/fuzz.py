"""Coverage-guided fuzzing of a reader or of the rule parser: `python -m benchmarks.fuzz TARGET [RUNS [FOLDER]]`.

Needs `pip install atheris`. TARGET is `rules`, or an ending that files have: txt, html, docx, pdf, ofd, xlsx, csv, md,
zip. The corpus are reports of all forms as the tests write them, and the shipped rule files. What must hold for any
bytes: an answer, no crash, every figure at a place of its text, and what was read can be kept and found again. With
`-reader` behind it (`html-reader`, `rules-reader`) only the reader of the format is tried, or the parser of rules,
many times as fast, beginning with the shortest inputs that have all parts: every cell must lie in its text. What is
only tried so: xls, xml (Word and Excel as one XML file), and what people keep beside the rules and send back: units,
scores, explanations, answers (in notices). An input that breaks this is written to `crash-…` in the current folder.
Inputs that reach what no other reached are kept in FOLDER, where another run with it begins.
"""

from __future__ import annotations

import sys
import tempfile
from functools import partial
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING

import atheris  # type: ignore[import-untyped,import-not-found]
from msgspec.structs import replace

with atheris.instrument_imports(include=["auditor"]):
    from auditor.encoding import decode
    from auditor.ingest import readers
    from auditor.ingest.codes import READER_FAILED
    from auditor.ingest.files import codec
    from auditor.ingest.files import reading
    from auditor.ingest.files.workers import hold_to
    from auditor.ingest.lists.names import Names
    from auditor.ingest.lists.registry import parse_registry
    from auditor.ingest.lists.scores import parse_scores
    from auditor.lang.check import check_sources
    from auditor.lang.load import load_rules
    from auditor.lang.parsing.parser import parse_file
    from auditor.ledger.explaining import explain
    from auditor.ledger.forms import parse_form
    from auditor.ledger.replies import read_replies
    from auditor.source import Source

    for reader in iter_modules(readers.__path__):  # imported only when a file of their format is met
        import_module(f"auditor.ingest.readers.{reader.name}")

from benchmarks.fuzz_changes import CHANGES
from benchmarks.fuzz_changes import dictionary
from benchmarks.fuzz_inputs import NUMBER
from benchmarks.fuzz_inputs import corpus
from benchmarks.fuzz_inputs import short
from tests.report.report_samples import audit

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable

    from auditor.diagnostics import Diagnostic

ROOT = Path(__file__).parents[1]
RUNS = 200_000
ALONE = "-reader"
FINDING = replace(audit().findings[0], id=NUMBER.split("-")[1])
LISTS = frozenset({"units", "scores", "explanations", "answers"})
SECONDS = 30
MEGABYTES = 2048
LARGEST, LARGEST_ALONE = 400_000, 8_000


def hold_places(diagnostics: Iterable[Diagnostic], text: str) -> None:
    """The places of what is said lie in the text, or at its end."""
    for each in diagnostics:
        assert each.span is None or 0 <= each.span.start <= each.span.end <= len(text) + 1, each


def try_rules(data: bytes) -> None:
    """Any text gives a book and diagnostics whose places lie in it."""
    source = Source("任意.rules", data.decode("utf-8", "replace"))
    hold_places(check_sources((source,))[1], source.text)


def try_parser(data: bytes) -> None:
    """Any text gives statements and diagnostics whose places lie in it."""
    source = Source("任意.rules", data.decode("utf-8", "replace"))
    parsed = parse_file(source)
    hold_places(parsed.diagnostics, source.text)
    for each in parsed.statements:
        assert 0 <= each.span.start <= each.span.end <= len(source.text), each


def try_list(target: str, data: bytes, folder: Path) -> None:
    """What must hold for any bytes of a list that people keep or send back."""
    told: Iterable[Diagnostic]
    match target:
        case "units":
            registry, told = parse_registry(decode(data).text)
            for unit in registry.units if registry else ():
                found = Names(registry).find(unit.name, 2018, ("乙市",))
                assert unit.name
                assert found is None or found in registry.units
        case "scores":
            _, told = parse_scores(decode(data).text, ("A-B01", "A-B02"), ("时限", "勾稽"))
        case "explanations":
            form, told = parse_form("甲.csv", data)
            assert form.data == data
            told = (*told, *explain((FINDING,), (form,), frozenset())[1])
        case _:
            place = folder / "回复.docx"
            place.write_bytes(data)
            taken, told = read_replies([place], [FINDING])
            assert taken or told
    for each in told:
        hold_places((each,), each.source.text if each.source else "")


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


def trial(target: str, folder: Path, *, alone: bool) -> Callable[[bytes], None]:
    """What is tried of each input."""
    if target in LISTS:
        return partial(try_list, target, folder=folder)
    if target == "rules":
        return try_parser if alone else try_rules
    return try_reader_alone(target) if alone and target != "zip" else try_reader(target)


def main(target: str, runs: int, kept: Path | None) -> None:
    """Fuzzes until `runs` inputs are tried or one breaks what must hold."""
    hold_to(MEGABYTES)
    target, alone = target.removesuffix(ALONE), target.endswith(ALONE) or target in LISTS
    with tempfile.TemporaryDirectory() as folder:
        words, seeds = Path(folder) / "words", kept or Path(folder) / "seeds"
        words.write_text(dictionary(target), encoding="utf-8")
        seeds.mkdir(parents=True, exist_ok=True)
        for number, data in enumerate(short(target) if alone else corpus(target)):
            (seeds / str(number)).write_bytes(data)
        options = [f"-atheris_runs={runs}", f"-timeout={SECONDS}", "-rss_limit_mb=0", "-verbosity=1", f"-dict={words}"]
        options += ["-print_final_stats=1", "-len_control=0", f"-max_len={LARGEST_ALONE if alone else LARGEST}"]
        packed = {"custom_mutator": CHANGES[target]} if target in CHANGES else {}
        one = trial(target, Path(folder), alone=alone)
        atheris.Setup([sys.argv[0], *options, str(seeds)], one, **packed)
        atheris.Fuzz()


if __name__ == "__main__":
    asked = dict(enumerate(sys.argv))
    main(asked[1], int(asked.get(2, RUNS)), Path(asked[3]) if 3 in asked else None)
