# Without a terminal screen: help of the commands, results, mistakes.

cli-about-andon = Keeps a hospital's inpatients, beds and movements on one laptop while the EHR is down
cli-about-demo = Try the sample hospital (it is gone when you leave)
cli-about-init = Make a new store out of a hospital folder
cli-about-import = Import a list of another system
cli-about-import-census = Import a list of inpatients, all of it or nothing
cli-about-census = Write the list of inpatients
cli-about-where = Tell where a patient is, or who is in a bed
cli-about-verify = Check that everything saved can be read (writes nothing)
cli-about-run = Carry out JSON commands, one a line, and answer each
cli-about-print = Print documents, on a printer or as PDF
cli-about-print-list = The inpatients of all wards
cli-about-print-ward = The list of a ward
cli-about-print-headcount = The headcount sheet, without names
cli-about-print-labels = Patient labels
cli-about-print-wrist = Paper wrist strips
cli-about-print-packets = Packets for whoever comes unknown: a sheet and its labels for each number
cli-about-print-summary = The patient summary for a transfer
cli-about-print-scores = The sheet for nursing-necessity scores
cli-about-print-meals = The sheet for meals
cli-about-print-report = The daily report
cli-about-print-slip = A slip in all its copies, or one of them
cli-about-print-blanks = Numbered blank forms for a ward
cli-about-print-run-sheet = The sheet of a carrier's run
cli-about-print-desk-register = The register of a desk
cli-about-print-queues = List the printers
cli-about-print-jobs = What was printed; open jobs are looked at
cli-about-print-forecast = Forecast paper and toner
cli-about-forms = The forms of the paper
cli-about-forms-check = List every mistake in the hospital's form files
cli-about-keys = List the keys
cli-about-man = Write the manual pages
cli-about-completions = Write shell completions
cli-about-help = Show this help, or the help of a command

