# 画面の枠：題名行、保存の状態、配色、終了。

program = 行灯 andon
station = 端末{ $number }
sample-strip = 見本病院（架空のデータ・保存されません）

keeping-saved = 保存済
keeping-saving = 保存中
keeping-failed = 保存不可
store-failed = ディスクに保存できません。直前の変更は取り消されました。これ以降は変更できません。管理者に連絡してください。

store-damaged = 保存された記録に損傷があるため、変更は受け付けません。読むことはできます。管理者に連絡してください。
store-broken = プログラムの一部が止まりました。保存済みの記録は残っています。andon を起動し直してください。
undone = 直前の操作を取り消しました。

discrepancies-open = 不一致 { $count }
too-small = 端末の大きさが足りません。80桁24行以上にしてください（現在 { $columns }桁{ $rows }行）。

theme-dark = 配色: 暗色
theme-light = 配色: 明色
theme-high-contrast = 配色: 高コントラスト
theme-monochrome = 配色: 白黒
theme-no-colour = この端末は色を使わない設定です（NO_COLOR）。

quit-title = 終了
quit-question = andon を終了しますか。保存済みのデータはそのまま残ります。
quit-go = 終了する
quit-how = これより戻る画面はありません。終了は { $keys } です。
answer-safe = やめる

since-now = たった今
since-minutes = { $count }分前
since-hours = { $count }時間前
since-days = { $count }日前
