"""The report: one HTML file that needs no network, no server and nothing beside it.

All text goes through Jinja2's autoescape or, in the script's data, through JSON without ``<``; a content security
policy lets the browser run the report's own script (by its hash) and load nothing.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, BinaryIO

from hedui.model import Document, Result
from hedui.outputs.pages import Cut, Pages
from hedui.outputs.view import SEVERITY_ORDER, Card, cards, lines
from hedui.outputs.words import reason, rule_name, severities, words
from hedui.version import __version__
from hedui.wire import decisions_to_json

if TYPE_CHECKING:
    from jinja2 import Environment

IMAGE_BUDGET = 16_000_000
"""Bytes of page images in one report: beyond it findings are shown without them, the gravest first."""


@cache
def environment() -> Environment:
    """Our templates, escaping everything."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("hedui.outputs", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["rule_name"] = rule_name
    made.globals["severities"] = severities
    return made


def asset(name: str) -> str:
    """A style sheet or script of ours."""
    return (files("hedui.outputs") / "templates" / name).read_text(encoding="utf-8")


def write(result: Result, stream: BinaryIO, lang: str = "en") -> None:
    """Write the report in ``lang`` (en or zh)."""
    shown = cards(result)
    with ExitStack() as stack:
        pages = [stack.enter_context(Pages(document)) for document in result.documents]
        cuts, left_out = _within(IMAGE_BUDGET, _cuts(shown, pages))
        without = [page.why.say(lang) for page in pages if page.why and page.document.source.format == "pdf"]
    if left_out is not None:
        without.append(words(lang)["without_images"].format(left_out.partition(".")[0]))
    script = asset("report.js")
    text = (
        environment()
        .get_template("report.html")
        .stream(
            cards=shown,
            lines=lines(result),
            result=result,
            summary=summary(result, lang),
            lang=lang,
            html_lang="zh-Hans" if lang.startswith("zh") else "en",
            say=words(lang),
            cuts=cuts,
            data=_data(result, cuts, lang),
            without=without,
            style=asset("look.css") + asset("report.css"),
            script=script,
            script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
            version=__version__,
        )
    )
    text.enable_buffering(64)
    text.dump(stream, encoding="utf-8")
    stream.write(b"\n")


def _cuts(shown: Iterable[Card], pages: list[Pages]) -> Iterator[tuple[str, Cut]]:
    """An image for each excerpt whose page is at hand, under ``finding number.excerpt number``."""
    for card in shown:
        for n, excerpt in enumerate(card.excerpts):
            page = pages[excerpt.document]
            if not page.there:
                continue
            cut = page.cut(excerpt.places)
            if cut is not None:
                yield f"{card.number}.{n}", cut


def _within(budget: int, cuts: Iterable[tuple[str, Cut]]) -> tuple[dict[str, Cut], str | None]:
    """As many images as the budget allows, and the key of the first that it does not."""
    found: dict[str, Cut] = {}
    for key, cut in cuts:
        budget -= len(cut.image)
        if budget < 0:
            return found, key
        found[key] = cut
    return found, None


def summary(result: Result, lang: str) -> dict[str, Any]:
    """What stands at the top of a report: counts, documents, and the account of every figure."""
    severities = Counter(finding.severity for finding in result.findings)
    rules = Counter((finding.rule, finding.name) for finding in result.findings)
    return {
        "counts": [(severity, severities[severity]) for severity in SEVERITY_ORDER],
        "rules": [(code, name, count) for (code, name), count in sorted(rules.items())],
        "documents": [_document(document) for document in result.documents],
        "coverage": [_bars(coverage, lang) for coverage in result.coverage],
        "one_language": len({document.lang for document in result.documents}) < len(result.documents),
        "doubts": [(n, doubt) for n, document in enumerate(result.documents) for doubt in document.doubts],
        "pairs": len(result.pairs),
    }


def _document(document: Document) -> dict[str, Any]:
    return {"name": document.source.name, "lang": document.lang, "pages": document.source.pages}


def _bars(coverage: Any, lang: str) -> dict[str, Any]:
    """The classes of one document's figures with their shares in percent."""
    left_out = sum(count for _, count in coverage.not_compared)
    classes = (
        ("agreed", coverage.agreed),
        ("flagged", coverage.flagged),
        ("unpaired", coverage.unpaired),
        ("not_compared", left_out),
    )
    return {
        "document": coverage.document,
        "total": coverage.total,
        "classes": [(name, count, round(100 * count / max(1, coverage.total), 2)) for name, count in classes],
        "reasons": [(reason(name, lang), count) for name, count in coverage.not_compared],
    }


def _data(result: Result, cuts: dict[str, Cut], lang: str) -> str:
    """What the script needs, as JSON in which no tag can begin or end."""
    say = words(lang)
    data = {
        "key": hashlib.sha256("".join(d.source.sha256 for d in result.documents).encode()).hexdigest()[:16],
        "decisions": decisions_to_json(result.decisions),
        "cuts": {key: base64.b64encode(cut.image).decode() for key, cut in cuts.items()},
        "say": {key: say[key] for key in ("decisions_bad", "decisions_read", "accepted", "dismissed", "open", "left")},
    }
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c").replace("\u2028", " ").replace("\u2029", " ")
