"""A small archive of our own: pairs of text files, each with one known error or none."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

ZH = """关于第{n}号方案的报告

1. 委员会在 2021 年共收到 {a} 份申请，其中 {b} 份获得批准。

2. 预算总额为 {c} 万美元，比上一年增加 8%。

3. 下届会议将于 2022 年 5 月 {d} 日在内罗毕举行。

4. 秘书处编写了两份评估报告，并已提交第七届会议审议。
"""
EN = """Report on programme No. {n}

1. In 2021 the Committee received {a} applications, of which {b} were approved.

2. The total budget amounts to ${c0}, an increase of 8 per cent over the previous year.

3. The next session will be held in Nairobi on {d} May 2022.

4. The secretariat prepared two evaluation reports, which were submitted to the seventh session.
"""


def make_archive(folder: Path, pairs: int) -> Path:
    """An archive with an error in every third pair (the number of approved applications)."""
    for side in ("zh", "en"):
        (folder / side).mkdir(parents=True, exist_ok=True)
    for n in range(1, pairs + 1):
        facts = {"n": n, "a": 40 + n, "b": 11 + n, "c": 120 + n, "c0": f"{(120 + n) * 10_000:,}", "d": 3 + n % 20}
        wrong = facts | {"b": facts["b"] + 5} if n % 3 == 0 else facts
        (folder / "zh" / f"r{n:03}.txt").write_text(ZH.format(**facts), encoding="utf-8")
        (folder / "en" / f"r{n:03}.txt").write_text(EN.format(**wrong), encoding="utf-8")
    return folder


def start_run(archive: Path, results: Path, *more: str) -> subprocess.Popen[bytes]:
    """``hedui corpus run`` in a process group of its own, so that all of it can be killed."""
    command = [sys.executable, "-m", "hedui", "corpus", "run", str(archive), "-o", str(results), "-j", "2", *more]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, cwd=results.parent
    )


def kill_all(process: subprocess.Popen[bytes]) -> None:
    """``kill -9`` to the parent alone, as an operator or the system would."""
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
