"""`ExpectRuleToHold`: a rule in the auditor's language as an expectation, for pandas, SQL and Spark."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from typing import ClassVar

import polars as pl
from great_expectations.compatibility import pydantic
from great_expectations.execution_engine import ExecutionEngine
from great_expectations.execution_engine import PandasExecutionEngine
from great_expectations.execution_engine import SparkDFExecutionEngine
from great_expectations.execution_engine import SqlAlchemyExecutionEngine
from great_expectations.expectations.expectation import BatchExpectation
from great_expectations.expectations.metrics.metric_provider import metric_value
from great_expectations.expectations.metrics.table_metric_provider import TableMetricProvider
from great_expectations.render import LegacyRendererType
from great_expectations.render import RenderedStringTemplateContent
from great_expectations.render.renderer.renderer import renderer
from great_expectations.validator.metric_configuration import MetricConfiguration

from auditor.engine.expectations.in_place import Fetched
from auditor.engine.expectations.in_place import SparkSource
from auditor.engine.expectations.in_place import SqlSource
from auditor.engine.expectations.in_place import fetch
from auditor.engine.expectations.rule_source import RuleRef
from auditor.engine.expectations.rule_source import check_text
from auditor.engine.expectations.rule_source import columns_of
from auditor.engine.expectations.rule_source import verdicts_on
from auditor.ingest.figure_tables.frames import to_frame
from auditor.results import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from great_expectations.core import ExpectationValidationResult
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration
    from great_expectations.validator.validator import ValidationDependencies

_METRIC = "auditor.rule_verdicts"
_KEYS = ("rule", "rules", "rule_id", "form")


class RuleVerdicts(TableMetricProvider):
    """The rows of a batch that a rule fails or cannot decide, with what stands in them.

    The value is `{"rows": n, "open": [{"verdict": …, "values": {column: value}, "index": …}, …], "details": {…}}`. A
    database is asked for those rows by a query of the rule; where it cannot be, the columns that the rule needs (and
    those that identify rows) are fetched. Either way the verdict on a row is that of the engine of an audit, and
    `details` say where it was judged and why.
    """

    metric_name = _METRIC
    value_keys = (*_KEYS, "identified_by")

    @metric_value(engine=PandasExecutionEngine)
    def _pandas(cls, execution_engine: Any, metric_domain_kwargs: Any, metric_value_kwargs: Any, **_: Any) -> Any:
        frame = execution_engine.get_domain_records(metric_domain_kwargs)
        wanted = _wanted(metric_value_kwargs, list(map(str, frame.columns)))
        frame.columns = list(map(str, frame.columns))
        found = to_frame(frame[list(wanted)])
        return _judged(metric_value_kwargs, Fetched(found, found.height, {}), list(frame.index))

    @metric_value(engine=SqlAlchemyExecutionEngine)
    def _sql(cls, execution_engine: Any, metric_domain_kwargs: Any, metric_value_kwargs: Any, **_: Any) -> Any:
        # NOTE: rows are fetched while the connection is open: not every driver keeps them beyond it.
        with execution_engine.get_connection() as connection:
            source = SqlSource(connection, execution_engine.get_domain_records(metric_domain_kwargs))
            wanted = _wanted(metric_value_kwargs, source.columns)
            return _judged(metric_value_kwargs, fetch(source, _ref(metric_value_kwargs), wanted), None)

    @metric_value(engine=SparkDFExecutionEngine)
    def _spark(cls, execution_engine: Any, metric_domain_kwargs: Any, metric_value_kwargs: Any, **_: Any) -> Any:
        source = SparkSource(execution_engine.get_domain_records(metric_domain_kwargs))
        wanted = _wanted(metric_value_kwargs, source.columns)
        return _judged(metric_value_kwargs, fetch(source, _ref(metric_value_kwargs), wanted), None)


class ExpectRuleToHold(BatchExpectation):
    """Expects that a rule holds on every row of a wide table, its indicators being the columns.

    `ExpectRuleToHold(rule="按时办结数 + 延期办结数 = 申请办结数")` takes the statement as it is; names are those of the
    columns, `上年.` and its like look at the columns 单位 and 年度 (`unit`, `year`). `ExpectRuleToHold(rules="rules",
    rule_id="A-B02")` takes a rule of a rule folder or file; columns are then headed by the names or codes of its
    indicators. A row fails where the rule certainly fails: where a blank leaves it open, it does not, unless
    `undecided_fails`. `mostly` is the least share of rows that do not fail.
    """

    rule: str | None = None
    rules: str | None = None
    rule_id: str | None = None
    form: str | None = None
    undecided_fails: bool = False
    mostly: float = pydantic.Field(default=1, ge=0, le=1)
    row_condition: Any = None
    condition_parser: str | None = None

    domain_keys: ClassVar[tuple[str, ...]] = ("batch_id", "row_condition", "condition_parser")
    success_keys: ClassVar[tuple[str, ...]] = (*_KEYS, "undecided_fails", "mostly")
    args_keys: ClassVar[tuple[str, ...]] = ("rule", "rule_id")

    @pydantic.root_validator
    def one_rule(cls, values: dict[str, Any]) -> dict[str, Any]:
        """Either a rule's text, which can be parsed, or a folder of rules with an id."""
        rule, rules, rule_id = (values.get(name) for name in ("rule", "rules", "rule_id"))
        if (rule is None) == (rules is None or rule_id is None):
            msg = "给出 rule（规则的文字），或者 rules（规则目录）与 rule_id：give `rule`, or `rules` with `rule_id`"
            raise ValueError(msg)
        if rule is not None:
            check_text(rule)
        return values

    def get_validation_dependencies(
        self,
        execution_engine: ExecutionEngine | None = None,
        runtime_configuration: dict[str, Any] | None = None,
    ) -> ValidationDependencies:
        """The one metric that this expectation is decided by."""
        needed = super().get_validation_dependencies(execution_engine, runtime_configuration)
        domain = {name: getattr(self, name) for name in self.domain_keys if getattr(self, name) is not None}
        values: dict[str, Any] = {name: getattr(self, name) for name in _KEYS}
        identified_by = needed.result_format.get("unexpected_index_column_names") or ()
        values["identified_by"] = "\n".join(identified_by)
        needed.set_metric_configuration(_METRIC, MetricConfiguration(_METRIC, domain, values))
        return needed

    def _validate(
        self,
        metrics: dict[str, Any],
        runtime_configuration: dict[str, Any] | None = None,
        execution_engine: ExecutionEngine | None = None,
    ) -> dict[str, Any]:
        """The result in the usual words of expectations about rows."""
        found = metrics[_METRIC]
        failing = {Verdict.FAIL.value, *([Verdict.UNKNOWN.value] if self.undecided_fails else [])}
        unexpected = [it for it in found["open"] if it["verdict"] in failing]
        undecided = sum(it["verdict"] == Verdict.UNKNOWN.value for it in found["open"])
        share = len(unexpected) / found["rows"] if found["rows"] else 0.0
        asked = self.get_validation_dependencies(execution_engine, runtime_configuration).result_format
        return {
            "success": 1 - share >= self.mostly,
            "result": _result(found, unexpected, undecided, share, asked),
        }

    @classmethod
    @renderer(renderer_type=LegacyRendererType.PRESCRIPTIVE)
    def _prescriptive_renderer(
        cls,
        configuration: ExpectationConfiguration | None = None,
        result: ExpectationValidationResult | None = None,
        runtime_configuration: dict[str, Any] | None = None,
    ) -> list[RenderedStringTemplateContent]:
        """The rule as people read it, in Data Docs."""
        asked = configuration or (result.expectation_config if result else None)
        kwargs = asked.kwargs if asked else {}
        meta = (asked.meta if asked else None) or {}
        params = {
            "id": kwargs.get("rule_id") or "",
            "statement": kwargs.get("rule") or meta.get("statement") or "",
            "title": meta.get("title") or "",
        }
        styling = (runtime_configuration or {}).get("styling") or {}
        template = " ".join(f"${name}" for name, text in params.items() if text)
        content = {"template": template, "params": params, "styling": {**styling, **_STYLING}}
        return [RenderedStringTemplateContent(content_block_type="string_template", string_template=content)]


