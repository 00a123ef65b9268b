"""Four annual reports of one body in both languages, as Markdown: they state each other's figures again.

``write`` makes them without a contradiction, or with those of PLANTED: a report, what stands in it, what is put there.
"""

from __future__ import annotations

from pathlib import Path

YEARS = (2021, 2022, 2023, 2024)
_MEMBERS = {2020: 104, 2021: 106, 2022: 109, 2023: 113, 2024: 114}
_PAID = {2020: "11.2", 2021: "11.8", 2022: "12.4", 2023: "12.9", 2024: "13.5"}
_ASKED = {2020: 88, 2021: 92, 2022: 105, 2023: 97, 2024: 121}
_SPENT = {2020: "9.1", 2021: "9.7", 2022: "10.3", 2023: "10.8", 2024: "11.4"}
_REGIONS = (("Africa", "非洲", 1), ("Asia", "亚洲", 2), ("Latin America", "拉丁美洲", 3), ("Europe", "欧洲", 4))
_LINES = (
    ("Contributions of members", "成员缴款", 8140),
    ("Voluntary grants", "自愿赠款", 3277),
    ("Interest earned", "利息收入", 412),
    ("Sale of publications", "出版物销售", 96),
    ("Other income", "其他收入", 58),
)

_EN = """# Basin Water Fund: annual report {y}

## Members and money

1. As at 31 December {y}, the Fund had {m} member States, compared with {m0} member States as at 31 December {y0}.

2. In {y}, the Fund received contributions of USD {c} million ({y0}: USD {c0} million).

3. During the year, the secretariat received {a} applications for support; in the previous year it had received {a0}.

4. Since 2016, the Fund has supported {p} projects in {q} countries.

5. The ninth session of the Council, held in Lisbon on 14 May 2020, adopted decision BWF/C/9/4.

6. Decision BWF/C/9/4 set the reserve of the Fund at USD 2,400,000.

7. According to provisional figures, the Fund spent USD {s} million on projects in {y}.

8. In {y0}, after the audit, the Fund spent USD {s0} million on projects.

## Work in the regions

{regions}

## Accounts

Table 1. Income by source (in thousands of United States dollars)

| Source | {y} | {y0} |
| --- | --- | --- |
{table}

Table 2. Grants

| Project | Country | Grant (USD) | Spent to date (USD) |
| --- | --- | --- | --- |
| BWF/2020/07 Wells in dry valleys | Kenya | 95,000 | {k1} |
| BWF/2020/11 Flood maps | Chile | 120,500 | {k2} |
| BWF/2020/15 School of hydrology | Nepal | 88,250 | {k3} |
| BWF/2020/21 Reed beds | Jordan | 64,900 | {k4} |
"""
_ZH = """# 流域水资源基金{y}年年度报告

## 成员与资金

1. 截至{y}年12月31日，基金共有{m}个成员国，而{y0}年12月31日为{m0}个成员国。

2. {y}年，基金收到捐款{c1}万美元（{y0}年：{c2}万美元）。

3. 本年度秘书处收到{a}份支助申请；上一年度收到{a0}份。

4. 自2016年以来，基金在{q}个国家共支持了{p}个项目。

5. 2020年5月14日在里斯本举行的理事会第九届会议通过了BWF/C/9/4号决定。

6. BWF/C/9/4号决定将基金储备金定为240万美元。

7. 根据初步数字，{y}年基金的项目支出为{s1}万美元。

8. 经审计，{y0}年基金的项目支出为{s2}万美元。

## 各区域工作

{regions}

## 账目

表1. 按来源分列的收入（千美元）

| 来源 | {y}年 | {y0}年 |
| --- | --- | --- |
{table}

表2. 赠款

| 项目 | 国家 | 赠款（美元） | 迄今支出（美元） |
| --- | --- | --- | --- |
| BWF/2020/07 干旱河谷水井 | 肯尼亚 | 95,000 | {k1} |
| BWF/2020/11 洪水地图 | 智利 | 120,500 | {k2} |
| BWF/2020/15 水文学校 | 尼泊尔 | 88,250 | {k3} |
| BWF/2020/21 芦苇湿地 | 约旦 | 64,900 | {k4} |
"""

