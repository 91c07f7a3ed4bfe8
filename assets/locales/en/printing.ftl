# Printing, and what is wrong with form files.

print-written = { $document }, { $pages ->
    [one] 1 page
   *[other] { $pages } pages
}, is in { $place }.
print-printed = { $document }, { $pages ->
    [one] 1 page
   *[other] { $pages } pages
}, was printed on { $queue } ({ $job }).
print-not-printed = Not printed: { $document } ({ $queue }). { $why }
print-not-printed-how = Name another printer with --printer, or write a file with --out. Printers here: { $queues }
print-no-queues = none
print-why-no-system = No print system (CUPS) here.
print-why-no-queue = There is no such printer.
print-why-paused = The printer is stopped. { $detail }
print-why-unreachable = The printer cannot be reached. { $detail }
print-why-refused = The print system did not take it. { $detail }
print-why-hung = The print system does not answer.
print-why-slow = It was not printed in time. Look at the printer.
print-why-cancelled = The printing was cancelled.
print-why-unconfirmed = Nothing tells whether it was printed. Look at the printer.
print-spot-character = Page { $page }: no font has { $character } ({ $code }) of "{ $text }"; the mark 〓 stands for it.
print-spot-variation = Page { $page }: no font has this form of { $character } in "{ $text }"; its usual form was printed.
print-spot-cut = Page { $page }: "{ $text }" did not fit and is marked as cut.
print-spot-code = Page { $page }: { $value } is not printed as a code: the place is too narrow, or it is not ASCII.
print-spot-rows = Page { $page }: { $count ->
    [one] 1 row
   *[other] { $count } rows
} did not fit on the paper.
print-stood-in = { $document }: the hospital's form has mistakes, so the built-in one was used. andon forms check lists them.
print-ward-needed = Name the ward (for example: andon print ward 5E-1).
print-patient-needed = Name the patient's ID.
print-position-wrong = A position is from 1 to { $labels }.
print-day-wrong = Write the day as 2026-11-26.
print-slip-wrong = Name the slip (e.g. S07-100123-41, or S07-100123-41/2 for its second copy alone).
print-run-wrong = Name the run (e.g. 7-1-31).
print-forecast = Forecast of { $days ->
    [one] 1 day
   *[other] { $days } days
}: { $copies } copies of slips, { $sheets } sheets of A4, { $reams } reams of 500, { $toners ->
    [one] 1 toner cartridge
   *[other] { $toners } toner cartridges
}
print-forms-checked = The forms have no mistakes ({ $built } built in, { $own } of the hospital).
print-forms-preview = Examples are in { $folder }.
print-forms-faults = The forms have { $count ->
    [one] 1 mistake
   *[other] { $count } mistakes
}. Built-in forms stand in for those that have one.

print-column-at = At
print-column-document = Document
print-column-to = To
print-column-by = By
print-column-state = State
print-state-asked = Asked for, not confirmed
print-state-handed = Waiting for the printer
print-state-printed = Printed
print-state-written = PDF
print-state-given-up = Given up
print-state-not-printed = Not printed { $why }
print-queue-idle = Idle
print-queue-printing = Printing
print-queue-stopped = Stopped { $why }

form-fault-place = { $file } line { $line }
form-fault-file = { $file }
form-fault-near = perhaps "{ $nearest }"
form-fault-unreadable = cannot be read: { $found }
form-fault-syntax = is not TOML: { $found }
form-fault-document = there is no document "{ $found }"
form-fault-no-document = say which document it is for: document = "..."
form-fault-element = there is no element "{ $found }"
form-fault-key = there is no key "{ $found }"
form-fault-missing = "{ $found }" is needed
form-fault-text = "{ $found }" needs a text
form-fault-flag = "{ $found }" is true or false
form-fault-number = "{ $found }" is a number from 0 to 2000
form-fault-count = "{ $found }" is a whole number from 1 to 100
form-fault-pair = "{ $found }" is two numbers, [across, down], in millimetres
form-fault-choice = "{ $found }" is one of a few words
form-fault-tables = "{ $found }" is written otherwise; look at a built-in form
form-fault-field = this document has no value "{ $found }"
form-fault-word = there is no text "{ $found }"
form-fault-list = this document has no list "{ $found }"
form-fault-only-for = only_for names kinds of slips by their codes, and stands in forms of slips only: { $found }
form-fault-texts = "{ $found }" is a list of texts: ["text", "text"]
form-fault-braces = the braces do not match: { $found }
form-fault-off-paper = it does not lie on the paper
form-fault-small-code = too small for a scanner (QR 16.6 mm with its edge, bars 20 mm wide and 5 mm high)
form-fault-over-table = lies over the table of the further pages (further_at): give it on = "first", or move it
form-fault-no-list = has no table, and without it a part of the order would not be on the paper
form-fault-wide-columns = the columns are wider than the table ({ $found } mm)

print-no-packets = Every prepared packet was printed. Prepare more (andon run: prepare-packets; F5, Q), or name the number and --reason.
papers-of-a-ward = { $keys } chooses a ward: its list, meal sheet, empty forms.
papers-documents = Documents
papers-printers = Printer (left, right)
papers-folder = PDF folder
papers-jobs = Last jobs
papers-looking = One moment
papers-page = Page { $page }/{ $pages }  { $where }
papers-reason = Why again?
papers-reason-why = It was printed before, or may have been. Type why it is printed again, then Enter.
papers-reason-empty = Say why.
papers-labels = { $count } (- +)  first free { $first }/{ $positions } ([ ])
papers-labels-single = { $count } (- +)  one by one ([ ])
papers-strips = first free { $first }/{ $positions } ([ ])
papers-forms = { $count } of each (- +)  { $kind } ([ ])
papers-every-kind = every type
papers-two-on-one = two on an A4 (s)
papers-single = each on an A5 (s)
papers-nothing-to-set = There is nothing to choose for this document.
papers-making = Making the pages
papers-handed = { $document } is with the printer ({ $job }); waiting until it is printed.
papers-how = { $keys } offers another printer or the PDF folder.
papers-looked-after = Jobs that had not ended were looked at. See "Last jobs" on the print screen.
