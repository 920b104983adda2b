"""How well reports are read: every cell of real documents typed by eye, and of generated ones of every kind.

    python benchmarks/accuracy.py [--reports DIR] [--seeds N] [--publish]

`--reports` is where the real documents lie (they are no part of the project); `--publish` writes docs/accuracy.md.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from auditor.document import Reading  # noqa: E402
from auditor.ingest.files.reading import read_bytes  # noqa: E402
from auditor.lang.load import load_rules  # noqa: E402
from benchmarks.bound import known_cells  # noqa: E402
from tests.ingest.compare import Score  # noqa: E402
from tests.ingest.compare import score  # noqa: E402
from tests.ingest.generate.content import QUIRKS  # noqa: E402
from tests.ingest.generate.content import content  # noqa: E402
from tests.ingest.generate.whole import WRITERS  # noqa: E402
from tests.ingest.generate.whole import written  # noqa: E402
from tests.ingest.truth import TRUTH  # noqa: E402
from tests.ingest.truth.typed import FORMS  # noqa: E402
from tests.ingest.truth.typed import UNKNOWN  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.schema import Schema

_RAN_TOGETHER = "run"
PUBLISHED = ROOT / "docs" / "accuracy.md"
HEAD = "| {what} | documents | cells | right | marked | wrong | missing | right of all |\n" + "|---" * 8 + "|"


class Row:
    """The documents of one kind."""

    def __init__(self) -> None:
        self.documents = 0
        self.score = Score()
        self.misnamed = 0

    def add(self, found: Score, *, named: bool) -> None:
        self.documents += 1
        self.misnamed += not named
        self.score += found

    def line(self, what: str) -> str:
        it = self.score
        cells = f"{it.cells} | {it.right} | {it.marked} | {it.wrong} | {it.missing} | {it.share:.2%}"
        return f"| {what} | {self.documents} | {cells} |"


def of_real(reports: Path, schema: Schema) -> tuple[Mapping[str, Row], Row, int, int]:
    """The real documents: each, those that can be read by eye, how many cells cannot, how many ran together.

    These last can be read by eye and are marked, since their digits can be cut in several ways.
    """
    rows: dict[str, Row] = defaultdict(Row)
    readable = Row()
    hidden = ran = 0
    for path, truth in TRUTH.items():
        (submission,) = read_bytes(path, (reports / path).read_bytes(), schema)
        unknown = {key for key, figure in truth.cells.items() if figure == UNKNOWN}
        found = score(submission, FORMS[truth.form], truth.stored, unknown)
        named = submission.unit == truth.unit and submission.year == truth.year and submission.form == truth.form
        rows[f"{truth.form}, {truth.format}"].add(found, named=named)
        shown = tuple(fact for fact in submission.facts if (fact.indicator, fact.member) not in unknown)
        ran += sum(fact.doubt == _RAN_TOGETHER and fact.reading is Reading.DOUBTFUL for fact in shown)
        by_eye = replace(submission, facts=shown)
        readable.add(score(by_eye, FORMS[truth.form], truth.stored), named=named)
        hidden += len(unknown)
        print(f"{path}: {found.right} right, {found.marked} marked, {found.wrong} wrong, {found.missing} missing")
        print(*(f"    {fault}" for fault in found.faults), sep="\n", end="\n" if found.faults else "")
        if not named:
            print(f"    read as {submission.unit} {submission.year} {submission.form}")
    return rows, readable, hidden, ran


def of_generated(seeds: int, schema: Schema) -> tuple[Mapping[str, Row], Mapping[str, Row]]:
    """Generated documents by form and format, and by quirk."""
    kinds: dict[str, Row] = defaultdict(Row)
    quirks: dict[str, Row] = defaultdict(Row)
    choices = [(), *((quirk,) for quirk in QUIRKS), *(tuple(random.Random(n).sample(QUIRKS, 3)) for n in range(5))]  # noqa: S311
    for code, form in FORMS.items():
        for how in WRITERS:
            for seed in range(seeds):
                for number, chosen in enumerate(choices):
                    made = content(form, 1000 * seed + number, chosen)
                    (submission,) = read_bytes(*written(made, how), schema)
                    named = (submission.unit, submission.year, submission.form) == (made.unit, made.year, code)
                    found = score(submission, form, made.truth)
                    kinds[f"{code}, {how}"].add(found, named=named)
                    quirks[chosen[0] if len(chosen) == 1 else "several" if chosen else "none"].add(found, named=named)
                    for fault in found.faults:
                        print(f"{code}, {how}, {chosen}, {1000 * seed + number}: {fault}")
                    if not named:
                        print(f"{code}, {how}, {chosen}: {submission.unit} {submission.year} {submission.form}")
    return kinds, quirks


def of_bound() -> list[str]:
    """What can be known at most of digits that ran together."""
    cells, alone, own, joint = known_cells(20)
    return [
        "## Digits that ran together",
        "",
        "Figures that can be cut in more ways than one are marked and never guessed. What can be known at most,",
        f"by brute force over every cut of table three in 40 generated reports ({cells} cells), zeros printed:",
        "",
        "| what is used | figures that are the same in every cut |",
        "|---|---|",
        f"| the digits alone | {alone / cells:.2%} |",
        f"| and the row's own total | {own / cells:.2%} |",
        f"| and the totals of all columns together | {joint / cells:.2%} |",
        "",
        "A cut that used a total is marked with it, and the rule of that total is not judged there (decision 0042).",
        "The table of active disclosure has no totals: of its rows of three figures most can be cut in several ways,",
        "and nothing in the document tells which. Where zeros are blank, nothing tells which columns digits are of.",
        "",
    ]


def report(reports: Path, seeds: int) -> str:
    schema = load_rules(ROOT / "rules")[0].schema
    lines = [
        "# How well reports are read",
        "",
        "`python benchmarks/accuracy.py --publish` writes this page. A cell is **right** when its figure (or blank)",
        "is what is written; **marked** when the reading says that it is in doubt, so that no rule judges it;",
        "**wrong** when it looks certain and is not what is written; **missing** when nothing was read of it.",
        "",
    ]
    if reports.is_dir():
        rows, readable, hidden, ran = of_real(reports, schema)
        lines += [
            "## Real documents",
            "",
            f"{len(TRUTH)} published reports, their figures typed by eye. Most were flattened into running text when",
            f"they were archived, without blanks or borders; {hidden} of their cells even a person cannot tell apart;",
            "they must be marked. The last line leaves those out.",
            "",
            HEAD.format(what="form, format"),
            *(row.line(what) for what, row in sorted(rows.items())),
            readable.line("all, as far as a person can read them"),
            "",
            f"Of the {readable.score.marked} cells that the last line has as marked {ran} are digits that ran together",
            "and can be cut in several ways (101077, which a person takes for 10, 10 and 77): they are never guessed.",
            "",
            f"Unit, year and form as printed: {readable.documents - readable.misnamed} of {readable.documents}.",
            "",
        ]
    kinds, quirks = of_generated(seeds, schema)
    misnamed = sum(row.misnamed for row in kinds.values())
    documents = sum(row.documents for row in kinds.values())
    lines += [
        "## Generated documents",
        "",
        "Whole reports with random figures that agree with each other, written in every format and layout,",
        "with each of the quirks below and with several of them at once.",
        "",
        HEAD.format(what="form, format"),
        *(row.line(what) for what, row in sorted(kinds.items())),
        "",
        HEAD.format(what="quirk"),
        *(row.line(what) for what, row in quirks.items()),
        "",
        f"Unit, year and form as written: {documents - misnamed} of {documents}.",
        "",
        *of_bound(),
    ]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--reports", "--truth", type=Path, default=ROOT.parent / "shared" / "reports")
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--publish", action="store_true")
    given = parser.parse_args()
    text = report(given.reports, given.seeds)
    print(text)
    if given.publish:
        PUBLISHED.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
