"""Disks that are really full or really closed for writing: the audit says so in a line, and the old one stays whole."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
REPORT = "青屏县2017年政府信息公开工作年度报告.txt"
# A small disk that only the commands behind it can see; it is gone when they end.
ON_A_SMALL_DISK = ("unshare", "--user", "--map-root-user", "--mount", "sh", "-euc")
MOUNTED = "mount -t tmpfs -o size=24m none {disk}"


def on_a_small_disk(disk: Path, script: str) -> subprocess.CompletedProcess[str]:
    audit = f"{sys.executable} -m auditor audit {disk}/../in --rules {disk}/../rules --out {disk}/out"
    text = f"{MOUNTED}\n{script}".format(disk=disk, audit=audit)
    return subprocess.run([*ON_A_SMALL_DISK, text], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own script


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    """A folder to mount a small disk on, with one submission and the rules of one form beside it."""
    place = tmp_path / "disk"
    place.mkdir()
    (tmp_path / "in").mkdir()
    shutil.copy(ROOT / "reports_in" / REPORT, tmp_path / "in")
    (tmp_path / "rules").mkdir()
    shutil.copy(ROOT / "rules" / "disclosure-2014" / "form.rules", tmp_path / "rules")
    if shutil.which("unshare") is None or on_a_small_disk(place, "true").returncode:
        pytest.skip("no disk can be mounted here")
    return place


def is_whole(out: Path) -> bool:
    files: dict[str, str] = json.loads((out / "run.json").read_text(encoding="utf-8"))["files"]
    return {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in files} == files


def test_a_full_disk_costs_the_new_audit_never_the_old_one(disk: Path) -> None:
    told = on_a_small_disk(
        disk,
        "{audit}\n"
        "head -c 24m /dev/zero > {disk}/filler || true\n"
        "echo 又一份 > {disk}/../in/又一份.txt\n"
        "{audit} && exit 9\n"
        "cp -r {disk}/out {disk}/../kept\n"
        "rm {disk}/filler\n"
        "{audit}\n"
        "cp -r {disk}/out {disk}/../next\n",
    )
    assert told.returncode == 0, told.stderr
    assert "磁盘已满" in told.stderr
    assert "Traceback" not in told.stderr
    kept, following = disk.parent / "kept", disk.parent / "next"
    assert is_whole(kept)
    assert is_whole(following)
    assert "又一份" not in (kept / "index.html").read_text(encoding="utf-8")
    assert "又一份" in (following / "index.html").read_text(encoding="utf-8")


def test_a_disk_closed_for_writing_is_named(disk: Path) -> None:
    told = on_a_small_disk(
        disk,
        "{audit}\n"
        "mount -o remount,ro {disk}\n"
        "{audit}\n"  # the very same, which writes nothing
        "echo 又一份 > {disk}/../in/又一份.txt\n"
        "{audit} && exit 9\n"
        "cp -r {disk}/out {disk}/../kept\n",
    )
    assert told.returncode == 0, told.stderr
    assert "不能写入" in told.stderr
    assert "Traceback" not in told.stderr
    assert is_whole(disk.parent / "kept")
