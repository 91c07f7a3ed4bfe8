# The numbers that are given by hand (temporary IDs, newborns, mass casualties, slips).

number-temporary = temporary ID
number-newborn = newborn
number-mass = mass casualty
number-slip = slip

run-area-numbers = Numbers (temporary IDs, blocks)
run-do-grant-block = grants a block of numbers (block: to this station; station: the next one that is known of another station is set aside for it)
run-field-station = station
run-field-block = block of numbers
run-expects-station = the number of a station, 1 to 999
run-expects-block = the number of a block, from 1

cli-argument-installation = How often this station number has been set up, this time included (1: for the first time; ask the laptop that was set up first, or look at the list of blocks)
cli-init-block = Block { $block } of numbers was granted to station { $station }.
cli-init-station-without-room = Station { $station } cannot give numbers in the forms that a new store begins with: they have room for stations up to { $most }. Before any number is needed, adopt forms with three digits for the station, the same ones on every laptop (andon id schemes --help), or set this laptop up with a smaller number that no other has.
cli-init-no-block = Station { $station } cannot give numbers yet. Find out how often this station number has been set up (ask the laptop that was set up first, or look at the list of blocks) and grant that block with grant-block in andon run (1 for the first time).

discrepancy-block-of = Station { $station }, block { $block } granted to installation { $life }
discrepancy-fork-of = There are two records { $record }. Numbers of the one here: { $here }  Numbers of the other: { $there }
discrepancy-fork-people = Registered in the other: { $people }
discrepancy-block-shared = Block of numbers shared
discrepancy-block-shared-means = One block of numbers was granted to two installations of a station. Numbers could be given twice, so neither gives any.
discrepancy-block-shared-do = Grant a new block to both laptops, and look up the numbers that overlap in the ledger. When an administrator has checked them, close this with { $close }.
discrepancy-station-forked = Station copied
discrepancy-station-forked-means = Two images of one laptop were at work. There are two records of one name that are not the same. Neither laptop gives numbers any more.
discrepancy-station-forked-do = Find out who has the two numbers, and set both laptops up as new installations. When that is done, close this with { $close }.
discrepancy-number-twice = One number, two people
discrepancy-number-twice-means = The same number was given to two people. What was written and printed for them is mixed up in one record.
discrepancy-number-twice-do = Find both people, give the second one a new number, and change the labels. When that is done, close this with { $close }.
discrepancy-voided-in-use = Voided number in use
discrepancy-voided-in-use-means = A packet was voided on one laptop and given to somebody on another.
discrepancy-voided-in-use-do = Find out who has the packet. Take the voiding back (undo), or give the person another number and change the labels. Then close this with { $close }.
discrepancy-alias-twice = One alias, two people
discrepancy-alias-twice-means = Two laptops that did not see each other gave two unknown people the same alias. Only the numbers tell them apart.
discrepancy-alias-twice-do = Change the name of one of them, print the labels again, and say so in both places. Then close this with { $close }.
discrepancy-schemes-differ = Different forms of numbers
discrepancy-schemes-differ-means = Two laptops adopted different forms of numbers without knowing of each other.
discrepancy-schemes-differ-do = Tell the administrator. It is settled when the right forms are adopted once more (andon id schemes).

