# The frame around the screens: title bar, saving, colours, quitting.

program = 行灯 andon
station = station { $number }
sample-strip = SAMPLE HOSPITAL (invented, nothing is kept)

keeping-saved = saved
keeping-saving = saving
keeping-failed = NOT SAVED
store-failed = The disk does not take it. The last change was taken back, and nothing more can be changed. Call the administrator.

store-damaged = What was saved is damaged in places, so nothing can be changed. It can be read. Call the administrator.
store-broken = A part of the program has stopped. What was saved is there. Start andon again.
undone = The last change was taken back.

discrepancies-open = { $count } open
too-small = The terminal is too small. It needs 80 columns and 24 rows (now { $columns } by { $rows }).

theme-dark = Colours: dark
theme-light = Colours: light
theme-high-contrast = Colours: high contrast
theme-monochrome = Colours: black and white
theme-no-colour = This terminal is set to no colours (NO_COLOR).

quit-title = Quit
quit-question = Quit andon? What was saved stays saved.
quit-go = Quit
quit-how = This is the first screen. { $keys } quits.
answer-safe = Stay

since-now = just now
since-minutes = { $count } min ago
since-hours = { $count } h ago
since-days = { $count } d ago
