# Letters of supervision, risk warnings, accountability proposals.

letter-date = { $year }-{ $month }-{ $day }
letter-number = No. { $number }/{ $seq }
letter-to = To: { $unit }
letter-from-platform = { $city }, Complaints Platform

letter-title = Letter of supervision
letter-opening = The case below is in your charge. It is hereby placed under supervision.
letter-demand = Please deal with it without delay and report in writing by { $day }: what was done, why it is late, what comes next and by when.
risk-warning-title = Risk warning
risk-warning-opening = The case below may become late, come back, or grow worse. You are hereby warned.
risk-warning-demand = Please assess the risk, name who is responsible and what will prevent it, and report in writing by { $day }.
accountability-title = Proposal on accountability
accountability-opening = The case below was supervised and has still not been handled as required. It is proposed that those responsible be held to account.
accountability-demand = Please consider it within your authority and report the outcome in writing by { $day }.

fact-case = Case
fact-matter = Category
fact-place = Area
fact-submitted = Filed on
fact-due = Answer due
fact-late = { $day }, { $days } working days late
fact-warnings = Warnings
fact-reopened = Reopened
fact-reporters = Reporters
fact-summary = What was reported
fact-text = What is asked of you

answer-title = Answer
answer-none = Not answered yet.
answer-by = { $unit }, { $day }
