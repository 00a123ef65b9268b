"""The company Chinese words keep: characters beside a number or a unit that change what it means, as tables.

The readings ask here rather than spell characters out; ``Language.clues`` holds what every language has to bring.
"""

from __future__ import annotations

import re

COUNTER = re.compile(
    r" ?(?:[个项份名位次件届家座台种类条艘架辆支笔批套本篇张场轮人户间所起例宗组对双级层枚门挺票页段节章款卷册期处片"
    r"块根只头匹株棵颗粒瓶箱袋包幅桩幢栋口员道股面部则封遍回趟步点方队班排营多])"
)
"""Classifiers behind a number."""
CLASSIFIED = re.compile(r" ?(?:[名人个位份次件家套篇张场辆架艘支批间起例宗户棵头只票页字册种元多余]|项(?!目))")
"""What says that four digits count something."""
OCCASIONS = ("次", "回")
"""三次."""
LOOSE_NOUNS = ("级", "方", "期")
"""三级, 三方: looser than other classifiers."""
# A unit of one character that is the start of another word: 6 克罗地亚, 三元组, 3 米兰.
CUT_OFF = {
    "克": "罗林里什拉隆服制尔莱",
    "米": "兰尔洛其特",
    "升": "级至高值温到降",
    "瓦": "努解斯里",
    "元": "组素化论性制首旦件老帅凶宵气音",
}
ZERO = "零"
"""Between yuan and cents: 五元零三分."""
LOOSE_MONEY = ("块",)
"""What small change may follow without its unit: 三块五."""
CHANGE = re.compile(r"[一二三四五六七八九\d](?:[毛角]|(?= ?[,。;、!?)]|\Z|钱|一[斤个份张本]))")
"""三块五毛: the small change behind 块."""
DIVIDED = re.compile(r"分(?:别|[一二两三四五六七八九十\d])")
"""三成分 are three components, 六成分两次 six tenths in two parts."""
TURNED = re.compile("[转倾坡纬经弯仰俯角偏旋]")
"""Before 度: an angle."""
ANGLES = ("角", "夹角", "的角", "转弯")
"""45度角."""
ELECTRICITY = re.compile(r"[用耗发省节售购供]电[\u4e00-\u9fff]{0,6}\Z")
"""Before 度: kilowatt-hours."""
CLOCK_ENDS = ("", "到", "至", "前", "后", "半", ",", "。", "在", "开", "起", "举", " ", "-")
"""What may stand behind an hour."""
RANKED = ("二次", "二级", "二等", "二期", "二线", "二代", "二类")
"""Of a rank more than a number: 二次供水 is secondary supply; two are 两次."""
HOUR_GOES_ON = tuple("期代段任常")
"""时 is the start of another word: 时期, 时代."""
DAY_OF_MONTH = re.compile(r"\d{1,2}[日号](?:[上下]午|晚|凌晨|在|举行|召开|发布|抵达|宣布|通过|[，,。]说)")
"""A bare day that is one: 25日上午."""
BEFORE_DAY = ("", *"于在月自至到定是从，。；、,.;: （(\n")
"""What may stand before a bare day."""
DAY_GOES_ON = tuple("内后前以之的期")
"""十日内, 十日期 are spans."""
PARTS_OF_YEAR = {"年初": "early", "年中": "mid", "年底": "late", "年末": "late", "年终": "late"}
"""Behind a year: 2015年年底."""
SPAN_BEFORE = re.compile("[近过去前后这满每约第共达逾]")
"""Before a number of years that is a span: 近15年."""
QUARTERS_TOGETHER = ("前", "头", "首", "后")
"""前三季度 are nine months."""
QUARTER_COUNTED = tuple("本上该这各下个每一二三四两几数前后")
"""本季度, 第三季度: no quarterly."""
FIELDS = re.compile("(?:或者?|和|与|及|以及|[、/])(?:年份?|月份|日期|周次|星期|时间|日)(?![度均内])")
FIELDS_BEFORE = re.compile("(?:年份|月份|日期|时间|星期)(?:或者?|和|与|及|[、/])\\Z")
"""年份、季度或日期: quarters among other parts of a date."""
REPEATED = re.compile(" ?(?:报告|报表|会议|例会|审查|评估|更新|汇报|通报|简报|通讯|会报|检查|盘点|股息|分红)")
"""Behind 季度: what comes every quarter."""
PERIOD_GOES_ON = ("期", "内")
"""每三年期."""
HEDGE = re.compile(r"(?:大约|将近|接近|超过|至少|不到|约|近|逾|几乎)\Z")
"""Hedges between a verb of growth and its number."""
MORE_OR_LESS = tuple("多少高低大小")
"""5比3多 compares, 5比3 is a ratio."""
OF_THEM = re.compile(
    r" ?([个名人户件家位例次台辆座所])[\u4e00-\u9fff]{0,8}?(?:就|便|约|大约|平均|将近)?有(?=[一二两三四五六七八九])"
)
"""每五户中有一户: what stands between the two numbers."""
DAY_WORD = "日"
"""Behind a number it is days where it is no day of the month."""
PART_WORD = "分"
"""Behind 成: 三成分."""
MORE_OF = "个多"
"""Three months and more: 三个多月."""
SMALL_CHANGE, MONEY_WORD = ("角", "毛"), "钱"
"""三角 is a triangle, 三角钱 are thirty cents."""
PARTIES = "方"
"""甲、乙、丙三方 are parties, no cubic metres."""
LOOSE_UNITS = ("方", "度", "里", "码", "寸")
"""Units that are also other words: a unit only before UNIT_GOES_ON."""
UNIT_GOES_ON = tuple("的以左之至到-")
HALVED = tuple("斤米升吨亩")
"""Units of one character that are halved: 半斤."""
BARE_MONEY = tuple("元圆块")
"""The money of the place, whichever it is."""
DEGREE, DEGREES_NAMED = "度", ("摄氏度", "华氏度")
SCALE_WORDS = "[十百千]?[万亿]|[百千]"
"""Scales by themselves: the unit of a column."""
TWO = ("两", "二")
"""这两, 该二: a word more than a figure."""
DOUBLINGS = "番"
"""翻两番: doubled twice."""
QUARTER_WORD = "季度"
AND_MORE = ("多", "余")
"""Behind a number: more than it; behind a number and a space they may begin a word."""
HANZI = "零一二三四五六七八九十"
"""Numerals of labels in order."""
