# The board. board-head-* are heads of columns: one line or two, short.

board-hospital = all
board-present = { $count } inpatients
board-includes = { $beds } in beds{ $shared ->
    [0] {""}
   *[other] {" "}({ $shared } shared)
} + { $cots } newborns in cots + { $transit } in transit{ $elsewhere ->
    [0] {""}
   *[other] {" "}+ { $elsewhere } in unknown beds
}; { $expected } expected
board-calm = nobody absconded, no discrepancy
board-foot = free { $free }, reserved { $reserved }, stretcher { $stretcher }, assisted { $assisted }, walking { $walking }

board-head-ward = ward
board-head-beds =
    beds
    used
board-head-free = free
board-head-blocked =
    beds
    shut
board-head-reserved =
    beds
    kept
board-head-cots = cots
board-head-present = total
board-head-transit-in =
    sent
    here
board-head-transit-out =
    sent
    away
board-head-leave = leave
board-head-outing =
    day
    out
board-head-off-ward =
    off
    ward
board-head-absconded = gone
board-head-expected =
    due
    in
board-head-stretcher = stretcher
board-head-assisted = assisted
board-head-walking = walking
board-head-not-asked =
    not
    asked
board-head-incomplete =
    data
    gaps
board-head-discrepancies =
    records
    differ

board-absconded = Absconded: { $bed } { $name } (since { $since })
board-absconded-more = Absconded: { $count } more
board-transit-long = In transit for more than an hour: { $count }. { $who }
board-overdue = Should be back by now: { $count }. { $who }
board-discrepancies = { $count } open { $count ->
    [one] discrepancy
   *[other] discrepancies
}. { $keys } opens the list.

board-list-transit = In transit { $count }, since
board-list-away = Away { $count }, back by
board-list-expected = Expected { $count }, at
board-list-blocked = Blocked beds { $count }, until
board-list-nobody = none
board-no-bed = no bed yet

board-head-slips = slips
board-head-late-slips =
    late
    slips
board-head-queried-slips = query
board-foot-slips = slips { $open } late { $late } queries { $queried }
board-desk = { $desk } { $came }/{ $limit } an hour, { $waiting } waiting
board-desks-limit = { $state }: { $desks }
board-slips-late = { $count ->
    [one] One slip is
   *[other] { $count } slips are
} late: { $wards }
board-slips-queried = { $count ->
    [one] One slip is
   *[other] { $count } slips are
} stopped by a query: { $wards }
board-list-desks = Desks: 24 h of what waits, came/limit, waiting
board-desk-row = { $came } { $waiting }
board-foot-short = free { $free }, reserved { $reserved }
board-head-look-alikes =
    names
    alike
board-more-wards = { $count } more
