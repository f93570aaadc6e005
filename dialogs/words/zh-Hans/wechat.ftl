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
consent-title = 接收进展通知
consent-lead = 同意后，您的诉求有进展时，我们用微信通知您。每同意一次，可以收到一条；想再收，随时再点。
consent-button = 同意接收通知
consent-done = 好的，有进展会通知您。
consent-declined = 好的，不通知。您随时可以写“查询”看进度。
consent-failed = 没有成功，请稍后再试。您随时可以写“查询”看进度。
consent-elsewhere = 请在微信里打开这个页面。