refusal-no-block = Station { $station } has no block of numbers yet. Find out how often this station number has been set up (ask the laptop that was set up first, or look at the list of blocks) and grant that block; 1 for the first time.
refusal-block-empty = { $left ->
    [0] Station { $station } has used up its numbers ({ $kind }). Ask an administrator to grant a further block (andon id grant); until then another station can give numbers.
   *[other] Station { $station } has { $left } numbers left ({ $kind }), and that is not enough for this. Ask for fewer, or ask an administrator to grant a further block (andon id grant); until then another station can give numbers.
}
refusal-block-taken = Block { $block } of station { $station } is in use already. Grant the next one.
refusal-block-too-large = Block { $block } does not fit the form of the numbers (up to { $most }). Adopt a form with more digits.
refusal-block-shared = Block { $block } of station { $station } was granted to two installations, so no numbers are given. Set the laptop up as a new installation and grant another block.
refusal-station-too-large = Station { $station } does not fit the form of the numbers. Adopt a form with more digits, or use a smaller number for the station.
refusal-station-forked = A copy of station { $station } has been found, so no numbers are given. Look at the discrepancies, and set the laptop up as a new installation.
refusal-number-misread = { $identifier } looks like a number given by hand, but its check digits do not fit. It was misread: { $count ->
    [0] look at the label again, or ask andon id verify.
   *[other] look at the label again. One error away, and not given to anybody as far as this laptop knows: { $meant }.
}
refusal-number-never-given = { $identifier } is a number that this laptop has yet to give. It was misread, or was given before the laptop was set up anew: ask an administrator for a new block.
refusal-block-unsaid = Say which block station { $station } gets (andon id grant BLOCK, with --station for another laptop). It stands on the list that laptop 01 keeps; this laptop cannot count it.
refusal-block-of-another = Blocks of station { $station } are not granted here. Laptop 01 keeps the list and grants them (andon id grant --station { $station }); laptop { $station } takes them.
refusal-store-copied = This folder is a copy: the laptop it comes from may give the same numbers. Make it a new installation before it gives any (andon id renew).
refusal-store-rolled-back = This folder is older than the numbers that this laptop has given (it was restored from a backup). Make it a new installation before it gives any (andon id renew).
refusal-mark-not-kept = This laptop cannot write down, outside of the store, how far its numbers go, so no further numbers are given. Free space on the disk, or let this user write to the folder of marks (ANDON_MACHINE_DIR), and start andon again. Until then another station can give numbers.
refusal-scheme-refused = The form of the numbers cannot be adopted ({ $count ->
    [one] 1 fault
   *[other] { $count } faults
}). Correct them one by one.

refusal-count-out-of-range = Between 1 and { $most } can be given at once. Check the number.
refusal-no-alias = Every pair of words is in use. Link those who are known by now to their hospital IDs, or void numbers that are not needed.
refusal-alias-in-use = { $patient } goes by this alias ({ $name }). Read the packet again; if it says so, take another packet for this person.
refusal-alias-missing = This packet was prepared on another laptop, and its alias is not known here. Type both words that are printed on it behind Unknown.
refusal-alias-reading = The reading of { $patient } is still that of the alias. To record the name, change the reading as well (フメイ where nobody knows it).
refusal-not-a-number = { $identifier } is no number that was given here. See whether it was misread (andon id verify { $identifier }).
refusal-number-voided = { $identifier } was voided. Use another number of this person; if there is none, record the hospital ID, or give a number and link it.
refusal-packet-given = { $identifier } was given to { $patient } already. Use another packet.
refusal-packet-unused = { $identifier } is the number of a packet that nobody was given, and no patient ID. If this person gets it, activate the packet in the ledger of temporary IDs (activate-packet).
refusal-number-needed = { $identifier } is the only number of { $patient }, who is an inpatient. Record the hospital ID, or link a record that has another number, first.
refusal-reason-missing = Labels of { $identifier } were printed before. Say why they are printed again.
refusal-likely-same = { $patient } has this name and date of birth. If it is the same person, choose that record; if not, give the number with that person named as somebody else (none_of).
refusal-mother-is-man = { $patient } is recorded as a man. Choose the mother again; if the sex is a mistake, correct the record first.
refusal-found-in-future = Found when: { $at } lies in the future. Give the time when the person was found, or leave it out.
refusal-tag-too-long = Counted up for { $count } people, the tag { $tag } becomes too long. No number was given. Use a shorter first tag, or leave it out.
refusal-request-differs = Another number was given under the same request already ({ $identifier }). Look at whose it is; for somebody else, ask under a new request.
refusal-not-temporary = Neither { $patient } nor the other has a number that was given by hand. Two hospital IDs are joined in the EHR.
refusal-two-beds = { $patient } and { $other } are in two beds ({ $bed }). { $proposal ->
    [stands] { $by } has proposed to link them. It waits for a second person: somebody other than { $by } looks at both, then confirms it with an account of their own (confirm-link, or Link on F5).
   *[none] One person alone cannot link them: propose it (propose-link, or Link on F5), and another person confirms it with an account of their own (confirm-link).
}
refusal-not-linked = { $patient } and { $other } are not linked. Check the numbers.
refusal-link-not-proposed = Nobody has proposed in the last 12 hours that { $patient } and { $other } are one person. Propose it first (propose-link), then another person confirms it.
refusal-second-is-first = It was you who proposed that { $patient } and { $other } are one person. Another person, with an account of their own, must confirm it.

