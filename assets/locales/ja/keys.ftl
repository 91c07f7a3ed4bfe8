# キー操作に関する文言。

context-everywhere = どの画面でも
context-lists = 一覧・図
context-movements = 患者・病床
context-welcome = はじめに
context-board = 全体ボード
context-census = 入院患者一覧
context-beds = 病床図
context-first-list = 最初の一覧
context-discrepancies = 不一致
context-papers = 印刷
context-menu = メニュー
context-form = 入力画面
context-typing = 文字の入力中
context-question = 確認
context-help = ヘルプ
context-finder = 検索

key-unknown = { $keys } に割り当てた操作はありません。{ $help } で全キーを表示します。
cannot-now = { $action }：いまの選択ではできません。
cannot-store = { $action }：保存できない状態のため、変更はできません。
cannot-no-hospital = { $action }：まだ病院のデータがありません。先に、どちらで始めるかを選んでください。
cannot-undo = 取り消せる操作がありません。
cannot-undo-nothing = 起動してから保存した操作がないため、取り消すものはありません。
input-method-on = 日本語入力がオンです。操作はキーの位置で読み取ります。
help-title = この画面の全キー
actions-title = 操作を探す
actions-nothing = 当てはまる操作がありません。
actions-elsewhere = 「{ $action }」は「{ $place }」の画面で行います。対象を選んでキーを押してください。

keymap-fault = { $place }: { $what }
keymap-fault-line = { $file } { $line }行目
keymap-fault-syntax = 書式の誤りです（{ $found }）。
keymap-fault-context = 画面名「{ $found }」はありません。
keymap-fault-action = 操作「{ $found }」はありません。
keymap-fault-condition = 条件「{ $found }」はありません。
keymap-fault-key = キー「{ $found }」は読み取れません。
keymap-fault-twice = キー「{ $found }」が二度書かれています。
keymap-fault-overlap = キー「{ $found }」は「{ $with }」と始まりが同じで、押し分けられません。
keymap-fault-shape = 「{ $found }」の書き方が正しくありません。
keymap-fault-unreadable = ファイルを読めません（{ $found }）。
keymap-fault-overlay = キー配列「{ $found }」はありません。
keymap-fault-nearest = もしかして: { $nearest }
keymap-defaults-run = { $first }　誤りは全部で { $count } 件です（andon keys で全件を表示）。標準のキーで動作しています。
