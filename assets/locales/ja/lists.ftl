# どの一覧でも使う文言。

no-hospital =
    病院の診療科・病棟・病床がまだ登録されていません。
    いったん終了し、andon init --hospital フォルダ で病院フォルダを取り込んでください。
list-comma = 、
list-more = ほか { $count }
until = { $at } まで
since = { $at } から
said-by = { $user } { $at } 端末{ $station }
said-by-later = { $user } { $at } 端末{ $station }（記録 { $recorded }）
birth-about = { $year }年ごろ
age-years = { $count }歳
age-months = { $count }か月
age-days = 生後{ $count }日
age-about = 推{ $count }歳

wards-whole = 病院全体
wards-beds = { $occupied }/{ $licensed }床
wards-nothing = 当てはまる病棟がありません。消して打ち直してください。
wards-no-hospital = 病棟がまだ登録されていません。

# 不一致。discrepancy-* の * は domain の種類の語。

discrepancies-count = 不一致　未解決 { $open }件　解決済み { $closed }件
discrepancies-none =
    不一致はありません。
    端末どうしの記録が食い違うと、ここに一件ずつ並びます。Esc で戻ります。
discrepancies-state = {""}
discrepancies-kind = 種類
discrepancies-who = 患者
discrepancies-who-of = 患者（左右キーで操作する人を選ぶ）
discrepancies-since = いつから
discrepancies-said = 記録
discrepancies-do = 対処
discrepancies-closed-by = 解決済み　{ $source }
discrepancies-is-closed = この不一致はすでに解決済みです。
discrepancies-nowhere = この不一致には、開ける病床がありません。
discrepancy-transit = { $from } から { $to } へ転棟中
discrepancy-left = { $bed } から退院（{ $to }）
discrepancy-expected = 入院予定
discrepancy-frame = { $hospital }　{ $wards }病棟 { $beds }床

discrepancy-bed-shared = 病床の重複
discrepancy-bed-shared-means = 一つの病床に2人以上の患者が記録されています。どの記録も残してあります。
discrepancy-bed-shared-do = 病床へ行き、実際にいる患者を確かめてください。ほかの患者は { $transfer } で正しい病床へ転棟、または { $discharge } で退院を記録すると解消します。
discrepancy-moved-apart = 移動の食い違い
discrepancy-moved-apart-means = 複数の端末が、互いを知らずに同じ患者の移動を記録しました。いまは最後の記録の病床に表示しています。
discrepancy-moved-apart-do = 患者が実際にいる病床を確かめ、違っていれば { $transfer } でその病床へ転棟を記録すると解消します。表示のとおりなら { $close } で解決済みにしてください。
discrepancy-stay-disputed = 入院情報の食い違い
discrepancy-stay-disputed-means = 複数の端末が、互いを知らずに同じ入院の別の内容を記録しました。
discrepancy-stay-disputed-do = 正しい内容を記録し直すと解消します。診療科 { $department }　食事 { $diet }　救護区分 { $mobility }　隔離 { $isolation }　そのほか { $amend }
discrepancy-person-disputed = 患者情報の食い違い
discrepancy-person-disputed-means = 複数の端末が、互いを知らずに同じ患者の別の内容を記録しました。
discrepancy-person-disputed-do = 本人・家族・診察券で確かめ、{ $amend } で正しい内容を記録し直すと解消します。
discrepancy-two-stays = 二重の入院
discrepancy-two-stays-means = 一人の患者に、終わっていない入院が二つあります。
discrepancy-two-stays-do = 実際にいる病床を確かめ、もう一方の入院を { $discharge } で終えると解消します。
discrepancy-identifier-shared = 患者IDの重複
discrepancy-identifier-shared-means = 一つの患者IDが、二人以上の患者に付いています。
discrepancy-identifier-shared-do = 同じ人か別の人かを、氏名と生年月日で確かめてください。確かめた結果を { $close } で書き残してください。
discrepancy-bed-unknown = 病床表にない病床
discrepancy-bed-unknown-means = 病院の病床表にない病床に、患者が記録されています。
discrepancy-bed-unknown-do = 患者が実際にいる病床を確かめ、{ $transfer } でその病床へ転棟を記録すると解消します。
discrepancy-no-admission = 入院の記録なし
discrepancy-no-admission-means = 移動の記録はありますが、入院の記録がこの端末に届いていません。
discrepancy-no-admission-do = ほかの端末とつながり、入院の記録が届くと解消します。
discrepancy-no-registration = 患者登録の記録なし
discrepancy-no-registration-means = 入院の記録はありますが、患者登録の記録がこの端末に届いていません。
discrepancy-no-registration-do = ほかの端末とつながり、患者登録の記録が届くと解消します。
discrepancy-blocked-in-use = 使用不可の病床に患者
discrepancy-blocked-in-use-means = 使用不可の病床に患者が記録されています。
discrepancy-blocked-in-use-do = 病床を使ってよければ { $unblock } で使用可に戻し、いけなければ { $transfer } で患者を別の病床へ移すと解消します。
discrepancy-frames-differ = 病床表の食い違い
discrepancy-frames-differ-means = 複数の端末が、互いを知らずに別の病床表を取り込みました。いまは最後の病床表で動いています。
discrepancy-frames-differ-do = 管理者に連絡してください。正しい病院フォルダをもう一度取り込むと解消します（andon init --hospital フォルダ）。

