# 手で発番する番号（仮ID、新生児、多数傷病者、伝票）。

number-temporary = 仮ID
number-newborn = 新生児
number-mass = 多数傷病者
number-slip = 伝票

run-area-numbers = 番号（仮ID・番号枠）
run-do-grant-block = 番号枠を割り当てます（この端末の枠は block で指定。他端末の枠は station で、次の番号を数えて控えます）
run-field-station = 端末
run-field-block = 番号枠
run-expects-station = 端末番号（1から999）
run-expects-block = 番号枠の番号（1から）

cli-argument-installation = この端末番号が何回目の設置か（初めてなら1。最初に設置した端末か番号枠の控えで確かめる）
cli-init-block = 番号枠 { $block } を端末{ $station }に割り当てました。
cli-init-no-block = 端末{ $station }はまだ番号を発行できません。この端末番号の設置が何回目かを最初に設置した端末（または番号枠の控え）で確かめ、andon run の grant-block で番号枠を割り当ててください（初めてなら1）。

discrepancy-block-of = 端末{ $station } 番号枠 { $block } を設置 { $life } に割り当て
discrepancy-fork-of = 記録 { $record } が二つあります。こちらの番号: { $here }  もう一方の番号: { $there }
discrepancy-block-shared = 番号枠の重複
discrepancy-block-shared-means = 一つの番号枠が、同じ端末番号の二つの設置に割り当てられています。同じ番号が二度発行されるおそれがあるため、どちらも発番を停止しています。
discrepancy-block-shared-do = 両方の端末に新しい番号枠を割り当て、台帳で重なった番号を調べてください。管理者が確認したら { $close } で閉じてください。
discrepancy-station-forked = 端末の複製
discrepancy-station-forked-means = 同じ端末の複製（ディスクの丸ごとコピー）が二つ動いていました。同じ名前の記録が二つあり、内容が違います。どちらの端末も発番を停止しています。
discrepancy-station-forked-do = 二つの番号の持ち主を確かめ、両方の端末を新しい設置として作り直してください。確認が済んだら { $close } で閉じてください。

refusal-no-block = 端末{ $station }にはまだ番号枠がありません。この端末番号の設置が何回目かを最初に設置した端末か番号枠の控えで確かめ、番号枠を割り当ててください（初めてなら1）。
refusal-block-empty = 端末{ $station }の番号枠（{ $kind }）を使い切りました。管理者に次の番号枠の割り当てを依頼してください。それまでは別の端末で発番できます。
refusal-block-taken = 端末{ $station }の番号枠 { $block } はすでに使われています。次の番号を割り当ててください。
refusal-block-too-large = 番号枠 { $block } はこの番号の形に入りません（{ $most } まで）。桁の多い番号の形を採用してください。
refusal-block-shared = 端末{ $station }の番号枠 { $block } が二つの設置に割り当てられています。重複を防ぐため発番を停止しています。新しい設置として作り直し、別の番号枠を割り当ててください。
refusal-station-too-large = 端末{ $station }の番号はこの番号の形に入りません。桁の多い番号の形を採用するか、別の端末で発番してください。
refusal-station-forked = 端末{ $station }の複製が見つかったため、発番を停止しています。不一致の一覧を確かめ、新しい設置として作り直してください。
refusal-store-copied = この保存先は複製です。元の端末が同じ番号を発行するおそれがあります。新しい設置として作り直してから発番してください（andon id renew）。
refusal-store-rolled-back = この保存先は、この端末が発行した番号より古い状態です（バックアップから戻したもの）。新しい設置として作り直してから発番してください（andon id renew）。
refusal-scheme-refused = 番号の形を採用できません（{ $count }件）。一つずつ直してください。
