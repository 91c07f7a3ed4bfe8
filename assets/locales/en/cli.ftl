# Without a terminal screen: help of the commands, results, mistakes.

cli-about-andon = Keeps a hospital's inpatients, beds and movements on one laptop while the EHR is down
cli-about-demo = Try the sample hospital (it is gone when you leave)
cli-about-init = Make a new store out of a hospital folder
cli-about-import = Import a list of another system
cli-about-census = Write the list of inpatients
cli-about-where = Tell where a patient is, or who is in a bed
cli-about-verify = Check that everything saved can be read (writes nothing)
cli-about-run = Carry out JSON commands, one a line, and answer each
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
cli-argument-time_zone = Time zone of the hospital
cli-argument-file = File (of run: - or nothing is standard input)
cli-argument-check = Check only, import nothing
cli-argument-ward = This ward only
cli-argument-format = Format of the output: table for people, json or csv for programs
cli-argument-what = An identifier of a patient, or ward-room-bed
cli-argument-keymap = Keymap over the default one: compact (no function keys) or vim
cli-argument-out = Folder for the manual pages
cli-argument-shell = Shell: bash, zsh or fish
cli-argument-help = Show help (-h is the short form)
cli-argument-version = Show the version
cli-argument-command = The command to explain
cli-argument-subcommand = The command to explain

cli-heading-usage = Usage
cli-heading-tasks = Commands
cli-heading-arguments = Arguments
cli-heading-options = Options
cli-heading-exit = EXIT CODE
cli-task = COMMAND
cli-manual = andon manual
cli-after-andon =
    Without a command the terminal program opens.
    Exit code: 0 done, 1 something was refused or mistakes were found, 2 it could not run
    Results go to standard output, mistakes to standard error.

cli-wrong = This cannot be understood: { $argument } { $value }
cli-wrong-unknown-argument = There is no argument { $argument }.
cli-wrong-unknown-task = There is no command { $argument }.
cli-wrong-missing = Missing: { $argument }
cli-wrong-value = { $argument } cannot be "{ $value }".
cli-wrong-utf8 = An argument is not UTF-8.
cli-wrong-conflict = { $argument } cannot be combined with another argument that is there.
cli-wrong-help = andon help shows how it is used.
cli-wrong-user = "{ $user }" cannot be a user name: at most 40 small letters, digits and . - _

cli-no-folder = There is no folder for the store. Name one with --dir or ANDON_DIR.
cli-store-none = There is no store in { $folder }. Make one with andon init, or name another folder with --dir.
cli-store-there = There is a store in { $folder } already. Nothing was changed. Name another folder.
cli-holder = process { $process }, { $who }, since { $since }
cli-holder-unknown = nobody knows who
cli-store-locked = Another andon works with { $folder } ({ $detail }). End that one and try again.
cli-store-newer = { $folder } has a format of a newer andon ({ $detail }). Use the newer program.
cli-store-disk-full = The disk is full ({ $detail } MB left). Make room and try again.
cli-store-other = The store cannot be opened: { $detail }
cli-no-terminal = The screens need a terminal: start andon in one directly. andon help lists the commands that need none.
cli-terminal = The terminal cannot be used: { $why }
cli-progress-open = Rebuilding the index
cli-progress-verify = Checking the records

cli-input-failed = The input could not be read further ({ $why }). Everything up to here has been answered.
cli-cannot-read = { $file } cannot be read: { $why }
cli-cannot-write = { $folder } cannot be written to: { $why }

cli-init-done = A store was made in { $folder }: { $hospital }, station { $station }, { $departments } departments, { $wards } wards, { $beds } beds, { $cots } cots.
cli-hospital-without-name = Hospital without a name
cli-import-done = { $count } lines were imported: { $new } new inpatients, { $known } were here already.

cli-census-count = { $count } inpatients
cli-not-known = ?
cli-column-id = id
cli-column-age = age
cli-column-place = where
cli-column-context = screen
cli-column-keys = keys
cli-column-does = does
cli-place-in-transit = in transit (to { $bed })
cli-place-expected = expected
cli-place-left = discharged
cli-where-nobody = There is no inpatient.
cli-where-unreadable = "{ $found }" cannot be read. Expected: { $expected }

cli-verify-damage = Damage: { $place }
cli-verify-read = { $records } records, { $bytes } bytes, head { $head }
cli-verify-torn = There is an unfinished record at the end (a power cut; it was never said to be saved).
cli-verify-sound = Everything can be read. There is no damage.
cli-verify-damaged = There is damage in { $count } places. Do not change this folder, and tell an administrator.
