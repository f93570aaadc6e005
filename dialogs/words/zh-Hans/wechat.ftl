## 现场的二维码
scene = 这里是{ $place }。

## 公众号菜单
wechat-menu-tell = 我要反映
wechat-menu-write = 写一件事
wechat-menu-photo = 发张照片
wechat-menu-spot = 发个位置
wechat-menu-mine = 我的诉求
wechat-menu-more = 评价与帮助
wechat-menu-rate = 评价办理结果
wechat-menu-bind = 绑定手机
wechat-menu-person = 找人工
wechat-menu-help = 帮助

agree-to-notices = 想收到进展通知，请点这里同意：{ $page }
