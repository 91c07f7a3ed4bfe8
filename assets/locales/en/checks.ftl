# Identity checks: words, refusals, mistakes in the policy file, the help of andon run, the screen.

identifier-name = full name
identifier-dob = date of birth
identifier-number = patient number
identifier-address = address
identifier-phone = telephone

stand-in-family = family
stand-in-staff = two staff who know the patient
stand-in-photo = photo document
stand-in-tag = alias tag

paper-exception-not-ticked = not ticked
paper-exception-mismatch = mismatch
paper-exception-stood-in = patient could not state it
paper-exception-no-laptop = no laptop check

check-mismatch-statement = does not match what was stated
check-mismatch-slip = not the patient of the slip

check-result-open = in progress
check-result-verified = verified
check-result-mismatched = mismatch
check-result-abandoned = given up
check-result-on-paper = on paper

refusal-no-check-policy = There is no policy for identity checks yet. Read in a checks.toml with andon import checks.
refusal-check-policy-unsafe = Patients cannot be checked safely by this policy ({ $count } places). See where with andon import checks --check.
refusal-unknown-purpose = The policy has no purpose "{ $purpose }". Choose one that it has.
refusal-unknown-check = There is no check { $check }. Check the number, or begin a new check.
refusal-slip-of-several = Slip { $slip } was registered for different people at different stations. Settle it in the list of discrepancies first.
refusal-check-over = Check { $check } is over. Begin a new check.
refusal-check-of-another = Somebody else works at check { $check }. To check the patient yourself, begin a new check.
refusal-statement-first = Nothing has been stated in check { $check } yet. Type what was stated, or give the check up; until then nothing about the patient is shown.
refusal-already-stated = Something was stated in check { $check } already. To record who speaks for the patient, begin a new check.
refusal-nothing-stated = Nothing was typed. Type what the patient states.
refusal-bed-never-counts = Bed { $bed } never identifies a patient. Ask for the full name and the date of birth.
refusal-identifier-does-not-count = By this hospital's policy the { $kind } does not count. Ask for something else.
refusal-identifier-not-on-record = There is no { $kind } on record to compare with. Ask for something else, or complete the record first.
refusal-stand-in-not-enough = For this purpose "{ $who }" cannot stand in for the patient. Check in another way.
refusal-speaks-already = In this check "{ $who }" speaks for the patient already. To change that, begin a new check.
refusal-other-person-needed = The second person must be somebody else. Another member of staff has to confirm with an account of their own.
refusal-no-second-needed = This check needs nobody else to confirm it. Go on.
refusal-needs-laptop = "{ $purpose }" for { $patient } needs a check at the laptop (look-alikes always do). If there was none, choose the exception "no laptop check".
refusal-already-entered = The check of slip { $slip } is recorded already. Check the number and go on to the next slip.
refusal-empty-batch = No slip was entered. Type a number, then save.
refusal-check-only-now = A check at a laptop is recorded at the time it is made, not at { $at }. Leave the time out. What was checked on paper before is entered with check-paper.

check-expected-toml = this cannot be read as TOML; check quotation marks and brackets
check-expected-words = a word in quotation marks
check-expected-list = a list of words in square brackets
check-expected-purposes = purposes, each beginning with [[purpose]]
check-expected-code = a code of 1 to 24 small letters, digits and hyphens, beginning with a letter
check-expected-name = a name of at most 60 characters
check-expected-made = laptop or paper
check-expected-slip = needed or optional
check-expected-second = needed or not-needed
check-expected-stand-in = family, staff, photo or tag
check-expected-identifier = name, dob, number, address or phone
check-expected-no-bed = a bed, room or ward never identifies a patient; take this word out
check-flaw-counts-too-few = two or more identifiers must count
check-flaw-third-does-not-count = third may name only what is in counts
check-flaw-no-third = a further identifier for look-alikes is needed in third
check-flaw-never-open = open_minutes must be 1 or more
check-flaw-no-alarm = alarm_after must be 1 or more
check-flaw-no-purpose = there is no purpose
check-flaw-too-few = identifiers must be 2 or more
check-flaw-too-many = identifiers is more than what counts
check-flaw-never-holds = lasts_minutes must be 1 or more
check-flaw-second-on-paper = a purpose that needs a second person needs made = "laptop"
check-flaw-twice = a purpose of this code stands before it