triage-red = red
triage-yellow = yellow
triage-green = green
triage-black = black
number-state-prepared = prepared
number-state-issued = issued
number-state-linked = linked
number-state-voided = voided
block-holder-here = this laptop
block-holder-elsewhere = another laptop
block-holder-set-aside = set aside for it
block-holder-shared = granted twice, stopped
block-holder-stopped = station image, stopped

done-grant-block = Block of numbers granted
done-issue = { $number } given to { $who }
done-issue-unidentified = { $number } given to { $who } (unidentified)
done-issue-newborn = { $number } given (newborn)
done-issue-mass = { $count ->
    [one] { $number } given (mass casualty)
   *[other] Numbers given to { $count } casualties
}
done-prepare-packets = { $count ->
    [one] 1 packet prepared
   *[other] { $count } packets prepared
}
done-void-id = { $number } voided
done-print-id = Print of { $number } recorded
done-link = { $who } linked with { $with }
done-propose-link = Proposed: { $who } and { $with } are one person. Another person must confirm it.
done-unlink = { $who } and { $with } are linked no more

run-do-issue = gives a number to somebody who has none (kind known: says a name; unidentified: nobody knows; newborn: needs mother; mass: many at once, needs count)
run-do-prepare-packets = prepares packets (number and alias) for a mass casualty
run-do-activate-packet = gives a packet to one person (of a packet that this laptop does not know, copy the alias)
run-do-void-id = voids a number (it is never given again)
run-do-print-id = records that labels were printed (a reason every time after the first)
run-do-link = says that two numbers are one person (in two beds: propose-link and confirm-link)
run-do-propose-link = says that two who lie in two beds are one person; another person confirms it
run-do-confirm-link = confirms, as another person, that two who lie in two beds are one person
run-do-unlink = takes a link away
run-do-verify-id = how a number was misread: which signs are suspicious (error, sign, other_sign), the given numbers that are one error away (near), and which stations to ask (ask_stations) about those that are possible
run-do-ledger = the ledger of the numbers given by hand
run-field-found = found where
run-field-found_at = found when
run-field-features = features
run-field-belongings = belongings
run-field-mother = mother
run-field-babies = sexes of the children
run-field-triage = triage
run-field-tag = tag from the field
run-field-incident = incident
run-field-none_of = none of these
run-field-request = the request, so that asking again gives no second number
run-field-second = second user
run-field-alias = alias
run-field-state = state
run-expects-user = the name of a user
run-expects-patients = patients, with blanks between them
run-expects-babies = a letter each in the order of birth (M, F, U); MF for twins

