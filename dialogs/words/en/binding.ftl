## A phone that is bound: one person, WeChat and SMS
command-bind = BINDPHONE BIND
command-unbind = UNBINDPHONE UNBIND

bind-number = Please write the mobile number to bind. From then on you see the same cases here and by SMS, and what cannot reach you here comes by SMS.
bind-number-simple = Please write the number.
bind-number-hint = Please write a mobile number.
bind-again = The number ending in { $tail } is bound now. To change it, write another one; to undo it, write UNBIND.
bind-elsewhere = Please write BIND to our WeChat account; a code is then sent to this number.
bind-sent = A code is on its way to the number ending in { $tail }. It is good for 10 minutes.
bind-code = Please write the 6 digits from the SMS.
bind-code-simple = Please write the 6 digits.
bind-code-hint = The code has 6 digits.
bind-resend = Send it again
bind-resend-words = resend again nothing_came it_did_not_come not_received I_did_not_get_it I_didn't_get_it no_code
bind-other = Another number
bind-other-words = wrong_number other_number not_my_number the_number_is_wrong
bind-number-aside = Let's take this matter first; we'll go on with your phone afterwards.
bind-code-aside = Let's take this matter first; we'll go on with your phone afterwards. Once you have the code, you can send it at any time.
bind-soon = A code was sent a moment ago. Please write the number again in 1 minute.
bind-wait = It was sent a moment ago. Please wait 1 minute and look; if nothing came, choose "Send it again".
bind-wrong = That code is not right. Please look at the SMS again.
bind-over = The code is no longer good. To try again, write BIND.
bind-too-many = Too many codes were sent. Please try again later, tomorrow at the latest.
bind-done = Bound: the number ending in { $tail }. You can now ask, add and rate on WeChat and by SMS. To undo it, write UNBIND.
bind-sms = { $code } is your code to bind this number to WeChat. It is good for 10 minutes. If you did not ask for it, ignore it and tell nobody.
unbind-done = Unbound. From now on we tell you on WeChat only.
unbind-none = No phone is bound. To bind one, write BIND to our WeChat account.
