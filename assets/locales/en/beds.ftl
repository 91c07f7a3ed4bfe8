# The bed map. Words of one bed must fit into its tile.

beds-figures = { $taken }/{ $beds } beds, { $free } free{ $cots ->
    [0] {""}
    [one] {", "}1 newborn
   *[other] {", "}{ $cots } newborns
}
beds-ward-keys = { $previous } { $next } other wards, { $choose } choose
beds-singles = single rooms
beds-sent-away = sent off, in transit
beds-unknown = in beds that the hospital does not have
beds-rule = { $who } only
beds-empty = empty
beds-empty-cot = empty cot
beds-cot = newborn's cot (not a licensed bed)
beds-awaited = due
beds-reserved = kept
beds-shared = shared
beds-blocked-in-use = blocked
beds-out-leave = leave
beds-out-outing = outing
beds-out-off-ward = off
beds-out-absconded = GONE
beds-until = to { $at }
beds-sex-M = M
beds-sex-F = F
beds-sex-U = ?
beds-age-years = { $count }
beds-age-months = { $count }mo
beds-age-days = { $count }d
beds-age-about = ~{ $count }

beds-filter-how = Type a part of name, reading, ID or bed
beds-filter-found = { $count } found. Arrows walk, Enter takes, Esc stops

beds-birth = Born
beds-sex = Sex
beds-number = Patient ID
beds-inquiry = Inquiries
beds-place = Where
beds-admitted = Admitted
beds-department = Department
beds-mobility = Evacuation class
beds-isolation = Isolation
beds-allergies = Allergies
beds-allergies-none = none
beds-diet = Diet
beds-missing = Missing
beds-said = Recorded
beds-bed = Bed
beds-rule-label = Room rule
beds-not-known = not known
beds-not-asked = not asked
missing-name = name
missing-kana = reading

beds-in-bed = in bed { $since }
beds-transit = in transit from { $from } to { $to } { $since }
beds-shared-long = two or more patients are recorded in this bed
beds-blocked = blocked ({ $reason }) { $until }
beds-awaited-long = { $patient } is on the way; record the arrival
beds-reserved-long = reserved for { $patient }
beds-empty-long = Empty. Nobody is in this bed.
beds-alike = Like-named
