## Page
account = { $city } Echo
title = Huiyin · phone simulator
headline = Say it once. Hear back.
lead = On the left the WeChat account of { $city }, on the right its SMS number. You are the citizen: tell it something in your own words, and watch it become a case with a number, a deadline and an answer.
real = Each message of the simulator is signed and goes through the real WeChat and SMS doors; none leaves this computer.
try-title = Things to try
try-hint = Tap a line to put it into the phone.
try-1 = The street lamp at { $place } has been dark for three days
try-2 = The barbecue place downstairs is loud until two in the morning and nobody can sleep
try-3 = status
try-4 = There is a strong smell of gas on the stairs opposite { $place }
try-5 = agent
language = Language
phones = Choose a phone
phone-wechat = WeChat
phone-sms = SMS
citizen-new = New citizen
citizen-new-hint = Start again with another WeChat account and phone number
unread = unread
lost = The demo does not answer. Is it still running?
tools = Page tools

## WeChat
wechat-label = WeChat phone: { account }
wechat-kind = Official account
wechat-intro = Where { $city } listens. Write one sentence to report a problem, follow it up and rate the result.
follow = Follow
follow-first = Follow the account to write to it
followed = You follow { account }
unfollow = Unfollow
unfollowed = You no longer follow the account; it cannot write to you
press-to-talk = Speak

## SMS
sms-label = SMS phone: { account }
sms-service = SMS · { $city }

## Writing
write = Write a message
write-wechat = Message
write-sms = Text message
send = Send
more = More
photo = Photo
location = Location
voice = Voice
redeliver = Deliver again
redeliver-hint = Deliver the last message once more as it was, as a bad network would
redelivered-same = The same message arrived once more: the same answer, and nothing was done twice
redelivered-other = The same message arrived once more: the answer differs
nothing-sent = No message has been sent yet
typing = Typing
newest = New message
refused = Not taken; the door answered
too-large = The photo is too large, 6 MB at most
message-yours = You
message-theirs = { account }

## Location
location-title = Choose a place
location-list = Places
location-map = Map of { $city }: tap to choose a place
location-send = Send location
location-write = Put into the message
location-none = Tap the map or choose from the list
location-picked = A point on the map
close = Close

## Photo
photo-title = Choose a photo
photo-samples = Sample photos
photo-lamp = Dark street lamp
photo-pothole = Hole in the road
photo-bins = Overflowing bins
photo-file = From this computer

## Voice
voice-title = Voice message
voice-says = What you said
voice-hint = Words stand in for sound here: WeChat sends along what it recognised.
voice-unheard = Not recognised (no words go along)
voice-send = Send voice
voice-silent = not recognised

## Codes and the menu
scan = Scan a code
scan-instead = Or scan a code on the spot
scan-title = Scan a code on the spot
scan-hint = Lamp posts, lifts and public toilets carry a code of the account: who scans it need not say where. Who does not follow yet follows by it.
scan-list = Codes on the spot
scanned = You scanned:
menu = Menu of the account
pressed = You pressed:

## Wire
wire = Wire
wire-title = The last request and answer on the wire
wire-request = Request
wire-answer = Answer
wire-body = Body
wire-empty = Nothing yet. Send a message to see what it looks like on the wire.
wire-took = ms

## The unit
phone-office = Unit
office-title = At the office
office-case = Choose a case
office-none = File something on a phone; here it is accepted, answered and resolved.
office-due = due
act-accept = Accept
act-accept-hint = The desk takes the case and hands it to a unit
act-accept-text = Accepted
act-reply = Reply
act-reply-hint = The unit says how far it is; the clock keeps running
act-reply-text = We have been there. The spare part comes tomorrow, and then it is repaired.
act-ask = Ask
act-ask-hint = The unit asks the citizen something; the clock pauses
act-ask-text = Where exactly is it? A photo would help.
act-resolve = Resolve
act-resolve-hint = The unit says what was done, and the citizen rates it
act-resolve-text = Repaired this morning, tried on the spot, all is well. Thank you for telling us.
act-decline = Decline
act-decline-hint = Say why, and where to turn instead
act-decline-text = This is a dispute between private parties, which a court has to settle.
turn-title = Turn the clock on
turn-hour = +1 hour
turn-working-day = +1 working day
status-submitted = Submitted
status-accepted = Accepted
status-assigned = In work
status-resolved = Resolved
status-closed = Closed
status-declined = Declined
status-withdrawn = Withdrawn
status-merged = Merged
