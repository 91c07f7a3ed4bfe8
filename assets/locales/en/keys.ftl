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
cannot-now = { $action }: not possible for the patient or bed that is selected.
cannot-store = { $action }: nothing can be changed, because nothing can be saved.
cannot-no-hospital = { $action }: there is no hospital yet. First choose how to begin.
cannot-undo = There is nothing to take back.
cannot-undo-nothing = Nothing was saved since this screen was opened, so there is nothing to take back.
input-method-on = Japanese input is on. Keys are read by their place.
help-title = All keys of this screen
actions-title = Find an action
actions-nothing = No action fits.

keymap-fault-syntax = { $file } line { $line }: not well-formed: { $found }
keymap-fault-context = { $file } line { $line }: there is no place called "{ $found }".
keymap-fault-action = { $file } line { $line }: there is no action "{ $found }".
keymap-fault-condition = { $file } line { $line }: there is no condition "{ $found }".
keymap-fault-key = { $file } line { $line }: "{ $found }" is no key.
keymap-fault-twice = { $file } line { $line }: "{ $found }" is written twice.
keymap-fault-overlap = { $file } line { $line }: "{ $found }" begins another sequence, or goes on from one; one of them could never be typed.
keymap-fault-shape = { $file } line { $line }: "{ $found }" is not written as it must be.
keymap-fault-nearest = Did you mean { $nearest }?
keymap-defaults-run = The keymap has { $count } mistakes, so the default keys run.