_STYLING = {"params": {"id": {"classes": ["badge", "badge-secondary"]}, "statement": {"tag": "code"}}}


# ------------------------------------------------------------------------------------------------------------- within


def _ref(values: dict[str, Any]) -> RuleRef:
    return RuleRef(**{name: values.get(name) for name in _KEYS})


def _wanted(values: dict[str, Any], columns: Sequence[str]) -> tuple[str, ...]:
    """The columns to fetch: those that identify a row, and those that the rule needs."""
    identified_by = [name for name in (values.get("identified_by") or "").split("\n") if name in columns]
    return tuple(dict.fromkeys((*identified_by, *columns_of(_ref(values), columns))))


def _judged(values: dict[str, Any], fetched: Fetched, index: list[Any] | None) -> dict[str, Any]:
    frame = fetched.frame
    verdicts = verdicts_on(_ref(values), frame)
    is_open = verdicts.cast(pl.String).is_in([Verdict.FAIL.value, Verdict.UNKNOWN.value])
    places = is_open.arg_true().to_list()
    rows = [{name: _plain(value) for name, value in row.items()} for row in frame[places].to_dicts()]
    identified_by = [name for name in (values.get("identified_by") or "").split("\n") if name]
    return {
        "rows": fetched.rows,
        "details": fetched.details,
        "open": [
            {
                "verdict": verdicts[place],
                "values": row,
                "index": {name: row[name] for name in identified_by} if identified_by else index and index[place],
            }
            for place, row in zip(places, rows, strict=True)
        ],
    }


def _plain(value: Any) -> Any:
    """A whole number as one: pandas makes numbers with a point of all numbers of a column that has a blank."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _result(
    found: dict[str, Any], unexpected: list[dict[str, Any]], undecided: int, share: float, asked: dict[str, Any]
) -> dict[str, Any]:
    """What a result format asks for."""
    level = asked["result_format"]
    if level == "BOOLEAN_ONLY":
        return {}
    most = asked["partial_unexpected_count"]
    values, places = [it["values"] for it in unexpected], [it["index"] for it in unexpected]
    result: dict[str, Any] = {
        "element_count": found["rows"],
        "unexpected_count": len(unexpected),
        "unexpected_percent": share * 100,
        "undecided_count": undecided,
        "partial_unexpected_list": values[:most],
        **({"details": dict(found["details"])} if found["details"] else {}),
    }
    if asked.get("unexpected_index_column_names"):
        result["unexpected_index_column_names"] = asked["unexpected_index_column_names"]
    if asked.get("include_unexpected_rows"):
        result["unexpected_rows"] = values[:most]
    # NOTE: rows of a database have no position: only columns can tell which they are.
    told = None not in places
    if level != "BASIC" and told:
        result["partial_unexpected_index_list"] = places[:most]
    if level == "COMPLETE":
        result |= {"unexpected_list": values} | ({"unexpected_index_list": places} if told else {})
    return result
