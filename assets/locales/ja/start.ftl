# はじめての起動と、保存先の用意。

welcome-title = はじめに
welcome-question = この端末にはまだ病院のデータがありません。どちらで始めますか。
welcome-sample = 見本の病院で試す
welcome-sample-means = 865床・入院患者約600人の架空の病院です。終了すると消え、何も残りません。
welcome-own = 自院の準備をする
welcome-own-means = 診療科・病棟・病床の一覧（CSV）を読み込み、この端末に保存先を作ります。
welcome-how = 上下の矢印キーで選び、{ $open } で決定します。{ $help } で使えるキーの一覧、{ $language } で English に切り替えます。

set-up-title = 自院の準備
set-up-resumed = 前回途中で終わった設定の続きです。パスフレーズは、もう一度入力してください。
set-up-means = 病院フォルダに3つのCSV（診療科・病棟・病床）を置いてください。列の名前は「病院フォルダ」の欄で示します。誤りがあれば一覧で示し、直るまで何も作りません。
set-up-hospital = 病院名
set-up-hospital-means = 画面と印刷物に出る名称です。
set-up-folder = 病院フォルダ
set-up-folder-means =
    3つのCSVがあるフォルダの場所です。例: /media/usb/hospital　1行目は列の名前です。
    departments.csv  code,name_ja,name_en
    wards.csv        code,name_ja,name_en,kind,beds,departments
    beds.csv         ward,room,bed,kind
set-up-zone = 時間帯
set-up-zone-means = 病院の時計の時間帯です。日本ならこのまま。
set-up-station = 端末番号
set-up-station-means = 1～999（99を超えるときは、発番の前に端末の桁数が多い番号の形が必要です: andon id schemes）。院内で同じ番号を2台に付けないでください。この端末が発行する番号すべてに入ります。
set-up-name = 端末の名前
set-up-name-means = この端末の呼び名です。タイトルに番号と並んで出ます。例: 5E-1（省略可）
set-up-name-wrong = 12字までです
set-up-more = ほかにも誤りがあります。ここまでを直してもう一度保存すると、続きが出ます。
set-up-user = 利用者名
set-up-user-means = 最初に使う人の名前です。半角の英小文字・数字・記号（. - _）で40字まで。例: k.mori
set-up-census = 入院患者一覧
set-up-census-means = あれば患者一覧のCSVの場所。なければ空のまま進み、病棟ごとに「初回の病棟一覧」を入力できます。
set-up-needed = 入力してください
set-up-station-wrong = 1～999の数字です
set-up-user-wrong = 半角の英小文字・数字・. - _ だけです
set-up-user-refused = 利用者名「{ $user }」は使えません。半角の英小文字・数字・. - _ で40字までです。

sample-hospital = 見本総合病院
sample-user = mihon
opening = 準備しています。お待ちください。
opened-nothing = 準備できませんでした。{ $why }
set-up-zone-wrong = この時間帯はありません。例 Asia/Tokyo
set-up-not-made = まだ何も作っていません。下の誤りを直し、{ $save } でもう一度保存してください。
set-up-made = { $hospital } を作りました（{ $wards }病棟・{ $beds }床）。{ $first } で初回の病棟一覧を入力できます。
sample-user-shown = 見本
