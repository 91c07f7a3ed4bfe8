# 端末画面を使わない操作: コマンドの説明、結果、誤り。

cli-about-andon = 電子カルテ停止時の病院運用（入院患者・病床・移動）を1台の端末で記録する
cli-about-demo = 見本病院で画面を試す（終了すると消える）
cli-about-init = 病院フォルダから新しい保存先を作る
cli-about-import = 他のシステムの一覧を取り込む
cli-about-import-census = 入院患者一覧を取り込む（全部か、何も取り込まないか）
cli-about-census = 入院患者一覧を出力する
cli-about-where = 患者の居場所、または病床にいる患者を答える
cli-about-verify = 保存した記録がすべて読めるか確かめる（何も書かない）
cli-about-run = JSONの命令を1行ずつ実行し、1行ずつ答える
cli-about-print = 帳票を印刷する（プリンター、またはPDF）
cli-about-print-list = 全病棟の入院患者一覧
cli-about-print-ward = 病棟患者一覧
cli-about-print-headcount = 在棟確認表（氏名なし）
cli-about-print-labels = 患者ラベル
cli-about-print-wrist = 紙リストバンド
cli-about-print-packets = 身元不明者用のセット（番号ごとに台紙とラベル）
cli-about-print-summary = 転院用の患者情報
cli-about-print-scores = 看護必要度の記入表
cli-about-print-meals = 食事の記入表
cli-about-print-report = 日報
cli-about-print-slip = 伝票（全部の控え、または1枚）
cli-about-print-blanks = 病棟ごとの白紙伝票（番号入り）
cli-about-print-run-sheet = 搬送便の一覧
cli-about-print-desk-register = 窓口の受付簿
cli-about-print-queues = 使えるプリンターの一覧
cli-about-print-jobs = 印刷の記録（終わっていない印刷は状態を確かめる）
cli-about-print-forecast = 用紙とトナーの見込み
cli-about-forms = 帳票の様式
cli-about-forms-check = 病院の帳票ファイルの誤りをすべて示す
cli-about-keys = キー操作の一覧
cli-about-man = マニュアルを出力する
cli-about-completions = シェルの入力補完を出力する
cli-about-help = この説明、または指定したコマンドの説明を表示する

cli-argument-dir = 保存先のフォルダ（環境変数 ANDON_DIR でも指定可、省略時はOS標準の場所）
cli-argument-lang = 表示言語 ja または en（省略時は環境変数による）
cli-argument-user = 記録者の利用者名（英小文字・数字、環境変数 ANDON_USER でも指定可）
cli-argument-hospital = departments.csv・wards.csv・beds.csv のあるフォルダ
cli-argument-station = この端末の番号（1から999、院内で重複しないこと）
cli-argument-name = 病院名
cli-argument-time_zone = 病院の時間帯（省略時 Asia/Tokyo）
cli-argument-file = ファイル（- または省略で標準入力）
cli-argument-import-census-file = 入院患者一覧のCSVファイル（UTF-8またはShift_JIS）
cli-argument-check = 確かめるだけで、取り込まない
cli-argument-ward = この病棟だけ
cli-argument-format = 出力の形式: table（人が読む表、省略時）、json、csv
cli-argument-what = 患者の番号、または病棟-病室-病床
cli-argument-which = 病棟のコード（例 5E-1）
cli-argument-patient = 患者の番号
cli-argument-day = 日付（例 2026-11-26、省略時は今日）
cli-argument-days = 何日分か（省略時 1）
cli-argument-count = 何枚か（省略時 1）
cli-argument-numbers = セットの番号（指定しなければ、準備済みで未印刷のもの全部）
cli-argument-print-packets-labels = セットごとのラベルの枚数（既定は24枚、1シート）
cli-argument-first = ラベル用紙の最初の空き位置（左上から1、省略時 1）
cli-argument-single = 1枚ずつ（ラベルプリンター用）
cli-argument-reason = 印刷済みの番号をもう一度印刷する理由
cli-argument-pdf = このPDFファイルに書く（既にあるファイルには書かない）
cli-argument-printer = このプリンターで印刷する
cli-argument-preview = 印刷せず、内容を文字で表示する
cli-argument-print-slip-slip = 伝票番号（例 S07-100123-41）。/2 を付けると2枚目だけ
cli-argument-print-slip-revision = この版を印刷する（省略時は今の版。差し替えられた版は「無効」の印が付く）
cli-argument-print-slip-seen = アレルギーなどの警告を見た
cli-argument-print-slip-reason = 印刷済みの伝票をもう一度印刷する理由
cli-argument-print-a5 = A5の用紙に1ページずつ（省略時はA4に2ページずつ）
cli-argument-print-blanks-count = 種別ごとに何組か（省略時 10）
cli-argument-print-blanks-kind = 伝票の種別（例 rx-inpatient、省略時は全種別）。何度でも指定できる
cli-argument-print-blanks-pad = 新しく番号を取らず、この番号で始まる綴りのうち未使用の用紙を印刷する
cli-argument-print-blanks-reason = 印刷済みの用紙をもう一度印刷する理由
cli-argument-run = 搬送便（例 7-1-31）
cli-argument-desk = 窓口の語、または病棟のコード（例 pharmacy）
cli-argument-forms = 帳票ファイルのフォルダ（省略時は保存先の forms）
cli-argument-check-preview = 帳票の見本（PDF）を書き出すフォルダ
cli-argument-keymap = 標準のキーに重ねるキー割り当て: compact（ファンクションキーなし）、vim
cli-argument-out = マニュアルを書き出すフォルダ（例 man）
cli-argument-shell = シェル: bash、zsh、fish
cli-argument-help = 説明を表示する（-h は要約）
cli-argument-version = 版を表示する
cli-argument-command = 説明するコマンド
cli-argument-subcommand = 説明するコマンド

