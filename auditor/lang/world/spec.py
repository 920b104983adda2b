"""Rules as their statements give them: the clauses of a rule, of a template with an application, and of the header."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.lang import ast
from auditor.lang import codes
from auditor.lang.vocabulary.keywords import ClauseKey
from auditor.lang.world.files import each
from auditor.lang.world.files import find_text
from auditor.lang.world.names import meant
from auditor.lang.world.notes import place_words
from auditor.results import Severity
from auditor.source import fold

if TYPE_CHECKING:
    from auditor.lang.world.files import File
    from auditor.lang.world.notes import Notes
    from auditor.source import Source

# What a header says for all rules of its file, where a rule does not say it itself.
_INHERITED = frozenset(
    {
        ClauseKey.MISSING,
        ClauseKey.BASIS,
        ClauseKey.APPLIES,
        ClauseKey.STATUS,
        ClauseKey.KIND,
        ClauseKey.TAGS,
    }
)


class Said(Struct, frozen=True):
    """A clause with the file that it stands in."""

    clause: ast.Clause
    source: Source


class Spec(Struct, frozen=True, eq=False):
    """A rule before it is checked. `params` are a template's parameters with what was given for each."""

    id: str
    title: str
    severity: Severity
    clauses: tuple[Said, ...]
    source: Source
    node: ast.Node
    forms: tuple[str, ...]
    params: tuple[tuple[str, ast.Expr], ...] = ()
    broken: bool = False

    @property
    def comment(self) -> str:
        """What stands behind ## right above the rule: what its author tells of it."""
        text, end = self.source.text, self.node.span.start - 1
        found: list[str] = []
        while end > 0:
            begin = text.rfind("\n", 0, end) + 1
            line = fold(text[begin:end]).strip()
            if not line.startswith("##"):
                break
            found.append(text[begin:end].strip()[2:].strip())
            end = begin - 1
        return "\n".join(reversed([line for line in found if line.strip("-— ")]))

    def find(self, key: ClauseKey) -> Said | None:
        """The clause with a key."""
        for said in self.clauses:  # the plainest of loops: of all that is asked while rules are checked, most is this
            if said.clause.key is key:
                return said
        return None

    def all(self, key: ClauseKey) -> tuple[Said, ...]:
        """All clauses with a key."""
        return tuple(said for said in self.clauses if said.clause.key is key)

    def text(self, key: ClauseKey) -> str:
        """The words of a text clause."""
        said = self.find(key)
        return said.clause.value.value if said is not None and isinstance(said.clause.value, ast.Text) else ""

    def choice(self, key: ClauseKey) -> str:
        """The word of a choice clause."""
        said = self.find(key)
        return said.clause.value.word if said is not None and isinstance(said.clause.value, ast.Choice) else ""

    def items(self, key: ClauseKey) -> tuple[tuple[ast.Text, Source], ...]:
        """The items of list clauses."""
        return tuple(
            (text, said.source)
            for said in self.all(key)
            if isinstance(said.clause.value, ast.Texts)
            for text in said.clause.value.items
        )


def gather_specs(files: tuple[File, ...], notes: Notes) -> tuple[Spec, ...]:
    """The rules of all files, written and applied, each id once."""
    templates = _templates(files, notes)
    found: dict[str, Spec] = {}
    for file in files:
        for node in file.parsed.statements:
            spec = _spec(file, node, templates, notes)
            if spec is None:
                continue
            if spec.id in found:
                place = place_words(found[spec.id].source, found[spec.id].node.span)
                span = node.id.span if isinstance(node, ast.RuleStatement) else node.span
                notes.say(codes.DUPLICATE_RULE, file.source, span, name=spec.id, place=place)
                continue
            found[spec.id] = spec
    return tuple(found.values())


def _templates(files: tuple[File, ...], notes: Notes) -> dict[str, tuple[File, ast.TemplateStatement]]:
    found: dict[str, tuple[File, ast.TemplateStatement]] = {}
    for file, node in each(files, ast.TemplateStatement):
        name = node.name.text
        if name in found:
            place = place_words(found[name][0].source, found[name][1].span)
            notes.say(
                codes.DUPLICATE_NAME,
                file.source,
                node.name.span,
                name=name,
                what_zh="模板",
                what_en="template",
                place=place,
            )
            continue
        found[name] = (file, node)
    return found


def _spec(
    file: File, node: ast.Statement, templates: dict[str, tuple[File, ast.TemplateStatement]], notes: Notes
) -> Spec | None:
    match node:
        case ast.RuleStatement():
            clauses = _with_header(tuple(Said(clause, file.source) for clause in node.clauses), file)
            broken = node.broken or file.broken
            return Spec(node.id.text, node.title, node.severity, clauses, file.source, node, file.forms, (), broken)
        case ast.ApplyStatement():
            return _applied(file, node, templates, notes)
        case _:
            return None


def _with_header(clauses: tuple[Said, ...], file: File) -> tuple[Said, ...]:
    own = {said.clause.key for said in clauses}
    inherited = tuple(
        Said(clause, file.source) for clause in file.header if clause.key in _INHERITED and clause.key not in own
    )
    return (*clauses, *inherited)


def _applied(
    file: File, node: ast.ApplyStatement, templates: dict[str, tuple[File, ast.TemplateStatement]], notes: Notes
) -> Spec | None:
    name = node.name.text
    if name not in templates:
        notes.say(codes.UNKNOWN_TEMPLATE, file.source, node.name.span, meant(name, templates), name=name)
        return None
    home, template = templates[name]
    if len(node.args) != len(template.params):
        expected, found = str(len(template.params)), str(len(node.args))
        notes.say(codes.ARITY, file.source, node.span, function=name, expected=expected, found=found)
        return None
    own = tuple(Said(clause, file.source) for clause in node.clauses)
    taken = {said.clause.key for said in own}
    general = tuple(Said(clause, home.source) for clause in template.clauses if clause.key not in taken)
    params = tuple((param.text, arg) for param, arg in zip(template.params, node.args, strict=True))
    title = node.title or find_text(node.clauses, ClauseKey.TITLE) or _filled(template.title, params, file.source)
    return Spec(
        find_text(node.clauses, ClauseKey.ID) or _default_id(name, node, file.source),
        title,
        node.severity or template.severity or Severity.ERROR,
        _with_header((*own, *general), file),
        file.source,
        node,
        file.forms,
        params,
        node.broken or template.broken or file.broken,
    )


def _default_id(name: str, node: ast.ApplyStatement, source: Source) -> str:
    """The template's name with its first argument: stable when other applications come and go."""
    words = re.findall(r"[\w·]+", source.slice(node.args[0].span))
    return f"{name}.{'.'.join(words)}"


def _filled(title: str, params: tuple[tuple[str, ast.Expr], ...], source: Source) -> str:
    for name, arg in params:
        title = title.replace(f"{{{name}}}", source.slice(arg.span))
    return title
