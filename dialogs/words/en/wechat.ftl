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
