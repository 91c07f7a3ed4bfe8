# The words of the hospital: a kind, and the word of andon run and of CSV files (src/domain/term.rs).

out-leave = on leave
out-outing = outing
out-off-ward = off the ward
out-absconded = absconded

disposition-home = home
disposition-hospital = other hospital
disposition-facility = facility
disposition-died = died
disposition-against-advice = left against advice

mobility-stretcher = stretcher
mobility-assisted = assisted
mobility-walking = walking

isolation-none = no isolation
isolation-contact = contact
isolation-droplet = droplet
isolation-airborne = airborne
isolation-protective = protective
care-diet = diet
care-mobility = mobility
care-isolation = isolation

planned-scheduled = scheduled
planned-emergency = emergency

block-cleaning = cleaning
block-infection = infection
block-broken = broken
block-staff = no staff
block-other = other

allergy-drug = drug
allergy-food = food
allergy-contrast = contrast medium
allergy-other = other
allergy-unsorted = kind not known

sex-M = male
sex-F = female
sex-U = unknown

inquiry-open = open
inquiry-restricted = restricted

meal-breakfast = breakfast
meal-lunch = lunch
meal-dinner = dinner

insurance-confirmed = confirmed
insurance-not-confirmed = not confirmed
