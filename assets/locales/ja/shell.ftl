# 画面の枠：題名行、保存の状態、配色、終了。

program = 行灯 andon
station = 端末{ $number }
sample-strip = 見本病院（架空のデータ・保存されません）
sample-strip-short = 見本

keeping-saved = 保存済
keeping-saving = 保存中
keeping-failed = 保存不可
store-failed = ディスクに保存できません。直前の変更は取り消されました。これ以降は変更できません。管理者に連絡してください。

store-damaged = 保存された記録に損傷があるため、変更は受け付けません。読むことはできます。管理者に連絡してください。
store-not-understood = このプログラムでは解釈できない記録が保存されているため、変更は受け付けません。読むことはできます。最新の版で開くか、管理者に連絡してください。
store-broken = プログラムの一部が止まりました。保存済みの記録は残っています。andon を起動し直してください。
saved-line = { $done }　保存済　{ $keys } 取消
saved-line-lasting = { $done }　保存済
saved-number-next = { $print } ラベル　{ $admit } 入院
saved-number-next-elsewhere = { $ids } でラベル・入院
saved-change = 変更
saved-nothing = すでにそのとおり記録されています。変更はありません。
undo-question = 「{ $done }」をなかったことにします。記録は消えず、取り消したことも残ります。
undo-question-unnamed = 直前に保存した変更をなかったことにします。記録は消えず、取り消したことも残ります。
undo-safe = このままにする
undo-go = 変更を取り消す
undone = 「{ $done }」を取り消しました  保存済
undo-later-facts = 「{ $done }」は取り消せません。あとの記録（{ $at } { $user } 端末{ $station }）を先に、患者の「記録の訂正・取消」で取り消してください。
undo-later-facts-unnamed = 「{ $done }」は取り消せません。あとの記録を先に、患者の「記録の訂正・取消」で取り消すか、いまの状態を新しく記録してください。
forget-title = 入力の破棄
forget-question = 入力した内容はまだ保存していません。破棄しますか。
forget-safe = 入力に戻る
forget-go = 破棄する
not-built = この画面はまだありません。何も変更していません。
here-already = この画面はもう開いています。

discrepancies-open = 不一致 { $count }
too-small = 端末の大きさが足りません。80桁24行以上にしてください（現在 { $columns }桁{ $rows }行）。

theme-dark = 配色: 暗色
theme-light = 配色: 明色
theme-high-contrast = 配色: 高コントラスト
theme-monochrome = 配色: 白黒
theme-no-colour = この端末は色を使わない設定です（NO_COLOR）。

quit-title = 終了
quit-question = andon を終了しますか。保存済みのデータはそのまま残ります。
quit-question-unsaved = 入力中の内容はまだ保存していません。破棄して andon を終了しますか。
quit-go = 終了する
quit-how = これより戻る画面はありません。終了は { $keys } です。
answer-safe = 戻る（記録しない）

since-now = たった今
since-minutes = { $count }分前
since-hours = { $count }時間前
since-days = { $count }日前
for-minutes = { $count }分
for-hours = { $count }時間
for-days = { $count }日
cannot-undo-here = 保存した変更の取消は、この入力を保存するか Esc でやめてから行えます
quit-safe = 終了しない
absconded-open = 無断離院 { $count }
clock-utc = { $time } UTC
