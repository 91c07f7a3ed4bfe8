# Typing dates.

no-date-era = There was no { $typed }.{ $month }.{ $day }; that day was { $was }.{ $month }.{ $day }. Type it so if it is meant.
no-date-no-such-day = The calendar has no such day. Check year, month and day.
no-date-short-year = Type a Western year with four digits, or an era before it: S23.5.6.
no-date-year-first = Year first: 1950-02-01
