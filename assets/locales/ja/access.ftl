# 利用者、パスフレーズ、保存先の開け方

set-up-phrase = パスフレーズ
set-up-phrase-means = 16文字以上。自分だけに意味のある言葉を4つ5つ並べてください。この端末を開く鍵になります。人に教えないでください。
set-up-phrase-short = 16文字以上です
set-up-again = もう一度
set-up-again-means = 打ち間違いで誰も開けなくなることを防ぐため、もう一度入力します。
set-up-again-differs = 一致しません

phrase-too-short = パスフレーズは{ $found }文字です。{ $least }文字以上が必要です。自分だけに意味のある言葉を4つ5つ並べてください。
phrase-too-long = パスフレーズが200文字を超えています。短くしてください。
phrase-common = 真っ先に試される言葉でできています。自分だけに意味のある言葉にしてください。
phrase-monotonous = 同じ文字の繰り返しです。言葉を4つ5つ並べてください。
phrase-holds-user-name = 利用者名が含まれています。別の言葉にしてください。

cli-phrase-prompt = { $user } のパスフレーズ: { "" }
cli-phrase-new = { $user } の新しいパスフレーズ（16文字以上）: { "" }
cli-phrase-again = もう一度: { "" }
cli-phrase-differs = 2回の入力が一致しません。何も作っていません。やり直してください。
cli-store-phrase-needed = { $folder } の保存先はパスフレーズがないと開けません。--user で利用者名、--passphrase-file でパスフレーズを書いたファイルを指定してください（環境変数 ANDON_USER と ANDON_PASSPHRASE_FILE でも可）。
cli-store-wrong = { $folder } の利用者名とパスフレーズの組み合わせが違います。あと{ $detail }回失敗すると、15分間ロックされます。
cli-store-locked-out = 5回失敗したため、あと{ $detail }分ロックされています（{ $folder }）。待つか、当直師長にパスフレーズの再設定を依頼してください。
cli-store-phrase = { $detail }
cli-argument-passphrase_file = 1行目が利用者のパスフレーズであるファイル（環境変数 ANDON_PASSPHRASE_FILE でも指定可）
cli-argument-administrator = 最初の管理者の表示名（省略時は利用者名）
cli-argument-recovery_file = 復旧キーを書き込む新しいファイル。印刷したら消してください（省略時は画面に1回だけ表示）
cli-argument-trial = 試用・訓練用の保存先を作る。利用者登録がなく、誰でも何でもできます。実在の患者を入れないでください
cli-init-who = 最初の管理者を指定してください: --user 利用者名 と --passphrase-file ファイル（端末からなら入力もできます）。試用・訓練なら --trial を付けてください。
cli-init-recovery =
    復旧キー   { $hospital } 端末{ $station }

        { $recovery }

    誰のパスフレーズでも開けなくなったときに、この端末を開く鍵です。表示はこの1回だけです。次に、働く人の利用者を andon user add か user import で登録してください。管理者は患者を扱いません。印刷して金庫に保管し、どのコンピューターにも写しを残さないでください。

refusal-no-account = 利用者登録がありません。管理者に登録を依頼してください。
refusal-account-closed = この利用者は停止されています。管理者に連絡してください。
refusal-unknown-account = 利用者 { $user } は登録されていません。andon user list で確かめてください。
refusal-user-name-taken = 利用者名 { $user } は使われているか、使われたことがあります。利用者名は二度と使えません。別の名前にしてください。
refusal-user-name-reserved = 利用者名 { $user } は使えません。別の名前にしてください。
refusal-role-not-for-people = この役割は人には付けられません。andon user roles で確かめてください。
refusal-last-administrator = 管理者はこの人だけです。先に別の管理者を登録してください。
refusal-account-not-open = 利用者 { $user } は停止されています。先に再開してください。
refusal-account-is-open = 利用者 { $user } はすでに使えます。何もする必要はありません。
refusal-account-unchanged = { $user } はすでにこのとおりです。何も変えていません。

