# Reports of figures, for offices.

title-day = { $city }: the day
title-week = { $city }: the week
title-month = { $city }: the month
title-quarter = { $city }: the quarter
title-half = { $city }: the half-year
title-year = { $city }: the year
span = { $first } to { $last }
span-day = { $first }
of-unit = { $unit } and the units below it
counted-at = Counted on { $now }.
contents = Contents

summary = At a glance
summary-note = Counted are the cases that were submitted in this time, as they stand now. A merged case counts once, with all who reported it.
few-note = Reports about officials are counted from five in a month; the figures of a single unit leave them out.
figure = Figure
now = Now
before = Time before

by-unit = Units
by-unit-note = An answer counts for the unit that gave it, a return for the unit that returned the case; all else for the unit in charge.
by-category = Categories
by-district = Districts
by-month = Months
unit = Unit
category = Category
district = District
month = Month
none-unit = no unit yet
none-category = not broken down
none-district = no district
none-month = not broken down
total = Total

cases = Cases
persons = People
joint = Joint
open = Open
acceptance = Accepted on time
answers = Answered on time
overdue = Late
overdue-open = Late, still open
doubted = Answered in spite of doubts
warnings = Warnings
returned = Returned
extended = More time given
reopened = Reopened
first-time = Settled at once
asked = Asked
unreachable = Not reached
response = Rated
content = Content
satisfied = Satisfied
acceptable = Acceptable
followed-up = Called back
followed-up-content = Called back, content
solved = Solved
partly = Partly solved
explained = Explained
aid = Helped with aid
other-path = Shown another path

chart-answers = Answered on time, the lowest first
chart-cases = Cases, by category
chart-months = Cases, by month

ranking = Ranking
ranking-note = The mark is the mean of answered on time, content and settled at once, as far as there is anything to count. Good from { $good } %, fair from { $fair } %. With fewer than { $least } answers due a unit is not ranked.
rank = Place
mark = Mark
grade = Grade
arithmetic = How it comes about
grade-good = good
grade-fair = fair
grade-poor = poor
grade-unranked = not ranked
sum-part = { $name } { $numerator } of { $denominator } = { $percent } %
sum-mean = ({ $parts }) ÷ { $count } = { $mark } %
sum-one = { $parts }
sum-none = nothing to count yet
plus = { " + " }

outcomes = Outcomes
outcome = Outcome

came = What came
due = What is due
late = What is late
list-note = { $much } in all.
list-note-cut = { $much } in all; the first { $shown } are named.
list-none = None.
number = Case
status = Stands at
submitted = Submitted
due-at = Due
status-submitted = waiting to be accepted
status-accepted = accepted
status-assigned = in progress
status-resolved = answered
status-closed = closed
status-declined = not accepted
status-withdrawn = withdrawn
status-merged = merged

grown = What grew
grown-note = Categories with at least ten cases and more than the mean of the three spans before.
mean = Mean before
growth = Growth, %
three-before = The three before
shared = Reported by three and more
reporters = People
repeated = Came back
repeated-note = The same people came again about the same kind of matter in the same street within 90 days of the answer.
times = Times
