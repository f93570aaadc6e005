# Limits on one number: too fast, too many, shut out.

too-fast = That was a little fast, and this one was not read. Please wait a minute, then write again.
media-too-many = That is more photos than we can keep in a day, so this one was not kept. More can come tomorrow; words are welcome any time.
blocked = This number cannot file for now. If you think that is wrong, write AGENT and we look at it again, or call { $number }.
appealed = Received. We look at it again and contact you.
file-too-many = That is a lot for one day: please come back tomorrow, or call { $number } if it is urgent.
add-too-many = That is a lot for one day: please add more tomorrow, or call { $number } if it is urgent.
