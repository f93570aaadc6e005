## 页面
account = { $city }回音
title = 回音 · 手机模拟器
headline = 说一声，就有回音
lead = 左边是{ $city }的微信公众号，右边是短信。您是市民：用自己的话说一件事，看它怎样一步步成为一件有编号、有期限、有答复的诉求。
real = 模拟器发出的每条消息都带签名，走真正的微信和短信接口；没有一条离开这台电脑。
try-title = 可以这样试
try-hint = 点一句，它会写进手机里。
try-1 = { $place }门口的路灯坏了三天，晚上走路什么都看不见
try-2 = 楼下烧烤店每天吵到凌晨两点，老人没法睡觉
try-3 = 查询
try-4 = { $place }对面的楼道里煤气味很重
try-5 = 人工
language = 语言
phones = 选择手机
phone-wechat = 微信
phone-sms = 短信
citizen-new = 换一位市民
citizen-new-hint = 换一个微信号和手机号，从头开始
unread = 条未读
lost = 连不上演示程序。它还在运行吗？
tools = 页面工具

## 微信
wechat-label = 微信手机：{ account }
wechat-kind = 公众号
wechat-intro = { $city }的市民诉求平台。写一句话，就能反映问题、查进度、作评价。
follow = 关注公众号
follow-first = 关注后就可以发消息
followed = 您已关注{ account }
unfollow = 取消关注
unfollowed = 您已取消关注，公众号不能再给您发消息
press-to-talk = 说话

## 短信
sms-label = 短信手机：{ account }
sms-service = 短信 · { $city }

## 写消息
write = 写消息
write-wechat = 发消息
write-sms = 短信
send = 发送
more = 更多功能
photo = 照片
location = 位置
voice = 语音
redeliver = 再送一次
redeliver-hint = 把上一条消息原样再送一次，像网络不好时那样
redelivered-same = 同一条消息又送到一次：答复完全相同，没有办第二件事
redelivered-other = 同一条消息又送到一次：答复不同了
nothing-sent = 还没有发过消息
typing = 对方正在输入
newest = 有新消息
refused = 没有送成，接口答复
too-large = 照片太大，最多 6 MB
message-yours = 您
message-theirs = { account }

## 位置
location-title = 选择位置
location-list = 常用地点
location-map = { $city }地图：点一下选择位置
location-send = 发送位置
location-write = 写进短信
location-none = 先在地图上点一下，或在列表里选
location-picked = 地图上的一点
close = 关闭

## 照片
photo-title = 选择照片
photo-samples = 示例照片
photo-lamp = 路灯不亮
photo-pothole = 路面坑洞
photo-bins = 垃圾满溢
photo-file = 从这台电脑里选

## 语音
voice-title = 语音消息
voice-says = 您说了什么
voice-hint = 这里用文字代替声音：微信会随语音附上它听出的文字。
voice-unheard = 听不出来（不附文字）
voice-send = 发送语音
voice-silent = 未识别

## 扫码和菜单
scan = 扫码
scan-instead = 或者扫现场的二维码
scan-title = 扫一扫现场的码
scan-hint = 路灯杆、电梯、公厕上贴着公众号的码：扫了它，就不用再说在哪里。还没关注的，扫码同时关注。
scan-list = 现场的二维码
scanned = 您扫了
menu = 公众号菜单
pressed = 您按了菜单

## 线路
wire = 线路
wire-title = 线路上的最后一次请求和答复
wire-request = 请求
wire-answer = 答复
wire-body = 正文
wire-empty = 还没有消息。发一条，就能看到它在线路上的样子。
wire-took = 毫秒

## 承办单位
phone-office = 单位
office-title = 承办单位这边
office-case = 选择诉求
office-none = 手机上登记一件事，这里就能受理、答复、办结。
office-due = 期限
act-accept = 受理
act-accept-hint = 平台受理，交给承办单位
act-accept-text = 受理
act-reply = 中间答复
act-reply-hint = 单位先回一句，事情还在办
act-reply-text = 已派人到现场看过，配件明天到，到了就修。
act-ask = 追问
act-ask-hint = 单位向市民问一个问题，期限暂停
act-ask-text = 请问具体在哪个位置？拍一张照片发来更好。
act-resolve = 办结
act-resolve-hint = 单位答复办理结果，市民来评价
act-resolve-text = 今天上午已修好，现场试过，一切正常。谢谢您告诉我们。
act-decline = 不予受理
act-decline-hint = 说明理由，告诉市民该去哪里
act-decline-text = 这件事属于民事纠纷，要由法院来断。
turn-title = 拨快时钟
turn-hour = +1 小时
turn-working-day = +1 工作日
status-submitted = 已登记
status-accepted = 已受理
status-assigned = 办理中
status-resolved = 已办结
status-closed = 已结案
status-declined = 不予受理
status-withdrawn = 已撤回
status-merged = 已并案