cli-about-id = Numbers given by hand (temporary IDs, newborns, mass casualties)
cli-about-id-new = Gives a number to somebody who has none
cli-about-id-verify = Finds out how a number was misread
cli-about-id-ledger = Every number that was given by hand
cli-about-id-crosswalk = Which number by hand is which hospital ID, for the EHR
cli-about-id-blocks = Every block that was granted, and how many numbers are left of it
cli-about-id-grant = Grants a block of numbers
cli-about-id-rates = Counts what the check digits catch
cli-about-id-schemes = Shows, or adopts, what numbers look like
cli-after-id =
    Each laptop gives numbers out of blocks of its own, so no two give the same. A folder that was copied, or brought back from a backup, is found at once and gives no numbers before andon id renew.

    What cannot be told: an image of a whole disk, a clone or a snapshot of a virtual machine, and anything else that takes along what the machine keeps outside the folder. The laptop and its image look the same to the program, and to everybody. Nothing shows it, and both give the same numbers to different people, until the two meet: until the records of one reach the other. Laptops exchange no records in this version, so do not wait for it.

    When they meet, neither gives numbers any more. Every record that both made under one name is kept twice and listed with the numbers of both (andon run: discrepancies, station-forked). The program does not choose: a person finds out who wears which number, gives one of the two another number and changes the labels, makes each laptop a new installation with a block of its own (andon id renew), and closes the discrepancy.

    So never image or clone a laptop with a store, and never start one from such an image. Put the program on the image and no store, and run andon init on every laptop. Where an image must be started, take the other laptop out of use first, and run andon id renew on the image before it gives any number.

    If both were at work already: stop giving numbers on both, and compare the ledgers (andon id ledger) from the day of the image on. Where one number went to two people, one of them needs another.
cli-after-id-blocks = Holder (json and csv): here (this laptop), elsewhere (another laptop, or this one before it was set up anew), set-aside (for that station; whether it gives from it already, its own list says), shared (granted twice) and stopped (a station of which there is an image); nothing is given from the last two.
cli-after-id-new =
    The fields are those of issue in andon help run.

    Examples: andon id new unidentified sex=M age=50 "found=front door"
              andon id new newborn mother=00022012 babies=MF
              andon id new mass count=30 incident=station triage=red tag=A-101
