"""Spark, on this machine or on the cluster whose master is named: the one place where a session of it is made."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

LOCAL = "local[2]"
_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    # NOTE: what is too large ends the query; without this it would be a blank, which is another answer.
    "spark.sql.ansi.enabled": "true",
    # NOTE: what one column says of another is searched for among hundreds of columns, for longer than the query takes.
    "spark.sql.constraintPropagation.enabled": "false",
    # NOTE: what is shared has a column of its own; to write it out at every place again would undo that.
    "spark.sql.optimizer.excludedRules": "org.apache.spark.sql.catalyst.optimizer.CollapseProject",
    "spark.sql.maxPlanStringLength": "1000",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.files.maxPartitionBytes": str(32 << 20),
}
# What only a session on this machine needs to be told.
_SETTINGS_HERE = {"spark.driver.memory": "2g", "spark.driver.host": "127.0.0.1", "spark.sql.shuffle.partitions": "8"}


class ClusterError(Exception):
    """Spark did not start; the message is its own reason."""


def has_java() -> bool:
    """Whether Spark finds a Java to run in."""
    return bool(os.environ.get("JAVA_HOME") or shutil.which("java"))


def session() -> SparkSession:
    """The session of this process, started where it was not."""
    from pyspark.sql import SparkSession

    return SparkSession.getActiveSession() or start()


def start(master: str = "") -> SparkSession:
    """A session on a cluster, on this machine where none is named; one that is there already is taken.

    A program that was started by `spark-submit` has its master from there.

    Raises:
        ClusterError: there is no cluster at that place.
    """
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("auditor").config(map=_SETTINGS)
    if "PYSPARK_GATEWAY_PORT" not in os.environ:
        place = master or LOCAL
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        builder = builder.master(place).config(map=_SETTINGS_HERE if place.startswith("local") else {})
    try:
        return builder.getOrCreate()
    except (PySparkException, OSError, RuntimeError) as error:
        raise ClusterError(str(error).splitlines()[0]) from error
