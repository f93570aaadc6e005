# 督查文書：督辦函、風險提示函、問責建議書。

letter-date = { $year }年{ $month }月{ $day }日
letter-number = 編號：{ $number }第{ $seq }號
letter-to = { $unit }：
letter-from-platform = { $city }訴求辦理平台

letter-title = 督辦函
letter-opening = 下列群眾訴求由貴單位承辦，現予督辦。
letter-demand = 請抓緊辦理，並於{ $day }前書面回覆辦理情況、未能按期辦結的原因、下一步措施和完成時間。
risk-warning-title = 風險提示函
risk-warning-opening = 下列群眾訴求存在逾期、反覆或者矛盾升級的風險，現予提示。
risk-warning-demand = 請研判風險，明確責任人和防範措施，並於{ $day }前書面回覆。
accountability-title = 問責建議書
accountability-opening = 下列群眾訴求經督辦仍未按要求辦理，現提出問責建議。
accountability-demand = 請按照管理權限和有關規定研究處理，並於{ $day }前書面回覆處理結果。

fact-case = 訴求編號
fact-matter = 訴求類別
fact-place = 所在區域
fact-submitted = 登記時間
fact-due = 答覆期限
fact-late = { $day }，已超期{ $days }個工作日
fact-warnings = 預警次數
fact-reopened = 重辦次數
fact-reporters = 反映人數
fact-summary = 訴求內容
fact-text = 督辦意見

answer-title = 回覆
answer-none = 尚未回覆。
answer-by = { $unit }，{ $day }
