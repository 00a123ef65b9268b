"""One spelling for widths, spaces, dashes, quotes and traditional characters, without moving any index."""

from __future__ import annotations

import re

_TRADITIONAL = (
    "萬万億亿兩两個个項项條条節节頁页號号點点幣币圓圆歐欧鎊镑國国屆届雙双週周鐘钟時时間间從从將将約约過过達达幾几餘余數数電电話话張张隻只輛辆臺台種种門门場场輪轮級级層层戶户筆笔歲岁單单編编議议會会決决書书"
    "報报圖图錄录註注腳脚釋释題题類类別别區区員员組组團团隊队務务機机構构聯联於于與与為为對对關关開开閉闭後后來来這这該该說说還还進进選选運运動动產产業业經经濟济發发領领應应實实現现處处據据內内體体預预補补"
    "給给資资費费貸贷賠赔償偿購购買买賣卖價价額额總总計计長长寬宽積积噸吨釐厘攝摄華华畝亩頃顷畢毕歷历紀纪舊旧舉举辦办評评審审論论講讲課课訓训練练佔占減减僅仅滿满夠够許许婦妇兒儿學学習习師师醫医療疗護护營营"
    "農农漁渔專专協协規规則则標标準准備备鎮镇鄉乡縣县島岛灣湾廣广東东馬马羅罗蘭兰韓韩盧卢極极難难權权責责幫帮調调檢检測测驗验證证認认識识設设網网絡络統统線线轉转讓让請请問问談谈語语詞词譯译簽签訂订執执環环"
    "氣气熱热車车飛飞艦舰槍枪彈弹輯辑屬属亞亚臨临顯显職职齡龄齊齐麼么樣样遠远邊边錶表針针閏闰曆历禮礼際际黨党眾众傷伤災灾戰战爭争擊击貳贰貮贰參参叄叁陸陆擔担麵面樓楼棟栋塊块樹树頭头衆众獎奖劃划輩辈屍尸義义"
    "劑剂顆颗鏡镜錢钱貨货艙舱誌志贊赞棄弃終终擴扩較较續续適适歸归屢屡擬拟爾尔紐纽蘇苏緬缅銖铢萊莱納纳靜静噚寻諾诺獨独變变換换黃黄藍蓝綠绿財财稅税庫库廳厅廠厂礦矿詢询訪访試试誤误讀读確确離离雜杂響响顧顾館馆"
    "騰腾驟骤頻频願愿債债僱雇優优儲储創创勞劳勢势嚴严圍围夢梦奪夺寫写崗岗幹干廢废彙汇徵征態态懷怀戲戏損损搶抢撥拨擁拥擇择敗败斷断歡欢殘残毀毁沒没洩泄滅灭漢汉濫滥煙烟狀状獲获異异當当監监盤盘礎础禍祸穩稳競竞"
    "範范築筑簡简糧粮細细結结維维緊紧緣缘縮缩織织繼继罰罚聲声聽听腦脑藝艺藥药虛虚術术衛卫裝装複复視视親亲觀观觸触訊讯記记詳详誰谁諮咨謀谋謝谢譽誉負负貢贡貧贫販贩貿贸賊贼質质賴赖賽赛贏赢趙赵跡迹軍军載载輔辅"
    "輕轻輸输遞递遲迟遺遗郵邮鄰邻釀酿錯错鎖锁鏈链鐵铁闊阔階阶隨随險险隱隐雖虽雲云霧雾靈灵韋韦頒颁頓顿須须頗颇頸颈顛颠養养駐驻駛驶騙骗驚惊魚鱼鮮鲜麗丽"
)
_SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d\u301c\uff5e~\u30fc\ufe63"
_QUOTES = "\u2018\u2019\u2032\u02bc\uff07\u00b4`"


def _table() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table |= {ord(c): " " for c in _SPACES} | {ord(c): "-" for c in _DASHES} | {ord(c): "'" for c in _QUOTES}
    table |= {ord(a): b for a, b in zip(_TRADITIONAL[::2], _TRADITIONAL[1::2], strict=True)}
    table |= {
        ord("﹪"): "%",
        ord("İ"): "I",
        ord("﹣"): "-",
        ord("〔"): "[",
        ord("〕"): "]",
        ord("【"): "[",
        ord("】"): "]",
    }
    table |= {
        ord("µ"): "μ",
        ord("∶"): ":",
        ord("倆"): "俩",
        ord("○"): "〇",
        ord("◯"): "〇",
        ord("￥"): "¥",
        ord("￡"): "£",
        ord("﹩"): "$",
    }
    return table


_FOLD = _table()


_HAN = "〇\u3400-\u9fff"
# Characters set apart by spaces, as on title pages and in justified lines: 第 三 章, 二 〇 二 五 年 八 月.
_SPREAD = re.compile(
    rf"(?<![{_HAN}\d])[{_HAN}](?: {{1,3}}(?:[{_HAN}](?![{_HAN}])|\d{{1,4}}(?!\d))){{2,60}}(?: {{1,3}}(?=[{_HAN}]))?"
)
_BETWEEN_DIGITS = re.compile(r"(?<=\d) +(?=\d)")
_NO_NUMERAL = re.compile(rf"(?![〇零一二三四五六七八九十百千万亿])[{_HAN}]")


def close_up(folded: str) -> list[int] | None:
    """The places of the characters that are left when spread words are closed up; None where nothing is spread.

    A row of numerals (一 二 三 四) stays as it is: these may be the heads of columns.
    """
    if " " not in folded:
        return None
    runs = [run for run in _SPREAD.finditer(folded) if _NO_NUMERAL.search(run.group())]
    if not runs:
        return None
    kept: list[int] = []
    at = 0
    for run in runs:
        kept += range(at, run.start())
        apart = {i for gap in _BETWEEN_DIGITS.finditer(folded, *run.span()) for i in range(*gap.span())}
        kept += [i for i in range(*run.span()) if folded[i] != " " or i in apart]
        at = run.end()
    return kept + list(range(at, len(folded)))


def fold(text: str) -> str:
    """The text in one spelling, lower case not included; as long as the text, character for character."""
    return text.translate(_FOLD)
