# 一件事每走一步，告诉诉求人的话。承办单位写的原话放在“text”里。

told-accept = { $number }已受理，正在安排单位办理。
told-assign = { $number }已受理，交{ $unit }办理。
told-due = 最晚{ $day }答复您。
told-ask-any-time = 写“查询”随时看进度。
told-decline = { $number }没能受理。
told-why = 原因：{ $text }
told-path = 这件事要走{ $name }。{ $address }
told-path-unknown = 该找谁、怎么办，可打{ $hotline }，或写“人工”。
told-grant = { $number }还要多些时间，新的期限是{ $day }。
told-ask = { $unit }办{ $number }，想问您：{ $text }
told-ask-next = 直接回复就行。
told-ask-next-pictures = 直接回复就行，也可以发照片。
told-reply = { $number }有进展。{ $unit }说：{ $text }
told-reply-next = 还在办，最晚{ $day }把结果告诉您。
told-resolve-solved = { $number }有结果了：已经解决。
told-resolve-partly = { $number }有结果了：解决了一部分。
told-resolve-explained = { $number }有结果了，向您说明情况。
told-resolve-aid = { $number }有结果了：已安排帮扶。
told-resolve-other-path = { $number }有结果了：要走别的途径。
told-resolve = { $number }有结果了。
told-answer = { $unit }答复：{ $text }
told-rate = 您满意吗？回一个数字就行。
told-reopen = { $number }重新办理，由{ $unit }负责。
told-reopen-desk = { $number }重新办理，正在安排单位。
told-merge = { $number }和{ $into }是同一件事，合在一起办了。
told-merge-next = 以后的进展照样告诉您，编号用{ $into }。
told-unmerge = { $number }改为单独办理，由{ $unit }负责。
told-withdraw = { $number }已撤回，不再办理。
told-heir = 最先反映{ $number }的人撤回了，这件事照样办，以后算您反映的。
told-again = 有新情况，直接写给我们就行。
told-remind = { $number }办得怎么样，还等您说一声。
told-remind-until = { $day }前都可以评。
told-note = { $number }有新消息：{ $text }
told-close = { $number }办完了，现在结案。
held = 另外，这几天有新进展：
held-more = 还有{ $count }件有新进展，写“查询”看。
told-changed = { $number }有新进展。

## 没写完的诉求
told-draft = 您昨天有件事没写完，还没有登记。回“继续”接着办；不办了写“退出”。
told-draft-handed-over = 您没写完的那件事，已转给工作人员，他们会联系您。还没有登记编号。