recovery-title = 復旧キー
recovery-text = { $recovery } が復旧キーです。今すぐ印刷するか書き写し、金庫に保管してください。誰のパスフレーズでも開けなくなったときに、この端末を開く鍵です。表示はこの1回だけです。
recovery-written = 書き写した


cli-about-user = 利用者の登録と、端末を開く鍵
cli-about-user-roles = 役割ごとにできることを表示
cli-about-user-list = 利用者の一覧を表示
cli-about-user-add = 利用者を登録（初回パスフレーズを発行）
cli-about-user-import = 職員名簿から登録（全員か、誰も登録しない）
cli-about-user-change = 利用者の氏名・役割・当番・病棟を変更
cli-about-user-passphrase = 自分のパスフレーズを変更
cli-about-user-reset = 他の人に初回パスフレーズを再発行
cli-about-user-close = 利用者を停止
cli-about-user-reopen = 停止した利用者を再開
cli-argument-account = 利用者名
cli-argument-full_name = 表示する氏名
cli-argument-role = 役割（andon user roles を参照）
cli-argument-duty = 役割に加える当番: night-supervisor（none で外す）
cli-argument-user-ward = 担当病棟。複数指定可（省略時は担当なし。制限のある患者は理由が必要）
cli-argument-user-add-ward = 担当病棟。複数指定可（省略時は担当なし。制限のある患者は理由が必要）
cli-argument-user-change-ward = 担当病棟。複数指定可
cli-argument-slips = 初回パスフレーズを書き込む新しいファイル。印刷したら消してください（省略時は1回だけ表示）
cli-argument-new_file = 1行目が新しいパスフレーズであるファイル（省略時は入力）
cli-argument-user-import-file = 名簿のCSV。列は user、name、role と、必要なら wards、duty
cli-after-user-import =
    列は user、name、role です。wards（空白区切り）と duty は省略できます。全員に初回パスフレーズを発行します。最初に使うときに変更が必要です。

    例: andon user import staff.csv --slips slips.txt
cli-paper-cannot-write = { $file } に書けません（{ $why }）。書き込める場所の新しいファイル名を指定してください。何もしていません。

user-column-user = 利用者名
user-column-name = 氏名
user-column-role = 役割
user-column-wards = 病棟
user-column-state = 状態
user-state-open = 使用中
user-state-closed = 停止
user-state-first = 初回待ち
user-is-now = { $user }（{ $name }）: { $role }、{ $state }
user-opened = 初回パスフレーズを{ $count }件発行しました。紙で手渡してください。最初に使うときに変更が必要です。
user-slip =
    ------------------------------------------------------------
    { $name } 様
      利用者名            { $user }
      初回パスフレーズ    { $phrase }
      最初に使うときに、16文字以上の自分のパスフレーズに変更してください。
      変更したら、この用紙は裁断してください。
    ------------------------------------------------------------

role-ward-clerk = 病棟クラーク
role-nurse = 看護師
role-physician = 医師
role-emergency = 救急外来
role-pharmacy = 薬剤部
role-desk = 部門受付
role-carrier = 搬送担当
role-billing = 医事課
role-information-desk = 総合案内
role-command-post = 対策本部
role-administrator = 管理者
role-auditor = 監査担当
role-board = 掲示用
role-trial = 試用
role-envelope = 封筒での利用
role-recovery = 復旧キー
duty-night-supervisor = 当直師長

deed-change-people = 患者の登録・訂正
deed-change-census = 入退院・移動
deed-change-beds = 病床の閉鎖・確保
deed-change-settings = 病院設定の変更
deed-import = 一覧の取り込み
deed-undo = 取り消し
deed-close-discrepancy = 不一致の解消
deed-answer-inquiry = 問い合わせへの回答
deed-keep-for-recovery = 事後入力用の記録
deed-print = 印刷
deed-change-slip-types = 伝票種別の変更
deed-write-slips = 伝票の作成・取り消し
deed-carry-slips = 伝票の搬送・受領・保管
deed-work-on-slips = 手書き伝票の登録・再発行、伝票の作業・実施・疑義照会
deed-bill-slips = 会計処理
deed-check-identity = 患者認証
deed-issue-numbers = 患者番号の発行・統合
deed-read-slips = 伝票の閲覧
deed-read-census = 入院患者の閲覧
deed-read-person = 患者詳細の閲覧
deed-manage-accounts = 利用者の管理
deed-reset-pass-phrase = 他の人のパスフレーズ再発行
deed-change-pass-phrase = 自分のパスフレーズ変更
deed-read-audit = 監査記録の閲覧

