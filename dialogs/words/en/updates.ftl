# What a citizen is told at each step of a case. The unit's own words stand in "text".

told-accept = Case { $number } is accepted. We are finding the right unit for it.
told-assign = Case { $number } is accepted. It goes to { $unit }.
told-due = You'll hear back by { $day }.
told-ask-any-time = Write STATUS to see how it stands.
told-decline = We cannot take on case { $number }.
told-why = Why: { $text }
told-path = This is a matter for: { $name }. { $address }
told-path-unknown = Where to turn instead? Call { $hotline } or write AGENT.
told-grant = Case { $number } needs more time. It is now due { $day }.
told-ask = { $unit } has a question about case { $number }: { $text }
told-ask-next = Just reply here.
told-ask-next-pictures = Just reply here. Photos are welcome.
told-reply = News on case { $number } from { $unit }: { $text }
told-reply-next = The work goes on. You'll have the result by { $day }.
told-resolve-solved = There is a result for case { $number }: it is solved.
told-resolve-partly = There is a result for case { $number }: it is partly solved.
told-resolve-explained = There is a result for case { $number }: an explanation.
told-resolve-aid = There is a result for case { $number }: support is arranged.
told-resolve-other-path = There is a result for case { $number }: it has to go another way.
told-resolve = There is a result for case { $number }.
told-answer = Answer from { $unit }: { $text }
told-rate = Are you satisfied? Just reply with a number.
told-reopen = We've asked { $unit } to look at case { $number } again.
told-reopen-desk = Case { $number } is open again. We are finding the right unit for it.
told-merge = Cases { $number } and { $into } are about the same matter. We now handle them as one.
told-merge-next = You'll still hear of every step, under { $into }.
told-unmerge = Case { $number } is handled on its own again, by { $unit }.
told-withdraw = Case { $number } is withdrawn, and work on it has ended.
told-heir = Whoever first reported case { $number } has withdrawn. The work goes on, and the case is now yours.
told-again = If anything new comes up, just write to us.
told-remind = You have not told us yet how we did with case { $number }.
told-remind-until = You can rate it until { $day }.
told-note = News on case { $number }: { $text }
told-close = Case { $number } is done and closed.
held = There is other news too:
held-more = More cases with news: { $count }. Write STATUS to see them.
told-changed = There is news on case { $number }.

## A matter that is half told
told-draft = You began telling us something yesterday; it is not filed yet. Write GO ON to finish it, or LEAVE to drop it.
told-draft-handed-over = What you did not finish is now with our staff, who will contact you. It has no case number yet.
