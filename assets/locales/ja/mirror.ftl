# ミラー（2台目のディスクへの写し）、バックアップ、復元

mirror-title-comparing = ミラー照合中
mirror-title-up-to-date = ミラー最新
mirror-title-behind = ミラー{ $count }件遅れ
mirror-title-lost = ミラー停止
mirror-back = ミラーが再開し、すべて写し終えました。

mirror-title-lost-behind = ミラー停止 { $count }件遅れ

action-mirror = ミラー
menu-mirror = 保存したもの全部の、2台目のディスク（USBメモリ）への写しです。状態、最後に写し終えた時刻を示し、写す先を選べます。
mirror-heading = 2台目のディスクへの写し
mirror-none = ミラーなし
mirror-folder = フォルダ
mirror-whole = すべて写し終えた時刻
mirror-behind = まだ写していない記録
mirror-not-yet = andon の起動後はまだ
mirror-now = 現在
mirror-being-read = 照合しています
mirror-unknown = 不明（写しを読めていません）
mirror-records = { $count ->
    [0] なし
   *[other] { $count }件
 }
mirror-means = 保存するたびに、封をしたまま写します。この端末を失っても、写しから保存先を作り直せます（andon restore）。
mirror-means-none = この端末やディスクを失うと、ここに保存した記録は失われます。USBメモリを差し、その中のフォルダを入力してください。
mirror-new-folder = 写す先のフォルダ（USBメモリの中。空か、まだないもの）
mirror-how = Enter を押すと確認してから実行します。空欄のまま Enter でミラーをやめます。できるのは管理者、対策本部、当直師長です。操作した人は監査記録に残ります。
mirror-ask-choose = 以後、保存するたびに { $folder } へも写します。全患者の記録です（封をしたまま）。USBメモリは端末と同じように管理してください。
mirror-ask-stop = 以後、{ $folder } へは写しません。その後に端末を失うと、やめてからの記録は失われます。写したものは残ります。
mirror-leave = 変更しない
mirror-go-choose = 写す
mirror-go-stop = やめる
mirror-set = { $folder } をミラーに選びました。数秒以内に写し始めます。遅れは画面の上端に出ます。
mirror-set-same-disk = { $folder } をミラーに選びましたが、保存先と同じディスクです。端末を失うと両方失われます。USBメモリを使ってください。
mirror-folder-needed = USBメモリの中のフォルダを入力してください。やめるミラーはありません。
mirror-sample = 見本は最後に捨てられるので、ミラーは作りません。

mirror-not-there = { $folder } にミラーが見つかりません。USBメモリを差し直してください。自動で続きから写します。この端末への保存はできています。
mirror-disk = { $folder } のミラーに書けません（{ $detail }）。USBメモリを差し直すか、取り替えて andon mirror で選び直してください。この端末への保存はできています。
mirror-full = { $folder } のミラーの空きがありません。大きいUSBメモリに取り替え、andon mirror で選び直してください。この端末への保存はできています。
mirror-foreign = { $folder } は別の保存先のミラーです。書き込みません。この端末のUSBメモリに差し替えるか、空のフォルダを andon mirror で選んでください。
mirror-unreadable = { $folder } のミラーは壊れていて続けられません。書き込みません。空のフォルダを andon mirror で選び直してください。この端末への保存はできています。
mirror-differs = { $folder } のミラーがこの端末の記録と食い違っています（{ $detail }）。どちらも変更していません。andon verify で両方を調べ、ミラーは空のフォルダを選び直してください。
mirror-ahead = { $folder } のミラーには、この端末にない記録が { $detail } まであります。端末の記録の末尾が失われています。入力を止め、ミラーから復元してください（andon restore）。
mirror-source = この端末の記録を読めないため、写せません（{ $detail }）。管理者に連絡してください。

mirror-made = { $folder } へのミラーを始めました。{ $records } 件を写しました（末尾 { $head }）。andon が動いている間、保存するたびに写します。
mirror-chosen = { $folder } をミラーに選びました。動いている andon が数秒以内に写し始めます。
mirror-forgotten = ミラーをやめました。写したものはそのまま残っています。
mirror-is-absent = ミラーはありません。USBメモリの空のフォルダを選んでください: andon mirror フォルダ
mirror-is-up-to-date = ミラー { $folder } は最新です。
mirror-is-behind = ミラー { $folder } は { $count } 件遅れています。andon を起動すると写します。

