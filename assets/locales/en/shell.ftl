since-now = just now
since-minutes = { $count } min ago
since-hours = { $count } h ago
since-days = { $count } d ago
