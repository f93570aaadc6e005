# 发送不出去时，告诉管理员的话。

alarm-refused = 回音提醒：{ $channel } 拒绝了我们（{ $detail }），修好前那边的消息发不出去。
alarm-address = 回音提醒：{ $channel } 不认我们的地址（{ $detail }），请到对方后台加入 IP 白名单。
alarm-unpaid = 回音提醒：{ $channel } 账户欠费或停用（{ $detail }），那边的消息发不出去。
alarm-quota = 回音提醒：{ $channel } 今天的额度用完了（{ $detail }）。
alarm-late = 回音提醒：有消息发得太慢，最早的已等了 { $detail } 分钟。
alarm-unmanned = 回音提醒：有 { $count } 条预警，所在单位没有绑定经办人（如{ $unit }），已告诉上级。可用 huiyin officer invite 邀请。
alarm-other = 回音提醒：请留意 { $step }。
alarm-next = 可运行 huiyin check 和 huiyin outbox list 查看。