copy-not-there = { $folder } にこの保存先の写しがありません。
copy-no-store = 写し元の保存先がありません。--dir でフォルダを確かめるか、andon init で作ってください。何も作っていません。
copy-no-folder = { $folder } を作る場所がありません。USBメモリを差してから、その中のフォルダを指定してください。
copy-not-empty = { $folder } は空ではありません。何も書いていません。空のフォルダか、まだないフォルダを指定してください。
copy-foreign = { $folder } には別の保存先の記録があります。何も書いていません。別のフォルダを指定してください。
copy-store = { $folder } には保存先そのものがあります。何も書いていません。保存先の外の、別のフォルダを指定してください。
copy-unreadable = { $folder } の写しは、どこまで写したかが読めません。何も変更していません。別のフォルダを指定してください。
copy-differs = { $folder } の写しは { $detail } から記録と食い違っています。何も変更していません。別のフォルダを指定してください。
copy-ahead = { $folder } の写しには、ここにない記録が { $detail } まであります。何も変更していません。復元して確かめてください（andon restore）。
copy-full = { $folder } のディスクの空きが足りません。作りかけは残していません。空きを作るか、別のディスクを指定してください。
copy-not-permitted = { $folder } に書き込めません。書き込める利用者で実行するか、USBメモリの書き込み禁止を解いてください。
copy-disk = { $folder } に書けません（{ $detail }）。ディスクを差し直すか、別のディスクを指定してください。
copy-source = 写し元を読めません（{ $detail }）。何も作っていません。--dir でフォルダを確かめ、andon verify で調べてください。
copy-not-in-trail = 注意: この操作を監査記録に残せませんでした（保存先のフォルダに書けません）。だれが、いつ、どこに写したかを紙に控えてください。
copy-same-disk = 注意: 保存先と同じディスクです。ディスクや端末を失うと、両方とも失われます。別のディスク（USBメモリ）を使ってください。
restore-not-there = { $folder } にバックアップもミラーもありません。フォルダを確かめてください。
restore-made = { $folder } に復元しました。{ $records } 件（末尾 { $head }）。同じ利用者とパスフレーズで開きます。発番する前に、新しい設置にしてください（andon id renew 番号枠）。
backup-made = { $folder } にバックアップしました。{ $records } 件（末尾 { $head }）。読み返して確かめました。戻すときは andon restore を使います。

cli-store-copy = { $folder } はミラーかバックアップで、ここでは作業しません。andon restore { $folder } で、別のフォルダ（--dir）に復元してください。調べるだけなら andon verify です。
verify-copy = 写し（ミラーかバックアップ）です。確かめたのは枠と連鎖です。封の中は、復元した保存先で確かめます。

cli-progress-copy = 写しています
cli-about-backup = 保存先をバックアップする（動いている最中でもよい）
cli-argument-backup-folder = バックアップを作るフォルダ（空か、まだないもの）
cli-after-backup = 記録、利用者の鍵、失敗したログイン、以前の患者の名簿、帳票の様式を、封をしたまま写します。下書き、索引、印刷した紙は含みません。途中で失敗したら何も残しません。損傷を写したときの終了コードは1です。パスフレーズを示した人（--user、--passphrase-file）は利用者名で、示さなければ端末のアカウント名で、監査記録に残ります。
cli-about-restore = バックアップかミラーから保存先を作る
cli-argument-restore-folder = バックアップかミラーのフォルダ
cli-after-restore = 保存先は --dir のフォルダ（空か、まだないもの）にできます。元の保存先と同じ利用者とパスフレーズで開きます。発番は、新しい設置（andon id renew）になるまでできません。
cli-about-mirror = 保存するたびに写すUSBメモリのフォルダを選ぶ
cli-argument-mirror-folder = USBメモリの中のフォルダ（空か、まだないもの、この保存先のミラー）。省くとミラーの様子を表示
cli-argument-mirror-off = ミラーをやめる（写したものは残る）
cli-after-mirror = 保存したものを封のまま写すので、端末を失っても、保存したものは失われません。画面をロックしている間も続き、保存を待たせません。USBメモリを抜いている間に保存した分は、差し直すと写します。遅れは画面の上端に出ます。別の端末のミラーには書きません。新しい設置（andon id renew）にした後は、選び直してください。パスフレーズを示した人（--user、--passphrase-file）は利用者名で、示さなければ端末のアカウント名で、監査記録に残ります。
man-files-copied = 写し: どこまで写したか（copied）、復元した印（restored）。変更しないこと。
man-files-copied-out = 保存先: 写しを作ったという控え。監査記録に入るまで残ります。
man-files-mirror = 保存先: ミラーのフォルダの場所。