cli-heading-usage = 使い方
cli-heading-tasks = コマンド
cli-heading-arguments = 引数
cli-heading-options = オプション
cli-task = コマンド
cli-options = オプション
cli-manual = andon マニュアル
cli-after-andon =
    コマンドなしで起動すると、端末画面が開きます。
    終了コード: 0 完了、1 断られたもの・見つかった誤りがある、2 実行できなかった
    結果は標準出力、誤りは標準エラー出力に出ます。
cli-after-demo = 見本は865床・入院患者約600人の架空の病院です。何も保存されません。
cli-after-init =
    表の文字コードはUTF-8またはShift_JISです。誤りはすべて、ファイル・行・列・見つかった値・正しい形とともに示します。誤りが一つでもあれば、何も作りません。

    例: andon init --hospital ./hospital --station 7 --name 大阪サンプル病院
cli-after-import-census =
    列は andon census --format csv の出力と同じです。全部取り込むか、何も取り込まないかのどちらかで、合わない行はすべて理由とともに示します。すでに取り込んだ行は何も変えないので、同じ一覧をもう一度取り込めます。

    例: andon import census inpatients.csv --check
cli-after-census =
    csv は andon import census と同じ列を同じ順に並べ、その後に追加の列が続きます。json は1行に1人の配列です。転棟中の患者は、出た病棟に載ります。

    例: andon census --ward 5E --format csv > 5E.csv
cli-after-where =
    例: andon where 00022012
        andon where 5E-501-1
cli-after-verify = 損傷があるときの終了コードは1です。末尾の記録の番号と値は、紙に控えたものと照合できます。
cli-after-run =
    例: andon run commands.jsonl > answers.jsonl
        andon help run | less
cli-after-keys = 自分用のキー割り当ては、設定フォルダ（ANDON_CONFIG）の keys.toml に書きます。
cli-after-man =
    --out を省くと、最初のページを標準出力に出します。

    例: andon man | man -l -
        andon man --out man
cli-after-completions =
    例: andon completions bash > ~/.local/share/bash-completion/completions/andon
        andon completions zsh > ~/.zfunc/_andon
        andon completions fish > ~/.config/fish/completions/andon.fish

cli-wrong = コマンドの書き方が正しくありません: { $argument } { $value }
cli-wrong-unknown-argument = ここに引数 { $argument } は書けません。
cli-wrong-unknown-task = コマンド { $argument } はありません。
cli-wrong-missing = 必要な引数がありません:
cli-wrong-value = { $argument } に「{ $value }」は使えません。
cli-wrong-no-value = { $argument } に値がありません。
cli-wrong-twice = { $argument } が二度書かれています。一つにしてください。
cli-wrong-utf8 = 引数がUTF-8の文字として読めません。書き直してください。
cli-wrong-conflict = { $argument } は、ほかの引数と一緒には使えません。どちらかを省いてください。
cli-wrong-help = 詳しい説明: andon help { $task }
cli-wrong-user = 利用者名「{ $user }」は使えません。英小文字・数字・ . - _ の40字以内です。

