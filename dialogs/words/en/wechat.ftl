## Codes on the spot
scene = This is { $place }.

## The menu of the account
wechat-menu-tell = Report
wechat-menu-write = Write about it
wechat-menu-photo = Send a photo
wechat-menu-spot = Send a place
wechat-menu-mine = My cases
wechat-menu-more = Rate and more
wechat-menu-rate = Rate a result
wechat-menu-bind = Bind a phone
wechat-menu-person = A person
wechat-menu-help = How it works

agree-to-notices = To be notified of each step, please agree here: { $page }
consent-title = Notices of your case
consent-lead = If you agree, we tell you of the next step of your case by WeChat. Each consent is for one message; you may agree again at any time.
consent-button = Agree to notices
consent-done = Thank you. We will write to you.
consent-declined = All right, no notices. You can ask how it stands at any time.
consent-failed = That did not work. Please try again later; you can ask how it stands at any time.
consent-elsewhere = Please open this page in WeChat.
