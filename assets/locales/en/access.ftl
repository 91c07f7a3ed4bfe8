# Accounts, pass phrases, the way into a store.

set-up-phrase = Pass phrase
set-up-phrase-means = At least 16 characters: four or five words that mean something to you alone. It opens this laptop; tell it to nobody.
set-up-phrase-short = at least 16 characters
set-up-again = Once more
set-up-again-means = The same once more, so that a slip of the finger locks nobody out.
set-up-again-differs = not the same

phrase-too-short = The pass phrase has { $found } characters; at least { $least } are needed. Take four or five words that mean something to you alone.
phrase-too-long = The pass phrase is longer than 200 characters. Take a shorter one.
phrase-common = The pass phrase is made of words that are tried first. Take words that mean something to you alone.
phrase-monotonous = The pass phrase repeats the same few characters. Take four or five words.
phrase-holds-user-name = The user name is in the pass phrase. Take other words.

cli-phrase-prompt = Pass phrase of { $user }: { "" }
cli-phrase-new = New pass phrase of { $user } (at least 16 characters): { "" }
cli-phrase-again = Once more: { "" }
cli-phrase-differs = The two pass phrases are not the same. Nothing was made. Try again.
cli-store-phrase-needed = The store in { $folder } opens with a pass phrase only. Name the user with --user and a file with the pass phrase with --passphrase-file (or ANDON_USER and ANDON_PASSPHRASE_FILE).
cli-store-wrong = This is not the user name and pass phrase of an account of { $folder }. { $detail } more can be tried, then the account is locked for 15 minutes.
cli-store-locked-out = The account is locked for { $detail } more minutes after five failures ({ $folder }). Wait, or let the night supervisor set a new pass phrase.
cli-store-phrase = { $detail }
cli-argument-passphrase_file = File whose first line is the pass phrase of the user (also ANDON_PASSPHRASE_FILE)
cli-argument-administrator = Name of the first administrator as it is shown (default: the user name)
cli-argument-recovery_file = New file for the recovery key, to be printed and deleted (default: it is written out once)
cli-argument-trial = Make a store for trying out and training: no accounts, everybody may everything; nobody real may be in it
cli-init-who = Say who becomes the first administrator: --user NAME and --passphrase-file FILE (or a terminal to type it in). For trying out and training: --trial.
cli-init-recovery =
    RECOVERY KEY   { $hospital }, station { $station }

        { $recovery }

    It opens this laptop when nobody's pass phrase does. It is shown this once. Print it, lock the sheet away, and leave no copy on any computer.

refusal-no-account = You have no account here. Let an administrator open one.
refusal-account-closed = Your account is closed. Ask an administrator.
refusal-unknown-account = There is no account { $user }. See andon user list.
refusal-user-name-taken = The user name { $user } is, or was, somebody's. Choose another: a name is never given twice.
refusal-user-name-reserved = Nobody can be called { $user }. Choose another user name.
refusal-role-not-for-people = This role is for no person. See andon user roles.
refusal-last-administrator = This is the only administrator. Make another one first.
refusal-account-not-open = The account { $user } is closed. Open it again first.
refusal-account-is-open = The account { $user } is open already. There is nothing to do.
refusal-account-unchanged = { $user } is all of this already. Nothing was changed.

recovery-title = Recovery key
recovery-text = { $recovery } is the recovery key. Print it now or write it down letter by letter, and lock the sheet away. It opens this laptop when nobody's pass phrase does, and it is shown this once. Next, open accounts for those who work: andon user add, or user import. Administrators handle no patients.
recovery-written = Written down


