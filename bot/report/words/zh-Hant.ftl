# 給各單位看的報表。

title-day = { $city }訴求日清單
title-week = { $city }訴求週跟蹤
title-month = { $city }訴求月報
title-quarter = { $city }訴求季結
title-half = { $city }訴求半年報
title-year = { $city }訴求年報
span = { $first } 至 { $last }
span-day = { $first }
of-unit = { $unit }及下屬單位
counted-at = 統計時間：{ $now }。
contents = 目錄

summary = 總覽
summary-note = 統計這段時間內登記的訴求，按現在的辦理情況計。併案只算一件，反映的人都算在內。
few-note = 反映工作人員的訴求，一個月滿五件才計入；看單個單位時不計入。
figure = 指標
now = 本期
before = 上期

by-unit = 各單位
by-unit-note = 答覆算給作出答覆的單位，退回算給退回的單位，其餘算給現在的承辦單位。
by-category = 各類別
by-district = 各區
by-month = 各月
unit = 單位
category = 類別
district = 區
month = 月份
none-unit = 尚未交辦
none-category = 不細分
none-district = 未註明
none-month = 不細分
total = 合計

cases = 件數
persons = 人次
joint = 聯辦
open = 在辦
acceptance = 及時受理
answers = 按期辦結
overdue = 超期
overdue-open = 超期未辦結
doubted = 存疑辦結
warnings = 預警
returned = 退回
extended = 延期
reopened = 重辦
first-time = 一次辦結
asked = 請評
unreachable = 未聯繫上
response = 參評
content = 滿意
satisfied = 滿意（1）
acceptable = 基本滿意（2）
followed-up = 回訪
followed-up-content = 回訪滿意
solved = 已解決
partly = 部分解決
explained = 已解釋說明
aid = 已幫扶
other-path = 已指引其他途徑

chart-answers = 各單位按期辦結率（低的在前）
chart-cases = 各類別件數
chart-months = 各月件數

ranking = 排名
ranking-note = 得分是按期辦結率、滿意率、一次辦結率的平均數，沒有數的不算。{ $good }% 起為好，{ $fair }% 起為中。應答覆不足 { $least } 件的單位不排名。
rank = 名次
mark = 得分
grade = 等次
arithmetic = 怎麼算的
grade-good = 好
grade-fair = 中
grade-poor = 差
grade-unranked = 不排名
sum-part = { $name } { $numerator }/{ $denominator } = { $percent }%
sum-mean = （{ $parts }）÷ { $count } = { $mark }%
sum-one = { $parts }
sum-none = 暫無可計
plus = { " + " }

outcomes = 辦理結果
outcome = 結果

came = 新來的
due = 到期的
late = 超期的
list-note = 共 { $much } 件。
list-note-cut = 共 { $much } 件，列出前 { $shown } 件。
list-none = 沒有。
number = 編號
status = 狀態
submitted = 登記時間
due-at = 期限
status-submitted = 待受理
status-accepted = 已受理
status-assigned = 辦理中
status-resolved = 已答覆
status-closed = 已辦結
status-declined = 不予受理
status-withdrawn = 已撤回
status-merged = 已併案

grown = 增多的類別
grown-note = 滿十件，並且多於前三期平均數的類別。
mean = 前三期平均
growth = 增幅（%）
three-before = 前三期
shared = 三人以上反映的同一件事
reporters = 人數
repeated = 重複反映的
repeated-note = 答覆後 90 天內，同一人就同一街道的同類事情又來反映。
times = 次數
