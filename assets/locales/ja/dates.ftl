# 日付の入力。

no-date-era = { $typed }{ $month }月{ $day }日はありません。{ $was }{ $month }月{ $day }日なら、そう入力してください。
no-date-no-such-day = この日は暦にありません。年・月・日を確かめてください。
no-date-short-year = 西暦は4桁で入力します。和暦なら S23.5.6 のように元号を付けます。
no-date-year-first = 年から先に入力します。例 1950-02-01