cli-about-user = Who may work here, and what opens the laptops for them
cli-about-user-roles = Show what each role may do
cli-about-user-list = List the accounts
cli-about-user-add = Open an account; a first pass phrase is drawn for paper
cli-about-user-import = Open the accounts of a staff list, all of them or none
cli-about-user-change = Change the name, role, duty or wards of an account
cli-about-user-passphrase = Set a new pass phrase of one's own
cli-about-user-reset = Draw a new first pass phrase for somebody
cli-about-user-close = Close an account
cli-about-user-reopen = Open a closed account again
cli-argument-account = User name of the account
cli-argument-full_name = Name of the person as it is shown
cli-argument-role = Role, see andon user roles
cli-argument-duty = Duty beside the role: night-supervisor (none takes it away)
cli-argument-user-ward = Ward the person cares for; may be given several times (none: no ward of their own, restricted patients ask why)
cli-argument-user-add-ward = Ward the person cares for; may be given several times (none: no ward of their own, restricted patients ask why)
cli-argument-user-change-ward = Ward the person cares for; may be given several times
cli-argument-slips = New file for the first pass phrases, to be printed and deleted (default: written out once)
cli-argument-new_file = File whose first line is the new pass phrase (default: typed)
cli-argument-user-import-file = The list: a CSV file with user, name, role and, if you like, wards and duty
cli-after-user-import =
    Columns: user, name, role; optional wards (blanks between) and duty. Every person gets a first pass phrase, drawn by the program and to be changed at first use.

    Example: andon user import staff.csv --slips slips.txt
cli-paper-cannot-write = { $file } cannot be written ({ $why }). Name a new file on a disk that takes it. Nothing was done.

user-column-user = User
user-column-name = Name
user-column-role = Role
user-column-wards = Wards
user-column-state = State
user-state-open = open
user-state-closed = closed
user-state-first = waits for first use
user-is-now = { $user } ({ $name }): { $role }, { $state }
user-opened = { $count } first pass phrases were drawn. Hand them over on paper; each is to be changed at first use.
user-slip =
    ------------------------------------------------------------
    { $name }
      user name           { $user }
      first pass phrase   { $phrase }
      Change it at first use: at least 16 characters, four or five words.
      Then destroy this slip.
    ------------------------------------------------------------

role-ward-clerk = ward clerk
role-nurse = nurse
role-physician = physician
role-emergency = ED
role-pharmacy = pharmacy
role-desk = other desk
role-carrier = carrier
role-billing = billing
role-information-desk = information desk
role-command-post = command post
role-administrator = administrator
role-auditor = auditor
role-board = board
role-trial = trying out
role-envelope = by an envelope
role-recovery = recovery sheet
duty-night-supervisor = night supervisor

deed-change-people = record and correct people
deed-change-census = admit, move, discharge
deed-change-beds = block and keep beds
deed-change-settings = change the hospital
deed-import = import lists
deed-undo = take back
deed-close-discrepancy = close discrepancies
deed-answer-inquiry = answer inquiries
deed-keep-for-recovery = record for back-entry
deed-print = print
deed-change-slip-types = change the kinds of slips
deed-write-slips = write, cancel slips
deed-carry-slips = carry, receive, file slips
deed-work-on-slips = register forms, reissue, work on slips, queries
deed-bill-slips = bill slips
deed-check-identity = check identities
deed-issue-numbers = give and link patient numbers
deed-read-slips = see slips
deed-read-census = see the inpatients
deed-read-person = open a person
deed-manage-accounts = manage accounts
deed-reset-pass-phrase = reset others' pass phrases
deed-change-pass-phrase = change their own pass phrase
deed-read-audit = read the audit trail

refusal-first-pass-phrase = This is the first pass phrase. Set your own first: andon user passphrase, or in the program.
deed-grant-numbers = issue blocks of numbers

action-lock = Lock this laptop
lock-title = Locked
lock-means = This laptop is locked. Nothing is lost; what was open is behind the lock.
lock-user = User
lock-secret = Pass phrase
lock-looking = One moment.
lock-wrong = Not the right pass phrase. { $left } more can be tried, then the account is locked for 15 minutes.
lock-locked-out = The account is locked for { $minutes } more minutes after five failures. Another user may work here; the night supervisor can set a new pass phrase.
lock-no-user = A user name is needed: small letters, digits, . - and _
lock-failed = This could not be done: { $why }
lock-opened = Unlocked.
lock-welcome = { $user } works here now.