cli-no-folder = 保存先のフォルダが決まりません。--dir または ANDON_DIR で指定してください。
cli-store-none = { $folder } に保存先がありません。andon init で作るか、--dir で場所を指定してください。
cli-store-there = { $folder } にはすでに保存先があります。何も変更していません。--dir で別のフォルダを指定してください。
cli-holder = プロセス{ $process }、{ $who }、{ $since } から
cli-holder-nameless = プロセス{ $process }、{ $since } から
cli-holder-unknown = 使用者は不明
cli-store-locked = { $folder } は別の andon が使用中です（{ $detail }）。そちらを終了してから、もう一度実行してください。
cli-store-newer = { $folder } は新しい版の andon の形式（{ $detail }）です。新しい版を使ってください。
cli-store-disk-full = ディスクの空きがありません（残り { $detail }MB）。空きを作ってから、もう一度実行してください。
cli-store-not-permitted = { $folder } を読み書きする権限がありません。この端末の管理者に権限を付けてもらうか、--dir で別のフォルダを指定してください。
cli-store-header = { $folder } の保存先の見出し（header）がないか、壊れています。記録は残っているかもしれません。このフォルダを変更せず、管理者に連絡してください。
cli-store-block-too-large = 保存先は作っていません。番号枠 { $detail }（--installation）は、最初に使う番号の形に入りません（最大 { $most }）。回数が正しいか確かめてください。正しければ、--installation なしで保存先を作り、枠の桁数が多い番号の形を採用してから（andon id schemes --help）、番号枠を割り当ててください（andon id grant { $detail }）。
cli-store-block-taken = この端末の以前の保存先が番号枠 { $detail } から発番しています。同じ番号が二重に出るため、何も変更していません。最初に設置した端末か番号枠の一覧で次の枠を確かめ、--installation に指定してください。
cli-store-other = { $folder } の保存先を開けません: { $detail }。このフォルダを読み書きできるか確かめてから、もう一度実行してください。続くときは andon verify で確かめ、管理者に連絡してください。
cli-no-terminal = 画面を使うには端末（ターミナル）から直接起動してください。データだけを扱うコマンドは andon help で表示します。
cli-terminal = 端末を使えません: { $why }
cli-progress-open = 索引を作り直しています
cli-progress-verify = 記録を確かめています

cli-run-keyboard = キーボードから命令を読みます（1行に一つのJSONオブジェクト、Ctrl-D で終わり）。命令の一覧は andon help run で表示します。
cli-input-failed = 入力がここで読めなくなりました（{ $why }）。ここまでの命令には答えています。
cli-system-not-found = 見つかりません
cli-system-not-permitted = 権限がありません
cli-system-folder = フォルダです
cli-system-no-folder = 途中にフォルダでないものがあります
cli-system-full = ディスクの空きがありません
cli-unheard = 結果を最後まで書けませんでした（{ $why }）。別の場所に出力してください。
cli-cannot-read = { $file } を読めません（{ $why }）。名前とアクセス権を確かめてください。
cli-cannot-write = { $folder } に書けません（{ $why }）。--out で別のフォルダを指定してください。

cli-init-done = { $folder } に保存先を作りました。{ $hospital }、端末{ $station }、診療科{ $departments }、病棟{ $wards }、病床{ $beds }、コット{ $cots }。
cli-hospital-without-name = 病院名未設定
cli-import-done = { $count }行を取り込みました。新しい入院患者 { $new }人、すでに入院中 { $known }人。

cli-census-count = { $count }人
cli-not-known = ?
cli-column-id = 患者番号
cli-column-other-numbers = ほかの番号
cli-column-age = 年齢
cli-column-place = 所在
cli-column-context = 画面
cli-column-keys = キー
cli-column-does = 操作
cli-place-in-transit = 転棟中 ({ $bed } へ)
cli-place-expected = 入院予定
cli-place-left = 退院
cli-where-empty = 病床 { $bed } は空いています。
cli-where-blocked = 使用不可です（{ $reason }）。
cli-where-reserved = { $patient } のために予約されています。
cli-where-not-here = { $patient } は登録されていますが、いまは入院していません。
cli-where-expected = { $patient } は入院予定です。病床は決まっていません。
cli-where-also = この患者のほかの番号: { $numbers }
cli-where-unreadable = 「{ $found }」は読めません。必要なのは: { $expected }

