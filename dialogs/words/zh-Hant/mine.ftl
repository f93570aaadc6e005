# 申訴人自己能做的事：補充、催辦、撤回、修改、評價之後的重辦；以及回答承辦單位。

case-do = 您可以：
case-do-roomy =
    { $next }
    您可以：
case-do-simple = 想做哪樣，就回它前面的數字。
case-do-hint = 請回前面的數字。
case-do-supplement = 補充
case-do-urge = 催辦
case-do-amend = 修改
case-do-withdraw = 撤回
case-do-rate = 評價
case-do-reopen = 重新處理
no-open-case = 您目前沒有處理中的案件。有事直接寫給我們就可以。
case-not-mine = { $number }不是您在這裡登記的，無法做這一步。
case-ended = { $number }{ $status }，無法再補充。如果是新的事，我們另外為您登記。
case-over = { $number }{ $status }，這次另外為您登記。要補充那一件，請寫「補充{ $number }」。
which-supplement = 要補充哪一件？
which-urge = 催哪一件？
which-withdraw = 撤回哪一件？
which-amend = 修改哪一件？

supplement = 請寫要給{ $number }補充的話。
supplement-pictures = 請寫要給{ $number }補充的話，也可以傳照片。
supplement-photos = 還有話要給{ $number }補充嗎？
supplement-kept = 好，這句話記下了。
supplement-simple = 寫要補充的話就可以。
supplement-hint = 請寫幾個字，例如「又壞了一盞」。
supplement-done = 沒有了，就這些
done-words = 沒有了 沒了 就這些 完了 好了 傳完了

urged = 已替您催{ $unit }，請他們儘快處理{ $number }。
urged-desk = 已替您催辦{ $number }，請值班人員儘快處理。
urged-late = { $number }已經超過期限，對不起。已替您催{ $unit }，請他們馬上處理。
urged-late-desk = { $number }已經超過期限，對不起。已替您催值班人員，請他們馬上處理。
urged-accept-by = 最晚{ $day }告訴您是否受理。
urge-early = { $number }正常處理中，還不到催的時候。
urge-today = { $number }今天已經催過了，明天可以再催。
urge-late = { $number }已經不在處理中，不用催了。寫「查詢」看結果。

withdraw-why = 為什麼撤回{ $number }（{ $category }）？
withdraw-why-simple = 選一個數字，或寫幾個字。
withdraw-why-hint = 請回數字，或用自己的話說。
withdraw-solved = 已經解決了
withdraw-mistake = 登記錯了
withdraw-otherwise = 不想再反映了
withdraw-sure = 撤回後{ $number }（{ $category }）不再處理。真的撤回嗎？
withdraw-sure-simple = 撤回就回1，繼續處理就回2。
withdraw-sure-hint = 請回1或2。
withdraw-yes = 撤回
withdraw-no = 先不撤
withdraw-keep-words = 不撤了 不想撤了 我不想撤了 我不撤了 不撤 我不撤 先不撤了 還是不撤了 不撤回 不撤回了 我不想撤回了 我不想撤 按錯了
withdrawn = { $number }已撤回，不再處理。有新情況請直接寫給我們。
withdrawn-goes-on = 您已退出{ $number }。還有別人反映這件事，會繼續處理。
withdraw-not = 好的，{ $number }繼續處理。
withdraw-late = { $number }已經不在處理中，不用撤回。寫「查詢」可以看。

amend = 想改{ $number }的什麼？
amend-simple = 選一個數字就可以。
amend-hint = 請回前面的數字。
amend-hint-late = 請回前面的數字。已經交給單位，地點不能改了，請寫在補充說明裡。
amend-place = 地點
amend-contact = 留的身分
amend-words = 補充說明
amend-words-pictures = 補充說明或照片
amended = { $number }改好了，承辦單位會看到。
amend-nothing = { $number }沒有變化，和原來一樣。
amend-late = { $number }現在不能改了。有新情況請寫「補充」。

rate-which = 您想評哪一件？
rate-which-simple = 想評哪一件，就回它前面的數字。
rate-which-hint = 請回前面的數字。
rate-line = 末五碼{ $tail } { $category }
rate-line-rated = 末五碼{ $tail } { $category } 已評：{ $value }
rate-again = { $number }您評過「{ $value }」。想改成哪個？
rated-already = { $number }您已經評了「{ $value }」。想改請寫「評價」。
rated-discontent = 謝謝您告訴我們，您的意見會轉給上級單位。
reopen = 要請單位重新處理{ $number }嗎？
reopen-above = 要請上一級單位重新處理{ $number }嗎？
reopen-simple = 要重新處理回1，不用回2。
reopen-hint = 請回1或2。
reopen-yes = 重新處理
reopen-no = 不用了
reopen-words = 要 要的 需要 重辦 是 是的
reopen-not = 好的，{ $number }就到這裡。改變主意時，寫「查詢」可以再提。
reopen-refused = { $number }這次未能重新處理，請致電{ $hotline }。
reopened = 已請{ $unit }重新處理{ $number }。
reopened-above = 已請上一級的{ $unit }重新處理{ $number }。

still-asked = 另外，{ $number }的承辦單位還想請問您：{ $text }
answer-or-new = 「{ $text }」是回答單位的提問，還是另一件事？
answer-or-new-simple = 回答提問回1，新的事回2。
answer-or-new-hint = 請回1或2。
which-awaited = 「{ $text }」是回答哪一個？
which-awaited-simple = 回答提問回1，評價回2。
which-awaited-hint = 請回1或2。
which-answer = 回答末五碼{ $tail }的提問
which-rate = 評價末五碼{ $tail }

danger-next = 具體在哪裡？寫給我們，值班人員馬上知道。您安全了以後，要登記這件事嗎？
danger-next-placed = 您安全了以後，要登記這件事嗎？
danger-next-simple = 要登記回1，不用回2。
danger-next-hint = 請回1或2。
danger-file = 登記
danger-leave = 先不用
danger-left = 好的，先顧好安全。有事隨時寫給我們。
danger-told = 已轉告值班人員。我們到不了現場，請一定打{ $number }；打過了就聽接線員的，先顧好安全。
danger-place-told = 地址已告知值班人員。我們到不了現場，請一定打{ $number }。

hello-back = 您好！
hello-again = 您好！我們接著來。
warm-again = 不客氣。
noted-again = 好的，我們繼續。
elsewhere-words = 換個地方 換一個地方 換地方 換個地點 地點改成 地點改為 地點改到 地址改成 地址改為 改地點 改地址 地點錯了 地址錯了 地方錯了 位置錯了 地點不對 地址不對 地方不對 位置不對 我剛才登記的地址寫錯了，是 我剛才登記的地址寫錯了 剛才登記的地址寫錯了 剛才地址寫錯了，是 剛才地址寫錯了 地址寫錯了，是 地址寫錯了，應該是 地址寫錯了 地點寫錯了，是 地點寫錯了
