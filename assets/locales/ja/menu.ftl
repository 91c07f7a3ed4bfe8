# メニュー。menu-* は、その操作が何をするか。

menu-what = 操作
menu-keys = キー
menu-now = 現在
menu-board = 病院全体を病棟ごとに一行で見ます。在院・空床・転棟中・外泊・不一致などの人数と、警報が並びます。
menu-census = 入院患者の一覧です。氏名・フリガナ・ID・病床で絞り込み、入退院や転棟を記録します。
menu-beds = 一つの病棟を病室と病床の図で見ます。矢印で病床を選び、入退院や転棟を記録します。
menu-ward = 一覧と病床図に出す病棟を選びます。病院全体に戻すこともできます。
menu-first-list = 患者の一覧が手元にないとき、病棟の患者を病床順に一行ずつ入力します。
menu-discrepancies = 端末どうしの記録の食い違いを一件ずつ確かめ、解決します。
menu-undo = 自分が最後に保存した操作を取り消します。取り消す前に内容を示して確認します。
menu-actions = すべての操作を名前で探します。キーを覚えていなくても使えます。
menu-help = いまの画面で使えるキーをすべて表示します。
menu-language = 表示を日本語と英語で切り替えます。記録の内容は変わりません。
menu-theme = 画面の配色を切り替えます（暗色・明色・高コントラスト・白黒）。
menu-quit = andon を終了します。保存済みの記録はそのまま残ります。
menu-about = andon について
menu-about-text =
    行灯 andon 版 { $version }
    電子カルテが止まった日に、病院の紙の運用を支えるプログラムです。
    ネットワークを使わず、この端末だけで動きます。診断や投薬の助言はしません。
menu-slips = 紙の伝票の一覧です。書く、渡す、受け取る、照会する、どこにあるかを確かめる。
menu-desk = 部署に届いた伝票を、番号の読み取りで受け取り、済ませます。
menu-runs = 搬送の便ごとに、どこで何を取り、どこに置くかです。
menu-load = 部署ごとの受付、残り、遅れです。
menu-papers = 一覧、伝票、ラベルなどを印刷するか、PDFにします。
menu-find = 氏名、患者ID、病床、伝票番号、操作を、どの画面からでも探します。
menu-head-patients = 患者と病床
menu-head-slips = 伝票と搬送
menu-head-checks = 患者認証
menu-head-find = 探す・印刷・取り消す
menu-head-user = 利用者と権限
menu-head-laptop = この端末
