"""The words of the report, the review page and the console, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_WORDS = {
    "accept": ("Accept", "采纳"),
    "accepted": ("Accepted", "已采纳"),
    "agreed": ("agreed", "一致"),
    "all": ("All", "全部"),
    "all_rules": ("All rules", "全部规则"),
    "class": ("class", "类别"),
    "clean": ("Nothing to report. Every figure is accounted for.", "没有发现问题，所有数字均已核对。"),
    "clear_filters": ("Clear filters", "清除筛选"),
    "comment": ("Comment", "批注"),
    "comment_hint": ("Why? (kept with the verdict)", "理由（随结论保存）"),
    "count": ("count", "数量"),
    "coverage": ("Every figure accounted for", "数字核对情况"),
    "coverage_sheet": ("Coverage", "数字核对情况"),
    "decisions_bad": ("This file holds no decisions.", "该文件不含任何结论。"),
    "decisions_read": ("verdicts read", "条结论已读入"),
    "dismiss": ("Dismiss", "忽略"),
    "dismiss_all": ("Dismiss all of this rule", "忽略此规则的全部结果"),
    "dismissed": ("Dismissed", "已忽略"),
    "document": ("document", "文件"),
    "documents": ("Documents", "文件"),
    "error": ("Error", "错误"),
    "export": ("Save verdicts…", "导出结论…"),
    "figure": ("figure", "个数字"),
    "figures": ("figures", "个数字"),
    "findings": ("Findings", "核对结果"),
    "flagged": ("flagged", "有疑"),
    "import": ("Load verdicts…", "导入结论…"),
    "in_table": ("row", "行"),
    "shortcuts": ("Keys", "快捷键"),
    "key_next": ("next, previous", "下一条、上一条"),
    "key_verdict": ("accept, dismiss", "采纳、忽略"),
    "key_undo": ("undo", "撤销"),
    "key_comment": ("comment", "批注"),
    "key_all": ("dismiss all of this rule", "忽略同一规则的全部结果"),
    "key_open": ("whole paragraph", "展开全文"),
    "key_find": ("search", "搜索"),
    "key_help": ("these keys", "显示快捷键"),
    "key_zoom": ("zoom", "缩放"),
    "left": ("open", "条待定"),
    "lost": (
        "No answer from hedui review: verdicts are not kept now. Is it still running?",
        "hedui review 没有应答，结论暂未保存；请确认其仍在运行。",
    ),
    "missing_here": ("missing here", "此处缺失"),
    "next_page": ("next page", "下一页"),
    "no_match": ("No finding passes these filters.", "没有符合筛选条件的结果。"),
    "no_twin": ("no counterpart", "无对应段落"),
    "not_compared": ("not compared", "未比较"),
    "note_mark": ("note ", "注"),
    "note": ("Note", "提示"),
    "nothing_to_undo": ("Nothing to undo.", "没有可撤销的操作。"),
    "open": ("Open", "待定"),
    "footnote": ("Footnote", "脚注"),
    "page": ("page", "页"),
    "pages": ("pages", "页"),
    "paragraph": ("Paragraph", "段落"),
    "pairs_sheet": ("Pairs", "对照"),
    "pairs": ("pairs", "对段落"),
    "reading": ("Doubts about the reading", "对读取结果的疑问"),
    "reading_help": (
        "These are about how the files could be read, not about the translation.",
        "以下内容涉及文件的读取，与译文是否正确无关。",
    ),
    "reading_tab": ("Reading", "读取"),
    "no_doubts": ("The files were read without doubt.", "文件读取无疑问。"),
    "previous_page": ("previous page", "上一页"),
    "review": ("Review", "审校"),
    "reviewer": ("Your name", "您的姓名"),
    "row": ("row", "行"),
    "rule": ("Rule", "规则"),
    "search": ("Search in texts and messages", "搜索原文与说明"),
    "severity": ("Severity", "级别"),
    "show_all": ("Show the whole paragraph", "显示完整段落"),
    "side_en": ("en", "英文"),
    "side_zh": ("zh", "中文"),
    "skip": ("Skip to the findings", "跳到核对结果"),
    "table_name": ("table", "表"),
    "tables_sheet": ("Tables", "表格"),
    "table": ("table", "表格"),
    "total": ("total", "合计"),
    "theme": ("Light or dark", "浅色或深色"),
    "unpaired": ("in a block without counterpart", "所在段落无对应"),
    "undo": ("Undo", "撤销"),
    "value": ("value", "数值"),
    "verdict": ("Verdict", "结论"),
    "verdicts": ("Verdicts", "结论"),
    "verdicts_help": (
        "Kept in this browser. Save them as a file for hedui check --decisions.",
        "保存在此浏览器中；导出后可用于 hedui check --decisions。",
    ),
    "warning": ("Warning", "警告"),
    "whole_text": ("Whole text", "全文对照"),
    "zoom_in": ("larger", "放大"),
    "zoom_out": ("smaller", "缩小"),
    "without_images": (
        "From finding {} on page images are left out, to keep this file small; hedui review shows the pages.",
        "自第 {} 条起未附页面图像，以免文件过大；可用 hedui review 查看页面。",
    ),
    "zh-Hans": ("Chinese", "中文"),
    "zh-Hant": ("Chinese (traditional)", "中文（繁体）"),
    "en": ("English", "英文"),
}


REASONS = {
    "code": ("parts of a code", "代码的一部分"),
    "label": ("labels of paragraphs", "段落编号"),
    "list": ("the number of things listed", "所列项目的数目"),
    "mark": ("marks of notes", "注释标记"),
    "neighbour": ("answered in the next paragraph", "在相邻段落中有对应"),
    "noted": ("said in a note only", "仅作提示"),
    "one document": ("one document only", "仅一份文件"),
    "phrase": ("set phrases", "固定说法"),
    "pieces": ("parts of another figure", "属于另一数字的一部分"),
    "range": ("ends of a range", "范围的一端"),
    "repeated": ("said again", "重复出现"),
    "restated": ("said in another unit", "换算后的说法"),
    "total": ("a total of parts", "各部分之和"),
    "weak": ("words such as 一 and one", "“一”、one 之类的词"),
}
"""Why a figure was not compared; a reason that is not here is shown by its own name."""


def words(lang: str) -> Mapping[str, str]:
    """All words in ``en`` or ``zh``."""
    column = 1 if lang.startswith("zh") else 0
    return {key: both[column] for key, both in _WORDS.items()}


COLUMNS = {
    "number": ("No.", "序号"),
    "id": ("ID", "标识"),
    "severity": ("Severity", "级别"),
    "rule": ("Rule", "规则"),
    "name": ("Kind", "类型"),
    "confidence": ("Confidence", "把握"),
    "message": ("Finding", "说明"),
    "document": ("Document", "文件"),
    "footnote": ("Footnote", "脚注"),
    "page": ("Page", "页"),
    "label": ("Paragraph", "段落编号"),
    "block": ("Block", "段落标识"),
    "cell": ("Cell", "单元格"),
    "quote": ("Quote", "原文数字"),
    "value": ("Value", "数值"),
    "text": ("Text", "原文"),
    "verdict": ("Verdict", "结论"),
    "comment": ("Comment", "批注"),
    "who": ("By", "审校人"),
    "when": ("When", "时间"),
}
"""Headings of columns, for people; programs get the keys."""


@cache
def _chinese_names() -> dict[str, str]:
    text = (files("hedui.outputs") / "rule_names.tsv").read_text(encoding="utf-8")
    return dict(line.split("\t") for line in text.splitlines()[1:])


def rule_name(code: str, name: str, lang: str) -> str:
    """What a rule is called: ``count-changed`` is "count changed" and 数量不符."""
    spaced = name.replace("-", " ")
    return _chinese_names().get(code, spaced) if lang.startswith("zh") else spaced


def heading(column: str, lang: str) -> str:
    """What stands above a column such as ``quote`` or ``quote_2``."""
    name, _, side = column.partition("_")
    return f"{COLUMNS[name][1 if lang.startswith('zh') else 0]} {side}".rstrip()


def severities(severity: str, count: int, lang: str) -> str:
    """What stands behind a number of findings: ``error``, ``errors``, 错误."""
    if lang.startswith("zh"):
        return _WORDS[severity][1]
    return severity if count == 1 else severity + "s"


def counted(count: int, severity: str, lang: str) -> str:
    """``1 note``, ``2 notes``, ``2 条提示``."""
    if lang.startswith("zh"):
        return f"{count} 条{severities(severity, count, lang)}"
    return f"{count} {severities(severity, count, lang)}"


def reason(name: str, lang: str) -> str:
    """Why figures were not compared, said in ``lang``."""
    return REASONS[name][1 if lang.startswith("zh") else 0] if name in REASONS else name.replace("-", " ")
