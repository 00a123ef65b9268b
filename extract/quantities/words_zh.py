"""The words of Chinese by class, and its look-alikes (simplified; traditional is folded before)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hedui.extract.quantities.digits import ONE
from hedui.extract.quantities.language import Number
from hedui.extract.quantities.reigns import LUNAR_DAYS, REIGNS, TRADITIONAL_MONTHS
from hedui.extract.quantities.units import CURRENCIES_ZH, CURRENCY_SIGNS, UNITS, UNITS_ZH

NEVER = """
代表 发表 关注 企图 试图 意图
一些 一般 一致 一定 统一 万一 四川 三明治 三角洲 成果 孤注一掷 多数 多边 多方 多样 多年 多次 多项 多位 多名 多国 余下
余额 余地 来自 来源 来访 来信 来文 来年 来说 元组 三元组 四元组 一切 一直 一旦 一起 一样 一边 一面 一再 一向 一经
一并 一系列 一律 一概 一体
一流 一线 一代 进一步 一贯 一共 一同 一道 一路 一味 一举 一如 一连 一手 一旁 一端 一会 一下 一点儿 单一 专一 划一
不一 合一 一则 一次性 一揽子 一等 唯一 同一 某一 上一 下一 这一 那一 每一 任一 逐一 之一 另一 一方面 一带一路
一看 一听 一想 一经 三个一批 四个一批 五个一批 间隔 一言以
十六进制 十进制 二进制 八进制 16进制 2进制 8进制 10进制 16_进制
一一列 一一加 一一说 一一对 一一配 一一核 一一介 一一回 一一解 一一指 一一审 一一列举
一度 一番 一般性 一贯 一言
一席 一臂 一览 一成不变 一目了然 一视同仁 一如既往 一概而论 一事无成 一心一意 一点点 一丝 一阵 一望 一来 一旁 一应
一式
一元 多元 万国 万事 万象 万隆 万科 万能 万众 百姓 百货 百科 百慕大 百里 百里挑一 百灵 千方百计 千里 千禧年 千年发展目标
千年首脑会议 千年宣言 千年期
三亚 三峡 三农 三明 三星 三聚氰胺 三江 三藩 四季如春 四季常青 一年四季 四面 四肢 四平 五金 五官 五星
五常大米 五常市 六安
七夕 八卦 八达 九龙 九江 九寨 十堰 十字 十足 十全 十之八九 十有八九 十中有八九
二手 二元 二维 三维 二氧化 一氧化 三氧化 四氯 六氟 三氯 五氧 二甲 二恶英 二噁英 二叠 三叠 三文鱼 三军 三令五申 两极
两岸 两性 两者 两难 两栖 两侧 两旁 两手 两翼 两全
这一点 那一点 哪一点 零容忍 不三不四 乱七八糟 五花八门 四分五裂 七上八下 三三两两 两两 千千万万 万万 千家万户 百家
百花 百合 亿万 千万不 千万要 千万别
数一数二 独一无二 三番五次 再三 举一反三 朝三暮四 丢三落四 三心二意 四舍五入 万维网 五角大楼
六一居士 七一勋章
三八线 三八式 三八大盖 九九重阳 十一黄金周 三月兔
一刻不 这一刻 那一刻 此一刻 每一刻
千百万 十一国庆
礼拜一 礼拜二 礼拜三 礼拜四 礼拜五 礼拜六 礼拜天
时分 半岛 半导体 半径 半球 半自动 半官方 半成品 半途 半决赛 半干旱 半永久 半独立 半熟 十年如一日 百万富翁 万物 三思
日内瓦 日本 日常 日程 日益 日记 日志 日渐 日子 日方 月亮 年轻 年代久远 时任 时代 时候 时间 时刻 时事 时机 时而 时限
时段 时局 分别 分析 分配 分享 分发 分布 分类 分部 分歧 分裂 分工 分期 分担 分子 分支 分区 分散 分离 秒针
编译 编辑 编码 编程 编写 编制 编者 条约 条件 条例 条款 条文 段落 段时间
款项 款待 节能 节约 节省 节目 章程 号召 号称 元素 元首 成员 成立 成功
成本 成就 成年 成绩 成人 成效 成长 成熟 成交 天然 天气 天主 周围 周边 周期 个周期 周密
按周期 按周转 按月份 按年份 按年龄 按日期 按日程 按年代 每百升 每吨 一遇 /m2 /m3 /km2 /cm2 /cm3
""".split()


# (class, meaning): phrases
_WORDS: dict[tuple[str, Any], str] = {
    ("nth", None): "第",
    ("pct", ("%", 1)): "%",
    ("pct", ("‰", 10)): "‰",
    ("pctof", 1): "百分之 百_分之 百分_之 百_分_之 百__分_之",
    ("pctof", 10): "千分之 千_分之 千分_之",
    ("pctof", 100): "万分之",
    ("pctof", 10000): "百万分之",
    ("tenth", None): "成",
    ("discount", None): "折",
    ("timehalf", ("mo", 1)): "个半月",
    ("timehalf", ("min", 1)): "分半钟",
    ("timehalf", ("h", 1)): "个半小时 个半钟头",
    ("timehalf", ("a", 100)): "个半世纪",
    ("timehalf", ("wk", 1)): "个半星期",
    ("points", 1): "个百分点 个百分点数",
    ("points", 100): "个基点 基点 bp",
    ("over", None): "分之 份之 分_之 分__之 _分_之",
    ("versus", None): "比",
    ("era", -1): "公元前 西元前 (前 (约前",
    ("era", 1): "公元 西元",
    ("again", -1): "至前 到前 -前 至约前 到约前 -约前",
    ("firstyear", None): "元年",
    ("lunarmark", None): "农历 阴历 旧历 夏历",
    ("plus", None): "又",
    ("nian", None): "年 年度 财政年度 课税年度 会计年度 预算年度 财年 学年 学年度",
    ("slash", None): "/",
    ("yue", None): "月 月份",
    ("ri", None): "日",
    (
        "time",
        ("a", 1),
    ): "岁 周岁 个年头 个年度 个财政年度 个会计年度 个财年 个日历年 个日历年度 个整年 整年 个完整年度"
    " 个学年 个预算年度",
    ("time", ("mo", 1)): "月龄 个月龄 个多月 个月 个月期 个月内 月龄 个月龄",
    ("time", ("mo", 3)): "个季度 个多季度",
    ("time", ("wk", 1)): "个多星期 个多礼拜 周 星期 个星期 个礼拜 礼拜",
    ("time", ("d", 1)): "天 日 个工作日 工作日 个工作天 工作天 个日历日 日历日 个日历天 整天",
    ("time", ("h", 1)): "个多小时 个多钟头 小时 个小时 个钟头 钟头 工时 学时",
    ("time", ("min", 1)): "分钟",
    ("time", ("min", 15)): "刻钟",
    ("time", ("s", 1)): "秒钟",
    ("time", ("s", "0.001")): "毫秒 ms",
    ("time", ("s", "0.000001")): "微秒 μs",
    ("time", ("s", "0.000000001")): "纳秒 奈秒 ns",
    ("time", ("a", 100)): "个世纪 个多世纪",
    ("time", ("a", 10)): "个十年",
    ("anniversary", None): "周年",
    ("spell", ("100", "a")): "百年一遇",
    ("spell", ("100", "a", "weak")): "百年",
    ("spell", ("1000", "a")): "千年一遇",
    ("spell", ("10000", "a")): "万年一遇",
    ("period", ("2", "a")): "两年期 二年期",
    ("period", ("10", "a")): "该十年 本十年 这十年 这个十年",
    ("age", None): "年龄为 年龄",
    ("century", None): "世纪",
    ("decade", None): "年代",
    ("quarter", None): "季度 季",
    ("quarterno", "q1"): "首季 首季度",
    ("quarterno", "q2"): "次季",
    ("quarterno", "q4"): "末季",
    ("feast", "--01-01"): "元旦",
    ("feast", "--03-08"): "三八妇女节 三八国际妇女节 三八节",
    ("feast", "--05-01"): "五一 五一劳动节 五一国际劳动节",
    ("feast", "--05-04"): "五四",
    ("feast", "--06-01"): "六一儿童节 六一国际儿童节 六一节",
    ("feast", "--07-07"): "七七事变",
    ("feast", "--08-01"): "八一 八一建军节",
    ("feast", "--09-18"): "九一八",
    ("feast", "--11-11"): "双十一",
    ("feast", "--12-09"): "一二·九",
    ("feast", "--12-25"): "圣诞节 圣诞日",
    ("clockword", "12:00"): "正午 午正",
    ("clockword", "00:00"): "午夜 子夜",
    ("zone", "UTC+8"): "北京时间 香港时间 台北时间 中国标准时间",
    ("zone", None): "格林尼治时间 格林尼治标准时间 世界协调时 协调世界时 世界时 世界协调时间",
    ("half", 15): "一刻",
    ("half", 45): "三刻",
    ("spell", ("15", "min")): "一刻钟",
    ("spell", ("45", "min")): "三刻钟",
    ("halfyear", 1): "上半年",
    ("halfyear", 2): "下半年",
    ("part", "early"): "初 上旬 上半叶 上半月 前半月 初期 早期 早些时候",
    ("part", "mid"): "中旬 中叶 中期",
    ("part", "late"): "末 底 下旬 下半叶 下半月 后半月 末期 后期 晚些时候",
    ("to", None): "至 到",
    ("dash", None): "-",
    ("and", None): "和 与 及 以及 或 、 或者 和/或 及其",
    ("plusminus", None): "± 正负 +/- +-",
    ("comma", None): ",",
    ("open", None): "( [",
    ("close", None): ") ]",
    ("ampm", 0): "a.m. am a.m",
    ("ampm", 12): "p.m. pm p.m",
    ("daypart", 0): "上午 早上 凌晨 清晨 早晨 午前",
    ("daypart", 12): "下午 晚上 晚间 傍晚 午后 晚 夜间",
    ("daypart", 11): "中午",
    ("shi", None): "时 点 点钟 时整 点整",
    ("fen", None): "分",
    ("miao", None): "秒",
    ("half", None): "半",
    ("times", None): "倍",
    ("grow", None): "翻 翻了",
    ("manifold", 2): "倍增 成倍 加倍",
    ("grow", "2"): "翻一番 翻了一番 翻番 翻了一倍 翻倍",
    ("grow", "4"): "翻两番 翻了两番 翻二番",
    ("grow", "8"): "翻三番 翻了三番",
    ("often", ("4", "/a")): "每季度 每季 按季度 按季 季度性",
    ("often", ("12", "/a")): "每月 按月 逐月 每个月 月度",
    ("often", ("1", "/wk")): "每周 每星期 每个星期 按周",
    ("often", ("1", "/d")): "每天 每日 按日 逐日 每一天",
    ("often", ("1", "/a")): "每年 逐年 按年 每一年",
    ("often", ("2", "/a")): "每半年 半年度 每半年一次 半年一次",
    ("often", ("1/2", "/wk")): "隔周 每隔一周 每隔一星期",
    ("often", ("1/2", "/a")): "隔年 每隔一年 两年一次 每两年一次",
    ("often", ("1/2", "/d")): "隔天 隔日 每隔一天 每隔一日",
    ("every", None): "每 每隔 每逢",
    ("number", None): "号 号码",
    ("resolution", None): "号决议 号决定 号建议 号文件 号法令 号法律 号总统令 号条例 号公约 号议定书 号案文 号主席声明",
    ("minus", None): "负 零下",
    ("last", 19): "上世纪 上个世纪",
    ("last", 20): "本世纪 新世纪",
    ("fracword", ("1/2", None)): "一半 半数 减半",
    ("fracword", ("50%", None)): "打对折 打个对折",
    ("fracword", ("50%", "weak")): "对折",
    ("fracword", ("100%", "weak")): "百分百 十成十",
    ("fracword", ("1/2", "gt")): "过半 过半数 大半 多半数",
    ("weakord", 1): "首次 首届 首个 首份 首年 首月 首批 首轮 首项 首期 首场 首家 首位",
    ("weakord", 2): "次年 次月 翌年",
    ("weakord", 100): "百年诞辰 百年校庆 百年华诞 百年纪念 百年庆典",
    ("weakord", 10): "十五计划",
    ("weakord", 12): "十二五",
    ("weakord", 13): "十三五",
    ("weakord", 14): "十四五",
    ("weakord", 15): "十五五",
    **{
        ("weekly", day): f"每周{name} 每星期{name} 逢周{name} 每逢周{name} 每个星期{name} 每逢星期{name}"
        for day, name in enumerate("一二三四五六日", start=1)
    },
    **{
        ("weekday", day): f"周{name} 星期{name} 个星期{name}" + " 星期天" * (name == "日")
        for day, name in enumerate("一二三四五六日", start=1)
    },
}


_MORE = "超过 逾 多于 大于 高于 超出 长于 晚于 迟于 高过 大过 高出 胜过 多过"
_LESS = "少于 低于 小于 短于 早于 少过 低过"
_NOT = (
    "不 未 没有 并未 并不 均不 均未 从未 都不 不得 不应 不应当 不能 不可 不可以 不会 不宜 不准 不许 不允许 不要 不予"
    " 决不能 绝不能"
).split()


def _not(words: str) -> str:
    """What a negation makes of a bound: 不得超过, 没有超过, 不应少于."""
    return " ".join(no + word for word in words.split() for no in _NOT)


def _or_equal(words: str) -> str:
    """大于等于, 大于或等于, 等于或大于."""
    compared = [word for word in words.split() if word.endswith("于")]
    return " ".join(f"{w}等于 {w}或等于 {w}或者等于 等于或{w} 等于或者{w}" for w in compared)


_BEFORE: dict[tuple[str | None, bool], str] = {
    ("gt", False): f"> {_MORE} 突破 超 不止",
    ("ge", False): f"≥ >= >_= ≧ ⩾ 至少 最少 最低 起码 不下 不下于 达到或超过 {_or_equal(_MORE)} {_not(_LESS)}",
    ("lt", False): f"< 不到 不足 未满 不满 未达 不及 未到 {_LESS}",
    ("le", False): f"≤ <= <_= ≦ ⩽ 最多 至多 最高 最长 最大 高达 多达 {_or_equal(_LESS)} {_not(_MORE)}",
    ("lt", True): "近 将近 接近 几乎 差不多 几近",
    (None, True): "约 大约 约为 约有 大概 约占 估计 约达 大致 约计 估计约 平均约 大体 约合",
}


_AFTER: dict[tuple[str | None, bool], str] = {
    ("ge", False): "以上 及以上 或以上 及其以上 或者以上 或更多 或者更多 或更高 或更长 或更久 或更大 及更高"
    " 或更高版本 及更高版本 及以上版本 或以上版本 或更新版本 或更新的版本 及更新版本 或更高的版本",
    ("le", False): "以内 之内 及以下 或以下 或者以下 为限 或更少 或者更少 或更低 或更短 或更小 及更低 封顶"
    " 及以下版本 或更低版本 或更早版本 及更早版本",
    ("lt", False): "以下 不到 之下",
    ("gt", False): "多 余 有余 之多 出头 开外",
    (None, True): "左右 上下 前后 许 来 的样子",
}


_REF: dict[str, str] = {
    "annex": "附件 附录 附文 附表 附则",
    "table": "表 表格",
    "figure": "图 图表 插图",
    "footnote": "脚注 注 尾注 注释",
    "box": "方框 框 专栏",
    "item": "议程项目 项目 分项目 临时议程项目 议程草案项目",
    "form": "表式 表单",
    "number": "序号 编号 项目编号 批号 案卷号",
    "appendix": "",
    "rule": "细则 规则",
    "page": "",
    "activity": "活动 行动 目标 构成部分 组成部分 建议 具体目标 次级方案 议题 支柱 产出 任务 备选方案 方案 指标 情景"
    " 类别 类型 优先事项 原则 步骤",
}


_REFEND: dict[str, str] = {
    "article": "条 条之",
    "paragraph": "段 款 节段",
    "subparagraph": "项 目 小项",
    "section": "节 小节",
    "chapter": "章 篇",
    "part": "部分 编",
    "volume": "卷 册",
    "page": "页",
    "footnote": "脚注 注",
    "annex": "附件 附录",
    "item": "议程项目",
    "table": "表",
    "figure": "图",
    "line": "行",
    "column": "栏 列",
}


def words() -> dict[str, tuple[str, Any]]:
    """Every phrase with its class and meaning."""
    found: dict[str, tuple[str, Any]] = {}

    def add(kind: str, data: Any, phrases: list[str]) -> None:
        for phrase in phrases:
            found.setdefault(phrase.strip().replace("_", " "), (kind, data))

    for (kind, data), phrases in _WORDS.items():
        add(kind, data, phrases.split())
    for bound, phrases in _BEFORE.items():
        add("before", bound, phrases.split())
    for bound, phrases in _AFTER.items():
        add("after", bound, phrases.split())
    for thing, phrases in _REF.items():
        add("ref", thing, phrases.split())
    for thing, phrases in _REFEND.items():
        add("refend", thing, phrases.split())
    for phrase, worth in (("成千上万", Decimal(1000)), ("成百上千", Decimal(100))):
        add("num", Number(worth, worth, ONE, None, words=True, bound="ge", approximate=True), [phrase])
    add("num", Number(Decimal(50), Decimal(50), ONE, ONE, words=True), ["半百"])
    for name, (first, last, _) in REIGNS.items():
        add("reign", (first, last), [name])
    for kind, table in (("lunarmonth", TRADITIONAL_MONTHS), ("lunarday", LUNAR_DAYS)):
        for name, number in table.items():
            add(kind, number, [name])
    for iso, phrases in (*CURRENCIES_ZH.items(), *CURRENCY_SIGNS.items()):
        add("cur", iso, phrases.split())
    for code, phrases in (*UNITS_ZH.items(), *UNITS.items()):
        add("unit", code, phrases.split("|"))
    return found