cli-after-id-verify = Exit code: 0 for a right number that was given, whatever became of it, 1 for any other. Whether it was voided, or is a packet that nobody has been given, is said in the answer (state in json and csv).
cli-argument-who = One of known, unidentified, newborn, mass
cli-argument-fields = FIELD=VALUE
cli-argument-number = The number, with or without hyphens
cli-argument-kind = One of temporary, newborn, mass
cli-argument-state = One of prepared, issued, linked, voided
cli-argument-incident = Name of the incident
cli-argument-block = Number of the block (of another station: the next one when left out)
cli-argument-id-blocks-station = Station whose blocks are listed (default: all)
cli-argument-id-grant-station = Set the block aside for another station (default: this one)
cli-argument-id-ledger-station = Station that gave the number
cli-argument-all = Count with every number of the default form (takes minutes)
cli-argument-digits-only = Digits only, out of a range that the EHR keeps free, e.g. 90000000..99999999
cli-argument-letters = Back to letter and digits (the default)
cli-argument-temporary = Form of temporary IDs (andon id schemes shows the present one)
cli-argument-newborn = Form of the numbers of newborns
cli-argument-mass = Form of the numbers of mass casualties
cli-argument-slip = Form of slip numbers
cli-argument-own = A range in which the EHR gives numbers (may be repeated)
cli-id-issued = { $number }  { $name }
cli-id-left = { $left ->
    [0] Station { $station } has no number left ({ $kind }). Ask an administrator to grant a further block now: andon id grant BLOCK.
   *[other] Station { $station } has { $left } numbers left ({ $kind }). Ask an administrator to grant a further block before they are used up: andon id grant BLOCK.
}
tag-worn-by = { $tag } ({ $number })
tag-worn-twice = Worn by others of this incident, too: { $tags }. Look at the tags.
cli-id-field = "{ $found }" is not FIELD=VALUE.
cli-id-incident = "{ $found }" cannot be the name of an event, so nothing is listed. Write it as it was given.
cli-id-likely = It may be one of these, so no number was given. If it is, use that record; if it is none of them, give the number with none_of={ $ids }
cli-id-form = { $number } does not look like a number that is given by hand here. Check its length and its first letter.
cli-id-good = { $number } is right and was given ({ $kind }, station { $station }).
cli-id-good-voided = { $number } was voided: nobody is to use it. It is no misread number: it was given ({ $kind }, station { $station }).
cli-id-good-prepared = { $number } is right. It is a packet that nobody has been given yet ({ $kind }, station { $station }).
cli-id-unknown = The check digits of { $number } are right, but this laptop does not know that it was given ({ $kind }, station { $station }).
cli-id-wrong = The check digits of { $number } are wrong: it was misread or miscopied.
cli-id-misshapen = { $number } has not the form of a number given by hand here; it was misread.
cli-id-near-line = { $error } { $offered }
cli-id-near-swap = Signs { $first } and { $second }, "{ $read }", may be swapped.
cli-id-near-digit = Sign { $first }, "{ $read }", may have been "{ $meant }".
cli-id-near-alike = Sign { $first }, "{ $read }", looks like "{ $meant }".
cli-id-near-alike-several = Letters and digits that look alike may be mixed up in signs { $first } to { $second }.
cli-id-near-too-many = Sign { $first }, "{ $read }", may be one too many.
cli-id-near-left-out = "{ $meant }" may be missing at sign { $first }.
cli-id-near-given = Really given: { $number } { $patient }
cli-id-near-voided = Given and voided, not to be used: { $number } { $patient }
cli-id-near-possible = Then it is { $number }, which this laptop does not know.
cli-id-near-none = No number that was really given is one error away. Read it again from the original.
cli-id-near-between = {", "}
cli-id-near-elsewhere = This laptop does not know all numbers of other laptops. Ask station { $stations } whether it was given: andon id verify { $number }
cli-id-near-before = An earlier installation of this laptop may have given it, and this one does not know all that it gave. Look at its papers: labels, slips, the printed ledger.
cli-id-granted = Block { $block } was granted to station { $station }.
cli-id-blocks-none = No block was granted, as far as this laptop knows. An administrator grants one: andon id grant BLOCK.
cli-id-blocks-heard = What other laptops have given is counted only as far as this laptop has heard of it. Laptop 01 keeps the list of the blocks.
cli-id-rates = Errors counted in { $count ->
    [one] 1 number
   *[other] { $count } numbers
}
cli-id-rate-check = Check digits
cli-id-rate-single = one digit wrong
cli-id-rate-adjacent = neighbours swapped
cli-id-rate-jump = swapped over one
cli-id-rate-letter = wrong letter
cli-id-rate-missing = left out
cli-id-rate-doubled = written twice
cli-id-schemes-adopted = The form of the numbers was adopted.
cli-id-pattern = "{ $found }" is no form of a number.
cli-id-range = "{ $found }" is no range of numbers (e.g. 00000000..89999999).
cli-id-ledger-count = { $count ->
    [one] 1 number
   *[other] { $count } numbers
}

scheme-fault-missing = { $kind }: there is no { $part } part. Without it a number would be given twice, or nobody would notice that one was misread.
scheme-fault-twice = { $kind }: there is more than one { $part } part. Leave one.
scheme-fault-check-not-last = { $kind }: the check digits must come last.
scheme-fault-impossible = { $kind }: { $part } cannot be used. Write capitals, digits, hyphens and the known parts.
scheme-fault-too-long = { $kind }: { $count } characters are too many (20 at most).
scheme-fault-too-few = { $kind }: { $count } numbers in a block are not enough for three months ({ $needed }). Give the sequence more digits.
scheme-fault-meets = { $kind }: could be the same as a number of another kind. Change the letter or the length.
scheme-fault-letters-uncounted = { $kind }: differs from another kind in its letter alone, and these check digits do not count letters: a misread letter would make a number of the other kind. Use mod-97-10, or another length.
scheme-fault-station-left-out = { $kind }: station { $station } is set up and could give no number any more. Give the station more digits.
scheme-fault-block-left-out = { $kind }: station { $station } gives numbers from block { $block }, which has no room in this form. Give the installation more digits.
scheme-fault-meets-former = { $kind }: could be the same as a number of the former form { $range }. Change the letter or the length.
scheme-fault-in-own-range = { $kind }: meets the range { $range } in which the EHR gives numbers. Use another range or a letter.
scheme-fault-not-reserved = { $kind }: digits alone must lie in a range that the EHR keeps free. Name the range.
scheme-fault-in-use = { $kind }: patient { $identifier } has a number of this form. Use another letter or length.
scheme-fault-in-register = { $kind }: former patient { $identifier } in the register has a number of this form. Use another letter, length or range.
scheme-fault-register-unread = { $kind }: digits alone may be the number of a former patient, and the register of former patients cannot be read. Import it again (andon import register FILE), or use a letter.

