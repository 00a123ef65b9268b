"""Verdicts in SQLite: every one is a new row, so that two pages, or two people, never overwrite each other."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from hedui.errors import OutputError
from hedui.model import Decision, Verdict

SCHEMA = """
CREATE TABLE IF NOT EXISTS verdicts (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    batch INTEGER NOT NULL,     -- rows given by one key press; an undo takes back a batch
    finding TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('accepted', 'dismissed', 'open')),
    comment TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL,           -- ISO 8601, UTC
    undone INTEGER NOT NULL DEFAULT 0  -- taken back; an undo adds a row of its own, so that other pages see it
);
CREATE INDEX IF NOT EXISTS by_finding ON verdicts (finding, seq);
"""
CHANGED = """
SELECT c.seq, c.finding, COALESCE(v.verdict, 'open'), COALESCE(v.comment, ''), COALESCE(v.who, ''), COALESCE(v.at, '')
FROM (SELECT finding, MAX(seq) AS seq FROM verdicts GROUP BY finding HAVING MAX(seq) > ?) c
LEFT JOIN verdicts v ON v.seq = (SELECT MAX(seq) FROM verdicts WHERE finding = c.finding AND undone = 0)
ORDER BY c.seq
"""


class State(NamedTuple):
    """Where a finding stands: ``verdict`` is ``open`` where none was given or it was taken back."""

    seq: int
    finding: str
    verdict: str
    comment: str
    who: str
    at: str


class Store:
    """The verdicts on findings, by their ids. One connection, guarded by a lock; other processes may write too."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        try:
            self._db = sqlite3.connect(path, timeout=10, check_same_thread=False, isolation_level=None)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.executescript(SCHEMA)
        except sqlite3.Error as error:
            raise OutputError(
                f"{path}: verdicts can't be kept there ({error}); give another --verdicts",
                f"{path}：无法在此保存结论（{error}）；请另选 --verdicts",
            ) from error

    def close(self) -> None:
        """Let the file go."""
        with self._lock:
            self._db.close()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def states(self, since: int = 0) -> list[State]:
        """Where each finding stands that got a verdict after row ``since``, oldest first."""
        with self._lock:
            return [State(*row) for row in self._db.execute(CHANGED, (since,))]

    def decisions(self, among: Iterable[str] | None = None) -> tuple[Decision, ...]:
        """The verdicts that stand, of all findings or of some."""
        wanted = None if among is None else set(among)
        return tuple(
            Decision(state.finding, _verdict(state.verdict), state.comment, state.who, state.at)
            for state in self.states()
            if state.verdict != "open" and (wanted is None or state.finding in wanted)
        )

    def give(self, findings: Sequence[str], verdict: str, comment: str | None, who: str) -> None:
        """One verdict on some findings; without ``comment`` what was said before stays."""
        at = _now()
        with self._writing() as db:
            batch = _next_batch(db)
            for finding in findings:
                said = comment if comment is not None else _latest(db, finding).comment
                _add(db, batch, State(0, finding, verdict, said, who, at))

    def take(self, decisions: Iterable[Decision]) -> int:
        """Take in decisions from a file, and say how many were news.

        A later verdict here stays before an older one there; one without a time counts as the oldest.
        """
        taken = 0
        with self._writing() as db:
            batch = _next_batch(db)
            for decision in decisions:
                now = _latest(db, decision.id)
                if (now.verdict, now.comment) == (decision.verdict, decision.comment) or now.at > decision.when:
                    continue
                at = decision.when or _now()
                _add(db, batch, State(0, decision.id, decision.verdict, decision.comment, decision.who, at))
                taken += 1
        return taken

    def undo(self, who: str) -> list[str]:
        """Take back the last batch of a person; findings others have judged since stay as they are. Returns the ids."""
        with self._writing() as db:
            batch = db.execute("SELECT MAX(batch) FROM verdicts WHERE who = ? AND undone = 0", (who,)).fetchone()[0]
            given = db.execute("SELECT seq, finding FROM verdicts WHERE batch = ? AND undone = 0", (batch,)).fetchall()
            back = [finding for seq, finding in given if _latest(db, finding).seq == seq]
            db.execute("UPDATE verdicts SET undone = 1 WHERE batch = ?", (batch,))
            for finding in back:
                _add(db, _next_batch(db), State(0, finding, "open", "", who, _now()), undone=1)
            return back


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _verdict(name: str) -> Verdict:
    return "accepted" if name == "accepted" else "dismissed"


def _next_batch(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT COALESCE(MAX(batch), 0) + 1 FROM verdicts").fetchone()[0])


def _latest(db: sqlite3.Connection, finding: str) -> State:
    """The verdict that stands."""
    row = db.execute(
        "SELECT seq, finding, verdict, comment, who, at FROM verdicts WHERE finding = ? AND undone = 0 "
        "ORDER BY seq DESC LIMIT 1",
        (finding,),
    ).fetchone()
    return State(*row) if row else State(0, finding, "open", "", "", "")


def _add(db: sqlite3.Connection, batch: int, state: State, undone: int = 0) -> None:
    db.execute(
        "INSERT INTO verdicts (batch, finding, verdict, comment, who, at, undone) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (batch, state.finding, state.verdict, state.comment, state.who, state.at, undone),
    )