cli-argument-dir = Folder of the store (also ANDON_DIR; default: the platform's data folder)
cli-argument-lang = Language, ja or en (default: from the environment)
cli-argument-user = Name of the user whose word is recorded (small letters and digits; also ANDON_USER)
cli-argument-hospital = Folder with departments.csv, wards.csv and beds.csv
cli-argument-station = Number of this laptop, 1 to 999, no other in the hospital may have it
cli-argument-name = Name of the hospital
cli-argument-time_zone = Time zone of the hospital (default: Asia/Tokyo)
cli-argument-file = File; - or nothing is standard input
cli-argument-import-census-file = The list: a CSV file, UTF-8 or Shift_JIS
cli-argument-check = Check only, import nothing
cli-argument-ward = This ward only
cli-argument-format = Format of the output: table for people (the default), json or csv for programs
cli-argument-what = An identifier of a patient, or ward-room-bed
cli-argument-which = The code of the ward (for example 5E-1)
cli-argument-patient = The patient's number
cli-argument-day = The day, for example 2026-11-26 (today by default)
cli-argument-days = For how many days (1 by default)
cli-argument-count = How many (1 by default)
cli-argument-numbers = Numbers of packets (without one: all that were prepared and never printed)
cli-argument-print-packets-labels = Labels for each packet (24, one sheet, by default)
cli-argument-first = The first free position of the label sheet, from 1 at the upper left (1 by default)
cli-argument-single = One by one, for a label printer
cli-argument-reason = Why a number that was printed before is printed again
cli-argument-pdf = Write this PDF file (never over another file)
cli-argument-printer = Print on this queue
cli-argument-preview = Do not print, show the content as text
cli-argument-print-slip-slip = The slip (e.g. S07-100123-41); with /2 its second copy alone
cli-argument-print-slip-revision = Print this revision (default: the one that holds; one that was replaced comes out void)
cli-argument-print-slip-seen = Its warnings, such as allergies, were looked at
cli-argument-print-slip-reason = Why a slip that was printed before is printed again
cli-argument-print-a5 = One page on each A5 (default: two on each A4)
cli-argument-print-blanks-count = How many of each type (default 10)
cli-argument-print-blanks-kind = The type of slip (e.g. rx-inpatient; default: all). May be given several times
cli-argument-print-blanks-pad = Take no new numbers; print the unused forms of the pad that begins with this number
cli-argument-print-blanks-reason = Why forms that were printed before are printed again
cli-argument-run = The run (e.g. 7-1-31)
cli-argument-desk = The word of a desk, or the code of a ward (e.g. pharmacy)
cli-argument-forms = The folder of form files (forms in the store by default)
cli-argument-check-preview = A folder for examples of the forms, as PDF
cli-argument-keymap = Keymap over the default one: compact (no function keys) or vim
cli-argument-out = Folder for the manual pages, e.g. man
cli-argument-shell = Shell: bash, zsh or fish
cli-argument-help = Show help (-h: the short form)
cli-argument-version = Show the version
cli-argument-command = The command to explain
cli-argument-subcommand = The command to explain

cli-heading-usage = Usage
cli-heading-tasks = Commands
cli-heading-arguments = Arguments
cli-heading-options = Options
cli-task = COMMAND
cli-options = OPTIONS
cli-manual = andon manual
cli-after-andon =
    Without a command the terminal program opens.
    Exit code: 0 done, 1 something was refused or mistakes were found, 2 it could not run
    Results go to standard output, mistakes to standard error.
cli-after-demo = The sample is a hospital of 865 beds with about 600 inpatients, all invented. Nothing of it is kept.
cli-after-init =
    The tables may be UTF-8 or Shift_JIS. Every mistake is listed with file, line, column, what was found and what was expected; as long as there is one, nothing is made.

    Example: andon init --hospital ./hospital --station 7 --name "Osaka Sample Hospital"
cli-after-import-census =
    The columns are those that andon census --format csv writes. The list is taken as a whole or not at all: every line that does not fit is listed with its reason. Lines that are here already change nothing, so that a list can be read in again.

    Example: andon import census inpatients.csv --check
cli-after-census =
    csv has the columns of andon import census in the same order, further columns behind them; json is an array with an object a line. Whoever is in transit stands in the ward that was left.

    Example: andon census --ward 5E --format csv > 5E.csv
cli-after-where =
    Examples: andon where 00022012
              andon where 5E-501-1
cli-after-verify = Exit code 1 when there is damage. The number and the sum of the last record can be compared with those on paper.
cli-after-run =
    Examples: andon run commands.jsonl > answers.jsonl
              andon help run | less
cli-after-keys = Keys of your own are read from keys.toml in the folder of preferences (ANDON_CONFIG).
cli-after-man =
    Without --out the first page is written to standard output.

    Examples: andon man | man -l -
              andon man --out man
cli-after-completions =
    Examples: andon completions bash > ~/.local/share/bash-completion/completions/andon
              andon completions zsh > ~/.zfunc/_andon
              andon completions fish > ~/.config/fish/completions/andon.fish

cli-wrong = This cannot be understood: { $argument } { $value }
cli-wrong-unknown-argument = There is no argument { $argument } here.
cli-wrong-unknown-task = There is no command { $argument }.
cli-wrong-missing = Something that is needed is missing:
cli-wrong-value = { $argument } cannot be "{ $value }".
cli-wrong-no-value = { $argument } needs a value.
cli-wrong-twice = { $argument } is there twice. Keep one.
cli-wrong-utf8 = An argument is not UTF-8. Write it in another way.
cli-wrong-conflict = { $argument } cannot be combined with another argument that is there. Leave one out.
cli-wrong-help = More about it: andon help { $task }
cli-wrong-user = "{ $user }" cannot be a user name: at most 40 small letters, digits and . - _

cli-no-folder = There is no folder for the store. Name one with --dir or ANDON_DIR.
cli-store-none = There is no store in { $folder }. Make one with andon init, or name another folder with --dir.
cli-store-there = There is a store in { $folder } already. Nothing was changed. Name another folder with --dir.
cli-holder = process { $process }, { $who }, since { $since }
cli-holder-nameless = process { $process }, since { $since }
cli-holder-unknown = nobody knows who
cli-store-locked = Another andon works with { $folder } ({ $detail }). End that one and try again.
cli-store-newer = { $folder } has a format of a newer andon ({ $detail }). Use the newer program.
cli-store-disk-full = The disk is full ({ $detail } MB left). Make room and try again.
cli-store-not-permitted = You may not read and write { $folder }. Let an administrator of this laptop give you the right, or name another folder with --dir.
cli-store-header = The store in { $folder } cannot be told: its header is missing or damaged. The records may be whole. Change nothing in this folder, and tell an administrator.
cli-store-block-too-large = No store was made. Block { $detail } (--installation) has no room in the forms of numbers that a new store begins with: the largest is { $most }. See whether the number is right. If it is, make the store without --installation, adopt forms with more digits for the installation (andon id schemes --help), and grant the block then (andon id grant { $detail }).
cli-store-block-taken = A store that was on this laptop before has given numbers from block { $detail } of this station; the same numbers would be given again. Nothing was changed. Ask the laptop that was set up first, or look at the list of blocks, for the next one (--installation).
cli-store-other = The store in { $folder } cannot be opened: { $detail }. Check that you may read and write this folder, then try again; if it goes on, run andon verify and tell an administrator.
cli-no-terminal = The screens need a terminal: start andon in one directly. andon help lists the commands that need none.
cli-terminal = The terminal cannot be used: { $why }
cli-progress-open = Rebuilding the index
cli-progress-verify = Checking the records

cli-run-keyboard = Reading commands from the keyboard, one JSON object a line. Ctrl-D ends. andon help run shows the vocabulary.
cli-input-failed = The input could not be read further ({ $why }). Everything up to here has been answered.
cli-system-not-found = there is nothing of this name
cli-system-not-permitted = you may not do that here
cli-system-folder = it is a folder
cli-system-no-folder = a part of the path is no folder
cli-system-full = the disk is full
cli-unheard = The results could not be written to the end: { $why }. Write them somewhere else.
cli-cannot-read = { $file } cannot be read ({ $why }). Check the name and the permissions.
cli-cannot-write = { $folder } cannot be written to ({ $why }). Name another folder with --out.

cli-init-done = A store was made in { $folder }: { $hospital }, station { $station }, { $departments } departments, { $wards } wards, { $beds } beds, { $cots } cots.
cli-hospital-without-name = Hospital without a name
cli-import-done = { $count } lines were imported: { $new } new inpatients, { $known } were here already.

cli-census-count = { $count } inpatients
cli-not-known = ?
cli-column-id = id
cli-column-other-numbers = other numbers
cli-column-age = age
cli-column-place = where
cli-column-context = screen
cli-column-keys = keys
cli-column-does = does
cli-place-in-transit = in transit (to { $bed })
cli-place-expected = expected
cli-place-left = discharged
cli-where-empty = Bed { $bed } is empty.
cli-where-blocked = It is blocked ({ $reason }).
cli-where-reserved = It is reserved for { $patient }.
cli-where-not-here = { $patient } is registered, and not an inpatient now.
cli-where-expected = { $patient } is expected, and no bed is reserved.
cli-where-also = The person also goes by: { $numbers }
cli-where-unreadable = "{ $found }" cannot be read. Expected: { $expected }

cli-verify-damage = Damage: { $place }
cli-verify-read = { $records } records, { $bytes } bytes, head { $head }
cli-verify-torn = There is an unfinished record at the end (a power cut; it was never said to be saved).
cli-verify-sound = Everything can be read. There is no damage.
cli-verify-damaged = There is damage in { $count } places. Do not change this folder, and tell an administrator.

# Manual pages.
man-name = NAME
man-synopsis = SYNOPSIS
man-description = DESCRIPTION
man-commands = COMMANDS
man-arguments = ARGUMENTS
man-options = OPTIONS
man-keys = KEYS OF THE SCREENS
man-keys-about = The default keys. andon keys lists them with the overlays compact (no function keys) and vim, too.
man-vocabulary = VOCABULARY OF ANDON RUN
man-refusals = REFUSALS OF ANDON RUN
man-exit = EXIT STATUS
man-exit-codes =
    0: done
    1: something was refused, or mistakes were found
    2: it could not run, or not to the end
    128 and more: the screens were ended by the signal of this number less 128
man-environment = ENVIRONMENT
man-environment-dir = Folder of the store, when --dir does not name it
man-environment-user = Name of the user, when --user does not give it
man-environment-config = Folder of the preferences (default: the platform's)
man-environment-no-color = The screens show no colours when this is set
man-environment-lang = The language, when --lang does not name it: English when it begins with en, otherwise Japanese
man-files = FILES
man-files-journal = In the store: the records. They are the truth; keep them, and never change them.
man-files-sled = In the store: an index. It can be deleted at any time and is made again.
man-files-preferences = In the folder of the preferences: what this laptop remembers (language, colours, ward). Nothing about patients.
man-files-keys = In the folder of the preferences: keys of your own.
man-files-log = In the folder of the preferences: a log for support, of what was done and when. No name or number of a patient is in it.
man-files-drafts = In the store: what is being typed. After an interruption it is open again as it was.
man-images = IMAGES OF A LAPTOP
man-see-also = SEE ALSO

cli-about-import-slips = Loads the kinds of slips, the desks and the drug groups (a file takes the place of the standard one of its name)
cli-argument-import-slips-folder = the folder with the toml files (without one: the standard ones)
cli-argument-import-slips-check = reads only, and changes nothing
cli-after-print-list = "*" in the column of states: inquiries are restricted; callers and visitors are answered as if the patient were not here.
cli-after-print-ward = "*" in the column of states: inquiries are restricted; callers and visitors are answered as if the patient were not here.
cli-after-import-slips =
    Example: andon import slips hospital/slips --check
cli-import-slips-done = The slip settings are loaded: { $kinds } kinds, { $desks } desks, { $groups } groups of drugs.
cli-import-slips-checked = Nothing is wrong: { $kinds } kinds, { $desks } desks, { $groups } groups of drugs.
cli-column-copy = Copy
cli-column-role = Role
cli-column-where = Where
cli-column-since = Since
cli-where-slip = { $kind }  { $patient }  next: { $next }

cli-about-export = Write tables for spreadsheets and other systems
cli-about-export-slips = Write a table of slips
cli-argument-about = Which table: copies (not accounted for), billing (not billed), desk (what lies there), queries, load or runs
cli-argument-from = From this day on (copies: slips written on this day), for example 2026-11-26
cli-argument-until = Up to this day
cli-argument-export-slips-patient = The patient's number (billing)
cli-argument-export-slips-format = Format: sheet (CSV for a spreadsheet, the default), csv (for programs) or json
cli-export-post = Not the code of a desk or ward: { $found }. Write a code as andon run takes it for desk
cli-export-day = Not a day: { $found }. Write it as 2026-11-26
cli-export-patient = Not a patient's number: { $found }
cli-export-desk-missing = Say which desk (for example --desk pharmacy)