run-area-check = identity checks
run-do-check-begin = begins a check (patient or slip; the answer shows nothing that is expected)
run-do-check-vouch = the patient cannot state it: who or what speaks instead (before the statement)
run-do-check-state = what was stated, to be compared (dob in either calendar)
run-do-check-slip = holds the slip in hand against the patient
run-do-check-second = confirms as the second person (another account than the first)
run-do-check-abandon = gives a check up (it is kept)
run-do-check-paper = enters the boxes of a slip afterwards (on paper, never counted as blind)
run-do-check = one check (refused while nothing was stated)
run-do-checks = the checks, newest first
run-do-check-figures = the figures of a day, ward by ward
run-field-purpose = purpose
run-field-check = number of the check
run-field-exception = exception
run-field-result = result
run-expects-stated-birth = a date (1948-05-06, S23.5.6, 昭和23年5月6日)
run-expects-check = the number of a check (7-1-31.0)
run-expects-purpose = the code of a purpose of the policy

cli-about-import-checks = Adopt a policy of identity checks (checks.toml)
cli-argument-import-checks-file = The policy: a TOML file, like the checks.toml of a hospital folder
cli-checks-done = The policy of identity checks was adopted: { $purposes } purposes, { $laptop } of them checked at the laptop.
cli-checks-checked = There is no mistake: { $purposes } purposes, { $laptop } of them checked at the laptop. Nothing was adopted.
done-check-paper = the boxes of { $count } slips entered

made-laptop = at the laptop
made-paper = on the slip

action-check = Identity check
action-check-paper = Checks done on paper
action-checks = Identity checks
action-stand-in = Patient cannot state it
action-again = New check
action-except = Exception
action-turn-purpose = Other purpose
action-take-out = Take this line out
short-check = Check
short-check-paper = Paper
short-checks = Checks
short-stand-in = Cannot state
short-again = New check
short-except = Exception
short-turn-purpose = Purpose
short-take-out = Take out
context-check-purpose = Identity check: choosing the purpose
context-check = Identity check: typing
context-check-result = Identity check: the result
context-check-paper = Entering checks done on paper

check-step-purpose = Purpose
check-step-statement = Statement
check-step-slip = Slip
check-step-second = Second person
check-step-result = Result

check-say-purpose = What is the check for? Choose by number or name, then Enter. The number of a slip or a patient chooses whom.
check-say-stand-in = Who or what speaks for the patient? Only what this purpose allows is shown.
check-say-statement = Let the patient state name and date of birth, and type what you hear. Do not read anything out first.
check-say-instead = Type what is stated in the patient's stead. Do not read anything out first.
check-say-further = It matches so far. Ask one thing more and type it.
check-say-voucher = Another member of staff who knows the patient confirms with an account of their own.
check-say-slip = It matches. Scan or type the number of the slip in hand.
check-say-second = It matches. A second member of staff looks at patient and slip, and confirms with an account of their own.
check-say-second-trial = It matches. A second member of staff looks at patient and slip, and confirms with an account of their own. In this store for trying out nobody has an account: the pass phrase is not verified.
check-say-result = Result

