# Finding people, likely doubles, look-alikes.

search-former = former patient
search-not-here = not here
search-outside-era = { $era } had no such day: taken as { $meant }.
search-register-fault = The register of former patients cannot be read: { $why }

# Why two may be one.
same-person-same = same: { $list }
same-person-near = nearly the same: { $list }
same-person-other = other: { $list }
same-person-between = {", "}
same-person-then = {"; "}
same-reading = reading
same-surname-reading = reading of the surname
same-given-reading = reading of the given name
same-written = written name
same-surname-written = written surname
same-given-written = written given name
same-turned = surname and given name changed places
same-birth = date of birth
same-birth-year = year of birth
same-birth-one-year = date of birth (one year off)
same-birth-turned = date of birth (month and day changed places)
same-birth-era = date of birth (another era)
same-birth-digit = date of birth (one digit off)
same-birth-two-parts = date of birth (one part off)
same-birth-near-year = year of birth (one or two off)
same-sex = sex
same-phone = phone
same-phone-digit = phone (one digit off)
same-address = address
same-town = town
same-common-name = a common name

same-zone-must-resolve = Must be resolved
same-zone-look = Look at it
same-zone-silent = Nothing

# Look-alikes.
alike-same-name = same name
alike-same-reading = same reading
alike-similar = similar name
alike-line = { $kind }: { $who }
alike-title = Can be confused with
alike-same-room = Same room: { $who } ({ $kind }). Choose another bed if you can.

# The shell.
cli-about-register = Import the register of former patients, all of it or nothing; it replaces the one before
cli-about-search = Find people by name, reading, Latin letters, date of birth, phone or number
cli-about-find-duplicates = Tell who in a list of registrations may be known already
cli-argument-query = A name in any script, a date in either calendar, a phone number or its end, a patient number
cli-argument-batch = A file with one query a line, answered with one line of JSON each; - is standard input
cli-argument-limit = At most this many people (100 when left out)
cli-argument-register-file = File with the columns patient_id, kanji_name, kana_name, sex, dob, phone, address, postcode
cli-argument-find-duplicates-file = File with the columns reg_id, kanji_name, kana_name, sex, dob_text, phone, address, postcode
cli-progress-register = Reading the register
cli-progress-duplicates = Comparing
cli-register-done = { $people ->
    [one] One former patient
   *[other] { $people } former patients
 } in the register: { $new } new, { $changed } changed, { $gone } gone. Saved.
cli-register-checked = { $people ->
    [one] One former patient
   *[other] { $people } former patients
 } in the file: { $new } new, { $changed } changed, { $gone } gone. Nothing was imported.
cli-store-register = The register of former patients in { $folder } cannot be used: { $detail }. The hospital's own records are not concerned. Import the register again.
cli-search-count = { $count ->
    [0] Nobody was found.
    [one] One person
   *[other] { $count } people
 }
cli-column-score = score
cli-column-registration = registration
cli-column-points = points
cli-column-zone = what to do
cli-column-reasons = reasons
cli-duplicates-count = { $registrations } registrations: { $must } must be resolved, { $look } to look at, { $silent } silent

# `andon run`.
run-do-find = people by whatever is known of them
run-field-text = what is known: a name in any script, a date, a number
run-field-limit = at most so many people
run-expects-people = a whole number from 1 to 1000

# In the list.
census-alike-same-name = same
census-alike-same-reading = sound
census-alike-similar = like

# The question in forms.
form-same = Same person?
form-same-another = No, this is somebody else
form-same-looking = Looking whether this person is known already; it is saved after that.
