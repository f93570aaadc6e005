# 日期、列表和说话时到处用到的小词。

cut = …
list-separator = 、
day = { $monthname }月{ $day }日周{ $weekday }
day-time = { $monthname }月{ $day }日{ $time }
weekday-1 = 一
weekday-2 = 二
weekday-3 = 三
weekday-4 = 四
weekday-5 = 五
weekday-6 = 六
weekday-7 = 日
month-1 = 1
month-2 = 2
month-3 = 3
month-4 = 4
month-5 = 5
month-6 = 6
month-7 = 7
month-8 = 8
month-9 = 9
month-10 = 10
month-11 = 11
month-12 = 12
place = { $area }，{ $text }
place-pin = 地图上的位置
place-none = 没有写

# 听懂编号：“第二个”“选2”“二”“更多”。空格分开，下划线代替空格。
number-words = 0:零 0:更多 1:一 2:二 2:两 3:三 4:四 5:五 6:六 7:七 7:下一页 8:八 9:九
number-before = 第 选 选择 我选 回 回复 按 是
number-after = 个 项 号 条 行 吧

negation-words = 不 没 别 未 勿 莫
unreached-words = 打不通 没人接 没有人接 占线 打不进去 打不了 无人接听 没打通
yes-words = 是 是的 对 对的 对对 没错 嗯 好 好的 可以 行
no-words = 不是 不对 不 否 没有 不在
unsure-words = 不清楚 不知道 说不清 不确定 不晓得 不记得 没数过 没注意
wrong-words = 不对 不对的 错了 写错了 不是 不是的 都不是 都不对 不行 不好 不
change-what-words = 改内容 内容不对 内容错了 内容写错了 改一下内容 我要改内容 修改内容
change-where-words = 改地点 地点不对 地点错了 地方不对 地方错了 地址不对 地址错了 改地址 改地方 改一下地点 改一下地址 我要改地点 修改地点 修改地址
change-category-words = 改类别 类别不对 类别错了 改一下类别 修改类别
change-contact-words = 匿名 我要匿名 不匿名 不匿名了 不留名 改身份 身份不对 改一下身份 修改身份
other-words = 其他 其它 别的 都不是 都不对
new-words = 新的 新事 另外 另一件 不是 都不是
add-words = 补充 加上 是 是的
resume-words = 继续 接着 接着填
file-words = 对 好 行 没问题 没错 对的对的 是的是的 好的好的 可以提交 确认 确认提交
hidden-words = 保密 不让单位看到 不让单位知道
anonymous-words = 不留名 不想留名
satisfied-words = 很满意 非常满意 很好 挺好 挺好的 不错
acceptable-words = 一般 还行 还可以
dissatisfied-words = 不满意 不好 不怎么样 不太满意 很不满意 非常不满意
unsolved-words = 没解决 未解决 没办好 没修好 没修 没人来 没人来过 没有人来 还是老样子 还是不行
# 评价时用自己的话说：整句里有这样的词就算。
told-unsolved-words = 还是不亮 还是不 还是没 又不 又坏 没修 没有修 没人来 没有人来 没来过 没解决 没有解决 未解决 没办好 没弄好 没处理 老样子 还没修 还没好 还没来 还没弄 还没解决 还没水 还在漏 还漏 还是坏 还是那样
told-dissatisfied-words = 不满意 不太满意 不怎么满意 不是很满意 太差 很差 差评 糟糕 敷衍 骗人 失望 生气 态度差 态度不好 很不好 不太好 😡 😠 👎 🤬
told-satisfied-words = 满意 很好 挺好 修好了 解决了 弄好了 办好了 已经好了 点赞

# 命令，整条消息只有这个词才算。
command-opt-out = 退订 取消订阅 不想收短信了 不想收了 别发了 别再发了 不要发了 不要再发了 别再发短信了 不要再发短信了 TD T N R STOP STOPALL UNSUBSCRIBE OPTOUT
# 运营商会当作退订的英文词；微信上只当“退出”。
command-carrier-out = END QUIT CANCEL REVOKE
command-opt-in = 订阅 恢复订阅 START UNSTOP
command-back = 返回 上一步 后退 返回上一步
command-restart = 重来 重新开始 重填
command-leave = 退出 不填了 先不填了 算了 算了吧 不弄了 不说了 不投诉了 取消 取消吧 我要取消 不报了 我不报了 不想报了 我不想报了 不想投诉了 我不想投诉了
command-help = 帮助 怎么用
command-menu = 菜单 功能
command-person = 人工 转人工 人工服务 找人 找人工 客服 我要找人 我要人工 真人 找个人 要人工
command-status = 查询 查寻 查 查询进度 查进度 进度 我的诉求 我的投诉 查讯 查询一下 查一下 我的事怎么样了 我反映的事怎么样了 我的投诉怎么样了 我上次反映的事怎么样了 处理得怎么样了 办得怎么样了 处理到哪了 到哪一步了 怎么还没人来 怎么还没处理 还要多久 要多久 什么时候能好 什么时候办好 有消息了吗 有结果了吗 编号 查编号 诉求编号 什么时候来修 什么时候修 什么时候能修好 什么时候修好 谢谢，什么时候修 谢谢，什么时候来修 什么时候来人 几时来修
command-rate = 评价 评价办理结果 打分
command-supplement = 补充 补充情况 补充材料 我要补充 补充一下 补充说明
command-urge = 催办 催 催一下 催催 帮我催一下 催单
command-withdraw = 撤回 撤了 我要撤 不用办了 不用处理了 撤诉 我要撤回 撤回投诉 撤回诉求
command-amend = 修改 更正 我要修改 改一下
command-renew = 换码 忘记查询码 忘了查询码 查询码忘了 查询码丢了 查询码不记得了 忘了码
command-file = 投诉 反映 反映问题 我要投诉 我要反映
command-to-zh-Hans = 中文 简体 简体中文 说中文 用中文
command-to-zh-Hant = 繁体 繁体中文
command-to-en = 英文 英语 说英文 说英语 讲英文 用英文
greeting-words = 你好 您好 在吗 在么 早上好 下午好 晚上好 有人吗 喂 你好啊 您好啊 在不在 有人在吗
thanks-words = 谢谢 谢谢你 谢谢您 多谢 感谢 辛苦了 谢谢啊 谢谢你啊 麻烦了 麻烦你们了 谢谢你们
small-talk-words = 好的 好 收到 知道了 明白了 嗯 哦 再见 好嘞 拜拜
