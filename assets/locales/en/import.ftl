# Imports: how mistakes in a hospital folder or a list of inpatients are told.
# import-expected-* is the part "what would be right"; it stands beside file, line, column and what was found.

import-place-file = { $file }
import-place-line = { $file } line { $line }
import-place-cell = { $file } line { $line }, column { $number } { $name }
import-place-column = { $file } line { $line }, { $name }
import-found = "{ $found }"
import-found-nothing = (empty)
import-nearest = did you mean "{ $nearest }"?
import-summary = { $count ->
    [one] One mistake was found; nothing was read in. Correct it and try again.
   *[other] { $count } mistakes were found; nothing was read in. Correct them all and try again.
}
import-more = { $count ->
    [one] And one more.
   *[other] And { $count } more.
}
import-checked = { $count ->
    [one] No mistakes (one line).
   *[other] No mistakes ({ $count } lines).
}

import-expected-present = there is no such file
import-expected-readable = the file cannot be read; check its permissions and the disk
import-expected-plain-file = a file is needed, not a folder or a device
import-expected-at-most-bytes = a file of at most { $mebibytes } MB
import-expected-text-file = a CSV text file; this is not text
import-expected-csv-not-workbook = this is a spreadsheet's workbook; save it as "CSV UTF-8"
import-expected-not-utf16 = the text is UTF-16; save it as "CSV UTF-8"
import-expected-utf8-or-shift-jis = UTF-8 or Shift_JIS; the characters here are broken
import-expected-rows = at least one line below the column names

import-expected-column = the column "{ $name }" is missing
import-expected-known-column = there is no column of this name
import-expected-column-once = each column once; it is also column { $first }

import-expected-fields = { $count ->
    [one] one field, like the first line
   *[other] { $count } fields, like the first line
}
import-expected-closed-quotes = a quotation mark " is not closed, or stands inside a field

import-expected-filled = must be filled in
import-expected-name-or-reading = a name or its reading is needed
import-expected-plain-characters = control characters and characters that turn the writing direction are not allowed
import-expected-at-most-characters = { $most ->
    [one] at most one character
   *[other] at most { $most } characters
}
import-expected-code = a code of 1 to 12 letters, digits, . or _ (no hyphen)
import-expected-number = a number
import-expected-unique = listed twice; first on line { $first }
import-expected-known-ward = there is no such ward
import-expected-known-room = there is no such room in this ward
import-expected-known-bed = there is no such bed in this room
import-expected-known-department = there is no such department
import-expected-ward-kind = general, critical or psychiatric
import-expected-bed-kind = bed or cot
import-expected-beds-listed = { $listed ->
    [one] beds.csv lists one bed (without cots)
   *[other] beds.csv lists { $listed } beds (without cots)
}
import-expected-known-zone = there is no such time zone (an example: Asia/Tokyo)
import-expected-identifier = a patient ID of 1 to 20 letters, digits and hyphens, with a digit in it
import-expected-not-by-hand = the form of the numbers that are given by hand: two people could get one number; adopt another form first (andon id schemes)
import-expected-other-patient = the same patient ID is on line { $first }
import-expected-free-bed = the patient of line { $first } is in this bed
import-expected-birth = a date of birth such as 1948-05-06 or 1948/5/6 (1948 where only the year is known)
import-expected-day-and-time = a day and time such as 2026-11-23T09:00 or 2026/11/23 9:00
import-expected-real-day = the calendar has no such day
import-expected-real-time = the clocks skipped this time when summer time began
import-expected-since = not before { $year }
import-expected-not-in-future = this is in the future
import-expected-born-before-admission = born after the admission
import-expected-sex = M, F or U
import-expected-mobility = stretcher, assisted or walking; empty when not yet known
import-expected-none-or-allergies = "none" or the allergies with ; between them, not both; empty when not asked
import-expected-inquiry = open or restricted

import-expected-slip-toml = a line that is TOML
import-expected-slip-key = a name that this table has
import-expected-slip-given = this entry is needed
import-expected-slip-text = a text in quotation marks
import-expected-slip-list = a list in [ ]
import-expected-slip-tables = tables in [[ ]]
import-expected-slip-title = a name in both languages (ja and en)
import-expected-slip-number = a whole number within the limits
import-expected-slip-flag = true or false
import-expected-slip-code = a word of small letters, digits and hyphens (at most 24)
import-expected-slip-once = each name once
import-expected-slip-known-desk = origin, or a desk of desks.toml
import-expected-slip-profession = the word of a profession
import-expected-slip-purpose = work, origin, billing, audit, companion, result or patient
import-expected-slip-field-kind = text, number, day, time, choice, checks or drugs
import-expected-slip-choices = choices, which choice and checks need
import-expected-slip-step-kind = plain, perform or result
import-expected-slip-earlier-step = an earlier step of the same kind
import-expected-slip-due = "90 min" or "+1d 08:00"
import-expected-slip-clock = a time of day such as 14:00
import-expected-slip-minutes = minutes such as "90 min"
import-expected-slip-one-perform = one step of the kind perform
import-expected-slip-one-billing = one billing copy
import-expected-slip-few-copies = at most 12 copies
import-expected-slip-few-fields = at most 24 fields beside the drugs
import-expected-user-name = 1 to 40 small letters, digits and . - _
import-expected-role = a role of andon user roles, e.g. ward-clerk or nurse
import-expected-no-administrator = administrators are made one by one with andon user add
import-expected-duty = night-supervisor, or nothing
import-expected-glass-reason = emergency, nobody-else, hand-over, locked-out, or other (with --words)
import-expected-idle-time = 5 seconds to 30 minutes: 2 or 2m for minutes, 30s for seconds, default for what holds everywhere
import-expected-whole-birth = a whole date of birth such as 1948-05-06 (leave it blank where it is not known)
