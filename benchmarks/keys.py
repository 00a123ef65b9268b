"""How long a key takes on a report and a review page with many findings.

    python benchmarks/keys.py RESULT.json [--findings 2000]

The findings of RESULT are repeated under new ids until there are as many as asked for. A key's time runs from the event
to the second frame after it, in headless Chromium; the median, the 95th percentile and the worst of 100 keys are shown.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from hedui.front import load
from hedui.model import Result
from hedui.outputs import html
from hedui.wire import result_to_json

PRESS = """async (key) => {
  const frame = () => new Promise(requestAnimationFrame);
  const start = performance.now();
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  const busy = performance.now() - start;
  await frame(); await frame();
  return [busy, performance.now() - start];
}"""


def many(result: Result, count: int) -> Result:
    """The result with its findings repeated."""
    repeated = islice(cycle(result.findings), count)
    return replace(result, findings=tuple(replace(f, id=f"{n:016x}") for n, f in enumerate(repeated)))


def measure(page: Any, name: str) -> None:
    """Press j and d by turns and print what it took."""
    times = [page.evaluate(PRESS, "jd"[n % 2]) for n in range(100)]
    for what, values in (("script", [t[0] for t in times]), ("to the frame", [t[1] for t in times])):
        values.sort()
        print(
            f"{name}: {what} median {statistics.median(values):.1f} ms, 95 % {values[94]:.1f}, worst {values[-1]:.1f}"
        )


def main() -> None:
    """Measure both pages."""
    from playwright.sync_api import sync_playwright

    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("result", type=Path)
    arguments.add_argument("--findings", type=int, default=2000)
    asked = arguments.parse_args()
    result = many(load(asked.result), asked.findings)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        report, saved = Path(folder) / "report.html", Path(folder) / "result.json"
        start = time.perf_counter()
        with report.open("wb") as stream:
            html.write(result, stream)
        print(f"report: {time.perf_counter() - start:.1f} s, {report.stat().st_size / 1e6:.1f} MB")
        saved.write_text(json.dumps(result_to_json(result)), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        start = time.perf_counter()
        page.goto(report.as_uri())
        print(f"report: opens in {time.perf_counter() - start:.1f} s")
        measure(page, "report")
        command = [sys.executable, "-m", "hedui", "review", str(saved), "--no-open"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout is not None
            page.goto(server.stdout.readline().strip())
            page.wait_for_selector("#detail article")
            measure(page, "review")
            server.terminate()
        browser.close()


if __name__ == "__main__":
    main()
