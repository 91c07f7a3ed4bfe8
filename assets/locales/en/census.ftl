# The inpatient list, and the detail of a patient or a bed.

census-title = Inpatients
census-whole = whole hospital
census-figures = { $taken }/{ $beds } beds
census-patients = { $count ->
    [one] 1 inpatient
   *[other] { $count } inpatients
}
census-cots = { $count } in cots
census-transit = { $count } in transit
census-expected = { $count } expected
census-filter = filter
census-filter-how = name, reading, ID or bed
census-filter-found = { $count } found
census-filter-nothing = No patient or bed fits "{ $typed }". { $back } clears the filter.
census-filter-nothing-ward = No patient or bed of this ward fits "{ $typed }", { $elsewhere } of the hospital do. { $back } clears the filter, { $ward } chooses the whole hospital.
census-nobody =
    There are no inpatients yet.
    { $admit } admits one, { $first } types the first list bed by bed.
    If there is a file, quit and take it in with: andon import census FILE

census-bed = Bed
census-name = Name
census-kana = Reading
census-sex = Sex
census-sex-M = M
census-sex-F = F
census-sex-U = ?
census-age = Age
census-age-years = { $count }
census-age-months = { $count } mo
census-age-days = { $count } d
census-age-about = ~{ $count }
census-id = ID
census-department = Department
census-mobility = Evac.
census-diet = Diet
census-isolation = Isolation
census-allergies = Allergies
census-admitted = Admitted
census-state = State

census-empty = empty
census-blocked = blocked
census-no-bed = no bed yet
census-no-name = no name yet
census-awaited = due from { $bed }
census-reserved = kept for { $who }
census-shared = bed shared
census-disputed = discrepancy
census-allergies-not-asked = ask allergies
census-lacking = missing: { $what }
census-unknown = ?
census-none = none
census-open-empty = { $bed } is empty. { $admit } admits, { $reserve } reserves, { $block } blocks it.
census-open-blocked = { $bed } is blocked. { $unblock } makes it usable again.

detail-title = Patient
detail-nobody = This laptop knows nothing of this patient.
detail-no-stay = Not an inpatient now.
detail-restricted = inquiries restricted
detail-place = Where
detail-state = State
detail-said = Recorded
detail-today = today
detail-department = Department
detail-physician = Physician
detail-admitted = Admitted
detail-allergies = Allergies
detail-allergies-none = none (asked)
detail-allergy = { $what } ({ $kind })
detail-diet = Diet
detail-mobility = Evacuation class
detail-isolation = Isolation
detail-diagnoses = Diagnoses
detail-missing = Missing
detail-not-known = not known
detail-not-asked = not asked
detail-discrepancies = { $count } open
detail-missing-identifier = ID
detail-missing-name = name
detail-missing-kana = reading
detail-missing-sex = sex
detail-missing-birth = date of birth
detail-missing-department = department
detail-missing-mobility = evacuation class
detail-missing-allergies = allergies
detail-key-person = Key person
detail-phone = Phone
detail-address = Address
detail-insurance = Insurance
detail-history = Beds, newest first
detail-recorded = recorded { $source }
detail-transit-to = { $bed } moving
detail-expected = expected
detail-expected-at = expected { $at }
detail-left = discharged ({ $how })
detail-moved-admitted = admitted
detail-moved-arrived = arrived
detail-moved-returned = back
detail-moved-transferred = transferred
detail-moved-off-ward = off the ward
detail-moved-departed = sent off to { $bed }
detail-awaited = { $who } is on the way
detail-reservation = Reserved
detail-reserved = for { $who }
detail-room-mates = In the room
detail-room-mates-of = { $count } { $sex }
detail-room-mates-none = nobody
detail-rule = Room rule
detail-rule-only = { $who } only
census-allergic = allergy: { $what }
census-shared-beds = { $count } in shared beds
census-filter-of = filter { $ward }
census-filter-found-ward = { $count } found, { $all } in the hospital
place-until = until { $at }
detail-isolation-none = none (asked)