refusal-first-pass-phrase = 初回パスフレーズのままです。先に自分のパスフレーズに変更してください（andon user passphrase、または画面から）。
deed-grant-numbers = 番号枠の割り当て

action-lock = この端末をロックする
lock-title = ロック中
lock-means = この端末はロックされています。入力途中のものは、ロックの後ろにそのまま残っています。
lock-user = 利用者名
lock-secret = パスフレーズ
lock-looking = 確認しています。
lock-wrong = パスフレーズが違います。あと{ $left }回失敗すると15分間ロックされます。
lock-locked-out = 5回失敗したため、あと{ $minutes }分ロックされています。別の利用者は使えます。当直師長がパスフレーズを再設定できます。
lock-no-user = 利用者名を入力してください（半角の英小文字・数字・. - _）。
lock-failed = できませんでした: { $why }
lock-opened = ロックを解除しました。
lock-welcome = { $user } さんに替わりました。

deed-leave-trace = 監査記録への記録
deed-break-glass = 緊急アクセス
deed-review-glass = 緊急アクセスの確認
deed-read-contacts = 連絡先の閲覧
refusal-reason-needed = 問い合わせ制限のある患者で、担当病棟ではありません。閲覧の理由を入力してください（記録されます）。
refusal-words-needed = 理由を文章で入力してください。理由がないと記録できません。
refusal-unknown-glass = 確認待ちの緊急アクセスが見つかりません。一覧で選び直してください。自分のものは、ほかの人が確認します。
glass-emergency = 救命・急変
glass-nobody-else = 担当者不在
glass-hand-over = 引き継ぎ
glass-locked-out = アカウントのロック
glass-other = その他

verify-opened = 封をすべて開けました。記録{ $commits }件、この端末の欠番なし、利用開始時の照合{ $anchors }件と一致しています。
verify-register = 過去の患者台帳も読めました（{ $people }人）。
verify-frames-only = 確かめたのは枠と連鎖だけです。利用者の指定がないため封は開けていません。--user と --passphrase-file を付けると封の中も確かめます。
cli-about-audit = 誰が何をし、何を見たかを表示
cli-about-user-glass = 緊急アクセスと確認の有無を一覧表示
cli-argument-of = この利用者の分だけ
cli-argument-audit-what = この種類だけ（例: opened、attempted、admitted）
cli-argument-audit-patient = この患者の分だけ（一覧に表示される番号）
cli-after-audit = 端末を開こうとした記録も並びます。attempted の後に entered がなければ失敗です。
audit-unread = 読めない記録が{ $count }件あります。一覧はそれを含みません。andon verify で場所を確かめてください。
audit-column-recorded = 記録時刻
audit-column-record = 番号
audit-column-at = 日時
audit-column-station = 端末
audit-column-user = 利用者
audit-column-what = 内容
audit-column-patient = 患者
audit-column-detail = 詳細

