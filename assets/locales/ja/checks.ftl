# 患者認証：言葉、断られた理由、方針のファイルの誤り、andon run の説明、画面。

identifier-name = 氏名
identifier-dob = 生年月日
identifier-number = 患者番号
identifier-address = 住所
identifier-phone = 電話番号

stand-in-family = 家族
stand-in-staff = 患者を知る職員二人
stand-in-photo = 写真付き書類
stand-in-tag = 仮氏名のタグ

paper-exception-not-ticked = チェックなし
paper-exception-mismatch = 不一致
paper-exception-stood-in = 本人は名乗れず
paper-exception-no-laptop = 端末認証なし

check-mismatch-statement = 本人の申告と一致しません
check-mismatch-slip = 伝票の患者と一致しません

check-result-open = 認証中
check-result-verified = 認証済
check-result-mismatched = 不一致
check-result-abandoned = 中断
check-result-on-paper = 紙で確認

refusal-no-check-policy = 患者認証の方針がまだありません。andon import checks で checks.toml を取り込んでください。
refusal-check-policy-unsafe = この方針では患者を安全に認証できません（{ $count }か所）。andon import checks --check でその場所を確かめてください。
refusal-unknown-purpose = 目的「{ $purpose }」は患者認証の方針にありません。方針にある目的から選んでください。
refusal-unknown-check = 認証 { $check } はありません。番号を確かめるか、新しい認証を始めてください。
refusal-slip-of-several = 伝票 { $slip } は端末ごとに別の患者のものとして登録されています。不一致の一覧で、どちらかを確かめてください。
refusal-check-over = 認証 { $check } はすでに終わっています。新しい認証を始めてください。
refusal-check-of-another = 認証 { $check } は別の職員が進めています。自分で認証するときは、新しい認証を始めてください。
refusal-statement-first = 認証 { $check } は、まだ本人の申告が入力されていません。先に聞いたとおり入力するか、中断してください。それまで患者の情報は表示できません。
refusal-already-stated = 認証 { $check } はすでに申告が入力されています。代わりに名乗る人を記録するときは、新しい認証を始めてください。
refusal-nothing-stated = 何も入力されていません。患者が名乗ったとおりに入力してください。
refusal-bed-never-counts = 病床 { $bed } は患者の識別には使えません。氏名と生年月日を聞いてください。
refusal-identifier-does-not-count = { $kind }は、この病院の方針では識別に使えません。ほかの項目を聞いてください。
refusal-identifier-not-on-record = この患者には{ $kind }の記録がなく、照合できません。ほかの項目を聞くか、先に患者情報を補ってください。
refusal-stand-in-not-enough = この目的では「{ $who }」は本人の代わりになりません。ほかの方法で認証してください。
refusal-speaks-already = この認証ではすでに「{ $who }」が本人に代わっています。変えるときは、新しい認証を始めてください。
refusal-other-person-needed = 二人目は別の職員でなければなりません。別の職員が自分のアカウントで確認してください。
refusal-no-second-needed = この認証に、これ以上の確認者は要りません。そのまま進めてください。
refusal-needs-laptop = { $patient } の「{ $purpose }」は端末での認証が必要です（類似氏名の患者がいる場合を含む）。端末で認証しなかったときは、例外「端末認証なし」を選んでください。
refusal-already-entered = 伝票 { $slip } の認証はすでに記録されています。番号を確かめ、次の伝票に進んでください。
refusal-empty-batch = 伝票が一枚も入力されていません。番号を入力してから保存してください。

check-expected-toml = TOML として読めません。引用符と角括弧を確かめてください
check-expected-words = 引用符で囲んだ語
check-expected-list = 角括弧で囲んだ語の並び
check-expected-purposes = [[purpose]] で始まる目的の並び
check-expected-code = 英小文字・数字・ハイフンで1〜24文字のコード（英字で始まる）
check-expected-name = 60文字以内の名前
check-expected-made = laptop（端末）または paper（紙）
check-expected-slip = needed（必要）または optional（任意）
check-expected-second = needed（必要）または not-needed（不要）
check-expected-stand-in = family、staff、photo、tag のいずれか
check-expected-identifier = name、dob、number、address、phone のいずれか
check-expected-no-bed = 病床・病室・病棟は患者の識別には決して使えません。この語を除いてください
check-flaw-counts-too-few = 識別に使える項目（counts）は二つ以上必要です
check-flaw-third-does-not-count = third には counts にある項目だけを書いてください
check-flaw-no-third = 類似氏名の患者に聞く三つ目の項目（third）が要ります
check-flaw-never-open = open_minutes は1以上にしてください
check-flaw-no-alarm = alarm_after は1以上にしてください
check-flaw-no-purpose = 目的が一つもありません
check-flaw-too-few = 識別の項目数（identifiers）は2以上にしてください
check-flaw-too-many = identifiers が counts の数を超えています
check-flaw-never-holds = lasts_minutes は1以上にしてください
check-flaw-second-on-paper = 二人目が必要な目的は made = "laptop" にしてください
check-flaw-twice = 同じコードの目的が先にあります

