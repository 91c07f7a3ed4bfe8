# The frame around the screens: title bar, saving, colours, quitting.

program = 行灯 andon
station = station { $number }
sample-strip = SAMPLE HOSPITAL (invented, nothing is kept)
sample-strip-short = SAMPLE

keeping-saved = saved
keeping-saving = saving
keeping-failed = NOT SAVED
store-failed = Writing to the disk failed. The last change was taken back, and nothing more can be changed. Call the administrator.

store-damaged = What was saved is damaged in places, so nothing can be changed. It can be read. Call the administrator.
store-not-understood = Saved records are not understood by this program, so nothing can be changed. It can be read. Use the newest program, or call the administrator.
store-broken = A part of the program has stopped. What was saved is there. Start andon again.
saved-line = { $done }  saved  { $keys } undoes it
saved-line-lasting = { $done }  saved
saved-number-next = { $print } prints labels, { $admit } admits
saved-number-next-elsewhere = { $ids } for labels and a bed
saved-change = the change
saved-nothing = It is recorded like this already. Nothing was changed.
undo-question = Undo "{ $done }"? The record stays, and so does the fact that it was undone.
undo-question-unnamed = Undo the last change that was saved? The record stays, and so does the fact that it was undone.
undo-safe = Leave it as it is
undo-go = Undo the change
undone = Undone: { $done }  saved
undo-later-facts = "{ $done }" cannot be undone: { $at } { $user }, station { $station }, rests on it. Take that back first (patient, "Correct a record").
undo-later-facts-unnamed = "{ $done }" cannot be undone: a later record rests on it. Take that back first (patient, "Correct a record").
forget-title = Throw away what was typed
forget-question = What was typed is not saved yet. Throw it away?
forget-safe = Go on typing
forget-go = Throw it away
not-built = This screen does not exist yet. Nothing was changed.
here-already = This screen is open already.

discrepancies-open = { $count ->
    [one] 1 discrepancy
   *[other] { $count } discrepancies
 }
too-small = The terminal is too small. It needs 80 columns and 24 rows (now { $columns } by { $rows }).

theme-dark = Colours: dark
theme-light = Colours: light
theme-high-contrast = Colours: high contrast
theme-monochrome = Colours: black and white
theme-no-colour = This terminal is set to no colours (NO_COLOR).

quit-title = Quit
quit-question = Quit andon? What was saved stays saved.
quit-question-unsaved = What is being typed is not saved yet. Throw it away and quit andon?
quit-go = Quit
quit-how = This is the first screen. { $keys } quits.
answer-safe = Go back, record nothing

since-now = just now
since-minutes = { $count } min ago
since-hours = { $count } h ago
since-days = { $count } d ago
for-minutes = { $count } min
for-hours = { $count } h
for-days = { $count } d
cannot-undo-here = A saved change is undone once this is saved, or left with Esc
quit-safe = Stay
absconded-open = { $count } absconded
clock-utc = { $time } UTC
