"""Names of reigns and eras with their years, and of the months and days of the Chinese calendar."""

from __future__ import annotations

# Reign or era: first year, last year, its name in English.
REIGNS: dict[str, tuple[int, int, str]] = {
    "贞观": (627, 649, "zhenguan"), "永徽": (650, 656, "yonghui"), "神龙": (705, 707, "shenlong"),
    "开元": (713, 741, "kaiyuan"), "天宝": (742, 756, "tianbao"), "会昌": (841, 847, "huichang"),
    "庆历": (1041, 1048, "qingli"), "熙宁": (1068, 1077, "xining"), "元丰": (1078, 1085, "yuanfeng"),
    "崇宁": (1102, 1106, "chongning"), "宣和": (1119, 1125, "xuanhe"), "绍兴": (1131, 1162, "shaoxing"),
    "乾道": (1165, 1173, "qiandao"), "淳熙": (1174, 1189, "chunxi"), "至正": (1341, 1370, "zhizheng"),
    "洪武": (1368, 1398, "hongwu"), "建文": (1399, 1402, "jianwen"), "永乐": (1403, 1424, "yongle"),
    "洪熙": (1425, 1425, "hongxi"), "宣德": (1426, 1435, "xuande"), "正统": (1436, 1449, "zhengtong"),
    "景泰": (1450, 1457, "jingtai"), "天顺": (1457, 1464, "tianshun"), "成化": (1465, 1487, "chenghua"),
    "弘治": (1488, 1505, "hongzhi"), "正德": (1506, 1521, "zhengde"), "嘉靖": (1522, 1566, "jiajing"),
    "隆庆": (1567, 1572, "longqing"), "万历": (1573, 1620, "wanli"), "天启": (1621, 1627, "tianqi"),
    "崇祯": (1628, 1644, "chongzhen"), "顺治": (1644, 1661, "shunzhi"), "康熙": (1662, 1722, "kangxi"),
    "雍正": (1723, 1735, "yongzheng"), "乾隆": (1736, 1795, "qianlong"), "嘉庆": (1796, 1820, "jiaqing"),
    "道光": (1821, 1850, "daoguang"), "咸丰": (1851, 1861, "xianfeng"), "同治": (1862, 1874, "tongzhi"),
    "光绪": (1875, 1908, "guangxu"), "宣统": (1909, 1911, "xuantong"), "民国": (1912, 2099, "minguo"),
    "明治": (1868, 1912, "meiji"), "大正": (1912, 1926, "taisho"), "昭和": (1926, 1989, "showa"),
    "平成": (1989, 2019, "heisei"), "令和": (2019, 2099, "reiwa"),
}  # fmt: skip
TRADITIONAL_MONTHS = {"正月": 1, "冬月": 11, "腊月": 12}
LUNAR_DAYS = {f"初{digit}": day for day, digit in enumerate("一二三四五六七八九十", start=1)}
