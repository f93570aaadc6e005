## 現場的二維碼
scene = 這裡是{ $place }。

## 公眾號菜單
wechat-menu-tell = 我要反映
wechat-menu-write = 寫一件事
wechat-menu-photo = 發張照片
wechat-menu-spot = 發個位置
wechat-menu-mine = 我的訴求
wechat-menu-more = 評價與幫助
wechat-menu-rate = 評價辦理結果
wechat-menu-bind = 綁定手機
wechat-menu-person = 找人工
wechat-menu-help = 幫助

agree-to-notices = 想收到進展通知，請點這裡同意：{ $page }
consent-title = 接收進展通知
consent-lead = 同意後，您的訴求有進展時，我們用微信通知您。每同意一次，可以收到一則；想再收，隨時再點。
consent-button = 同意接收通知
consent-done = 好的，有進展會通知您。
consent-declined = 好的，不通知。您隨時可以寫「查詢」看進度。
consent-failed = 沒有成功，請稍後再試。您隨時可以寫「查詢」看進度。
consent-elsewhere = 請在微信裡打開這個頁面。
