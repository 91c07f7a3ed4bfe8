# 患者の検索、同一人物の候補、類似氏名。

search-former = 過去の患者
search-not-here = 在院なし
search-outside-era = { $era }にこの日はありません: { $meant } と解釈しました。
search-register-fault = 過去の患者台帳を読めません: { $why }

# 同一人物と考えられる理由。
same-person-same = 一致: { $list }
same-person-near = 近い: { $list }
same-person-other = 相違: { $list }
same-person-between = 、
same-person-then = {" / "}
same-reading = 読み
same-surname-reading = 姓の読み
same-given-reading = 名の読み
same-written = 漢字氏名
same-surname-written = 姓の漢字
same-given-written = 名の漢字
same-turned = 姓と名が逆
same-birth = 生年月日
same-birth-year = 生年
same-birth-one-year = 生年月日（1年違い）
same-birth-turned = 生年月日（月と日が逆）
same-birth-era = 生年月日（元号違い）
same-birth-digit = 生年月日（1桁違い）
same-birth-two-parts = 生年月日（年月日の一つが違う）
same-birth-near-year = 生年（1、2年違い）
same-sex = 性別
same-phone = 電話番号
same-phone-digit = 電話番号（1桁違い）
same-address = 住所
same-town = 町名
same-common-name = 多い氏名

same-zone-must-resolve = 要確認（確認するまで進めません）
same-zone-look = 念のため確認
same-zone-silent = 該当なし

# 類似氏名。
alike-same-name = 同姓同名
alike-same-reading = 同音
alike-similar = 類似
alike-line = { $kind }: { $who }
alike-title = 取り違えに注意
alike-same-room = 同室に{ $kind }の患者がいます: { $who }。できれば別の病床にしてください。

# コマンド。
cli-about-register = 過去の患者台帳を取り込む（全部か、何も取り込まないか。前の台帳と置き換わります）
cli-about-search = 氏名、読み、ローマ字、生年月日、電話番号、患者番号で患者を探す
cli-about-find-duplicates = 受付票の一覧から、すでに登録のある人の候補を答える
cli-argument-query = 氏名（どの文字でも）、生年月日（西暦・和暦）、電話番号または下の桁、患者番号
cli-argument-batch = 1行に1つの検索語を書いたファイル。1行ずつ JSON で答える（- で標準入力）
cli-argument-limit = 最大の人数（省略時 100）
cli-argument-register-file = patient_id、kanji_name、kana_name、sex、dob、phone、address、postcode の列があるファイル
cli-argument-find-duplicates-file = reg_id、kanji_name、kana_name、sex、dob_text、phone、address、postcode の列があるファイル
cli-progress-register = 患者台帳を読んでいます
cli-progress-duplicates = 照合しています
cli-register-done = 過去の患者台帳 { $people }人: 新規 { $new }人、変更 { $changed }人、削除 { $gone }人。保存しました。
cli-register-checked = ファイルの患者 { $people }人: 新規 { $new }人、変更 { $changed }人、削除 { $gone }人。取り込んでいません。
cli-store-register = { $folder } の過去の患者台帳を使えません: { $detail }。病院の記録そのものには影響ありません。台帳をもう一度取り込んでください。
cli-search-count = { $count ->
    [0] 該当する患者はいません。
   *[other] { $count }人
 }
cli-column-score = 一致度
cli-column-registration = 受付
cli-column-points = 点
cli-column-zone = 扱い
cli-column-reasons = 理由
cli-duplicates-count = 受付 { $registrations }件: 要確認 { $must }件、念のため確認 { $look }件、該当なし { $silent }件

# `andon run`。
run-do-find = 分かっていることから患者を探す
run-field-text = 分かっていること（どの文字の氏名でも、生年月日、番号）
run-field-limit = 最大の人数
run-expects-people = 1から1000の整数

# 一覧。
census-alike-same-name = 同名
census-alike-same-reading = 同音
census-alike-similar = 類似

# The question in forms.
form-same = 同じ人？
form-same-another = いいえ、別の人です
form-same-looking = 同じ人が登録されていないか確かめています。終わりしだい保存します。
