# What a citizen is told at each step of a case. The unit's own words stand in "text".

told-accept = Case { $number } is accepted. We are choosing the unit to handle it.
told-assign = Case { $number } is accepted and goes to { $unit }.
told-due = You'll hear by { $day }.
told-ask-any-time = Write STATUS to see where it stands.
told-decline = We cannot take on case { $number }.
told-why = Why: { $text }
told-path = This is a matter for: { $name }. { $address }
told-path-unknown = Where to turn instead? Call { $hotline } or write AGENT.
told-grant = Case { $number } needs more time. It is now due { $day }.
told-ask = A question on case { $number } from { $unit }: { $text }
told-ask-next = Just reply here. Photos are welcome.
told-reply = News on case { $number } from { $unit }: { $text }
told-reply-next = The work goes on. You get the result by { $day }.
told-resolve-solved = Case { $number } has a result: solved.
told-resolve-partly = Case { $number } has a result: partly solved.
told-resolve-explained = Case { $number } has a result: an explanation.
told-resolve-aid = Case { $number } has a result: support is arranged.
told-resolve-other-path = Case { $number } has a result: it has to go another way.
told-resolve = Case { $number } has a result.
told-answer = Answer of { $unit }: { $text }
told-rate = Are you satisfied? Just reply with a number.
told-reopen = We've asked { $unit } to look at case { $number } again.
told-reopen-desk = Case { $number } is handled again. We are choosing the unit.
told-merge = Case { $number } and case { $into } are about the same matter and are now one.
told-merge-next = You still hear of every step, under { $into }.
told-unmerge = Case { $number } is handled on its own again, by { $unit }.
told-withdraw = Case { $number } is withdrawn and handled no further.
told-heir = Who first reported { $number } has withdrawn. It is handled on, as your case now.
told-again = If there is something new, just write to us.
told-remind = You have not yet told us how case { $number } went.
told-remind-until = You can rate it until { $day }.
told-note = News on case { $number }: { $text }
told-close = Case { $number } is done and now closed.
held = There is news as well:
held-more = { $count } more with news. Write STATUS to see them.
told-changed = There is news on case { $number }.

## A matter that is half told
told-draft = You began to tell us something yesterday; it is not filed yet. Write GO ON to finish it, or LEAVE to drop it.
told-draft-handed-over = What you did not finish is now with our staff, who will contact you. It has no case number yet.
