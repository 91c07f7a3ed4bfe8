# Words of all lists.

no-hospital =
    The departments, wards and beds of the hospital are not known yet.
    Quit, and take them in with: andon init --hospital FOLDER
list-comma = {", "}
list-more = { $count } more
until = until { $at }
since = since { $at }
said-by = { $user } { $at } station { $station }
birth-about = about { $year }
age-years = { $count } y
age-months = { $count } mo
age-days = { $count } d
age-about = about { $count } y

wards-whole = The whole hospital
wards-beds = { $occupied }/{ $licensed } beds
wards-nothing = No ward fits. Erase and type again.
wards-no-hospital = No wards are known yet.
