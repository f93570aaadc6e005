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
