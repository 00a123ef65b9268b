"""What a Chinese number counts: the noun behind it, found by heads, classifiers and particles."""

from __future__ import annotations

import re

CLASSIFIERS = (
    "个 项 份 名 位 次 件 届 家 座 台 种 类 条 艘 架 辆 支 笔 批 套 本 篇 张 场 轮 人次 人 户 间 所 起 例"
    " 宗 组 对 双 级 层 枚 门 挺 "
    "票 页 段 节 章 款 卷 册 期 处 片 块 根 只 头 匹 株 棵 颗 粒 瓶 箱 袋 包 幅 桩 幢 栋 口 员 道 股 面"
    " 顶 部 则 首 封 遍 回 趟 番 步 点 方 团 队 班 排 营 项次 份儿 阶段 系列"
).split()


_NOUNS = frozenset("人 户 票 人次 次 页 家 台 辆 艘 架 场 轮 期 届 营 队 班 级 层 册 卷 门 所 口 阶段 系列".split())


_STOP = set("的和与及或在被以于为是有已将向对从由就并但而且则即者等了着过并、。，；：！？（）“”《》()[],.;:!? \n-\"'")


_NOUN = re.compile(rf" ?({'|'.join(sorted(map(re.escape, CLASSIFIERS), key=len, reverse=True))})?")


_HAN = re.compile(r"[\u4e00-\u9fff]{1,14}")


_LATIN = re.compile(r" ?[A-Za-z]{2,12} ?")


# Heads of noun phrases that documents count, so that 9个信托基金项目 counts 项目 and 25个国家提交 counts 国家.
_HEADS = re.compile(
    "|".join(
        sorted(
            """
缔约国 会员国 成员国 国家 地区 区域 城市 省份 县 村庄 社区 岛屿 政府 部门 机构 组织 委员会 小组 工作组 办事处 代表团
特派团 办公室 中心 机关 单位 企业 公司 银行 学校 大学 医院 法院 图书馆 博物馆 工厂 诊所 商店 酒店 机场 港口 桥梁
道路 铁路 公路 隧道 水库 电站 发电厂 建筑 房屋 住房 楼宇 人员 代表 成员 委员 专家 官员 主席 副主席 部长 议员 法官
律师 教师 学生 医生 护士 工人 农民 儿童 妇女 男子 女性 男性 青年 老年人 居民 难民 平民 公民 移民 囚犯 受害者 候选人
申请人 参与者 与会者 雇员 员工 工作人员 职员 观察员 军人 士兵 警察 警务人员 军事人员 旅客 乘客 游客 患者 病人 志愿者
顾问 协调员 联络人 记者 用户 客户 读者 消费者 股东 董事 人口 家庭 住户 农户 业主 投标人 供应商 捐助方 受援方 缔约方
当事方 国民 领导人 嫌疑人 会议 届会 全体会议 首脑会议 大会 年会 研讨会 讲习班 培训班 座谈会 论坛 峰会 会晤 磋商 谈判
对话 听证会 展览 活动 课程 培训 演习 访问 考察 选举 项目 方案 计划 规划 战略 政策 措施 行动 任务 目标 指标 领域
优先事项 建议 决定 决议 协定 协议 条约 公约 议定书 合同 法律 法规 条例 规则 标准 准则 报告 文件 申请 提案 建议书
意见 评论 答复 信函 来文 通知 声明 函件 出版物 论文 文章 书籍 册子 手册 表格 问卷 证书 许可证 护照 签证 记录 数据
清单 案件 病例 事件 事故 投诉 指控 起诉 判决 调查 检查 审计 评估 审查 研究 测试 试验 实验 样本 问题 因素 原因 挑战
困难 步骤 阶段 周期 期间 场次 议题 车辆 汽车 卡车 飞机 船只 船舶 渔船 直升机 列车 设备 机器 系统 平台 网站 数据库
软件 电脑 仪器 传感器 摄像机 测站 观测站 实验室 武器 枪支 弹药 炮弹 员额 职位 岗位 席位 名额 奖项 奖 票 赞成票
反对票 弃权票 账户 款项 捐款 赠款 贷款 订单 笔款 产品 物品 商品 货物 药品 疫苗 食品 粮食 作物 树木 动物 物种 鱼类
牲畜 河流 湖泊 森林 山峰 语文 语言 民族 宗教 章节 条款 段落 附件 图表 页面 版本 方面 方式 方法 办法 类别 类型 层次
程序 机制 渠道 网络 周年 世纪 年度 季度 世界大战 活产 订阅 回合 轮次 班次 航班 航次 病床 床位 座位 房间 楼层 战争
冲突 袭击 爆炸 次数 人次 名单 产出 支柱 原则
""".split(),
            key=len,
            reverse=True,
        )
    )
)


_VERBS = re.compile(
    "提交|提供|举行|抵达|出席|组成|通过|获得|参加|开展|完成|实施|批准|收到|需要|包括|进行|表示|签署|审议|支持|提出|获批|采取|达到"
    "|死亡|受伤|开始|参与|拒绝|能够|应当|仍然|遭|赞成|反对|弃权|认为|要求|负责|位于|来自|属于|使用|接受|建立|成立|加入|尚未|分别"
)


def noun(text: str, start: int) -> str | None:
    """The counted noun after ``start``: the classifier is passed over, 25 个国家 counts 国家."""
    found = _NOUN.match(text, start)
    at = found.end() if found else start
    classifier = found.group(1) if found else None
    latin = _LATIN.match(text, at)
    if latin:
        at = latin.end()
    run = _HAN.match(text, at)
    word = _phrase(run.group()) if run else ""
    head = _HEADS.match(word)
    if head:
        head = _HEADS.match(word, head.end()) or head  # 缔约国会议 is a meeting
    elif len(word) > 2:
        heads = list(_HEADS.finditer(word[:10]))
        head = heads[-1] if heads else None
    if head:
        return head.group()
    return word[:4] or (classifier if classifier in _NOUNS else None)


def _phrase(run: str) -> str:
    """The run of characters up to a particle or verb."""
    for at, char in enumerate(run):
        if char in _STOP:
            run = run[:at]
            break
    verb = _VERBS.search(run)
    return run[: verb.start()] if verb else run
