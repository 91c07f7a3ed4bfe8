# The first start, and making a store.

welcome-title = Welcome
welcome-question = There is no hospital on this laptop yet. How do you want to begin?
welcome-sample = Try the sample hospital
welcome-sample-means = An invented hospital of 865 beds and about 600 inpatients. It is gone when you quit; nothing stays.
welcome-own = Set up ours
welcome-own-means = Reads your departments, wards and beds (CSV files) and makes a store on this laptop.
welcome-how = Choose with the arrow keys and go on with { $open }. { $help } lists the keys, { $language } changes to 日本語.

set-up-title = Set up our hospital
set-up-resumed = The set-up that was interrupted goes on where it was. Type the pass phrase again.
set-up-means = Put three CSV files (departments, wards, beds) into the hospital folder; its field says their columns. What is wrong in them is listed, and nothing is made until it is corrected.
set-up-hospital = Hospital
set-up-hospital-means = The name on screens and paper.
set-up-folder = Hospital folder
set-up-folder-means =
    Where the three CSV files lie, such as /media/usb/hospital. Their first lines:
    departments.csv  code,name_ja,name_en
    wards.csv        code,name_ja,name_en,kind,beds,departments
    beds.csv         ward,room,bed,kind
set-up-zone = Time zone
set-up-zone-means = The clocks of the hospital, e.g. Asia/Tokyo or Europe/Berlin.
set-up-station = Station number
set-up-station-means = 1 to 999 (above 99, numbers need forms with more digits first: andon id schemes). Never give one number to two laptops: it stands in every number this laptop issues.
set-up-name = Station name
set-up-name-means = What people call this laptop; it stands beside the number in the title bar, e.g. 5E-1. May be left out.
set-up-name-wrong = up to 12 characters
set-up-more = There are more mistakes. Correct these and save again, and the rest is shown.
set-up-user = User name
set-up-user-means = Whoever works here first: small letters, digits, . - and _, up to 40 characters, e.g. k.mori
set-up-census = Inpatient list
set-up-census-means = The CSV file of your inpatients, if there is one. Without it, each ward can type its first list.
set-up-needed = required
set-up-station-wrong = a number from 1 to 999
set-up-user-wrong = small letters, digits, . - and _ only
set-up-user-refused = The user name "{ $user }" cannot be used: small letters, digits, . - and _, up to 40 characters.

sample-hospital = Sample General Hospital
sample-user = sample
opening = Preparing. One moment.
opened-nothing = It could not be made. { $why }
set-up-zone-wrong = There is no such time zone. Example: Asia/Tokyo
set-up-not-made = Nothing has been made yet. Correct what is listed below, then save again with { $save }.
set-up-made = Made: { $hospital }, { $wards } wards, { $beds } beds. { $first } types the first list of a ward.
sample-user-shown = sample