deed-leave-trace = leave traces in the audit trail
deed-break-glass = break the glass
deed-review-glass = review broken glass
deed-read-contacts = see how people are reached
refusal-reason-needed = This patient is restricted, and the ward is not yours. Say why you open it; the reason is kept.
refusal-words-needed = Say the reason in words. Without it nothing is recorded.
refusal-unknown-glass = No such breaking of the glass waits for a review. Choose from the list; one's own is reviewed by somebody else.
glass-emergency = emergency
glass-nobody-else = nobody else there
glass-hand-over = hand-over
glass-locked-out = account locked
glass-other = other

verify-opened = Every seal was opened: { $commits } commits, none of this laptop's missing, held to { $anchors } times that somebody came in.
verify-register = The register of former patients was read, too: { $people } people.
verify-frames-only = Frames and chain were proved, and no more: without a user the seals stay shut. With --user and --passphrase-file they are opened as well.
cli-about-audit = Show who did and saw what
cli-about-user-glass = List who broke the glass, and whether it was reviewed
cli-argument-of = Only what this user did
cli-argument-audit-what = Only this kind, e.g. opened, attempted, admitted
cli-argument-audit-patient = Only about this patient (as shown in the list)
cli-after-audit = Attempts to come in are in the list with the others: attempted without entered is a failure.
audit-unread = { $count } records cannot be read and are not in the list. See andon verify for where they are.
audit-column-recorded = Recorded
audit-column-record = No.
audit-column-at = When
audit-column-station = Station
audit-column-user = User
audit-column-what = What
audit-column-patient = Patient
audit-column-detail = Detail

# The entrance, the lock, the number of a shift
entrance-title = Sign in
entrance-means = This laptop is sealed. Type your user name and your pass phrase to open it.
entrance-keys = Enter open  Tab next  Ctrl-E envelope code  Ctrl-L 日本語  Ctrl-Q quit
lock-keys = Enter unlock  Tab next  Ctrl-U erase  Ctrl-E envelope code  Ctrl-L 日本語
lock-code = Envelope code
lock-code-means = While your account is locked, the code of an envelope gives the care of patients for one hour. It is good once, is recorded as broken glass, and the command post looks at it.
lock-envelope-not-needed = This account is not locked. Type the pass phrase (the night supervisor resets one that was forgotten). The envelope stays good.
lock-not-by-envelope = Administrators, auditors and the command post do not come in by an envelope. Let another administrator reset the pass phrase. The envelope stays good.
lock-pin-or-secret = Pass phrase or PIN
lock-again = Once more
lock-own = Present pass phrase
lock-differs = The two are not the same. Type it once more.
lock-no-pin = You have set no PIN in this shift, or it is over. Type your pass phrase.
lock-wrong-pin = { $left ->
    [0] Not the PIN. It can no longer be used: type your pass phrase.
    [one] Not the PIN. One more try.
   *[other] Not the PIN. { $left } more tries.
 }
lock-bad-pin = Take 4 to 8 digits, not all the same and not in a row like 1234.
lock-no-envelope = No envelope that can be used holds this code. Check the user name and the letters in the envelope (five groups of five).
new-phrase-title = Your own pass phrase
new-phrase-means = You came in with the first pass phrase that was handed to you on paper. Think up your own (16 characters or more: four or five words that mean something to you alone). Nothing else can be done before.
new-phrase-keys = Enter go on, change   Tab next field   Esc somebody else
new-phrase-secret = New pass phrase
new-phrase-set = { $user }, your pass phrase is changed. Shred the paper with the first one.
new-pin-title = PIN for this shift
new-pin-by-envelope = Whoever came in by an envelope sets no PIN.
new-pin-means = 4 to 8 digits for unlocking quickly. Your pass phrase is asked for first. They are good on this laptop and within this shift (12 hours). Three wrong ones end it.
new-pin-keys = Enter go on, set   Tab next field   Esc leave it
new-pin-secret = PIN (4 to 8 digits)
new-pin-set = { $user }, your PIN is set: it unlocks this laptop.