run-area-check = 患者認証
run-do-check-begin = 認証を始める（patient か slip のどちらか。期待される値は答えない）
run-do-check-vouch = 本人が名乗れないとき、代わりに名乗る人や物を記録する（申告より先に）
run-do-check-state = 名乗られたとおりに入力し、照合する（dob は西暦でも和暦でもよい）
run-do-check-slip = 手元の伝票と照合する
run-do-check-second = 二人目として確認する（始めた人とは別のアカウント）
run-do-check-abandon = 認証を中断する（記録は残る）
run-do-check-paper = 伝票の確認欄を後から入力する（紙で確認。端末での認証には数えない）
run-do-check = 一つの認証（申告が入力されるまで答えない）
run-do-checks = 認証の一覧、新しい順
run-do-check-figures = 一日の病棟ごとの認証の数
run-field-purpose = 目的
run-field-check = 認証の番号
run-field-exception = 例外
run-field-result = 結果
run-expects-stated-birth = 年月日（1948-05-06、S23.5.6、昭和23年5月6日）
run-expects-check = 認証の番号（7-1-31.0）
run-expects-purpose = 目的のコード（方針にあるもの）

cli-about-import-checks = 患者認証の方針（checks.toml）を取り込む
cli-argument-import-checks-file = 方針のファイル（TOML）。書き方は病院フォルダの checks.toml
cli-checks-done = 患者認証の方針を取り込みました。目的 { $purposes } 件、うち端末で認証するもの { $laptop } 件。
cli-checks-checked = 誤りはありません。目的 { $purposes } 件、うち端末で認証するもの { $laptop } 件。何も取り込んでいません。
done-check-paper = 伝票 { $count } 枚の確認欄を保存

made-laptop = 端末で認証
made-paper = 伝票で確認

action-check = 患者認証
action-check-paper = 紙の確認欄を入力
action-checks = 患者認証の一覧
action-stand-in = 本人が名乗れない
action-again = 新しい認証
action-except = 例外を付ける
action-turn-purpose = 目的を変える
action-take-out = この行を外す
short-check = 認証
short-check-paper = 紙の入力
short-checks = 認証一覧
short-stand-in = 名乗れない
short-again = 新しい認証
short-except = 例外
short-turn-purpose = 目的
short-take-out = 外す
context-check-purpose = 患者認証：目的を選ぶとき
context-check = 患者認証：入力するとき
context-check-result = 患者認証：結果
context-check-paper = 紙の確認欄を入力するとき

check-step-purpose = 目的
check-step-statement = 申告
check-step-slip = 伝票
check-step-second = 二人目
check-step-result = 結果

check-say-purpose = 何のための認証ですか。番号か名前で選んで Enter。伝票や患者の番号を読み取ると、その患者になります。
check-say-stand-in = 本人の代わりに何で確かめますか。この目的で認められているものだけが出ています。
check-say-statement = 患者に氏名と生年月日を名乗ってもらい、聞いたとおりに入力してください。こちらから読み上げないでください。
check-say-instead = 代わりの人・書類のとおりに入力してください。こちらから読み上げないでください。
check-say-further = ここまで一致しています。もう一つ聞いて入力してください。
check-say-voucher = 患者を知るもう一人の職員が、自分のアカウントで確認してください。
check-say-slip = 一致しています。手元の伝票の番号を読み取るか、入力してください。
check-say-second = 一致しています。二人目の職員が患者と伝票を確かめ、自分のアカウントで確認してください。
check-say-second-trial = 一致しています。二人目の職員が患者と伝票を確かめ、自分のアカウントで確認してください。練習用でアカウントがないため、パスフレーズは照合しません。
check-say-result = 結果