cli-verify-damage = 損傷: { $place }
cli-verify-read = 記録 { $records }件、{ $bytes }バイト、末尾 { $head }
cli-verify-torn = 末尾に書きかけがあります（停電などによるもので、保存済みと表示した記録ではありません）。
cli-verify-sound = すべて読めました。損傷はありません。
cli-verify-damaged = 損傷が { $count }か所あります。このフォルダを変更せず、管理者に連絡してください。

# マニュアル。
man-name = 名前
man-synopsis = 書式
man-description = 説明
man-commands = コマンド
man-arguments = 引数
man-options = オプション
man-keys = 画面のキー操作
man-keys-about = 標準のキーです。compact（ファンクションキーなし）と vim を重ねた一覧は andon keys で表示します。
man-vocabulary = andon run の命令
man-refusals = andon run が断る理由
man-exit = 終了コード
man-exit-codes =
    0: 完了
    1: 断られたもの、または見つかった誤りがある
    2: 実行できなかった、または途中で終わった
    128以上: 画面が、128を引いた番号のシグナルで終了した
man-environment = 環境変数
man-environment-dir = --dir を省いたときの保存先のフォルダ
man-environment-user = --user を省いたときの利用者名
man-environment-config = 設定フォルダ（省略時はOS標準の場所）
man-environment-no-color = 設定すると、画面に色を使わない
man-environment-lang = --lang を省いたときの言語。en で始まれば英語、ほかは日本語
man-files = ファイル
man-files-journal = 保存先: 記録の本体。消したり書き換えたりしないこと。
man-files-sled = 保存先: 索引。いつ消しても作り直される。
man-files-preferences = 設定フォルダ: この端末が覚えていること（言語・配色・病棟）。患者の情報は含まない。
man-files-keys = 設定フォルダ: 自分用のキー割り当て。
man-files-log = 設定フォルダ: 問い合わせ用の記録。いつ何をしたか。患者の氏名・番号は含まない。
man-files-drafts = 保存先: 入力中の内容。中断すると次の起動で元の画面に戻る。
man-images = 端末のイメージ（ディスクの丸ごとコピー）
man-see-also = 関連項目

cli-about-import-slips = 伝票の種別・部署・薬剤の組を取り込む（同じ名前のファイルが標準の設定に代わる）
cli-argument-import-slips-folder = tomlファイルのあるフォルダ（省くと標準の設定）
cli-argument-import-slips-check = 読むだけで、何も変えない
cli-after-print-list = 状態欄の「＊」は照会制限です。電話や面会の問い合わせには、入院していない人と同じ答えをします。
cli-after-print-ward = 状態欄の「＊」は照会制限です。電話や面会の問い合わせには、入院していない人と同じ答えをします。
cli-after-import-slips =
    例: andon import slips 病院フォルダ/slips --check
cli-import-slips-done = 伝票の設定を取り込みました。種別 { $kinds }、部署 { $desks }、薬剤の組 { $groups }。
cli-import-slips-checked = 誤りはありません。種別 { $kinds }、部署 { $desks }、薬剤の組 { $groups }。
cli-column-copy = 控
cli-column-role = 役割
cli-column-where = 所在
cli-column-since = いつから
cli-where-slip = { $kind }　{ $patient }　次: { $next }

cli-about-export = 表計算やほかのシステムに渡す表を書き出す
cli-about-export-slips = 伝票の表を書き出す
cli-argument-about = 何の表か: copies（所在照合）、billing（請求待ち）、desk（部署の一覧）、queries（疑義照会）、load（負荷）、runs（搬送便）
cli-argument-from = この日から（copies では、この日に書かれた伝票）。例 2026-11-26
cli-argument-until = この日まで
cli-argument-export-slips-patient = 患者の番号（billing）
cli-argument-export-slips-format = 形式: sheet（表計算用のCSV、既定）、csv（プログラム用）、json
cli-export-post = 部署・病棟のコードではありません: { $found }。andon run の desk で使うコードを書いてください
cli-export-day = 日付ではありません: { $found }。2026-11-26 の形で書いてください
cli-export-patient = 患者の番号ではありません: { $found }
cli-export-desk-missing = どの部署か書いてください（--desk pharmacy など）
