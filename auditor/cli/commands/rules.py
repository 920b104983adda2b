"""`rules check|test|list|fmt|explain|coverage|new`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from typing import Annotated

import typer

from auditor.cli.needs import need_folder
from auditor.cli.needs import need_form
from auditor.cli.needs import need_rules
from auditor.cli.options import OUT
from auditor.cli.options import RULES
from auditor.cli.options import LangOption
from auditor.cli.options import OutOption
from auditor.cli.options import RulesArgument
from auditor.cli.options import RulesOption
from auditor.cli.output import FINDINGS
from auditor.cli.output import WRONG
from auditor.cli.output import has_errors
from auditor.cli.output import show
from auditor.cli.output import stop
from auditor.diagnostics import Lang
from auditor.diagnostics import Level
from auditor.diagnostics import Words

if TYPE_CHECKING:
    from auditor.diagnostics import Diagnostic
    from auditor.lang.typed import RuleBook
    from auditor.schema import Form

_OK = Words("{files} 个规则文件，{rules} 条规则，没有错误。", "{files} rule files, {rules} rules, no errors.")
_BAD = Words(
    "{errors} 处错误{aside}；有错误的规则、陈述、豁免，名单和评分表里有错误的行"
    "不起作用，其余照常；规则集一段有错误的，整个文件的规则不起作用。",
    "{errors} errors{aside}; a rule, a claim, a waiver or "
    "a line of a table with an error has no effect, nor has any of a file whose ruleset has one; the others do.",
)
_ASIDE = Words("（另有 {warnings} 处提醒，改正错误后列出）", " (and {warnings} warnings, listed once there are none)")
_REMINDED = Words("{warnings} 处提醒，不影响运行。", "{warnings} warnings; the rules run all the same.")
_TESTS = Words("{passed} 项测试符合，{failed} 项不符。", "{passed} tests hold, {failed} do not.")
_UNTRIED = Words(
    "{untried} 项测试没有运行：所测的规则或这几行有误，改正后再试。",
    "{untried} tests were not run: their rules or rows are wrong; correct these and try again.",
)
_FORMATTED = Words("已整理：{path}", "formatted: {path}")
_UNFORMATTED = Words("写法不规范：{path}", "not in canonical form: {path}")
_ALL_FORMATTED = Words("{files} 个规则文件的写法都已规范。", "all {files} rule files are in canonical form.")
_NO_RULE = Words("没有规则“{rule}”。{hint}", "there is no rule `{rule}`.{hint}")
_MEANT = Words("是否指“{near}”？", " Did you mean `{near}`?")
_RETIRED = Words(
    "这条规则已停用，审核和测试都不运行它；要用时，把“状态: 停用”一行删去",
    "this rule is retired: neither audits nor tests run it; to use it, take the line `status: retired` away",
)
_EXISTS = Words("文件已存在：{path}", "the file exists already: {path}")
_TAKEN = Words("规则编号“{rule}”已有：{path}", "the rule `{rule}` exists already: {path}")
_CHOSEN = Words(
    "没有写 --form，按最新的版式 {form} 新建；其他版式：{others}",
    "no --form given: made for the newest form, {form}; the others are: {others}",
)
_CREATED = Words(
    "已新建：{path}。改好后运行 rules check 和 rules test。",
    "made: {path}; edit it, then run rules check and rules test.",
)

rules_app = typer.Typer(
    help="规则的检查、测试、整理与说明。Check, test, format and explain rules.", no_args_is_help=True
)


@rules_app.command("check")
def check_all(folder: RulesArgument = RULES, *, lang: LangOption) -> None:
    """检查规则：写法、名称、单位、矛盾、多余、缺测试；名单和评分表。Checks rules and the lists beside them."""
    from auditor.audit import load_book
    from auditor.lang.analysis.analyse import analyse

    need_rules(folder, lang)
    book, diagnostics = load_book(folder)
    told = (*diagnostics, *analyse(book))
    wrong = [each for each in told if each.code.level is Level.ERROR]
    warnings = sum(each.code.level is Level.WARNING for each in told)
    # NOTE: reminders hide the errors among them, and may come of one: what it left out is missed elsewhere.
    show(wrong or told, lang)
    if wrong:
        aside = _ASIDE.say(lang, {"warnings": str(warnings)}) if warnings else ""
        typer.echo(_BAD.say(lang, {"errors": str(len(wrong)), "aside": aside}))
        raise typer.Exit(WRONG)
    if warnings:
        typer.echo(_REMINDED.say(lang, {"warnings": str(warnings)}))
    typer.echo(_OK.say(lang, {"files": str(len(book.sources)), "rules": str(len(book.infos))}))


@rules_app.command("test")
def try_all(folder: RulesArgument = RULES, *, lang: LangOption) -> None:
    """运行规则文件中的测试与例句。Runs the tests and example sentences that stand in rule files."""
    from auditor.audit import try_rules
    from auditor.report.terminal import case_line
    from auditor.report.terminal import example_lines

    need_rules(folder, lang)
    trial, book, diagnostics = try_rules(folder)
    show(diagnostics, lang)
    for case in trial.wrong_cases:
        typer.echo(case_line(case, lang, book.sources))
    for example in trial.wrong_examples:
        typer.echo(example_lines(example, lang, book.schema, book.sources))
    typer.echo(_TESTS.say(lang, {"passed": str(trial.tried - trial.failed), "failed": str(trial.failed)}))
    if book.untried:
        typer.echo(_UNTRIED.say(lang, {"untried": str(book.untried)}))
    if trial.failed or has_errors(diagnostics):
        raise typer.Exit(WRONG)


@rules_app.command("list")
def list_rules(folder: RulesArgument = RULES, *, lang: LangOption) -> None:
    """列出全部规则：编号、级别、标题。Lists all rules."""
    from auditor.report.terminal import rule_line

    book, diagnostics = _loaded(folder, lang)
    for info in book.infos:
        typer.echo(rule_line(info, lang))
    show(diagnostics, lang)
    if has_errors(diagnostics):
        raise typer.Exit(WRONG)


@rules_app.command("fmt")
def fmt(
    folder: RulesArgument = RULES,
    *,
    to: Annotated[Lang | None, typer.Option("--to", help="译为 translate into: zh, en")] = None,
    check_only: Annotated[bool, typer.Option("--check", help="只检查，不改写 say what would change")] = False,
    lang: LangOption,
) -> None:
    """把规则文件整理成规范写法，注释保留；--to 译成另一种语言。Puts rule files into canonical form."""
    from auditor.lang.fmt.sources import format_sources
    from auditor.lang.load import read_sources

    need_folder(folder, lang)
    sources, unreadable = read_sources(folder)
    show(unreadable, lang)
    changed = [
        (folder.parent / source.path, text)
        for source, text in zip(sources, format_sources(sources, to), strict=True)
        if text != source.text
    ]
    words = _UNFORMATTED if check_only else _FORMATTED
    for path, text in changed:
        if not check_only:
            path.write_text(text, encoding="utf-8", newline="\n")
        typer.echo(words.say(lang, {"path": str(path)}))
    if not changed:
        typer.echo(_ALL_FORMATTED.say(lang, {"files": str(len(sources))}))
    if changed and check_only:
        raise typer.Exit(FINDINGS)


@rules_app.command("explain")
def explain(
    rule: Annotated[str, typer.Argument(help="规则编号 the id of a rule")],
    *,
    compiled: Annotated[bool, typer.Option("--compiled", help="附编译结果 with what is compiled")] = False,
    rules: RulesOption = RULES,
    out: OutOption = OUT,
    lang: LangOption,
) -> None:
    """说明一条规则：它的意思、条款与测试；--compiled 附编译结果。Explains a rule: what it says, and its tests."""
    from auditor.cli.fired import fired_lines
    from auditor.cli.texts import explanation_text
    from auditor.diagnostics import closest
    from auditor.explain import explain_rule
    from auditor.results import State

    book, _ = _loaded(rules, lang)
    explanation = explain_rule(book, rule, compiled=compiled)
    if explanation is None:
        near = closest(rule, (info.id for info in book.infos))
        stop(_NO_RULE, lang, rule=rule, hint=_MEANT.say(lang, {"near": near}) if near else "")
    typer.echo(explanation_text(explanation, lang, compiled=compiled))
    if any(info.id == rule and info.state is State.RETIRED for info in book.infos):
        typer.echo(_RETIRED.say(lang))
        return
    for line in fired_lines(out, rule, lang):
        typer.echo(line)


@rules_app.command("coverage")
def coverage(folder: RulesArgument = RULES, *, lang: LangOption) -> None:
    """每种版式的哪些单元格查得出、找得准，哪些没有规则看住。Which cells the rules can check, and which are blind."""
    from auditor.cli.texts import coverage_text

    book, _ = _loaded(folder, lang)
    typer.echo(coverage_text(book, lang))


@rules_app.command("new")
def new(
    rule: Annotated[str, typer.Argument(help="新规则的编号 the id of the new rule")],
    *,
    form: Annotated[str | None, typer.Option("--form", help="版式，如 disclosure-2014 the form")] = None,
    rules: RulesOption = RULES,
    lang: LangOption,
) -> None:
    """新建一条规则的样板，含一个通过和一个不通过的测试。Writes the skeleton of a rule with tests."""
    from auditor.lang.load import load_rules
    from auditor.lang.skeleton import skeleton

    need_folder(rules, lang)
    book, _ = load_rules(rules)
    taken = next((info for info in book.infos if info.id == rule), None)
    if taken is not None:
        stop(_TAKEN, lang, rule=rule, path=f"{taken.path}:{taken.line}")
    chosen = _form(book, form, lang)
    path = rules / f"{_file_name(rule)}.rules"
    if path.exists():
        stop(_EXISTS, lang, path=str(path))
    path.write_text(skeleton(rule, chosen, lang), encoding="utf-8", newline="\n")
    typer.echo(_CREATED.say(lang, {"path": str(path)}))


def _form(book: RuleBook, code: str | None, lang: Lang) -> Form | None:
    """The form asked for, or else the newest, which is said."""
    from auditor.lang.skeleton import newest

    forms = book.schema.forms
    if code is not None:
        return need_form(code, forms, lang)
    chosen = newest(forms.values())
    if chosen is not None and chosen.code:
        others = lang.listed(each for each in forms if each not in ("", chosen.code))
        if others:
            typer.echo(_CHOSEN.say(lang, {"form": chosen.code, "others": others}))
    return chosen


def _file_name(rule: str) -> str:
    return "".join(char if char.isalnum() or char in "-_." else "-" for char in rule).strip(".") or "rule"


def _loaded(folder: Path, lang: Lang) -> tuple[RuleBook, tuple[Diagnostic, ...]]:
    from auditor.lang.load import load_rules

    need_rules(folder, lang)
    return load_rules(folder)
