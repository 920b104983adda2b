"""What some commands need to be installed besides: they stop before anything is read where it is not."""

from __future__ import annotations

from importlib.util import find_spec
from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.cli.output import stop
from auditor.diagnostics import Words
from auditor.engine.engines import Engine

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.diagnostics import Lang

_NO_GX = Words(
    "没有安装 Great Expectations，请先运行：pip install 'auditor[gx]'",
    "Great Expectations is not installed; run: pip install 'auditor[gx]'",
)
_NO_SQL = Words(
    "写 SQL 需要另外安装 sqlglot：pip install 'auditor[sql]'",
    "sqlglot is to be installed first: pip install 'auditor[sql]'",
)
_NO_ENGINE = Words(
    "引擎 {engine} 需要另外安装（缺 {package}）：pip install 'auditor[{engine}]'",
    "the engine {engine} is to be installed first ({package} is missing): pip install 'auditor[{engine}]'",
)
_NO_JAVA = Words(
    "引擎 spark 需要 Java 17 或更新版本（如 apt install openjdk-17-jre-headless），或设置 JAVA_HOME",
    "the engine spark needs Java 17 or newer (apt install openjdk-17-jre-headless), or JAVA_HOME",
)
_NO_CLUSTER = Words("Spark 启动不了（{master}）：{reason}", "Spark does not start ({master}): {reason}")
_NEEDS: Mapping[Engine, tuple[str, ...]] = MappingProxyType(
    {Engine.POLARS: (), Engine.DUCKDB: ("duckdb", "sqlglot"), Engine.SPARK: ("pyspark", "sqlglot")}
)


def need_gx(lang: Lang) -> None:
    """Stops where Great Expectations is not installed."""
    if find_spec("great_expectations") is None:
        stop(_NO_GX, lang)


def need_sql(lang: Lang) -> None:
    """Stops where the library that prints SQL is not installed."""
    if find_spec("sqlglot") is None:
        stop(_NO_SQL, lang)


def need_engine(engine: Engine, lang: Lang, master: str = "") -> None:
    """Stops where an engine is not installed or does not start, before anything is read."""
    absent = next((package for package in _NEEDS[engine] if find_spec(package) is None), None)
    if absent is not None:
        stop(_NO_ENGINE, lang, engine=engine.value, package=absent)
    if engine is Engine.SPARK:
        from auditor.cluster import ClusterError
        from auditor.cluster import has_java
        from auditor.cluster import start

        if not has_java():
            stop(_NO_JAVA, lang)
        try:
            start(master)
        except ClusterError as error:
            stop(_NO_CLUSTER, lang, master=master or "local", reason=str(error))
