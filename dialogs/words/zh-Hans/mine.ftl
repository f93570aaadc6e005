# 诉求人自己能办的事：补充、催办、撤回、修改、评价之后的重办；以及回答承办单位。

case-do = 您可以：
case-do-roomy =
    { $next }
    您可以：
case-do-simple = 想办哪样，就回它前面的数字。
case-do-hint = 请回前面的数字。
case-do-supplement = 补充
case-do-urge = 催办
case-do-amend = 修改
case-do-withdraw = 撤回
case-do-rate = 评价
case-do-reopen = 重新办理
no-open-case = 您现在没有在办的诉求。有事直接写给我们就行。
case-not-mine = { $number }不是您在这里登记的，办不了这一步。
case-ended = { $number }{ $status }，补不进去了。要是新的事，我们给您另外登记。
case-over = { $number }{ $status }，这次给您另外登记。要给它补充，请写“补充{ $number }”。
which-supplement = 给哪一件补充？
which-urge = 催哪一件？
which-withdraw = 撤回哪一件？
which-amend = 修改哪一件？

supplement = 请写要给{ $number }补充的话。
supplement-pictures = 请写要给{ $number }补充的话，也可以发照片。
supplement-photos = 还有话要给{ $number }补充吗？
supplement-kept = 好，这句话记下了。
supplement-simple = 写要补充的话就行。
supplement-hint = 请写几个字，比如“又坏了一盏”。
supplement-done = 没有了，就这些
done-words = 没有了 没了 就这些 完了 好了 发完了

urged = 已替您催{ $unit }，请他们抓紧办{ $number }。
urged-desk = 已替您催办{ $number }，请值班的人抓紧。
urged-late = { $number }已经超过期限，对不起。已替您催{ $unit }，请他们马上办。
urged-late-desk = { $number }已经超过期限，对不起。已替您催值班的人，请他们马上办。
urged-accept-by = 最晚{ $day }告诉您是否受理。
urge-early = { $number }在正常办理，还不到催的时候。
urge-today = { $number }今天已经催过了，明天可以再催。
urge-late = { $number }已经不在办理中，不用催了。写“查询”看结果。

withdraw-why = 为什么撤回{ $number }（{ $category }）？
withdraw-why-simple = 选一个数字，或写几个字。
withdraw-why-hint = 请回数字，或用自己的话说。
withdraw-solved = 已经解决了
withdraw-mistake = 登记错了
withdraw-otherwise = 不想再反映了
withdraw-sure = 撤回后{ $number }（{ $category }）不再办理。真的撤回吗？
withdraw-sure-simple = 撤回就回1，接着办就回2。
withdraw-sure-hint = 请回1或2。
withdraw-yes = 撤回
withdraw-no = 先不撤
withdraw-keep-words = 不撤了 不想撤了 我不想撤了 我不撤了 不撤 我不撤 先不撤了 还是不撤了 不撤回 不撤回了 我不想撤回了 我不想撤 按错了
withdrawn = { $number }已撤回，不再办理。有新情况请直接写给我们。
withdrawn-goes-on = 您已退出{ $number }。还有别人反映这件事，会接着办。
withdraw-not = 好的，{ $number }接着办。
withdraw-late = { $number }已经不在办理中，不用撤回。写“查询”可以看。

amend = 想改{ $number }的什么？
amend-simple = 选一个数字就行。
amend-hint = 请回前面的数字。
amend-hint-late = 请回前面的数字。已经交给单位，地点改不了，请写在补充说明里。
amend-place = 地点
amend-contact = 留的身份
amend-words = 补充说明
amend-words-pictures = 补充说明或照片
amended = { $number }改好了，承办单位会看到。
amend-nothing = { $number }没有变化，和原来一样。
amend-late = { $number }现在不能改了。有新情况请写“补充”。

rate-which = 您想评哪一件？
rate-which-simple = 想评哪一件，就回它前面的数字。
rate-which-hint = 请回前面的数字。
rate-line = 尾号{ $tail } { $category }
rate-line-rated = 尾号{ $tail } { $category } 已评：{ $value }
rate-again = { $number }您评过“{ $value }”。想改成哪个？
rated-already = { $number }您已经评了“{ $value }”。想改请写“评价”。
rated-discontent = 谢谢您告诉我们，您的意见会转给上级单位。
reopen = 要请单位重新办理{ $number }吗？
reopen-above = 要请上一级单位重新办理{ $number }吗？
reopen-simple = 要重新办回1，不用回2。
reopen-hint = 请回1或2。
reopen-yes = 重新办理
reopen-no = 不用了
reopen-words = 要 要的 需要 重办 是 是的
reopen-not = 好的，{ $number }就到这里。改了主意，写“查询”可以再提。
reopen-refused = { $number }这次没能重新办理，请打{ $hotline }。
reopened = 已请{ $unit }重新办理{ $number }。
reopened-above = 已请上一级的{ $unit }重新办理{ $number }。

still-asked = 另外，{ $number }的承办单位还想问您：{ $text }
answer-or-new = “{ $text }”是回答单位的提问，还是另一件事？
answer-or-new-simple = 回答提问回1，新的事回2。
answer-or-new-hint = 请回1或2。
which-awaited = “{ $text }”是回答哪一个？
which-awaited-simple = 回答提问回1，评价回2。
which-awaited-hint = 请回1或2。
which-answer = 回答尾号{ $tail }的提问
which-rate = 给尾号{ $tail }评价

danger-next = 具体在哪里？写给我们，值班人员马上知道。您安全了以后，要登记这件事吗？
danger-next-placed = 您安全了以后，要登记这件事吗？
danger-next-simple = 要登记回1，不用回2。
danger-next-hint = 请回1或2。
danger-file = 登记
danger-leave = 先不用
danger-left = 好的，先顾好安全。有事随时写给我们。
danger-told = 已转告值班人员。我们到不了现场，请一定打{ $number }；打过了就听接线员的，先顾好安全。
danger-place-told = 地址已告知值班人员。我们到不了现场，请一定打{ $number }。

hello-back = 您好！
hello-again = 您好！我们接着来。
warm-again = 不客气。
noted-again = 好的，我们接着来。
elsewhere-words = 换个地方 换一个地方 换地方 换个地点 地点改成 地点改为 地点改到 地址改成 地址改为 改地点 改地址 地点错了 地址错了 地方错了 位置错了 地点不对 地址不对 地方不对 位置不对 我刚才登记的地址写错了，是 我刚才登记的地址写错了 刚才登记的地址写错了 刚才地址写错了，是 刚才地址写错了 地址写错了，是 地址写错了，应该是 地址写错了 地点写错了，是 地点写错了
