# 發送不出去時，告訴管理員的話。

alarm-refused = 回音提醒：{ $channel } 拒絕了我們（{ $detail }），修好前那邊的訊息發不出去。
alarm-address = 回音提醒：{ $channel } 不認我們的位址（{ $detail }），請到對方後台加入 IP 白名單。
alarm-unpaid = 回音提醒：{ $channel } 帳戶欠費或停用（{ $detail }），那邊的訊息發不出去。
alarm-quota = 回音提醒：{ $channel } 今天的額度用完了（{ $detail }）。
alarm-late = 回音提醒：有訊息發得太慢，最早的已等了 { $detail } 分鐘。
alarm-unmanned = 回音提醒：有 { $count } 條預警，所在單位沒有綁定承辦人員（如{ $unit }），已告訴上級。可用 huiyin officer invite 邀請。
alarm-other = 回音提醒：請留意 { $step }。
alarm-next = 可執行 huiyin check 和 huiyin outbox list 查看。