check-for-whom = 対象
check-type = 目的・番号
check-nobody-yet = まだ選ばれていません（伝票か患者の番号を入力）
check-nobody = 誰の認証かが決まっていません。伝票か患者の番号を入力して Enter を押してください。
check-patient-chosen = 選択中の患者
check-no-purpose = この目的はありません。番号か名前の一部を入力してください。
check-slip = 伝票 { $slip }
check-two-people = 二人で
check-so-many = あと { $count } 項目が一致すれば足ります。Enter で次へ、足りれば照合します。
check-third-asked = 氏名の似た患者がいます。住所か患者番号も聞いてください。
check-not-this-one = この人と取り違えていませんか：
check-speaks = 本人に代わって名乗る：{ $who }
check-no-stand-in = この目的では本人の申告しか認められていません。
check-no-date = 日付として読めません
check-no-number = 番号として読めません
check-no-slip-number = 伝票番号として読めません。もう一度読み取るか、入力してください。
check-slip-number = 伝票番号
check-user = 職員（二人目）
check-phrase = パスフレーズ
check-no-user = 職員のアカウント名を入力してください。
check-no-phrase = パスフレーズを入力してください。
check-verified-by = { $used }  { $seconds }秒  { $until } まで有効
check-two = { $by } と { $second } が確認
check-slip-held = 伝票 { $slip } は保留です。この伝票での作業を止めてください。
check-way-on = { $again } で新しい認証を始めてください。このまま進める方法はありません。
check-slip-matched = { $purpose }　{ $kind } { $slip } はこの患者のものです
check-alarmed = 不一致が続いたため、本部の一覧に警報が出ています
check-way-on-slip = { $again } で新しい認証を始めるか、{ $cancel } で伝票を取り消してください。このまま進める方法はありません。
check-given-up = この認証は終わっています（記録は残ります）。{ $again } で新しい認証を始められます。

check-paper-number = 伝票番号
check-paper-count = { $count } 枚
check-paper-unknown = 「{ $typed }」は登録された伝票でも患者番号でもありません。番号を確かめてください。
check-paper-twice = 「{ $typed }」はすでに入力しています。次の伝票に進んでください。

checks-figures = { $ward } 今日 { $checks }件  不一致 { $mismatches }  中央値 { $seconds }秒  代理 { $instead }%  紙 { $paper }
checks-count = { $shown } / { $all } 件
checks-none = まだ患者認証はありません。F6 で始めます。
checks-at = 時刻
checks-result = 結果
checks-purpose = 目的
checks-patient = 患者
checks-how = 項目・事情
checks-by = 職員
checks-seconds = 秒
checks-slip = 伝票

board-check-alarm = 患者認証の不一致が { $count }回続いています  { $ward }  { $who }  最後 { $last }
board-check-alarm-slip = 伝票 { $slip } が { $count }回続けて患者と一致していません  { $ward }  伝票の患者 { $who }  最後 { $last }
detail-checks = 患者認証
detail-check = { $at }  { $purpose }  { $count }項目
detail-check-paper = { $at }  { $purpose }  紙で確認
detail-check-mismatch = { $at }  { $purpose }  不一致
cannot-check = 患者認証はできません。記録が保存できる状態か確かめてください。

cli-about-check = 患者認証の記録を見る
cli-about-check-list = 患者認証の一覧、新しい順
cli-about-check-figures = 一日の病棟ごとの認証の数
cli-argument-check-list-ward = この病棟だけ
cli-argument-check-list-patient = この患者だけ（患者番号）
cli-argument-check-list-result = この結果だけ（open、verified、mismatched、abandoned、on-paper）
cli-check-count = 患者認証 { $count } 件
checks-column-blind = 認証
checks-column-median = 中央値（秒）
checks-column-instead = 代理（%）
refusal-purpose-differs = { $slip } は{ $kind }です。「{ $purpose }」には使えません。この目的の伝票の番号を読み取ってください。
check-paper-unsaved = { $count }枚はまだ保存していません。F12 で保存できます。入力を破棄しますか。
check-paper-go-on = 入力に戻る

check-left-lying = { $at } に始めた患者認証は、途中で終わったため「中断」として記録しました。必要なら F6 で始めからやり直してください。
cli-argument-check-list-purpose = この目的だけ（病院の取り決めの語。例 transfusion）