# 入口、ロック、当番中の暗証番号
entrance-title = 利用開始
entrance-means = この端末は封をされています。利用者名とパスフレーズを入力すると開きます。
entrance-keys = Enter 開く   Tab 次の欄   Ctrl-E 封筒のコード   Ctrl-L English   Ctrl-Q 終了
lock-keys = Enter 解除   Tab 次の欄   Ctrl-U 消す   Ctrl-E 封筒のコード   Ctrl-L English
lock-code = 封筒のコード
lock-code-means = アカウントがロックされているときだけ、封筒のコードで1時間、診療のための操作ができます。コードは1回だけ使え、緊急アクセスとして記録され、対策本部が確認します。
lock-envelope-not-needed = このアカウントはロックされていません。パスフレーズを入力してください（忘れたときは当直師長が再発行できます）。封筒はそのまま使えます。
lock-not-by-envelope = 管理者・監査担当・対策本部は封筒では利用できません。ほかの管理者にパスフレーズの再発行を頼んでください。封筒はそのまま使えます。
lock-pin-or-secret = パスフレーズか暗証番号
lock-again = もう一度
lock-own = 今のパスフレーズ
lock-differs = 2回の入力が一致しません。もう一度入力してください。
lock-no-pin = この勤務ではまだ暗証番号が登録されていません（または期限切れです）。パスフレーズを入力してください。
lock-wrong-pin = { $left ->
    [0] 暗証番号が違います。暗証番号は使えなくなりました。パスフレーズを入力してください。
   *[other] 暗証番号が違います。あと{ $left }回です。
 }
lock-bad-pin = 4～8桁の数字にしてください。同じ数字の並びや1234のような暗証番号は使えません。
lock-no-envelope = 使える封筒のコードではありません。利用者名と、封筒の中の文字（5文字ずつ5組）を確かめてください。
new-phrase-title = 自分のパスフレーズ
new-phrase-means = 今のパスフレーズは用紙で受け取った初回のものです。自分だけが知っているパスフレーズに変更してください（16文字以上、自分だけに意味のある言葉を4つ5つ並べます）。変更するまで何もできません。
new-phrase-keys = Enter 次へ・変更   Tab 次の欄   Esc 別の利用者
new-phrase-secret = 新しいパスフレーズ
new-phrase-set = { $user } さんのパスフレーズを変更しました。初回の用紙は裁断してください。
new-pin-title = この勤務の暗証番号
new-pin-by-envelope = 封筒で利用している間は、暗証番号を登録できません。
new-pin-means = ロックを早く解除するための4～8桁の暗証番号です。登録にはパスフレーズが必要です。この端末で、この勤務の間（12時間）だけ使えます。3回間違えると使えなくなります。
new-pin-keys = Enter 次へ・登録   Tab 次の欄   Esc やめる
new-pin-secret = 暗証番号（4～8桁）
new-pin-set = { $user } さんの暗証番号を登録しました。ロックの解除に使えます。

action-change-user = 利用者を替わる
action-set-pin = 勤務中の暗証番号を決める
action-break-glass = 緊急アクセス
action-review-glass = 緊急アクセスの確認
menu-lock = 個人の情報を画面からすべて消します。入力途中のものはそのまま残ります。何もしないと自動でもロックされます。
menu-change-user = 別の人がこの端末で仕事をします。今の人の入力途中のものは、その人が戻るまで残ります。
menu-set-pin = ロックを早く解除するための暗証番号を、この勤務の間だけ決めます。
menu-break-glass = 役割を超えて診療のための操作をします。理由を選ぶとすぐに使え、1時間で終わり、対策本部が後で確認します。
menu-review-glass = 役割を超えて使われた緊急アクセスを確認します（対策本部・監査担当）。
glass-title = 緊急アクセス（{ $minutes }分間、記録されます）
glass-in-words = 理由を入力
glass-words-needed = 「その他」は理由を入力してください。
glass-banner = 緊急アクセス 残り{ $minutes }分
glass-none = 確認待ちの緊急アクセスはありません。
glass-seen = 確認しました
glass-by-envelope = 封筒のコードで利用開始
detail-closed = 問い合わせ制限のある患者です。Enter で開き、理由を入力してください。
detail-not-yours = 患者の詳細は、この役割では開けません。
detail-contacts-behind = 連絡先は Enter（開くと記録に残る）
detail-why = 閲覧の理由
detail-why-kept = Enter 開く   Esc 戻る。理由と閲覧は監査記録に残ります。
refusal-not-proved = 利用者名とパスフレーズが一致しません。あと{ $left }回でロックされます。
refusal-locked-out = この利用者は失敗が続いたため{ $minutes }分間ロックされています。別の職員が確認してください。
refusal-no-pin = 確認には暗証番号を使えません。パスフレーズを入力してください。
refusal-only-administrators = 管理者・監査担当・対策本部のパスフレーズは、管理者だけが再発行できます。管理者に頼んでください。
refusal-only-the-ward = 問い合わせ制限は、担当病棟か対策本部だけが解除できます。担当病棟に連絡してください。