action-change-user = Change the user
action-set-pin = Set a PIN for this shift
action-break-glass = Break the glass
action-review-glass = Review broken glass
menu-lock = Takes everything personal off the screen. What was being typed stays as it is. It happens by itself when nobody presses a key.
menu-change-user = Somebody else works at this laptop. What you were typing waits until you are back.
menu-set-pin = A PIN for unlocking quickly, for this shift only.
menu-break-glass = Care beyond your role: choose a reason and it works at once, for one hour; the command post looks at it afterwards.
menu-review-glass = Look at what was done beyond a role (command post, auditor).
glass-title = Break the glass ({ $minutes } minutes, recorded)
glass-in-words = type the reason
glass-words-needed = For "other", type the reason.
glass-banner = glass broken, { $minutes } min
glass-none = No broken glass waits for a review.
glass-seen = seen
glass-by-envelope = came in by an envelope
detail-closed = A restricted patient. Open with Enter and say why.
detail-not-yours = This role opens no patient.
detail-contacts-behind = Enter shows whom to call (recorded).
detail-why = Reason for looking
detail-why-kept = Enter opens, Esc goes back. The reason and the look are in the audit trail.
refusal-not-proved = This is not the pass phrase of this account. { $left } more tries before it is locked.
refusal-locked-out = This account is locked for { $minutes } minutes after five failures. Somebody else with an account confirms.
refusal-no-pin = A PIN is not enough to confirm. Type the pass phrase.
refusal-only-administrators = Pass phrases of administrators, auditors and the command post are reset by administrators only. Ask one of them.
refusal-only-the-ward = The restriction is lifted by the patient's ward or the command post only. Call the ward.

