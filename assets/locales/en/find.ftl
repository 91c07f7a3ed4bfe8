# Finding a person, a number, a bed, an action.

find-title = Find (name, reading, date of birth, phone, ID, slip, bed, action)
find-nothing = No person, number, bed or action fits "{ $typed }".
find-hint = Type a name, a reading, a date of birth, a phone number, an ID, a slip number, a bed or the name of an action.
find-empty-bed = empty
find-not-here = not an inpatient
find-looking = Looking for "{ $typed }" among the former patients
find-nothing-here = No person, number, bed or action fits "{ $typed }". Former patients were not looked through: no register was imported here.
find-nothing-unread = No person, number, bed or action fits "{ $typed }". Former patients were not looked through: their register cannot be read. Tell the administrator.
find-slip = slip
find-form = blank form, Enter registers it
find-restricted = restricted
