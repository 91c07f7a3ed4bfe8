# Why something was refused, and the way on. CODE of refusal-CODE is the word of `refusal` in the answers of andon run.

refusal-not-allowed = You may not do this. Ask somebody who may.
refusal-no-hospital = The hospital's departments, wards and beds are not set up yet. Read them in with andon init --hospital.

refusal-unknown-patient = There is no patient { $patient }. Check the number, or register the patient first.
refusal-unknown-bed = This hospital has no bed { $bed }. A bed is named ward-room-bed.
refusal-unknown-room = This hospital has no room { $room }. A room is named ward-room.
refusal-unknown-ward = This hospital has no ward { $ward }. Check the code of the ward.
refusal-unknown-department = This hospital has no department { $department }. Check the code of the department.
refusal-unknown-discrepancy = There is no discrepancy { $discrepancy }. It has been settled, or the number is wrong. Look at the list of discrepancies.
refusal-unknown-commit = This station has no record { $sequence }. Only what was saved on this station can be undone here.

refusal-name-missing = There is neither a name nor a reading. Give one of them; for somebody unknown, describe them in the name.
refusal-identifier-taken = The number { $identifier } belongs to { $patient }. If it is the same person, choose that patient.
refusal-already-registered = { $patient } is registered already. Use amend to correct the record.
refusal-birth-in-future = The date of birth lies in the future. Check the date.
refusal-birth-impossible = Nobody here can have this date of birth. Check year, month and day.
refusal-nothing-to-change = It is recorded like this already. Nothing was changed, and there is nothing to do.
refusal-allergy-known = This allergy of { $patient } is recorded already. There is nothing to do.
refusal-allergies-recorded = { $patient } has recorded allergies. To say "none", first take out what was recorded by mistake (the allergy form offers it).
refusal-allergy-not-recorded = { $patient } has no such allergy on record. Choose one that is recorded.
refusal-came-with-admission = This was recorded with the admission of { $patient }. Do not take it out: record what is right.
refusal-text-refused = { $field }: { $fault }

text-fault-empty = it cannot be blank. Write something, or leave the field out.
text-fault-too-long = It is too long. Write at most { $most } characters.
text-fault-forbidden = there is a character that is not allowed ({ $code }). Take out line breaks and invisible controls.

refusal-bed-occupied = Bed { $bed } has { $patient } in it. Choose another bed, or record that patient's discharge or transfer first.
refusal-bed-blocked = Bed { $bed } is blocked ({ $reason }). Unblock it once it can be used.
refusal-bed-reserved = Bed { $bed } is reserved for { $patient }. Choose another bed, or cancel the reservation first.
refusal-bed-awaited = { $patient } is on the way to bed { $bed }. Wait for the arrival, or choose another bed.
refusal-room-for-sex = Room { $room } is kept for one sex ({ $sex }). Choose another room, or change the rule of the room.
refusal-room-for-isolation = Room { $room } is kept for isolation "{ $isolation }". Record the patient's isolation, or choose another room.

refusal-already-admitted = { $patient } is an inpatient already, in bed { $bed }. Use transfer to move.
refusal-already-expected = { $patient } is expected already. Admit when the patient has come.
refusal-not-admitted = { $patient } is not an inpatient. Admit the patient first.
refusal-in-transit = { $patient } is on the way to bed { $bed }. Record the arrival first.
refusal-not-in-transit = { $patient } is not on the way to another bed. Use transfer to move at once.
refusal-out = { $patient } is away from the bed. Record the return first.
refusal-not-out = { $patient } is in the bed. There is no return to record.
refusal-same-bed = The patient is in bed { $bed } already. Choose another bed.
refusal-same-patient = { $patient } is named twice. Choose the other patient of the swap.

refusal-at-in-future = { $at } lies in the future. Give the time when it happened, or leave it out for now.
refusal-at-before-stay = { $at } is before the admission ({ $admitted }). Give a time within the stay.
refusal-at-before-last-movement = { $at } is before the last movement ({ $moved }). If the order is wrong, take back the later movement first (the patient's "Correct a record").
refusal-until-before-at = It would end ({ $until }) before it begins. Give a later end.

refusal-already-blocked = Bed { $bed } is blocked already. To change the reason, unblock it first.
refusal-not-blocked = Bed { $bed } is not blocked. It can be used as it is.
refusal-already-reserved = Bed { $bed } is reserved for { $patient } already. Choose another bed, or cancel the reservation first.
refusal-not-reserved = Bed { $bed } is not reserved. It can be used as it is.

refusal-already-closed = The discrepancy { $discrepancy } is closed already. There is nothing to do.
refusal-already-undone = Record { $sequence } is undone already. There is nothing to do.
refusal-cannot-undo = Record { $sequence } is of a kind that cannot be undone (settings, answers to inquiries, undoing itself). Record what is right anew.
refusal-later-facts = The later record { $by } rests on record { $sequence }. Undo them from the newest backwards.

refusal-reprint-reason-missing = Labels of { $patient } were printed before. Say why they are printed again (--reason).
refusal-register-gone = The register of { $day } cannot be printed: finished slips have left the working state. Only today's and yesterday's can. Slips are found by their numbers.
refusal-unknown-print-job = There is no print job { $job }. andon print jobs lists those that are known.
refusal-print-job-ended = The print job { $job } has ended already. Print again if it is needed.

refusal-import-clashes = { $count } lines do not fit what is recorded here. Nothing was imported. Correct the list, or the records first.
refusal-history-lost = An older record that this rests on (position { $position }) cannot be read. Run andon verify and tell an administrator.
refusal-too-large = This is more than can be saved at once. Do it in parts.

# When the disk could not be written to. Nothing was changed.
refusal-disk-full = The disk is full ({ $why } MB left). Nothing was changed. Make room and try again.
refusal-not-saved = It could not be written to the disk ({ $why }). Nothing was changed. Try again; if it goes on, tell an administrator.
refusal-read-only = { $why }
refusal-closed = The store was closed before this was confirmed. Start the program again, and see whether it is recorded before you do it once more.

read-only-write-failed = Writing to the disk failed, so nothing more can be saved ({ $what }). What was saved is there. Start the program again.
read-only-sync-failed = The disk did not confirm a write, so nothing more can be saved ({ $what }). What was saved is there. Start the program again.
read-only-damaged = The saved records are damaged in { $what } places, so changes are not taken. Run andon verify and tell an administrator.
read-only-not-understood = { $what } saved records are not understood by this program, so changes are not taken. Open the store with the newest program, or call an administrator.
