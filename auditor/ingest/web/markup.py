"""HTML becomes blocks: paragraphs and tables in reading order, without what a page shows around its content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ingest.layout import UNREAD
from auditor.ingest.layout import Block
from auditor.ingest.layout import Picture
from auditor.ingest.layout import clean
from auditor.ingest.layout import lowered
from auditor.ingest.layout import raised
from auditor.ingest.refusals import TooDeepError
from auditor.ingest.web.boxes import Boxes
from auditor.ingest.web.boxes import find_boxes
from auditor.ingest.web.column_cells import unfolded
from auditor.ingest.web.drawn import is_large
from auditor.ingest.web.drawn import is_seen
from auditor.ingest.web.held import with_held
from auditor.ingest.web.nesting import ALONE
from auditor.ingest.web.nesting import as_placed
from auditor.ingest.web.nesting import place
from auditor.ingest.web.nesting import settle
from auditor.ingest.web.page import Page
from auditor.ingest.web.reordered import put_feet_last
from auditor.ingest.web.signs import Sign
from auditor.ingest.web.signs import signs_in
from auditor.ingest.web.surroundings import drop_surroundings
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping

    from selectolax.lexbor import LexborNode

    from auditor.ingest.web.nesting import Inside

    _Leave = Callable[[LexborNode], None]

_BLOCKS = frozenset(
    (
        *("address", "article", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div", "dl", "dt"),
        *("fieldset", "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "legend"),
        *("li", "main", "ol", "p", "pre", "section", "summary", "tbody", "tfoot", "thead", "title", "ul", "col"),
    )
)
_TAG = regex(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
# Elements without content, and those that the next of their kind ends.
_CLOSED_BY_OTHERS = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"),
        *("p", "li", "dd", "dt", "td", "th", "tr", "tbody", "thead", "tfoot", "option", "colgroup", "param"),
    )
)
# The blank that a line is kept for, of which it is all.
_KEPT = "\xa0"
_MANY_TAGS = 20_000
_MOST_WORK = 1_000_000_000
_MERGED = "[rowspan]:not([rowspan='1']), [colspan]:not([colspan='1'])"
_MOST_SPAN = 65534
_MOST_NESTED = 30
_WRITTEN = frozenset(("text", "number", "tel", "search", "decimal"))
# Fields that show their value as something else than what is written in them.
_SHOWN = frozenset(("password", "button", "submit", "reset", "range", "date", "month", "time"))
_SHIFTS = {"sup": raised, "sub": lowered}
_INLINE = frozenset(("p", "span", "div", "font", "b", "strong", "em", "i", "u", "center", "o:p", "a"))


def parse_markup(text: str) -> list[Block]:
    """The paragraphs and tables of a page."""
    text = text.replace("&amp;nbsp;", "&nbsp;")  # written by an editor that took its own blanks for text
    _check_depth(text)
    small = text.encode(errors="replace").lower()
    signs = signs_in(small)
    whole = with_held(text, small, signs)
    if whole is not text:
        _check_depth(whole)
        small = whole.encode(errors="replace").lower()
        signs = signs_in(small)
    page = Page(whole, small, signs)
    tree = page.tree
    put_feet_last(page)
    title = tree.css_first("title")
    heading = " ".join(title.text().split()) if title is not None else ""
    merged = tree.css(_MERGED) if Sign.MERGED in page.signs else ()
    spans = {cell.mem_id: _reach(cell.attributes) for cell in merged}
    shifted = drop_surroundings(page, spans)
    boxes = find_boxes(page)
    walker = _Walker({**spans, **boxes.reach}, boxes, shifted)
    if tree.root is not None:
        walker.walk(tree.root)
    if heading and heading not in walker.blocks[:20]:
        walker.blocks.insert(0, clean(heading))
    return walker.blocks


def _check_depth(text: str) -> None:
    """Refuse what would keep the parser busy for hours: it looks through all open elements at nearly every tag."""
    if text.count("<") < _MANY_TAGS:
        return
    depth = work = 0
    for found in _TAG.finditer(text):
        is_end, name = found.groups()
        if name.lower() in _CLOSED_BY_OTHERS:
            continue
        depth = max(0, depth - 1) if is_end else depth + 1
        work += depth
        if work > _MOST_WORK:
            raise TooDeepError


class _Walker:
    """Goes through the tree without recursion, so that depth costs nothing."""

    def __init__(
        self, spans: Mapping[int, tuple[int, int]], boxes: Boxes, shifted: Mapping[int, Callable[[str], str]]
    ) -> None:
        self.blocks: list[Block] = []
        self._shifts = shifted
        self._spans = spans
        self._boxes = boxes
        self._containers: list[list[Block]] = [self.blocks]
        self._tables: list[list[list[Inside]]] = []
        self._pieces: list[str] = []
        self._preserved = 0
        self._lined: set[int] = set()  # how deep tables stand that have cells of several lines

    def walk(self, root: LexborNode) -> None:
        """Collect everything below `root`."""
        path: list[tuple[LexborNode, _Leave | None]] = []
        tables, pieces, spans = self._tables, self._pieces, self._spans
        node = root.first_child
        while node is not None or path:
            if node is None:
                parent, leave = path.pop()
                if leave is not None:
                    leave(parent)
                node = parent.next
                continue
            tag = node.tag or ""
            # Cells that hold one run of text and nothing else, as most do, are taken without the general way.
            if (tag == "td" or tag == "th") and tables and tables[-1] and not pieces:  # noqa: PLR1714 - twice as fast
                text = _plain_text(node)
                if text is not None:
                    tables[-1][-1].append((text, spans.get(node.mem_id, ALONE) if spans else ALONE))
                    node = node.next
                    continue
            if tag == "-text":
                self._say(node.text_content or "")
                node = node.next
                continue
            leave = self._enter(tag, node)
            child = node.first_child
            if child is not None:
                path.append((node, leave))
            elif leave is not None:
                leave(node)
            node = child if child is not None else node.next
        self._flush()

    def _say(self, text: str) -> None:
        if not self._pieces and text.isspace() and not (_KEPT in text and self._tables):
            return
        if "\n" in text and not self._preserved:
            text = text.replace("\r", " ").replace("\n", " ")
        self._pieces.append(text)

    def _enter(self, tag: str, node: LexborNode) -> _Leave | None:
        """What to do on leaving an element that is entered."""
        if tag == "br" or (tag == "input" and self._tables):
            self._pieces.append("\n" if tag == "br" else _written_in(node))
            return None
        if (tag == "img" or "-" in tag) and (picture := _picture_of(node, in_cell=bool(self._tables))):
            self._flush()
            self._containers[-1].append(picture)
            return None
        if self._boxes.parts and node.mem_id in self._boxes.parts:
            return self._enter_box(node)
        if tag in _BLOCKS:
            self._flush()
            self._preserved += tag == "pre"
            return self._leave_preserved if tag == "pre" else self._leave_block
        if tag in ("td", "th", "tr", "table"):
            return self._enter_table_part(tag)
        change = _SHIFTS.get(tag) or self._shifts.get(node.mem_id)
        return self._shifted(change) if change else None

    def _enter_table_part(self, tag: str) -> _Leave:
        self._flush()
        if len(self._tables) > _MOST_NESTED or (tag != "table" and not self._tables):
            return self._leave_block
        if tag == "table":
            self._tables.append([])
            return self._leave_table
        if tag == "tr" or not self._tables[-1]:
            self._tables[-1].append([])
        if tag == "tr":
            return self._leave_block
        self._containers.append([])
        return self._leave_cell

    def _enter_box(self, box: LexborNode) -> _Leave:
        """A box that stands for a part of a table."""
        self._flush()
        if box.mem_id in self._boxes.opens:
            self._tables.append([])
        if box.mem_id in self._boxes.starts:
            self._tables[-1].append([])
        leave = (
            self._enter_table_part(part) if (part := self._boxes.parts[box.mem_id]) != "table" else self._leave_block
        )
        return self._leave_last_box if box.mem_id in self._boxes.closes else leave

    def _shifted(self, change: Callable[[str], str]) -> _Leave:
        start = len(self._pieces)

        def leave(_node: LexborNode) -> None:
            self._pieces[start:] = [change(piece) for piece in self._pieces[start:]]

        return leave

    def _leave_block(self, _node: LexborNode) -> None:
        self._flush()

    def _leave_preserved(self, _node: LexborNode) -> None:
        self._flush()
        self._preserved -= 1

    def _leave_cell(self, node: LexborNode) -> None:
        self._flush()
        content = self._containers.pop()
        if len(content) > 1:
            self._lined.add(len(self._tables))
        self._tables[-1][-1].append((content, self._spans.get(node.mem_id, ALONE)))

    def _leave_last_box(self, node: LexborNode) -> None:
        self._leave_block(node)
        self._leave_table(node)

    def _leave_table(self, _node: LexborNode) -> None:
        self._flush()
        depth = len(self._tables)
        cells = place(self._tables.pop())
        self._containers[-1].extend(settle(unfolded(as_placed(cells)) if depth in self._lined else cells))
        self._lined.discard(depth)

    def _flush(self) -> None:
        if not self._pieces:
            return
        text = clean("".join(self._pieces))
        self._pieces.clear()
        lines = [" ".join(line.split()) for line in text.split("\n")]
        if len(self._containers) == 1:
            lines = [line for line in lines if line]
        elif not lines[-1] and _KEPT not in text[text.rfind("\n") + 1 :]:
            lines.pop()  # the end of a line at the end of a cell begins none
        self._containers[-1].extend(lines)


def _plain_text(cell: LexborNode) -> str | None:
    """The text of a cell that holds one run of text or nothing, None for others."""
    child = cell.first_child
    while child is not None:
        if child.next is not None:
            return None
        text = child.text_content
        if text is None:
            if child.tag not in _INLINE:
                return None
            child = child.first_child
            continue
        # Without what cannot be seen, runs of blanks and line ends as one blank.
        text = text.strip()
        if not text.isprintable():
            text = clean(text)
        elif " " not in text:
            return text
        return " ".join(text.split())
    return ""


def _written_in(field: LexborNode) -> str:
    """What is written in a field of a form; what is not shown is nothing, and a figure shown otherwise is unread.

    One that only says what may be written there, or stands on a button or a scale, is such.
    """
    said = (field.attributes.get("type") or "text").strip().lower()
    value = field.attributes.get("value") or ""
    if said in _WRITTEN and value:
        return value
    shown = field.attributes.get("placeholder") or "" if said in _WRITTEN else value if said in _SHOWN else ""
    return UNREAD if any(map(str.isdecimal, shown)) else ""


def _picture_of(node: LexborNode, *, in_cell: bool) -> Picture | None:
    """The picture that an element is, if it is any: what a program's own element (`count-up`) shows is open, too."""
    if node.tag != "img":
        is_own = in_cell and "-" in (node.tag or "")[1:] and node.first_child is None
        return Picture(is_large=False) if is_own else None
    large = is_large(node)
    return Picture(is_large=large) if large or (in_cell and is_seen(node)) else None


def _reach(said: Mapping[str, str | None]) -> tuple[int, int]:
    """How many rows and columns the attributes of a cell say."""
    return _extent(said.get("rowspan"), _MOST_SPAN), _extent(said.get("colspan"), 1)


def _extent(value: str | None, of_zero: int) -> int:
    """How many rows or columns an attribute says; nonsense says one, and zero means rows to the end but one column."""
    if value is None or value == "1":
        return 1
    digits = value.strip()[:6]
    if not digits.isascii() or not digits.isdigit():
        return 1
    return int(digits) or of_zero
