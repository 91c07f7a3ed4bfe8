# Finding a person, a number, a bed, an action.

find-title = Find (name, reading, ID, bed, action)
find-nothing = No person, number, bed or action fits "{ $typed }".
find-hint = Type a name, a reading, an ID, a bed or the name of an action.
find-empty-bed = empty
find-not-here = not an inpatient
find-slip = slip
find-slip-stored = slip in the store
find-form = blank form, Enter registers it
