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
cli-init-no-block = Station { $station } cannot give numbers yet. Find out how often this station number has been set up (ask the laptop that was set up first, or look at the list of blocks) and grant that block with grant-block in andon run (1 for the first time).

discrepancy-block-of = Station { $station }, block { $block } granted to installation { $life }
discrepancy-fork-of = There are two records { $record }. Numbers of the one here: { $here }  Numbers of the other: { $there }
discrepancy-block-shared = Block of numbers shared
discrepancy-block-shared-means = One block of numbers was granted to two installations of a station. Numbers could be given twice, so neither gives any.
discrepancy-block-shared-do = Grant a new block to both laptops, and look up the numbers that overlap in the ledger. When an administrator has checked them, close this with { $close }.
discrepancy-station-forked = Station copied
discrepancy-station-forked-means = Two images of one laptop were at work. There are two records of one name that are not the same. Neither laptop gives numbers any more.
discrepancy-station-forked-do = Find out who has the two numbers, and set both laptops up as new installations. When that is done, close this with { $close }.

refusal-no-block = Station { $station } has no block of numbers yet. Find out how often this station number has been set up (ask the laptop that was set up first, or look at the list of blocks) and grant that block; 1 for the first time.
refusal-block-empty = Station { $station } has used up its numbers ({ $kind }). Ask an administrator to grant a further block; until then another station can give numbers.
refusal-block-taken = Block { $block } of station { $station } is in use already. Grant the next one.
refusal-block-too-large = Block { $block } does not fit the form of the numbers (up to { $most }). Adopt a form with more digits.
refusal-block-shared = Block { $block } of station { $station } was granted to two installations, so no numbers are given. Set the laptop up as a new installation and grant another block.
refusal-station-too-large = Station { $station } does not fit the form of the numbers. Adopt a form with more digits, or give numbers at another station.
refusal-station-forked = A copy of station { $station } has been found, so no numbers are given. Look at the discrepancies, and set the laptop up as a new installation.
refusal-store-copied = This folder is a copy: the laptop it comes from may give the same numbers. Make it a new installation before it gives any (andon id renew).
refusal-store-rolled-back = This folder is older than the numbers that this laptop has given (it was restored from a backup). Make it a new installation before it gives any (andon id renew).
refusal-scheme-refused = The form of the numbers cannot be adopted ({ $count } faults). Correct them one by one.
