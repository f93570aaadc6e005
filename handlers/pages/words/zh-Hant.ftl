## 頁面
account = { $city }回音
title = 回音 · 手機模擬器
headline = 說一聲，就有回音
lead = 左邊是{ $city }的微信公眾號，右邊是簡訊。您是市民：用自己的話說一件事，看它怎樣一步步成為一件有編號、有期限、有答覆的訴求。
real = 模擬器發出的每則訊息都帶簽名，走真正的微信和簡訊介面；沒有一則離開這台電腦。
try-title = 可以這樣試
try-hint = 點一句，它會寫進手機裡。
try-1 = { $place }門口的路燈壞了三天，晚上走路什麼都看不見
try-2 = 樓下燒烤店每天吵到凌晨兩點，老人沒法睡覺
try-3 = 查詢
try-4 = { $place }對面的樓道裡煤氣味很重
try-5 = 人工
language = 語言
phones = 選擇手機
phone-wechat = 微信
phone-sms = 簡訊
citizen-new = 換一位市民
citizen-new-hint = 換一個微信號和手機號，從頭開始
unread = 則未讀
lost = 連不上示範程式。它還在執行嗎？
tools = 頁面工具

## 微信
wechat-label = 微信手機：{ account }
wechat-kind = 公眾號
wechat-intro = { $city }的市民訴求平台。寫一句話，就能反映問題、查進度、作評價。
follow = 關注公眾號
follow-first = 關注後就可以發訊息
followed = 您已關注{ account }
unfollow = 取消關注
unfollowed = 您已取消關注，公眾號不能再給您發訊息
press-to-talk = 說話

## 簡訊
sms-label = 簡訊手機：{ account }
sms-service = 簡訊 · { $city }

## 寫訊息
write = 寫訊息
write-wechat = 發訊息
write-sms = 簡訊
send = 傳送
more = 更多功能
photo = 照片
location = 位置
voice = 語音
redeliver = 再送一次
redeliver-hint = 把上一則訊息原樣再送一次，像網路不好時那樣
redelivered-same = 同一則訊息又送到一次：答覆完全相同，沒有辦第二件事
redelivered-other = 同一則訊息又送到一次：答覆不同了
nothing-sent = 還沒有發過訊息
typing = 對方正在輸入
newest = 有新訊息
refused = 沒有送成，介面答覆
too-large = 照片太大，最多 6 MB
message-yours = 您
message-theirs = { account }

## 位置
location-title = 選擇位置
location-list = 常用地點
location-map = { $city }地圖：點一下選擇位置
location-send = 傳送位置
location-write = 寫進簡訊
location-none = 先在地圖上點一下，或在列表裡選
location-picked = 地圖上的一點
close = 關閉

## 照片
photo-title = 選擇照片
photo-samples = 示例照片
photo-lamp = 路燈不亮
photo-pothole = 路面坑洞
photo-bins = 垃圾滿溢
photo-file = 從這台電腦裡選

## 語音
voice-title = 語音訊息
voice-says = 您說了什麼
voice-hint = 這裡用文字代替聲音：微信會隨語音附上它聽出的文字。
voice-unheard = 聽不出來（不附文字）
voice-send = 傳送語音
voice-silent = 未識別

## 掃碼和選單
scan = 掃碼
scan-instead = 或者掃現場的二維碼
scan-title = 掃一掃現場的碼
scan-hint = 路燈桿、電梯、公廁上貼著公眾號的碼：掃了它，就不用再說在哪裡。還沒關注的，掃碼同時關注。
scan-list = 現場的二維碼
scanned = 您掃了
menu = 公眾號選單
pressed = 您按了選單

## 線路
wire = 線路
wire-title = 線路上的最後一次請求和答覆
wire-request = 請求
wire-answer = 答覆
wire-body = 正文
wire-empty = 還沒有訊息。發一則，就能看到它在線路上的樣子。
wire-took = 毫秒

## 承辦單位
phone-office = 單位
office-title = 承辦單位這邊
office-case = 選擇訴求
office-none = 手機上登記一件事，這裡就能受理、答覆、辦結。
office-due = 期限
act-accept = 受理
act-accept-hint = 平台受理，交給承辦單位
act-accept-text = 受理
act-reply = 中間答覆
act-reply-hint = 單位先回一句，事情還在辦
act-reply-text = 已派人到現場看過，零件明天到，到了就修。
act-ask = 追問
act-ask-hint = 單位向市民問一個問題，期限暫停
act-ask-text = 請問具體在哪個位置？拍一張照片傳來更好。
act-resolve = 辦結
act-resolve-hint = 單位答覆辦理結果，市民來評價
act-resolve-text = 今天上午已修好，現場試過，一切正常。謝謝您告訴我們。
act-decline = 不予受理
act-decline-hint = 說明理由，告訴市民該去哪裡
act-decline-text = 這件事屬於民事糾紛，要由法院來斷。
turn-title = 撥快時鐘
turn-hour = +1 小時
turn-working-day = +1 工作日
status-submitted = 已登記
status-accepted = 已受理
status-assigned = 辦理中
status-resolved = 已辦結
status-closed = 已結案
status-declined = 不予受理
status-withdrawn = 已撤回
status-merged = 已併案