cli-id-column-number = Number
cli-id-column-kind = Kind
cli-id-column-state = State
cli-id-column-name = Name
cli-id-column-other_numbers = Other numbers
cli-id-column-bed = Bed
cli-id-column-triage = Triage
cli-id-column-tag = Tag
cli-id-column-issued_at = Given
cli-id-column-issued_by = By
cli-id-column-station = Station
cli-id-column-hospital_id = Hospital ID
cli-id-column-linked_at = Linked
cli-id-column-linked_by = Linked by
cli-id-column-scheme = Form
cli-id-column-capacity = In a block
cli-id-column-left = Left
cli-id-column-block = Block
cli-id-column-holder = Holder
cli-id-column-left_temporary = Temporary left
cli-id-column-left_newborn = Newborn left
cli-id-column-left_mass = Mass left
cli-id-column-left_slip = Slips left
cli-id-column-granted_at = Granted
cli-id-column-granted_by = By

# The screen of F5.

action-ids = Numbers (temporary IDs)
# Of whoever has no bed there is no discharge.
short-ids-discharge = leaves
short-ids = IDs
menu-ids = The numbers that are given by hand: who came to the emergency department, who is not identified, who waits for a bed, and the ledger. Give, link and void numbers from here.
action-issue-unidentified = Number: unidentified
short-issue-unidentified = Unknown
action-issue-known = Number: name is known
short-issue-known = Number
action-issue-newborn = Number for a newborn
short-issue-newborn = Newborn
action-issue-mass = Numbers: mass casualty
short-issue-mass = Mass
action-prepare-packets = Prepare packets
short-prepare-packets = Prepare
action-activate-packet = Give a packet to somebody
short-activate-packet = Packet
action-void-id = Void a number
short-void-id = Void
action-print-id = Print labels of the number
short-print-id = Print
action-link = Link two numbers
short-link = Link
action-unlink = Take a link away
short-unlink = Unlink
action-grant-block = Grant a block of numbers
short-grant-block = Block

form-means-issue-unidentified = Say only what is known. The rest can be added later.
form-means-issue-known = The same person is looked for first. Whoever is not there is recorded with a number.
form-means-issue-newborn = Named from the mother and tied to her stay. Multiples are given at once, in the order of birth.
form-means-issue-mass = Each gets a number, an alias and a tag; all are saved in one step (500 at most).
form-means-prepare-packets = Numbers and aliases for a disaster to come. What was prepared is never given to anybody else.
form-means-activate-packet = A prepared packet is given to somebody who came. A packet belongs to one person only.
form-means-void-id = A number that was voided is never used again.
form-means-link = Joins two numbers of one person. Both stay, and either finds the person.
form-means-unlink = Takes the link away, for when they are two people.
form-means-grant-block = The number that the laptop that was set up first, or the list of blocks, says.

