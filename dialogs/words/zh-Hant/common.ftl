# 日期、清單和到處用到的小詞。

cut = …
list-separator = 、
day = { $monthname }月{ $day }日週{ $weekday }
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
place-pin = 地圖上的位置
place-none = 沒有寫

# 聽懂編號：「第二個」「選2」「二」「更多」。空格分開，底線代替空格。
number-words = 0:零 0:更多 1:一 2:二 2:兩 3:三 4:四 5:五 6:六 7:七 7:下一頁 8:八 9:九
number-before = 第 選 選擇 我選 揀 回 回覆 按 是
number-after = 個 項 號 條 行 吧

negation-words = 不 沒 別 未 勿 莫
unreached-words = 打不通 沒人接 沒有人接 佔線 打不進去 打不了 無人接聽 沒打通
yes-words = 是 是的 對 對的 對對 沒錯 啱 嗯 好 好的 可以 行
no-words = 不是 不對 不 否 沒有 不在 唔係
unsure-words = 不清楚 不知道 說不清 不確定 唔知 唔清楚 不曉得 不記得 沒數過 沒注意
wrong-words = 不對 不對的 錯了 寫錯了 不是 不是的 都不是 都不對 不行 不好 不 唔係 唔啱
change-what-words = 改內容 內容不對 內容錯了 內容寫錯了 改一下內容 我要改內容 修改內容
change-where-words = 改地點 地點不對 地點錯了 地方不對 地方錯了 地址不對 地址錯了 改地址 改地方 改一下地點 改一下地址 我要改地點 修改地點 修改地址
change-category-words = 改類別 類別不對 類別錯了 改一下類別 修改類別
change-contact-words = 匿名 我要匿名 不匿名 不匿名了 不留名 改身分 身分不對 改一下身分 修改身分
other-words = 其他 其它 別的 都不是 都不對 都唔係
new-words = 新的 新事 另外 另一件 不是 都不是 唔係
add-words = 補充 加上 是 是的 係
resume-words = 繼續 接著 接著填
file-words = 對 好 行 沒問題 沒錯 送出 對的對的 是的是的 好的好的 可以送出 確認
hidden-words = 保密 不讓單位看到 不讓單位知道
anonymous-words = 不具名 不留名 不想留名
satisfied-words = 很滿意 非常滿意 很好 挺好 挺好的 不錯
acceptable-words = 一般 還行 還可以 普通
dissatisfied-words = 不滿意 不好 不怎麼樣 不太滿意 很不滿意 非常不滿意
unsolved-words = 沒解決 未解決 沒辦好 沒修好 沒修 沒人來 沒人來過 沒有人來 還是老樣子 還是不行
# 評價時用自己的話說：整句裡有這樣的詞就算。
told-unsolved-words = 還是不亮 還是不 還是沒 又不 又壞 沒修 沒有修 沒人來 沒有人來 沒來過 沒解決 沒有解決 未解決 沒辦好 沒弄好 沒處理 老樣子 還沒修 還沒好 還沒來 還沒弄 還沒解決 還沒水 還在漏 還漏 還是壞 還是那樣
told-dissatisfied-words = 不滿意 不太滿意 不怎麼滿意 不是很滿意 太差 很差 差評 糟糕 敷衍 騙人 失望 生氣 態度差 態度不好 很不好 不太好 😡 😠 👎 🤬
told-satisfied-words = 滿意 很好 挺好 修好了 解決了 弄好了 辦好了 已經好了 按讚

# 命令，整則訊息只有這個詞才算。
command-opt-out = 退訂 取消訂閱 不想收簡訊了 不想收短訊了 不想收了 別發了 別再發了 不要發了 不要再發了 別再傳了 不要再傳了 TD T N R STOP STOPALL UNSUBSCRIBE OPTOUT
# 電訊商會當作退訂的英文詞；微信上只當「離開」。
command-carrier-out = END QUIT CANCEL REVOKE
command-opt-in = 訂閱 恢復訂閱 START UNSTOP
command-back = 返回 上一步 後退 返回上一步
command-restart = 重來 重新開始 重填
command-leave = 離開 退出 不填了 先不填了 算了 算了吧 不弄了 不說了 取消 取消吧 我要取消 不報了 我不報了 不想報了 我不想報了 不想投訴了 我不想投訴了
command-help = 說明 幫助 怎麼用 點用
command-menu = 選單 功能表 功能 菜單
command-person = 專人 真人 人工 轉人工 找人 找專人 客服 客服人員 我要找人 我要人工 找個人
command-status = 查詢 查 查詢進度 查進度 進度 我的案件 我的投訴 查詢一下 查一下 我的事怎麼樣了 我的投訴怎麼樣了 我上次反映的事怎麼樣了 處理得怎麼樣了 處理到哪了 到哪一步了 怎麼還沒處理 怎麼還沒人來 還要多久 要多久 什麼時候能好 什麼時候辦好 有消息了嗎 有結果了嗎 編號 查編號 訴求編號 什麼時候來修 什麼時候修 什麼時候能修好 什麼時候修好 謝謝，什麼時候修 謝謝，什麼時候來修 什麼時候來人 幾時來修
command-rate = 評價 評價處理結果 評分 打分
command-supplement = 補充 補充情況 補充資料 我要補充 補充一下 補充說明
command-urge = 催辦 催 催一下 催催 幫我催一下 催單
command-withdraw = 撤回 撤了 我要撤 不用辦了 不用處理了 撤訴 我要撤回 撤回投訴 撤回案件
command-amend = 修改 更正 我要修改 改一下
command-renew = 換碼 忘記查詢碼 忘了查詢碼 查詢碼忘了 查詢碼不見了 查詢碼不記得了
command-file = 投訴 反映 反映問題 我要投訴 我要反映 陳情
command-to-zh-Hans = 簡體 簡體中文
command-to-zh-Hant = 繁體 繁體中文 正體 正體中文
command-to-en = 英文 英語 說英文 講英文 用英文
greeting-words = 你好 您好 哈囉 在嗎 早安 早晨 午安 晚安 晚上好 有人嗎 喂 你好啊 您好啊 有人在嗎
thanks-words = 謝謝 謝謝你 謝謝您 多謝 唔該 感謝 辛苦了 謝謝啊 麻煩了 謝謝你們
small-talk-words = 好的 好 收到 知道了 明白了 嗯 哦 再見 拜拜
