"""The review page: both documents' pages side by side, the findings beside them, one key for a verdict.

result.json -> panes (what to show of a finding) -> app (pages, fragments, verdicts over HTTP on this machine) and
store (every verdict at once in SQLite, nothing ever overwritten).
"""
