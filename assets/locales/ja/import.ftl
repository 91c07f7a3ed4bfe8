# 取込: 病院フォルダと入院患者一覧の誤りの知らせ方。
# import-expected-* は「正しくはこうです」の部分で、ファイル名・行・列・見つかった値と並べて示す。

import-place-file = { $file }
import-place-line = { $file } { $line }行目
import-place-cell = { $file } { $line }行目 { $number }列目 { $name }
import-place-column = { $file } { $line }行目 { $name }
import-found = 「{ $found }」
import-found-nothing = (空欄)
import-nearest = もしかして「{ $nearest }」
import-summary = { $count }件の誤りがあるため、何も取り込んでいません。すべて直してから、もう一度実行してください。
import-more = ほかに{ $count }件あります。
import-checked = 誤りはありません ({ $count }行)。

import-expected-present = ファイルが見つかりません
import-expected-readable = ファイルを読めません。アクセス権と媒体を確認してください
import-expected-plain-file = ファイルを指定してください (フォルダや装置は読めません)
import-expected-at-most-bytes = { $mebibytes }MB以下のファイルにしてください
import-expected-text-file = CSVのテキストファイルにしてください (これはテキストではありません)
import-expected-csv-not-workbook = 表計算ソフトのブックです。「CSV UTF-8」で保存し直してください
import-expected-not-utf16 = 文字コードがUTF-16です。「CSV UTF-8」で保存し直してください
import-expected-utf8-or-shift-jis = 文字コードはUTF-8かShift_JISにしてください (文字が壊れています)
import-expected-rows = 見出しの下に1行以上必要です

import-expected-column = 列「{ $name }」が必要です
import-expected-known-column = この名前の列はありません
import-expected-column-once = 同じ列は1つだけにしてください ({ $first }列目にもあります)

import-expected-fields = 列数は見出しと同じ{ $count }列にしてください
import-expected-closed-quotes = 引用符 " が閉じていないか、項目の途中にあります

import-expected-filled = 入力が必要です
import-expected-name-or-reading = 漢字氏名かカナ氏名のどちらかが必要です
import-expected-plain-characters = 制御文字や書字方向を変える文字は使えません
import-expected-at-most-characters = { $most }文字以内にしてください
import-expected-code = コードは半角英数字と . _ で12文字以内です (- は使えません)
import-expected-number = 数字を入れてください
import-expected-unique = 重複しています ({ $first }行目)
import-expected-known-ward = この病棟はありません
import-expected-known-room = この病棟にその病室はありません
import-expected-known-bed = この病室にその病床はありません
import-expected-known-department = この診療科はありません
import-expected-ward-kind = general (一般)、critical (集中治療)、psychiatric (精神) のどれかです
import-expected-bed-kind = bed (病床) か cot (新生児コット) です
import-expected-beds-listed = beds.csvにある病床は{ $listed }床です (コットを除く)
import-expected-known-zone = このタイムゾーンはありません (例: Asia/Tokyo)
import-expected-identifier = 患者IDは半角英数字とハイフンで20文字以内、数字を含むものです
import-expected-other-patient = 同じ患者IDが{ $first }行目にあります
import-expected-free-bed = この病床には{ $first }行目の患者がいます
import-expected-birth = 生年月日は 1948-05-06 または 1948/5/6 の形です (年だけ分かるときは 1948)
import-expected-day-and-time = 日時は 2026-11-23T09:00 または 2026/11/23 9:00 の形です
import-expected-real-day = 暦にない日付です
import-expected-real-time = 夏時間の切替でその時刻はありません
import-expected-since = { $year }年より前の日付は受け付けません
import-expected-not-in-future = 未来の日時です
import-expected-born-before-admission = 生年月日が入院日より後です
import-expected-sex = M (男)、F (女)、U (不明) のどれかです
import-expected-mobility = stretcher (担送)、assisted (護送)、walking (独歩) のどれかです。未入力は空欄
import-expected-none-or-allergies = 「なし」か、アレルギーの名称 (; 区切り) のどちらかです。未聴取は空欄
import-expected-inquiry = open (問合せに応じる) か restricted (応じない) です

import-expected-slip-toml = TOMLとして読める文です
import-expected-slip-key = この表にある項目名です
import-expected-slip-given = この項目が必要です
import-expected-slip-text = 引用符で囲んだ文字列です
import-expected-slip-list = { "[" } ] で囲んだ並びです
import-expected-slip-tables = { "[" }[ ]] の表です
import-expected-slip-title = 日本語と英語の両方の名前です（ja と en）
import-expected-slip-number = 範囲内の整数です
import-expected-slip-flag = true か false です
import-expected-slip-code = 小文字・数字・ハイフンの語（24字まで）です
import-expected-slip-once = 一つの名前は一度だけです
import-expected-slip-known-desk = origin か、desks.toml にある部署です
import-expected-slip-profession = 職種の語です
import-expected-slip-purpose = work, origin, billing, audit, companion, result, patient のどれかです
import-expected-slip-field-kind = text, number, day, time, choice, checks, drugs のどれかです
import-expected-slip-choices = choice と checks には choices が必要です
import-expected-slip-step-kind = plain, perform, result のどれかです
import-expected-slip-earlier-step = 同じ種別の、前にある段階です
import-expected-slip-due = 「90 min」か「+1d 08:00」です
import-expected-slip-clock = 「14:00」のような時刻です
import-expected-slip-minutes = 「90 min」のような時間です
import-expected-slip-one-perform = 実施（perform）の段階は一つだけです
import-expected-slip-one-billing = 医事用の控は一枚だけです
import-expected-slip-few-copies = 控は12枚までです
import-expected-whole-birth = 生年月日は 1948-05-06 の形です (不明なときは空欄にします)
