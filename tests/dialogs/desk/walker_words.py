"""What a citizen writes on a random walk: matters, words, commands, and what fits a question."""

from desk_world import LAMP

from dialogs.facts.messages import Pin
from dialogs.facts.moment import DAY, HOUR, MINUTE, SECOND

MATTERS = (
    LAMP,
    "楼下烧烤店每晚油烟很大，噪音到凌晨两点",
    "花桥路12号着火了，快来人",
    "我不想活了",
    "花桥路20号门口的垃圾没人清",
    "公司拖欠我三个月工资，要去法院告他们吗",
    "窗口工作人员态度恶劣，还收了我的钱",
    "The street lamp in front of my house has been broken for three days",
    "門口的路燈壞了三天，請派人來修",
    "垃圾",
    "人民公园门口的井盖不见了，天黑很危险",
    "社保怎么查询",
    "我家的水又停了，2611 2300 0012 那件事还没人管",
    "路" * 1999,
    "投诉\n" * 300,
)
WORDS = (
    "?", "。。。", "嗯", "谢谢", "你好", "👍", "👨‍👩‍👧‍👦" * 30, "]]>", '<a href="x">1</a>', "\u0000\u0007",
    "{ $number }", "a", "12", "第二个", "选2", "２", "二", "2.", "99", "0", "7", "-1", "1 2", "其他", "不知道",
    "是", "不是", "13800138000", "138", "+8613800138000", "482913", "000000", "261123000012", "2611 2300 0013",
    "00012", "花桥路", "人民广场", "张三", "妈妈", "匿名", "新的", "English", "繁体", "中文", "STOP", "START",
    "END", "cancel", "TD", "订阅", "x" * 6100, "补充一下，还是没修",
    "这是另外一件事，小区门口有人乱停车堵住了消防通道",
    "换个地方 花桥路20号", "地点不对", "多久能答复？", "发完了", "要",
)  # fmt: skip
COMMANDS = (
    "返回", "重来", "退出", "帮助", "菜单", "人工", "查询", "评价", "换码", "投诉", "English", "中文", "繁体",
    "退订",
    "催办", "补充", "撤回", "修改", "催办261123000012", "补充00012 又坏了一盏", "评价 261123000012", "AMEND 00012",
    "绑定手机", "解绑手机", "绑定12345678", "办公", "待办", "改密码", "我是市民", "查询261123000012", "换码00012",
)  # fmt: skip
PAUSES = (0, 30 * SECOND, 2 * MINUTE, 40 * MINUTE, 25 * HOUR, 80 * HOUR, 190 * DAY)
PINS = (Pin(30.2741, 120.1551), Pin(30.28, 120.16, "花桥路"), Pin(0.0, 0.0), Pin(-90.0, 180.0, "x" * 300))
REASONS = ("closed", "conflict", "consent", "full", "early", "today", "late", "unknown", "nothing", "unrated")
FITTING = {
    "what": LAMP,
    "what-more": "门口的路灯坏了",
    "where": "花桥路12号",
    "here": "花桥路12号",
    "name": "张三",
    "phone": "13800138000",
    "behalf": "我母亲",
    "case-number": "261123000012",
    "my-cases": "261123000012",
    "query-code": "482913",
    "why": "根本没来人",
    "withdraw-why": "自己修好了",
    "supplement": "又坏了一盏",
    "bind-number": "13800138000",
    "bind-code": "482913",
    "officer-pin": "482913",
    "officer-pin-new": "482913",
    "officer-reason": "这条路不在我们辖区",
    "officer-why-later": "配件要从外地发货",
    "officer-days": "3",
    "officer-answer": "师傅到现场查明是线路老化，已更换电缆，路灯全部恢复照明",
    "officer-reply": "师傅明天上午到现场",
    "officer-ask": "请问是几单元的电梯？",
    "officer-note": "已到现场看过",
}