cli-about-user-envelopes = seal codes for the day when accounts are locked
cli-argument-user-envelopes-count = how many envelopes (1 to 200)
cli-argument-recovery_key_file = file whose first line is the recovery key, for when no pass phrase opens the store (as nobody's name: opens and reopens accounts, resets pass phrases)
user-envelope =
    ------------------------------------------------------------
    Envelope { $number }   for emergencies, good once
      code    { $code }
      When your account is locked, your user name and this code open the laptop.
      Using it is recorded as broken glass, and the command post looks at it.
    ------------------------------------------------------------
user-envelopes-sealed = { $count } codes sealed. Put each into an envelope, seal it, and keep them with the night supervisor.
cli-about-user-break-glass = care beyond your role (one hour, recorded and reviewed)
cli-argument-user-break-glass-reason = why: emergency, nobody-else, hand-over, locked-out, other
cli-argument-words = the reason in words (needed for other)
user-glass-broken = The glass is broken for { $minutes } minutes. The command post will look at it.
lock-means-trial = This laptop is locked. In the sample and in a store for training, Enter alone goes back.
lock-needed = Type the pass phrase.

# A second factor
cli-about-user-second-factor = Choose a second factor of one's own: an authenticator, or printed codes
cli-argument-user-second-factor-kind = authenticator, codes (printed), or off
cli-argument-user-second-factor-account = Somebody who has lost theirs (off only; by administrators and the night supervisor)
cli-argument-code = Code of the second factor: the six digits of the authenticator, or a printed code
cli-code-prompt = Code of the second factor: { "" }
cli-store-code-needed = This user has a second factor. Give its code with --code.
cli-store-wrong-code = Not the code of the second factor. { $detail } more can be tried, then the account is locked for 15 minutes.
lock-second = Code
lock-code-needed = This user has a second factor. Type the pass phrase again, and the six digits of the authenticator or a printed code.
lock-wrong-code = Not the code of the second factor, or it was used. { $left } more can be tried, then the account is locked for 15 minutes.
user-second-set = The second factor is set. It is asked for from the next time on.
user-second-authenticator =
    ------------------------------------------------------------
    Second factor of { $user }
      To be typed into the authenticator (6 digits, 30 seconds)
        key       { $secret }
      When the authenticator is not there, or the laptop's clock is wrong (each once)
        code      { $codes }
    ------------------------------------------------------------
user-second-codes =
    ------------------------------------------------------------
    Second factor of { $user } (each once)
        code      { $codes }
    ------------------------------------------------------------

# Accounts (the screen)
action-accounts = Accounts
menu-accounts = Who has an account, who is locked out or has not come in yet; a first pass phrase for whoever lost theirs (administrator, night supervisor). Roles and closing are the administrator's.
context-accounts = Accounts
action-reset-phrase = New first pass phrase
short-reset-phrase = Reset
action-close-account = Close the account
short-close-account = Close
action-reopen-account = Open a closed account again
short-reopen-account = Reopen
action-change-role = Change role and duty
short-change-role = Change
short-accounts-review-glass = Glass
accounts-count = { $count } accounts   { $locked } locked   { $waiting } with glass to review
accounts-means = Locks are this laptop's. A new first pass phrase ends a lock.
accounts-locked = locked, { $minutes } min
accounts-glass = review glass: { $count }
accounts-empty = Nobody has an account. Open them with andon user add or user import.
accounts-nothing = No account matches. Esc shows all of them again.
accounts-none-selected = No account is selected.
accounts-second = second factor
accounts-second-set = in use
accounts-reviewed = reviewed ({ $user }: { $remark })
accounts-unreviewed = waits for review
accounts-leave = Leave it
accounts-close = Close
accounts-print = Print
accounts-ask-reset-phrase = { $name } ({ $user }) gets a new first pass phrase. The one they have opens nothing any more, and a lock ends. Can you hand it to them in person?
accounts-ask-close-account = { $name } ({ $user }) is let in at no laptop any more. The account can be opened again.
accounts-ask-reopen-account = { $name } ({ $user }) is let in again, with the pass phrase from before.
accounts-ask-change-role = { $name } ({ $user }): from { $from } to { $to }. From the next key on they may what that role may, and nothing else.
accounts-first = First pass phrase
accounts-first-text = { $phrase } is the first pass phrase of { $name } ({ $user }). It is shown this once. Print it or write it down, and hand it to them in person. It has to be changed when it is first used.
accounts-duty-give = Give the duty { $duty }
accounts-duty-take = Take the duty { $duty }
accounts-role-now = now
accounts-no-role = No role of this name.
paper-hand-out = Paper to hand over
deed-read-accounts = see the accounts
deed-copy-store = choose the mirror at the screen
user-state-locked = locked, { $minutes } min

cli-about-recovery = The recovery key
cli-about-recovery-renew = Draw a new recovery key; the one before lets nobody in any more
cli-after-recovery-renew =
    For a sheet that is lost or was seen. Only administrators may.
    The program lets nobody in by the key before. Whoever has taken the folder itself away opens it with that key all the same (SECURITY.md). Each laptop has its own.
recovery-renewed = A new recovery key is drawn. Shred the sheet with the one before: it opens nothing any more.
cli-about-user-review = Say that a breaking of the glass was looked at
cli-argument-user-review-account = User name of whoever broke the glass
cli-argument-user-review-event = Which breaking (the event of andon user glass); without it the oldest of this user that waits
cli-argument-remark = What is said to it (default: seen)
discrepancy-hidden = (open the patient to see it)

lock-after-set = Laptops of ward { $ward } lock themselves after { $time } without a key.
lock-after-minutes = { $count } { $count ->
    [one] minute
   *[other] minutes
}
lock-after-seconds = { $count } seconds
cli-about-user-lock-after = After how long the laptops of a ward lock themselves
cli-argument-user-lock-after-ward = The ward. Without one: the time of every ward
cli-argument-user-lock-after-time = The time without a key: minutes (2, 2m) or seconds (30s); default for the two minutes of everywhere
cli-after-user-lock-after = Administrators say it, for every laptop of the hospital. Laptops that show the ward go by it. Where a laptop has a time of its own (lock_after in preferences.toml), the shorter one counts.

lock-wards-late = { $sign } has a discrepancy
