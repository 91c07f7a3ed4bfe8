# Words of all lists.

no-hospital =
    The departments, wards and beds of the hospital are not known yet.
    Quit, and take them in with: andon init --hospital FOLDER
list-comma = {", "}
list-more = { $count } more
until = until { $at }
since = since { $at }
said-by = { $user } { $at } station { $station }
said-by-later = { $user } { $at } station { $station } (recorded { $recorded })
birth-about = about { $year }
age-years = { $count } y
age-months = { $count } mo
age-days = { $count } d
age-about = about { $count } y

wards-whole = The whole hospital
wards-beds = { $occupied }/{ $licensed } beds
wards-nothing = No ward fits. Erase and type again.
wards-no-hospital = No wards are known yet.

# Discrepancies; behind discrepancy- stands the word of the kind.

discrepancies-count = Discrepancies: { $open } open, { $closed } closed
discrepancies-none =
    There are no discrepancies.
    When the records of stations do not agree, each disagreement stands here. Esc goes back.
discrepancies-state = {""}
discrepancies-kind = Kind
discrepancies-who = Patient
discrepancies-who-of = Patients (Left and Right choose whom the keys act on)
discrepancies-since = Since
discrepancies-said = Recorded
discrepancies-do = What to do
discrepancies-closed-by = Closed by { $source }
discrepancies-is-closed = This discrepancy is closed already.
discrepancies-nowhere = There is no bed to go to.
discrepancy-transit = in transit from { $from } to { $to }
discrepancy-left = discharged from { $bed } ({ $to })
discrepancy-expected = expected
discrepancy-frame = { $hospital }, { $wards } wards, { $beds } beds

discrepancy-bed-shared = Bed shared
discrepancy-bed-shared-means = Two or more patients are recorded in one bed. Every record is kept.
discrepancy-bed-shared-do = Go to the bed and see who is really in it. Move the other one to the right bed with { $transfer }, or discharge with { $discharge }; that settles it.
discrepancy-moved-apart = Moved apart
discrepancy-moved-apart-means = Stations moved this patient without knowing of each other. The bed of the last record is shown.
discrepancy-moved-apart-do = See where the patient really is. If the bed is another one, transfer with { $transfer }; that settles it. If it is right, close this with { $close }.
discrepancy-stay-disputed = Stay differs
discrepancy-stay-disputed-means = Stations recorded different things about one stay without knowing of each other.
discrepancy-stay-disputed-do = Record again what is right: department { $department }, diet { $diet }, evacuation class { $mobility }, isolation { $isolation }, anything else { $amend }. That settles it.
discrepancy-person-disputed = Person differs
discrepancy-person-disputed-means = Stations recorded different things about one person without knowing of each other.
discrepancy-person-disputed-do = Ask the patient or the family, or look at a card, and record what is right with { $amend }. That settles it.
discrepancy-two-stays = Two stays
discrepancy-two-stays-means = One person has two stays that have not ended.
discrepancy-two-stays-do = See in which bed the patient really is, and end the other stay with { $discharge }. That settles it.
discrepancy-identifier-shared = ID shared
discrepancy-identifier-shared-means = Two or more people have the same patient ID.
discrepancy-identifier-shared-do = Find out by name and date of birth whether they are one person or two, and write down what you found with { $close }.
discrepancy-bed-unknown = Bed not known
discrepancy-bed-unknown-means = A patient is recorded in a bed that the hospital does not have.
discrepancy-bed-unknown-do = See where the patient really is, and transfer to that bed with { $transfer }. That settles it.
discrepancy-no-admission = No admission
discrepancy-no-admission-means = There are movements, but the admission has not arrived on this station.
discrepancy-no-admission-do = It is settled when this station meets the others and the admission arrives.
discrepancy-no-registration = No registration
discrepancy-no-registration-means = There is an admission, but the registration of the person has not arrived on this station.
discrepancy-no-registration-do = It is settled when this station meets the others and the registration arrives.
discrepancy-blocked-in-use = Blocked bed in use
discrepancy-blocked-in-use-means = A patient is recorded in a blocked bed.
discrepancy-blocked-in-use-do = If the bed may be used, unblock it with { $unblock }; if not, move the patient with { $transfer }. Either settles it.
discrepancy-frames-differ = Bed tables differ
discrepancy-frames-differ-means = Stations took in different tables of wards and beds without knowing of each other. The last one is used.
discrepancy-frames-differ-do = Call the administrator. Taking in the right hospital folder once more settles it (andon init --hospital FOLDER).

close-means = It moves to the end of the list, with your name, the time and what you write. The records themselves stay as they are.
close-remark = Who looked at what, and how it was settled
close-empty = Write what you found and how it was settled.
close-done = Closed: { $what }

# The first list.

first-no-ward =
    Which ward's patients do you want to type?
    Enter chooses the ward; then it is one line for each bed.
first-progress = { $done } done, { $empty } empty, { $rest } left of { $beds } beds
first-incomplete = { $incomplete } with gaps
first-unsaved = { $unsaved } unsaved
first-where = { $bed }  { $field }
first-hint-name = A blank between the names. Empty bed: just Enter. A name alone can be saved.
first-hint-kana = The reading of the name; hiragana becomes katakana.
first-hint-sex = 1 or m is male, 2 or f female, 3 or u unknown
first-hint-birth = Like 1948-5-6, S23.5.6 or 昭和23年5月6日. A year alone (1948) is an estimate.
first-hint-department = A part of the name or code, or Up and Down. At first as the line before.
first-hint-number = The patient ID on a card. Nobody knows? Leave it empty; Enter saves the line.
first-keys = { $on } next (saves at the end), { $save } save, { $undo } undo, { $ward } ward
first-missing = ?
first-head-department = Dept.
first-head-number = ID
first-cot = cot
first-sex-M = M
first-sex-F = F
first-sex-U = ?
first-state-refused = refused
first-state-unsaved = not saved
first-state-saving = saving
first-displaced = "{ $typed }" is not saved: { $bed } has changed since (now: { $now }). Type it in the line of the bed where that person really is.
first-displaced-short = Typed and not saved: { $typed }
first-state-missing = has gaps
first-kana-kanji = There are kanji in the reading. Use katakana or hiragana.
first-birth-unreadable = This is not a date. Type it like 1948-5-6 or S23.5.6.
first-number-wrong = An ID has up to 20 letters, digits and hyphens, and at least one digit.
first-number-known = This ID is registered as { $patient }. If that is the person, clear this line and admit from the bed map.
first-department-unknown = No department fits. Erase and type again.
first-cannot-empty = What is recorded cannot be emptied. Write what is right instead.
first-refused = The line of { $bed } is not saved. { $why }
first-finished = Ward done: { $done } patients, { $empty } empty, { $incomplete } with gaps, { $unsaved } not saved.
first-forget = { $count ->
    [one] One line is not saved.
   *[other] { $count } lines are not saved.
} What is typed there will be lost.
first-note = first list (time of admission not known)
close-keys = { $save } saves, { $back } leaves it open
list-or = {" or "}