PLANTED = (
    ("bwf-2022_en", "compared with 106 member States", "compared with 107 member States"),
    ("bwf-2022_zh", "12月31日为106个成员国", "12月31日为107个成员国"),
    ("bwf-2023_en", "it had received 105.", "it had received 150."),
    ("bwf-2023_zh", "上一年度收到105份", "上一年度收到150份"),
    ("bwf-2024_en", "(2023: USD 12.9 million)", "(2023: USD 12.6 million)"),
    ("bwf-2024_zh", "（2023年：1290万美元）", "（2023年：1260万美元）"),
    ("bwf-2023_en", "| 3,387 |", "| 3,378 |"),
    ("bwf-2023_zh", "| 3,387 |", "| 3,378 |"),
    ("bwf-2022_zh", "2020年5月14日在里斯本", "2020年5月15日在里斯本"),
    ("bwf-2024_en", "| Chile | 120,500 |", "| Chile | 125,000 |"),
    ("bwf-2024_zh", "| 智利 | 120,500 |", "| 智利 | 125,000 |"),
    ("bwf-2023_en", "at USD 2,400,000.", "at USD 2,040,000."),
    ("bwf-2023_zh", "定为240万美元", "定为204万美元"),
)
"""(report, what stands there, what is planted)"""
DIFFERENCES = 7
"""How many facts the planted reports state differently."""


def write(folder: Path, *, planted: bool = False) -> Path:
    """Write the eight files into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for year in YEARS:
        for lang, text in (("en", _EN), ("zh", _ZH)):
            name = f"bwf-{year}_{lang}"
            made = text.format(**_figures(year), regions=_regions(year, lang), table=_table(year, lang))
            for report, old, new in PLANTED if planted else ():
                if report == name:
                    assert made.count(old) == 1, (name, old)
                    made = made.replace(old, new)
            (folder / f"{name}.md").write_text(made, encoding="utf-8")
    return folder


def _figures(y: int) -> dict[str, object]:
    step = y - 2020
    facts: dict[str, object] = {"y": y, "y0": y - 1, "p": 130 + 21 * step, "q": 30 + 2 * step}
    for mark, known in (("m", _MEMBERS), ("a", _ASKED), ("c", _PAID), ("s", _SPENT)):
        facts |= {mark: known[y], f"{mark}0": known[y - 1]}
    for mark in ("c", "s"):
        facts |= {f"{mark}1": _myriads(facts[mark]), f"{mark}2": _myriads(facts[f"{mark}0"])}
    # What was spent in the last year is first estimated, then audited: the two may differ.
    facts |= {"s0": f"{float(_SPENT[y - 1]) + 0.2:.1f}", "s2": _myriads(f"{float(_SPENT[y - 1]) + 0.2:.1f}")}
    return facts | {f"k{n}": f"{9_000 * n + 11_350 * step:,}" for n in range(1, 5)}


def _myriads(millions: object) -> str:
    return str(round(float(str(millions)) * 100))


def _regions(y: int, lang: str) -> str:
    lines = []
    for n, (en, zh, k) in enumerate(_REGIONS, 9):
        many, people = 3 * k + (y - 2020) * 2, 140 * k + 17 * (y - 2020)
        lines.append(
            f"{n}. In {y}, {many} workshops with {people} participants were held in {en}."
            if lang == "en"
            else f"{n}. {y}年，基金在{zh}举办了{many}次讲习班，共有{people}人参加。"
        )
    return "\n\n".join(lines)


def _table(y: int, lang: str) -> str:
    rows = []
    for en, zh, base in _LINES:
        now, before = (base + base // 30 * (year - 2021) + (year - 2021) for year in (y, y - 1))
        rows.append(f"| {en if lang == 'en' else zh} | {now:,} | {before:,} |")
    return "\n".join(rows)