close-means = 解決済みにすると、一覧の下に移り、誰がいつ何と書いたかが残ります。記録そのものは変わりません。
close-remark = 誰が・何を見て確かめ、どう解決したか
close-empty = 何を確かめ、どう解決したかを書いてください。
close-done = 解決済みにしました：{ $what }

# 初回の病棟一覧を入力。

first-no-ward =
    どの病棟の患者を入力しますか。
    Enter で病棟を選ぶと、病床順に一行ずつ入力できます。
first-progress = 済 { $done }　空床 { $empty }　残り { $rest } / { $beds }床
first-incomplete = 情報不足 { $incomplete }
first-unsaved = 未保存 { $unsaved }
first-where = { $bed }　{ $field }
first-hint-name = 姓と名の間は空白。空床なら何も入れずに Enter。名前だけでも保存できます。
first-hint-kana = 姓と名の間は空白。ひらがなで入れてもカタカナになります。
first-hint-sex = 1 または m ＝ 男　2 または f ＝ 女　3 または u ＝ 不明
first-hint-birth = S23.5.6、昭和23年5月6日、1948-5-6 など。年だけ（1948）は推定です。
first-hint-department = 名前かコードの一部を入れるか、上下キーで選びます。初めは前の行と同じです。
first-hint-number = 診察券などの患者ID。分からなければ空欄のまま Enter で保存します。
first-keys = { $on } 次へ（最後で保存）　{ $save } 行を保存　{ $undo } 取消　{ $ward } 病棟
first-missing = 未
first-head-department = 診療科
first-head-number = 患者ID
first-cot = コット
first-sex-M = 男
first-sex-F = 女
first-sex-U = 不明
first-state-refused = 受付不可
first-state-unsaved = 未保存
first-state-saving = 保存中
first-displaced = 「{ $typed }」の入力は未保存です。入力の後、{ $bed } の記録が変わりました（現在：{ $now }）。実際にいる病床を確かめ、その行に入力してください。
first-displaced-short = 別に未保存の入力：{ $typed }
first-state-missing = 情報不足
first-kana-kanji = フリガナに漢字があります。カタカナかひらがなで入れてください。
first-birth-unreadable = 日付として読めません。S23.5.6 や 1948-5-6 のように入れてください。
first-number-wrong = 患者IDは英数字とハイフンで20文字まで、数字を1つ以上含みます。
first-number-known = この番号は { $patient } として登録済みです。同じ人なら、この行を消して病床図の入院登録から入れてください。
first-department-unknown = 当てはまる診療科がありません。消して打ち直してください。
first-cannot-empty = 記録された内容を空にはできません。正しい内容に書き換えてください。
first-refused = { $bed } の行は保存されていません。{ $why }
first-finished = この病棟の入力は終わりです。患者 { $done }人、空床 { $empty }床、情報不足 { $incomplete }人、未保存 { $unsaved }行。
first-forget = 未保存の行が { $count } 行あります。戻ると、その行に入力した内容は失われます。
first-note = 初回の病棟一覧を入力（入院日時は未確認）
close-keys = { $save } で保存　{ $back } でやめる
list-or = か
