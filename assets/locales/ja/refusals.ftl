# 受け付けられなかった理由と、次にすること。refusal-CODE の CODE は andon run の答えの refusal と同じ語。

refusal-not-allowed = この操作をする権限がありません。権限のある職員に依頼してください。
refusal-no-hospital = 病院の診療科・病棟・病床がまだ登録されていません。andon init --hospital で病院フォルダを取り込んでください。

refusal-unknown-patient = 患者 { $patient } は登録されていません。番号を確かめるか、先に患者を登録してください。
refusal-unknown-bed = 病床 { $bed } はこの病院にありません。病棟-病室-病床の順に確かめてください。
refusal-unknown-room = 病室 { $room } はこの病院にありません。病棟-病室の順に確かめてください。
refusal-unknown-ward = 病棟 { $ward } はこの病院にありません。病棟コードを確かめてください。
refusal-unknown-department = 診療科 { $department } はこの病院にありません。診療科コードを確かめてください。
refusal-unknown-discrepancy = 不一致 { $discrepancy } はありません。すでに解消したか、番号が違います。不一致の一覧を見直してください。
refusal-unknown-commit = 記録 { $sequence } はこの端末にありません。取り消せるのは、この端末で保存した記録だけです。

refusal-name-missing = 氏名もフリガナもありません。どちらか一方を入力してください。名前が分からない人は、分かっていることを仮の氏名にしてください。
refusal-identifier-taken = 番号 { $identifier } は { $patient } の番号です。同じ人なら、その患者を選んでください。
refusal-already-registered = { $patient } はすでに登録されています。訂正するときは、患者情報の訂正を使ってください。
refusal-birth-in-future = 生年月日が未来の日付です。日付を確かめてください。
refusal-birth-impossible = この生年月日はありえません。西暦で、年・月・日を確かめてください。
refusal-nothing-to-change = すでにそのとおり記録されています。変更はありません。
refusal-allergy-known = { $patient } のこのアレルギーはすでに記録されています。あらためて記録する必要はありません。
refusal-allergies-recorded = { $patient } にはアレルギーが記録されています。「なし」にするには、誤って記録したものを先に取り消してください（アレルギーの入力で選べます）。
refusal-allergy-not-recorded = { $patient } にこのアレルギーの記録はありません。取り消すものを一覧から選んでください。
refusal-came-with-admission = { $patient } のこの内容は入院登録のときに記録されました。取り消さずに、正しい内容を記録してください。
refusal-text-refused = { $field }: { $fault }

text-fault-empty = 空白だけでは登録できません。入力するか、項目を省いてください。
text-fault-too-long = 長すぎます。{ $most }文字以内にしてください。
text-fault-forbidden = 使えない文字（{ $code }）があります。改行や見えない制御文字を除いてください。

refusal-bed-occupied = 病床 { $bed } には { $patient } がいます。別の病床を選ぶか、先にその患者の退院・転室を記録してください。
refusal-bed-blocked = 病床 { $bed } は使用不可です（{ $reason }）。使えるようになったら、使用可に戻してください。
refusal-bed-reserved = 病床 { $bed } は { $patient } のために予約されています。別の病床を選ぶか、先に予約を取りやめてください。
refusal-bed-awaited = 病床 { $bed } には { $patient } が転棟中です。到着を待つか、別の病床を選んでください。
refusal-room-for-sex = 病室 { $room } の性別は「{ $sex }」に限られています。別の病室を選ぶか、病室の条件を変えてください。
refusal-room-for-isolation = 病室 { $room } は隔離区分「{ $isolation }」の患者に限られています。患者の隔離区分を記録するか、別の病室を選んでください。