check-for-whom = For
check-type = Purpose, number
check-nobody-yet = nobody yet (type the number of a slip or a patient)
check-nobody = It is not clear whom to check. Type the number of a slip or a patient and press Enter.
check-patient-chosen = the patient who is selected
check-purpose-none = No purpose of this name. The number of a slip or a patient is taken with Enter.
check-no-purpose = There is no such purpose. Type its number or a part of its name.
check-slip = slip { $slip }
check-two-people = two people
check-so-many = { $count } needed, { $filled } typed. Enter goes on, and compares when there is enough.
check-third-asked = Somebody here has a similar name. Ask for the address or the patient number as well.
check-not-this-one = Not to be taken for:
check-speaks = Speaks for the patient: { $who }
check-no-stand-in = For this purpose only the patient's own statement counts.
check-no-date = This is not a date. Examples: 1948-05-06, S23.5.6
check-under-way = This check is under way. { $back } gives it up.
check-name-with-figures = a name has no figures; dates and numbers have fields of their own
check-no-number = This is not a number. Letters and digits, one digit at least
check-no-slip-number = This is not a slip number. Scan or type it again.
check-slip-number = Slip number
check-user = Second person
check-phrase = Pass phrase
check-no-user = Type the name of the second person's account.
check-no-phrase = Type the pass phrase.
check-verified-by = { $used }  { $seconds } s  valid until { $until }
check-two = confirmed by { $by } and { $second }
check-slip-held = Slip { $slip } is held. Stop working on it.
check-way-on = Check the wristband and the bed, then begin again with { $again }. There is no other way on.
check-slip-matched = { $purpose }: { $kind } { $slip } is this patient's
check-alarmed = Mismatches in a row: the command post is alarmed
check-way-on-slip = { $again } begins a new check, { $cancel } cancels the slip. There is no other way on.
check-given-up = This check is over (it is kept). { $again } begins a new one.

check-paper-number = Slip number
check-paper-count =
    { $count ->
        [one] 1 slip
       *[other] { $count } slips
    }
check-paper-unknown = "{ $typed }" is neither a registered slip nor a patient number. Check the number.
check-paper-twice = "{ $typed }" was entered already. Go on to the next slip.

checks-figures = { $ward } today: checks { $checks }  mismatches { $mismatches }  median { $seconds } s  spoken for { $instead }%  paper { $paper }
checks-count = { $shown } of { $all }
checks-none = There are no identity checks yet. F6 begins one.
checks-at = At
checks-result = Result
checks-purpose = Purpose
checks-patient = Patient
checks-how = How
checks-by = By
checks-seconds = s
checks-slip = Slip

board-check-alarm = { $count } identity mismatches in a row  { $ward }  { $who }  last { $last }
board-check-alarm-slip = slip { $slip }: { $count } identity mismatches in a row  { $ward }  written for { $who }  last { $last }
detail-checks = Checks
detail-check = { $at }  { $purpose }  { $count } identifiers
detail-check-paper = { $at }  { $purpose }  on paper
detail-check-mismatch = { $at }  { $purpose }  mismatch
cannot-check = No identity check now. See whether records can be saved.

cli-about-check = Look at the identity checks that are kept
cli-about-check-list = The identity checks, newest first
cli-about-check-figures = The figures of a day, ward by ward
cli-argument-check-list-ward = Of this ward only
cli-argument-check-list-patient = Of this patient only (a number)
cli-argument-check-list-result = Of this result only (open, verified, mismatched, abandoned, on-paper)
cli-check-count = { $count } identity checks
checks-column-blind = checks
checks-column-median = median s
checks-column-instead = spoken for %
refusal-purpose-differs = { $slip } is: { $kind }. It is no slip for "{ $purpose }". Scan the slip of this purpose.
check-paper-unsaved =
    { $count ->
        [one] 1 slip is
       *[other] { $count } slips are
    } not saved; F12 saves. Throw them away?
check-paper-go-on = Go on typing
check-too-few = { $count } more needed: ask for { $kinds }.
check-mismatch-of = { $purpose }  { $bed }  { $at }  recorded by { $by }
check-mismatch-stop = STOP. Do not go on with this patient.
check-leave-question = Leave this check? What was typed is not kept.
check-leave-safe = Go on
check-leave-go = Leave the check
check-paper-how = Type in the identity checks that were ticked on paper: number, { $next }; { $except } notes an exception, { $purpose } changes the purpose, { $save } saves.
short-check-result-go-on = close
short-check-result-cancel-slip = cancel slip

check-left-lying = The identity check begun at { $at } was cut off and is recorded as abandoned. If it is still needed, begin it anew with F6.
cli-argument-check-list-purpose = For this purpose only (the word of the hospital's policy, for example transfusion)
