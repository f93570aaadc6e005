## 绑定手机：一个人，微信和短信两条路
command-bind = 绑定手机 绑手机 绑定手机号 绑定电话
command-unbind = 解绑手机 解绑 解除绑定 取消绑定 解绑手机号

bind-number = 请写要绑定的手机号。绑定后，微信和短信看到的是同一批诉求，微信送不到的消息改发短信。
bind-number-simple = 请写手机号。
bind-number-hint = 请写11位手机号。
bind-again = 现在绑定的是尾号{ $tail }的手机，换号就写新的；不想绑了写“解绑手机”。
bind-elsewhere = 请在微信公众号里写“绑定手机”，验证码会发到这个号码。
bind-sent = 验证码已发到尾号{ $tail }的手机，10分钟内有效。
bind-code = 请写短信里的6位验证码。
bind-code-simple = 请写6位验证码。
bind-code-hint = 验证码是6位数字。
bind-resend = 再发一次
bind-resend-words = 重发 再发 没收到 没有收到 没收到验证码 没有收到验证码 收不到 收不到验证码 重新发
bind-other = 换个号码
bind-other-words = 换号 换号码 写错了 号码写错了 号码不对 号码错了 写错了，号码不是这个 号码不是这个
bind-number-aside = 先说这件事，手机绑定等会儿接着来。
bind-code-aside = 先说这件事，手机绑定等会儿接着来。验证码收到了，随时发来就行。
bind-soon = 刚发过验证码，请1分钟后再写一次号码。
bind-wait = 刚发过，请等1分钟看看短信；还没有再选“再发一次”。
bind-wrong = 验证码不对，再看一下短信。
bind-over = 验证码已失效。要再试请写“绑定手机”。
bind-too-many = 验证码发得太多了，请过一会儿再试，最晚明天就可以。
bind-done = 绑好了，尾号{ $tail }。以后微信和短信都能查、能补充、能评价。要解除写“解绑手机”。
bind-sms = 验证码{ $code }，10分钟内有效，用来把这个手机号绑定到微信。不是您本人操作，请不要理会，也不要告诉别人。
unbind-done = 已解绑，以后的进展只发到微信。
unbind-none = 现在没有绑定手机。要绑定请在微信公众号里写“绑定手机”。