refusal-already-admitted = { $patient } はすでに病床 { $bed } に入院中です。移るときは転棟・転室を使ってください。
refusal-already-expected = { $patient } の入院予定はすでにあります。来院したら入院登録をしてください。
refusal-not-admitted = { $patient } は入院していません。先に入院登録をしてください。
refusal-in-transit = { $patient } は病床 { $bed } へ転棟中です。先に到着を記録してください。
refusal-not-in-transit = { $patient } は転棟中ではありません。すぐに移るときは転棟・転室を使ってください。
refusal-out = { $patient } は外泊・外出・出棟中などで病床にいません。先に帰院・帰棟を記録してください。
refusal-not-out = { $patient } は病床にいます。帰院・帰棟の記録は要りません。
refusal-same-bed = 病床 { $bed } には、すでにその患者がいます。別の病床を選んでください。
refusal-same-patient = 同じ患者 { $patient } が二度指定されています。入れ替わるもう一人を選んでください。

refusal-at-in-future = 時刻 { $at } は未来です。実際の時刻を入力するか、空欄（いま）にしてください。
refusal-at-before-stay = 時刻 { $at } は入院（{ $admitted }）より前です。入院後の時刻にしてください。
refusal-at-before-last-movement = 時刻 { $at } は前の移動（{ $moved }）より前です。順序が違うときは、あとの移動を先に取り消してください（患者の「記録の訂正・取消」）。
refusal-until-before-at = 期限 { $until } が開始より前です。開始よりあとの時刻にしてください。

refusal-already-blocked = 病床 { $bed } はすでに使用不可です。理由を変えるときは、いったん使用可に戻してください。
refusal-not-blocked = 病床 { $bed } は使用不可になっていません。そのまま使えます。
refusal-already-reserved = 病床 { $bed } はすでに { $patient } のために予約されています。別の病床を選ぶか、先に予約を取りやめてください。
refusal-not-reserved = 病床 { $bed } は予約されていません。そのまま使えます。

refusal-already-closed = 不一致 { $discrepancy } はすでに解決済みです。することはありません。
refusal-already-undone = 記録 { $sequence } はすでに取り消されています。することはありません。
refusal-cannot-undo = 記録 { $sequence } は取り消せない種類です（病院の設定、照会への回答、取消そのもの）。正しい内容を新しく記録してください。
refusal-later-facts = 記録 { $sequence } のあとに、それに基づく記録 { $by } があります。新しいものから順に取り消してください。

refusal-reprint-reason-missing = { $patient } のラベルは印刷済みです。もう一度印刷するには理由を入れてください（--reason）。
refusal-register-gone = { $day } の受付簿は、終わった伝票がすでに保管へ移ったため印刷できません。受付簿は今日と昨日の分だけ印刷できます。伝票は番号で探せます。
refusal-unknown-print-job = 印刷 { $job } の記録はありません。andon print jobs で印刷の記録を確かめてください。
refusal-print-job-ended = 印刷 { $job } はすでに終わっています。必要ならもう一度印刷してください。

refusal-import-clashes = 取り込めない行が { $count } 件あります。何も取り込んでいません。一覧を直すか、先に現在の記録を直してください。
refusal-history-lost = 判断のもとになる古い記録（位置 { $position }）が読めません。andon verify で確かめ、管理者に連絡してください。
refusal-too-large = 一度に保存できる量を超えています。分けて登録してください。

# ディスクに書けなかったとき。変更は行われていない。
refusal-disk-full = ディスクの空きがありません（残り { $why }MB）。何も変更していません。空きを作ってから、もう一度行ってください。
refusal-not-saved = ディスクに書けませんでした（{ $why }）。何も変更していません。もう一度行い、続くときは管理者に連絡してください。
refusal-read-only = { $why }
refusal-closed = 保存を確認できないまま、保存先が閉じられました。プログラムを起動し直し、記録されていないことを確かめてから、やり直してください。

read-only-write-failed = ディスクへの書き込みに失敗したため、これ以降は保存できません（{ $what }）。保存済みの記録は残っています。起動し直してください。
read-only-sync-failed = ディスクが書き込みを確認しなかったため、これ以降は保存できません（{ $what }）。保存済みの記録は残っています。起動し直してください。
read-only-damaged = 保存された記録の { $what } か所に損傷があるため、変更は受け付けません。andon verify で確かめ、管理者に連絡してください。
read-only-not-understood = 保存された記録 { $what } 件を解釈できないため、変更は受け付けません。最新の版で開くか、管理者に連絡してください。