cli-about-user-envelopes = アカウントがロックされたときの封筒のコードを発行
cli-argument-user-envelopes-count = 封筒の数（1～200）
cli-argument-recovery_key_file = 1行目が復旧キーであるファイル。誰のパスフレーズでも開けないときに使います（誰かの代わりではなく、アカウントの作成・再開とパスフレーズの再発行だけができます）
user-envelope =
    ------------------------------------------------------------
    封筒 { $number }   緊急用（1回だけ）
      コード    { $code }
      アカウントがロックされたときに、利用者名とこのコードで開けます。
      使うと緊急アクセスとして記録され、対策本部が確認します。
    ------------------------------------------------------------
user-envelopes-sealed = 封筒のコードを{ $count }件発行しました。1枚ずつ封筒に入れて封をし、当直師長のところで保管してください。
cli-about-user-break-glass = 役割を超えて診療のための操作をする（1時間、記録され確認される）
cli-argument-user-break-glass-reason = 理由: emergency、nobody-else、hand-over、locked-out、other
cli-argument-words = 理由の説明（other では必須）
user-glass-broken = 緊急アクセスを開始しました（{ $minutes }分間）。対策本部が後で確認します。
lock-means-trial = この端末はロックされています。見本と訓練用の保存先では、Enter だけで戻れます。
lock-needed = パスフレーズを入力してください。

# 二つめの認証
cli-about-user-second-factor = 自分の二つめの認証（認証アプリ、または印刷したコード）を決める
cli-argument-user-second-factor-kind = authenticator（認証アプリ）、codes（印刷したコード）、off（やめる）
cli-argument-user-second-factor-account = 二つめの認証をなくした人の利用者名（off だけ。管理者か当直師長が外します）
cli-argument-code = 二つめの認証のコード（認証アプリの6桁、または印刷したコード）
cli-code-prompt = 二つめの認証のコード: { "" }
cli-store-code-needed = この利用者は二つめの認証を使っています。--code にコードを付けてください。
cli-store-wrong-code = 二つめの認証のコードが違います。あと{ $detail }回失敗すると15分間ロックされます。
lock-second = 認証コード
lock-code-needed = この利用者は二つめの認証を使っています。パスフレーズをもう一度入力し、認証アプリの6桁か、印刷したコードを入力してください。
lock-wrong-code = 認証コードが違います（または使用済みです）。あと{ $left }回失敗すると15分間ロックされます。
user-second-set = 二つめの認証を決めました。次の利用開始から必要です。
user-second-authenticator =
    ------------------------------------------------------------
    { $user } の二つめの認証
      認証アプリに入力する鍵（6桁・30秒）
        鍵        { $secret }
      認証アプリが使えないとき、または端末の時計がずれているとき（各1回）
        コード    { $codes }
    ------------------------------------------------------------
user-second-codes =
    ------------------------------------------------------------
    { $user } の二つめの認証（各1回）
        コード    { $codes }
    ------------------------------------------------------------

