# 给各单位看的报表。

title-day = { $city }诉求日清单
title-week = { $city }诉求周跟踪
title-month = { $city }诉求月报
title-quarter = { $city }诉求季结
title-half = { $city }诉求半年报
title-year = { $city }诉求年报
span = { $first } 至 { $last }
span-day = { $first }
of-unit = { $unit }及下属单位
counted-at = 统计时间：{ $now }。
contents = 目录

summary = 总览
summary-note = 统计这段时间内登记的诉求，按现在的办理情况计。并案只算一件，反映的人都算在内。
few-note = 反映工作人员的诉求，一个月满五件才计入；看单个单位时不计入。
figure = 指标
now = 本期
before = 上期

by-unit = 各单位
by-unit-note = 答复算给作出答复的单位，退回算给退回的单位，其余算给现在的承办单位。
by-category = 各类别
by-district = 各区
by-month = 各月
unit = 单位
category = 类别
district = 区
month = 月份
none-unit = 尚未交办
none-category = 不细分
none-district = 未注明
none-month = 不细分
total = 合计

cases = 件数
persons = 人次
joint = 联办
open = 在办
acceptance = 及时受理
answers = 按期办结
overdue = 超期
overdue-open = 超期未办结
doubted = 存疑办结
warnings = 预警
returned = 退回
extended = 延期
reopened = 重办
first-time = 一次办结
asked = 请评
unreachable = 未联系上
response = 参评
content = 满意
satisfied = 满意（1）
acceptable = 基本满意（2）
followed-up = 回访
followed-up-content = 回访满意
solved = 已解决
partly = 部分解决
explained = 已解释说明
aid = 已帮扶
other-path = 已指引其他途径

chart-answers = 各单位按期办结率（低的在前）
chart-cases = 各类别件数
chart-months = 各月件数

ranking = 排名
ranking-note = 得分是按期办结率、满意率、一次办结率的平均数，没有数的不算。{ $good }% 起为好，{ $fair }% 起为中。应答复不足 { $least } 件的单位不排名。
rank = 名次
mark = 得分
grade = 等次
arithmetic = 怎么算的
grade-good = 好
grade-fair = 中
grade-poor = 差
grade-unranked = 不排名
sum-part = { $name } { $numerator }/{ $denominator } = { $percent }%
sum-mean = （{ $parts }）÷ { $count } = { $mark }%
sum-one = { $parts }
sum-none = 暂无可计
plus = { " + " }

outcomes = 办理结果
outcome = 结果

came = 新来的
due = 到期的
late = 超期的
list-note = 共 { $much } 件。
list-note-cut = 共 { $much } 件，列出前 { $shown } 件。
list-none = 没有。
number = 编号
status = 状态
submitted = 登记时间
due-at = 期限
status-submitted = 待受理
status-accepted = 已受理
status-assigned = 办理中
status-resolved = 已答复
status-closed = 已办结
status-declined = 不予受理
status-withdrawn = 已撤回
status-merged = 已并案

grown = 增多的类别
grown-note = 满十件，并且多于前三期平均数的类别。
mean = 前三期平均
growth = 增幅（%）
three-before = 前三期
shared = 三人以上反映的同一件事
reporters = 人数
repeated = 重复反映的
repeated-note = 答复后 90 天内，同一人就同一街道的同类事情又来反映。
times = 次数
