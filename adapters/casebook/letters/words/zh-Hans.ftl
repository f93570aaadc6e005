# 督查文书：督办函、风险提示函、问责建议书。

letter-date = { $year }年{ $month }月{ $day }日
letter-number = 编号：{ $number }第{ $seq }号
letter-to = { $unit }：
letter-from-platform = { $city }诉求办理平台

letter-title = 督办函
letter-opening = 下列群众诉求由你单位承办，现予督办。
letter-demand = 请抓紧办理，并于{ $day }前书面回复办理情况、未能按期办结的原因、下一步措施和完成时间。
risk-warning-title = 风险提示函
risk-warning-opening = 下列群众诉求存在逾期、反复或者矛盾升级的风险，现予提示。
risk-warning-demand = 请研判风险，明确责任人和防范措施，并于{ $day }前书面回复。
accountability-title = 问责建议书
accountability-opening = 下列群众诉求经督办仍未按要求办理，现提出问责建议。
accountability-demand = 请按照管理权限和有关规定研究处理，并于{ $day }前书面回复处理结果。

fact-case = 诉求编号
fact-matter = 诉求类别
fact-place = 所在区域
fact-submitted = 登记时间
fact-due = 答复期限
fact-late = { $day }，已超期{ $days }个工作日
fact-warnings = 预警次数
fact-reopened = 重办次数
fact-reporters = 反映人数
fact-summary = 诉求内容
fact-text = 督办意见

answer-title = 回复
answer-none = 尚未回复。
answer-by = { $unit }，{ $day }