# 利用者の一覧（画面）
action-accounts = 利用者の一覧
menu-accounts = 利用者の状態（ロック中・初回待ち・停止）を見て、初回パスフレーズを再発行します（管理者・当直師長）。役割の変更と停止は管理者だけです。
context-accounts = 利用者の一覧
action-reset-phrase = 初回パスフレーズを再発行
short-reset-phrase = 再発行
action-close-account = 利用者を停止
short-close-account = 停止
action-reopen-account = 停止した利用者を再開
short-reopen-account = 再開
action-change-role = 役割と当番を変更
short-change-role = 変更
short-accounts-review-glass = 緊急確認
accounts-count = 利用者 { $count }人   ロック中 { $locked }人   緊急アクセス確認待ち { $waiting }人
accounts-means = ロックはこの端末だけのものです。再発行するとロックも解けます。
accounts-locked = ロック中 あと{ $minutes }分
accounts-glass = 緊急確認待ち{ $count }件
accounts-empty = 利用者が登録されていません。andon user add か user import で登録してください。
accounts-nothing = 条件に合う利用者はいません。Esc で全員に戻ります。
accounts-none-selected = 利用者が選ばれていません。
accounts-second = 二つめの認証
accounts-second-set = 使用中
accounts-reviewed = 確認済（{ $user }: { $remark }）
accounts-unreviewed = 確認待ち
accounts-leave = やめる
accounts-close = 閉じる
accounts-print = 印刷する
accounts-ask-reset-phrase = { $name }（{ $user }）に新しい初回パスフレーズを発行します。今のパスフレーズは使えなくなり、ロックは解けます。本人に直接手渡せますか。
accounts-ask-close-account = { $name }（{ $user }）を停止します。どの端末でも利用できなくなります。後で再開できます。
accounts-ask-reopen-account = { $name }（{ $user }）を再開します。停止前のパスフレーズで再び利用できます。
accounts-ask-change-role = { $name }（{ $user }）: { $from } から { $to } に変更します。次の操作から、この役割でできることだけになります。
accounts-first = 初回パスフレーズ
accounts-first-text = { $phrase } は{ $name }（{ $user }）の初回パスフレーズです。表示はこの1回だけです。印刷するか書き写して、本人に手渡してください。最初に使うときに変更が必要です。
accounts-duty-give = { $duty }の当番を付ける
accounts-duty-take = { $duty }の当番を外す
accounts-role-now = 今の役割
accounts-no-role = その名前の役割はありません。
paper-hand-out = 手渡しの用紙
deed-read-accounts = 利用者の一覧の閲覧
deed-copy-store = 画面でのミラーの選択
user-state-locked = ロック中（あと{ $minutes }分）

cli-about-recovery = 復旧キー
cli-about-recovery-renew = 新しい復旧キーを発行（前のキーでは開けなくなる）
cli-after-recovery-renew =
    復旧キーの用紙をなくしたとき、誰かに見られたときに使います。管理者だけができます。
    前のキーでは、どの端末のプログラムからも入れなくなります。ただし、保存先のフォルダを持ち出した人には前のキーも鍵のままです（SECURITY.md）。端末ごとに発行してください。
recovery-renewed = 新しい復旧キーを発行しました。前の用紙は裁断してください。前のキーではもう開けません。
cli-about-user-review = 緊急アクセスを確認済みにする
cli-argument-user-review-account = 緊急アクセスを使った人の利用者名
cli-argument-user-review-event = 緊急アクセスの番号（andon user glass の event）。省略時は、その人の確認待ちのうち最も古いもの
cli-argument-remark = 確認した人の所見（省略時は「確認しました」）
discrepancy-hidden = （患者を開くと見えます）

lock-after-set = 病棟 { $ward } の端末は、{ $time }操作がないと自動でロックします。
lock-after-minutes = { $count }分
lock-after-seconds = { $count }秒
cli-about-user-lock-after = 病棟の端末が自動でロックするまでの時間を決める
cli-argument-user-lock-after-ward = 病棟。省くと全病棟の時間を表示
cli-argument-user-lock-after-time = 操作がない時間: 分（2、2m）か秒（30s）、default で既定の2分
cli-after-user-lock-after = 決めるのは管理者で、病院のすべての端末に効きます。その病棟を表示している端末が従います。端末ごとの設定（preferences.toml の lock_after）があれば、短いほうが効きます。

lock-wards-late = { $sign } 不一致あり
