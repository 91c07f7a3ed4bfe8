# The menu; menu-* says what the action does.

menu-what = What
menu-keys = Keys
menu-now = Now
menu-board = The whole hospital, a line for each ward: who is here, free beds, transit, leave, discrepancies, and alarms on top.
menu-census = The list of inpatients. Filter it by name, reading, ID or bed; admit, move and discharge from it.
menu-beds = One ward as a map of rooms and beds. Walk it with the arrows; admit, move and discharge from it.
menu-ward = Chooses the ward that list and map show, or the whole hospital.
menu-first-list = When there is no list at hand: type the patients of a ward bed by bed, a line for each.
menu-discrepancies = Where the records of stations do not agree, one by one, and how to settle it.
menu-undo = Undoes what you saved last. It says what that is, and asks first.
menu-actions = Finds every action by its name, for whoever does not know its key.
menu-help = Shows all keys of the screen that is open.
menu-language = Changes between Japanese and English. What is recorded stays as it is.
menu-theme = Changes the colours: dark, light, high contrast, black and white.
menu-quit = Ends andon. What was saved stays saved.
menu-about = About andon
menu-about-text =
    行灯 andon, version { $version }
    Carries the paper operation of a hospital on the day its EHR goes dark.
    It needs no network, and gives no advice on diagnosis or drugs.
menu-slips = All paper slips: write, hand over, receive, query, and see where each copy is.
menu-desk = What has come to a desk: received and finished by scanning its number.
menu-runs = The carriers' rounds: what to take where, and where to put it.
menu-load = What every desk receives, what waits, what is late.
menu-papers = Lists, slips and labels on paper or as PDF.
menu-find = Name, patient ID, bed, slip number or action, from every screen.
menu-head-patients = Patients and beds
menu-head-slips = Slips and carriers
menu-head-checks = Identity checks
menu-head-find = Find, print, undo
menu-head-user = User and rights
menu-head-laptop = This laptop
