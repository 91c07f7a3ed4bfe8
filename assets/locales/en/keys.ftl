# Words about keys.

context-everywhere = Everywhere
context-lists = Lists and maps
context-movements = Patient and bed
context-welcome = Welcome
context-board = Board
context-census = Inpatient list
context-beds = Bed map
context-first-list = First list
context-discrepancies = Discrepancies
context-papers = Paper
context-menu = Menu
context-form = Forms
context-typing = While typing
context-question = Questions
context-help = Help
context-finder = Finding

key-unknown = { $keys } does nothing here. { $help } shows all keys.
cannot-now = { $action }: not possible for what is selected.
cannot-store = { $action }: nothing can be changed, because nothing can be saved.
cannot-no-hospital = { $action }: there is no hospital yet. First choose how to begin.
cannot-undo = There is nothing to take back.
cannot-undo-nothing = Nothing was saved since andon was started, so there is nothing to take back.
input-method-on = Japanese input is on. Keys are read by their place.
help-title = All keys of this screen
actions-title = Find an action
actions-nothing = No action fits.
actions-elsewhere = "{ $action }" belongs to the screen "{ $place }". Select there what it is for, then press its key.

keymap-fault = { $place }: { $what }
keymap-fault-line = { $file }, line { $line }
keymap-fault-syntax = wrong syntax ({ $found }).
keymap-fault-context = there is no place "{ $found }".
keymap-fault-action = there is no action "{ $found }".
keymap-fault-condition = there is no condition "{ $found }".
keymap-fault-key = the key "{ $found }" cannot be read.
keymap-fault-twice = the key "{ $found }" is written twice.
keymap-fault-overlap = the key "{ $found }" begins like "{ $with }": they cannot be told apart.
keymap-fault-shape = "{ $found }" is not written as it must be.
keymap-fault-unreadable = the file cannot be read ({ $found }).
keymap-fault-overlay = there is no keymap "{ $found }".
keymap-fault-nearest = { " " }Perhaps: { $nearest }
keymap-defaults-run = { $first } There are { $count } mistakes in all (andon keys lists them). The default keys run.
