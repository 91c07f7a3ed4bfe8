since-now = たった今
since-minutes = { $count }分前
since-hours = { $count }時間前
since-days = { $count }日前
