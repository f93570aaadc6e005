# 一件事每走一步，告訴申訴人的話。承辦單位寫的原話放在「text」裡。

told-accept = { $number }已受理，正在安排承辦單位。
told-assign = { $number }已受理，交{ $unit }處理。
told-due = 最晚{ $day }答覆您。
told-ask-any-time = 寫「查詢」隨時看進度。
told-decline = { $number }未能受理。
told-why = 原因：{ $text }
told-path = 這件事要循{ $name }處理。{ $address }
told-path-unknown = 該找誰、怎麼辦，可致電{ $hotline }，或寫「專人」。
told-grant = { $number }還要多些時間，新的期限是{ $day }。
told-ask = { $unit }處理{ $number }，想請問您：{ $text }
told-ask-next = 直接回覆就可以。
told-ask-next-pictures = 直接回覆就可以，也可以傳照片。
told-reply = { $number }有進展。{ $unit }說：{ $text }
told-reply-next = 還在處理，最晚{ $day }把結果告訴您。
told-resolve-solved = { $number }有結果了：已經解決。
told-resolve-partly = { $number }有結果了：解決了一部分。
told-resolve-explained = { $number }有結果了，向您說明情況。
told-resolve-aid = { $number }有結果了：已安排協助。
told-resolve-other-path = { $number }有結果了：要循其他途徑處理。
told-resolve = { $number }有結果了。
told-answer = { $unit }答覆：{ $text }
told-rate = 您滿意嗎？回一個數字就可以。
told-reopen = { $number }重新處理，由{ $unit }負責。
told-reopen-desk = { $number }重新處理，正在安排承辦單位。
told-merge = { $number }和{ $into }是同一件事，已併在一起處理。
told-merge-next = 以後的進展照樣告訴您，編號用{ $into }。
told-unmerge = { $number }改為單獨處理，由{ $unit }負責。
told-withdraw = { $number }已撤回，不再處理。
told-heir = 最先反映{ $number }的人撤回了，這件事照樣處理，以後算是您反映的。
told-again = 有新情況，直接寫給我們就可以。
told-remind = { $number }處理得怎麼樣，還等您說一聲。
told-remind-until = { $day }前都可以評價。
told-note = { $number }有新消息：{ $text }
told-close = { $number }處理完了，現在結案。
held = 另外，這幾天有新進展：
held-more = 還有{ $count }件有新進展，寫「查詢」看。
told-changed = { $number }有新進展。

## 沒寫完的訴求
told-draft = 您昨天有件事沒寫完，還沒有登記。回「繼續」接著寫；不寫了請回「離開」。
told-draft-handed-over = 您沒寫完的那件事，已轉給工作人員，他們會聯絡您。還沒有登記編號。