form-age = Estimated age
form-found = Found where
form-found-at = Found when
form-found-at-how = e.g. 18:00, 11/25 10:00
form-features = Features
form-belongings = Belongings
form-triage = Triage
form-tag = Tag
form-issue-mass-tag = First tag
form-tag-worn = { $who } wears { $tag } already (same incident). Look at the tag.
form-incident = Incident
form-mother = Mother
form-babies = Child
form-count = How many
form-prepare-packets-count = How many packets
form-number = Number
form-alias = Alias
form-link-with = Same person as
form-second = Second person
form-link-phrase = Their pass phrase
form-block = Block of numbers
form-babies-f = girl
form-babies-m = boy
form-babies-u = sex unknown
form-babies-ff = twins, girl and girl
form-babies-fm = twins, girl and boy
form-babies-mf = twins, boy and girl
form-babies-mm = twins, boy and boy
form-wrong-age = Type the estimated age in figures, e.g. 40.
form-wrong-babies = Type a letter for each child in the order of birth: M, F or U, e.g. MFF.
form-wrong-count = Type a number.
form-wrong-block = Type the number of the block.
form-wrong-user = Type the name of a user.
form-wrong-second = The second person must be somebody else.
link-say-second = They lie in two beds. Somebody else who has looked at both confirms it here, with an account of their own.
link-say-second-trial = They lie in two beds. Somebody else who has looked at both confirms it here. In this store for trying out nobody has an account: the pass phrase is not verified.
link-second-asked = The second person is being asked.
link-proposed-by = They lie in two beds. Proposed: { $said }. You confirm it as the second person.
form-wrong-number-unknown = This laptop knows nobody with the number { $typed }. Look for former patients, too, with { $find }; or clear it with { $clear }, type the name, and give a number.
form-wrong-has-record = This person has a record. Give no number; go back with Esc and admit the patient.

void-question = { $number } will be voided. It can never be used again.
void-go = Void it
link-question = { $one } and { $other } will be recorded as one person.
link-question-carried = { $one } and { $other } will be recorded as one person. These still carry different numbers: { $carried }
link-go = Link them
link-labels = { $number }: labels printed { $count ->
    [one] once
   *[other] { $count } times
}
link-bed = { $who } is in { $bed }
link-slips = { $who }: { $count ->
    [one] 1 slip is open
   *[other] { $count } slips are open
} ({ $slips }{ $more ->
    [0] {""}
   *[other] {" and more"}
})
link-checks = { $who }: { $count ->
    [one] 1 identity check
   *[other] { $count } identity checks
}, last { $at }

ids-arrivals = Emergency
ids-ledger = Ledger
ids-count = { $count } { $count ->
    [one] number
   *[other] numbers
 }  unidentified { $unknown }  waiting for a bed { $waiting }
ids-left = Left
ids-nobody =
    Nobody was given a number.
    u for somebody unidentified, p for somebody who says a name, B for a newborn, M for a mass casualty. Left and Right show the ledger.
ids-empty =
    No number has been given yet.
    u for somebody unidentified, p for somebody who says a name, B for a newborn, M for a mass casualty.
ids-nothing = No number fits. Esc clears the filter.
ids-state = {""}
ids-sex-age = Sex, age
ids-tag = Tag
ids-triage = Tri.
ids-where = Place
ids-since = Since
ids-ago = For
ids-waits = waits
ids-left-us = left
ids-kind = Kind
ids-others = Other numbers
ids-declined = Ruled out
ids-declined-former = { $count ->
    [one] 1 former patient
   *[other] { $count } former patients
}
ids-mother = { $order } of { $of } of { $who }
ids-issued = Given
ids-activated = Packet
ids-ended = Left
ids-linked = Linked
ids-printed = Printed
ids-voided = Voided
ids-attention = Attention
context-ids = Numbers

cli-about-id-renew = Makes a copied or restored folder a new installation
cli-after-id-renew =
    Everything recorded is taken over. The old folder is kept under another name. Ask the laptop that was set up first, or look at the list of blocks, for the block.

    A copied or restored folder is told, and gives no numbers before this. An image of a whole disk, or a clone of a virtual machine, is not: nothing shows it, and it gives the same numbers as the laptop that it was made of until the two meet. Then neither gives any, every number that both gave is named, and a person decides. So never image or clone a laptop with a store; where an image must be started, take the other laptop out of use, and run this before the first number. andon id --help says what to do when both were at work.

    Example: andon id renew 2
cli-id-renewed = It is a new installation now (block { $block }). The old folder is kept as { $folder }.
cli-renew-unfinished = A new installation beside { $folder } was broken off, and its folder cannot be put in place. See that this user may write there, and start again. Nothing is lost: do not set up a new hospital.
