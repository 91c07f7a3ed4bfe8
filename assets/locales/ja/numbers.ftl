# 手で発番する番号（仮ID、新生児、多数傷病者、伝票）。

number-temporary = 仮ID
number-newborn = 新生児
number-mass = 多数傷病者
number-slip = 伝票

run-area-numbers = 番号（仮ID・番号枠）
run-do-grant-block = 番号枠を割り当てます（この端末の枠は block で指定。他端末の枠は station で、次の番号を数えて控えます）
run-field-station = 端末
run-field-block = 番号枠
run-expects-station = 端末番号（1から999）
run-expects-block = 番号枠の番号（1から）

cli-argument-installation = この端末番号が何回目の設置か（初めてなら1。最初に設置した端末か番号枠の控えで確かめる）
cli-init-block = 番号枠 { $block } を端末{ $station }に割り当てました。
cli-init-station-without-room = 端末{ $station }は、最初に使う番号の形では発番できません（端末番号は { $most } まで）。発番が必要になる前に、端末番号が3桁の形を全端末で同じように採用するか（andon id schemes --help）、ほかの端末と重ならない小さい端末番号で設定し直してください。
cli-init-no-block = 端末{ $station }はまだ番号を発行できません。この端末番号の設置が何回目かを最初に設置した端末（または番号枠の控え）で確かめ、andon run の grant-block で番号枠を割り当ててください（初めてなら1）。

discrepancy-block-of = 端末{ $station } 番号枠 { $block } を設置 { $life } に割り当て
discrepancy-fork-of = 記録 { $record } が二つあります。こちらの番号: { $here }  もう一方の番号: { $there }
discrepancy-fork-people = もう一方で登録された人: { $people }
discrepancy-block-shared = 番号枠の重複
discrepancy-block-shared-means = 一つの番号枠が、同じ端末番号の二つの設置に割り当てられています。同じ番号が二度発行されるおそれがあるため、どちらも発番を停止しています。
discrepancy-block-shared-do = 両方の端末に新しい番号枠を割り当て、台帳で重なった番号を調べてください。管理者が確認したら { $close } で解決済みにしてください。
discrepancy-station-forked = 端末の複製
discrepancy-station-forked-means = 同じ端末の複製（ディスクの丸ごとコピー）が二つ動いていました。同じ名前の記録が二つあり、内容が違います。どちらの端末も発番を停止しています。
discrepancy-station-forked-do = 二つの番号の持ち主を確かめ、両方の端末を新しい設置として作り直してください。確認が済んだら { $close } で解決済みにしてください。
discrepancy-number-twice = 番号の二重使用
discrepancy-number-twice-means = 同じ番号が二人に渡されました。二人の記録と印刷物が一つに混ざっています。
discrepancy-number-twice-do = 番号を持つ二人を確かめ、あとの人に新しい番号を発番してラベルを替えてください。済んだら { $close } で解決済みにしてください。
discrepancy-voided-in-use = 無効の番号を使用中
discrepancy-voided-in-use-means = ある端末で無効にしたパケットが、別の端末で人に渡されました。
discrepancy-voided-in-use-do = パケットを持つ人を確かめ、無効を取り消す（元に戻す）か、その人に別の番号を発番してラベルを替えてください。済んだら { $close } で解決済みにしてください。
discrepancy-alias-twice = 仮氏名の重複
discrepancy-alias-twice-means = 互いに見えない端末が、身元不明の二人に同じ仮氏名を付けました。番号だけが二人を区別します。
discrepancy-alias-twice-do = 一人の名前を変え、ラベルを刷り直し、双方に伝えてください。済んだら { $close } で解決済みにしてください。
discrepancy-schemes-differ = 番号の形の食い違い
discrepancy-schemes-differ-means = 複数の端末が、互いを知らずに別の番号の形を採用しました。
discrepancy-schemes-differ-do = 管理者に連絡してください。正しい形をもう一度採用すると解消します（andon id schemes）。

refusal-no-block = 端末{ $station }にはまだ番号枠がありません。この端末番号の設置が何回目かを最初に設置した端末か番号枠の控えで確かめ、番号枠を割り当ててください（初めてなら1）。
refusal-block-empty = { $left ->
    [0] 端末{ $station }の番号枠（{ $kind }）を使い切りました。管理者に次の番号枠の割り当てを依頼してください（andon id grant）。それまでは別の端末で発番できます。
   *[other] 端末{ $station }の番号（{ $kind }）の残りは{ $left }件で、足りません。件数を減らすか、管理者に次の番号枠の割り当てを依頼してください（andon id grant）。それまでは別の端末で発番できます。
}
refusal-block-taken = 端末{ $station }の番号枠 { $block } はすでに使われています。次の番号を割り当ててください。
refusal-block-too-large = 番号枠 { $block } はこの番号の形に入りません（{ $most } まで）。桁の多い番号の形を採用してください。
refusal-block-shared = 端末{ $station }の番号枠 { $block } が二つの設置に割り当てられています。重複を防ぐため発番を停止しています。新しい設置として作り直し、別の番号枠を割り当ててください。
refusal-station-too-large = 端末{ $station }の番号はこの番号の形に入りません。桁の多い番号の形を採用するか、端末番号を小さくしてください。
refusal-station-forked = 端末{ $station }の複製が見つかったため、発番を停止しています。不一致の一覧を確かめ、新しい設置として作り直してください。
refusal-number-misread = { $identifier } は手で発番した番号の形ですが、チェックディジットが合いません。読み間違いです。{ $count ->
    [0] ラベルを見直すか、andon id verify で調べてください。
   *[other] ラベルを見直してください。一か所違いで、この端末が知る限りまだ誰にも渡していないパケットは { $meant } です。
}
refusal-number-never-given = { $identifier } はこの端末がまだ発番していない番号です。読み間違いか、以前の設置で発番された番号です。新しい番号枠を管理者に尋ねてください。
refusal-block-unsaid = 端末{ $station }の番号枠の番号を指定してください（andon id grant 番号、別の端末の分は --station も）。番号は端末01が管理する一覧で確認してください。この端末では数えられません。
refusal-block-of-another = 端末{ $station }の番号枠は、この端末では割り当てられません。一覧を管理する端末01で割り当て（andon id grant --station { $station }）、端末{ $station }で受け取ってください。
refusal-store-copied = この保存先は複製です。元の端末が同じ番号を発行するおそれがあります。新しい設置として作り直してから発番してください（andon id renew）。
refusal-store-rolled-back = この保存先は、この端末が発行した番号より古い状態です（バックアップから戻したもの）。新しい設置として作り直してから発番してください（andon id renew）。
refusal-mark-not-kept = 番号をどこまで発行したかの控え（保存先の外にあります）に書き込めないため、これ以上発番しません。ディスクの空きを作るか、控えのフォルダ（ANDON_MACHINE_DIR）に書き込めるようにして、andon を起動し直してください。それまでは別の端末で発番できます。
refusal-scheme-refused = 番号の形を採用できません（{ $count }件）。一つずつ直してください。

refusal-count-out-of-range = 一度に発番できるのは1から{ $most }までです。数を確かめてください。
refusal-no-alias = 使える仮氏名がありません。身元が分かった人の仮IDを病院のIDに連結するか、使わない番号を無効にしてください。
refusal-alias-in-use = この仮氏名（{ $name }）は { $patient } が使っています。パケットを読み直し、間違いなければ別のパケットを使ってください。
refusal-alias-missing = 別の端末で準備したパケットで、仮氏名がこの端末では分かりません。パケットの「不詳」のあとに印刷されている二つの語を入力してください。
refusal-alias-reading = { $patient } のフリガナが仮氏名のままです。氏名と一緒にフリガナも直してください（読み方が分からなければ「フメイ」）。
refusal-not-a-number = { $identifier } はここで発行した番号ではありません。読み違いがないか確かめてください（andon id verify { $identifier }）。
refusal-number-voided = { $identifier } は無効にした番号です。この人の別の番号を使ってください。なければ、病院の番号を記録するか、新しく発番して連結してください。
refusal-packet-given = { $identifier } はすでに { $patient } に渡されています。別のパケットを使ってください。
refusal-packet-unused = { $identifier } は、まだ誰にも渡していないパケットの番号です。患者IDとしては使えません。この人に渡すなら、仮IDの台帳の「パケットを渡す」で登録してください（activate-packet）。
refusal-number-needed = { $patient } は入院中で、番号は { $identifier } だけです。先に病院の番号を記録するか、別の番号の記録と連結してください。
refusal-reason-missing = { $identifier } のラベルは印刷済みです。再印刷の理由を入力してください。
refusal-likely-same = { $patient } と氏名・生年月日が一致します。同じ人ならその患者を選び、別人なら「この人ではない」（none_of）として発番してください。
refusal-mother-is-man = { $patient } は男性として登録されています。母を選び直してください。性別の誤りなら、先に患者情報を訂正してください。
refusal-found-in-future = 発見日時 { $at } は未来です。実際に発見した日時を入力するか、空欄にしてください。
refusal-tag-too-long = タッグ番号 { $tag } を{ $count }人分まで順に付けると、長すぎて入りません。発番していません。短い番号から始めるか、空欄にしてください。
refusal-request-differs = 同じ依頼番号で別の内容の発番が済んでいます（{ $identifier }）。その番号の人を確かめ、別の人なら新しい依頼番号で発番してください。
refusal-not-temporary = { $patient } も相手も、手で発番した番号ではありません。病院のIDどうしの統合は電子カルテで行ってください。
refusal-two-beds = { $patient } と { $other } は別々の病床にいます（{ $bed }）。{ $proposal ->
    [stands] { $by } が連結を提案し、別の職員の確認を待っています。{ $by } 以外の職員が両方の患者を確かめ、自分のアカウントで確認してください（confirm-link、または F5 の連結）。
   *[none] 一人では連結できません。連結を提案し（propose-link、または F5 の連結）、別の職員が自分のアカウントで確認してください（confirm-link）。
}
refusal-not-linked = { $patient } と { $other } は連結されていません。番号を確かめてください。
refusal-link-not-proposed = { $patient } と { $other } の連結は、この12時間に提案されていません。先に提案し（propose-link）、別の職員が確認してください。
refusal-second-is-first = { $patient } と { $other } の連結を提案したのはあなたです。別の職員が自分のアカウントで確認してください。

triage-red = 赤
triage-yellow = 黄
triage-green = 緑
triage-black = 黒
number-state-prepared = 準備済
number-state-issued = 発行済
number-state-linked = 連結済
number-state-voided = 無効
block-holder-here = この端末
block-holder-elsewhere = ほかの端末など
block-holder-set-aside = その端末用に確保
block-holder-shared = 二重割当（発番停止）
block-holder-stopped = 端末の複製あり（発番停止）

done-grant-block = 番号枠を割り当て
done-issue = { $number } { $who } を発番
done-issue-unidentified = { $who } { $number } を発番（身元不明）
done-issue-newborn = { $number } を発番（新生児）
done-issue-mass = { $count ->
    [1] { $number } を発番（多数傷病者）
   *[other] 多数傷病者 { $count }人を発番
}
done-prepare-packets = パケット { $count }組を準備
done-void-id = { $number } を無効に
done-print-id = { $number } のラベル印刷を記録
done-link = { $who } を { $with } に連結
done-propose-link = { $who } と { $with } の連結を提案（別の職員の確認待ち）
done-unlink = { $who } と { $with } の連結を解除

run-do-issue = 番号のない人に発番します（kind が known は氏名の分かる人、unidentified は身元不明者、newborn は新生児で mother が必要、mass は多数傷病者で count が必要）
run-do-prepare-packets = 多数傷病者用のパケット（番号と仮氏名）を準備します
run-do-activate-packet = パケットを一人に渡します（この端末が知らないパケットは alias に仮氏名を書き写す）
run-do-void-id = 番号を無効にします（再び使われることはありません）
run-do-print-id = ラベルの印刷を記録します（2回目からは理由が必要）
run-do-link = 二つの番号が同じ人であることを記録します（別々の病床にいるときは propose-link と confirm-link）
run-do-propose-link = 別々の病床にいる二人が同じ人だと提案します（別の職員が確認します）
run-do-confirm-link = 別の職員の提案（別々の病床にいる二人が同じ人）を確認します
run-do-unlink = 連結を解除します
run-do-verify-id = 番号がどう読み違えられたか。疑わしい桁（error、sign、other_sign）、一か所違いで実際に発行した番号（near）、ほかの端末が発行したかもしれない番号（possible）と、確かめる端末（ask_stations）
run-do-ledger = 手で発番した番号の台帳
run-field-found = 発見場所
run-field-found_at = 発見時刻
run-field-features = 特徴
run-field-belongings = 所持品
run-field-mother = 母
run-field-babies = 児の性別
run-field-triage = トリアージ
run-field-tag = 現場タッグ番号
run-field-incident = 災害名
run-field-none_of = 該当しない人
run-field-request = 依頼番号（同じ番号で繰り返しても二つ目は発番されない）
run-field-second = 確認した別の利用者
run-field-alias = 仮氏名
run-field-state = 状態
run-expects-user = 利用者名
run-expects-patients = 患者番号（空白区切り）
run-expects-babies = 出生順に一人一文字（M・F・U）。双子なら MF

cli-about-id = 手で発番する番号（仮ID・新生児・多数傷病者）
cli-about-id-new = 番号のない人に発番する
cli-about-id-verify = 番号の読み違いを調べる
cli-about-id-ledger = 番号の台帳
cli-about-id-crosswalk = 仮IDと病院のIDの対照表（電子カルテへの取込用）
cli-about-id-blocks = 割り当てた番号枠の一覧と、残りの数
cli-about-id-grant = 番号枠を割り当てる
cli-about-id-rates = チェックディジットの検出率を数える
cli-about-id-schemes = 番号の形を示す、または採用する
cli-after-id =
    番号は端末ごとに別の番号枠から発行するため、二つの端末が同じ番号を出すことはありません。フォルダの複製や、バックアップからの復元はすぐに検出され、andon id renew を実行するまで発番しません。

    検出できないもの: ディスクの丸ごとコピー（イメージ）、仮想マシンの複製やスナップショットなど、フォルダの外にある端末の目印ごと写したもの。元の端末と複製は、プログラムからも人からも見分けがつきません。両者が出会う（一方の記録がもう一方に届く）まで何の表示もなく、別々の患者に同じ番号を発行します。この版では端末どうしで記録をやり取りしないので、出会うのを待たないでください。

    出会うと、両方の端末が発番を停止します。同じ名前で両方が作った記録は二つとも残り、両方の番号とともに不一致として示されます（andon run の discrepancies、station-forked）。プログラムはどちらかを選びません。どの番号を誰が着けているかを人が確かめ、一方に別の番号を発行してラベルを替え、それぞれの端末を別の番号枠で新しい設置にし（andon id renew）、不一致を解決済みにします。

    したがって、保存先のある端末のイメージや複製を作らないでください。その端末のイメージから別の端末を起動しないでください。イメージにはプログラムだけを入れて保存先は入れず、端末ごとに andon init を実行します。やむを得ずイメージから起動するときは、元の端末の使用をやめ、最初の発番の前に andon id renew を実行してください。

    すでに両方を使ってしまったときは、両方の発番を止め、イメージを作った日以降の台帳（andon id ledger）を突き合わせてください。一つの番号が二人に渡っていれば、一人に新しい番号が必要です。
cli-after-id-blocks = 割当先（json・csv では holder）: here（この端末）、elsewhere（ほかの端末、または設定し直す前のこの端末）、set-aside（その端末のために確保したもの。使い始めたかどうかは、その端末の一覧で確かめる）、shared（二重割当）、stopped（複製のある端末）。最後の二つからは発番しません。
cli-after-id-new =
    項目は andon help run の issue と同じです。

    例: andon id new unidentified sex=M age=50 found=正面玄関
        andon id new newborn mother=00022012 babies=MF
        andon id new mass count=30 incident=駅前事故 triage=red tag=A-101
cli-after-id-verify = 終了コード: 発行した正しい番号なら（その後どうなっていても）0、そうでなければ1。無効にした番号か、まだ渡していないパケットかは、答えに示します（json・csv では state）。
cli-argument-who = known、unidentified、newborn、mass のいずれか
cli-argument-fields = 項目=値
cli-argument-number = 番号（ハイフンはなくてもよい）
cli-argument-kind = temporary、newborn、mass のいずれか
cli-argument-state = prepared、issued、linked、voided のいずれか
cli-argument-incident = 災害名
cli-argument-block = 番号枠の番号（他端末の枠では省略でき、次の番号を数える）
cli-argument-id-blocks-station = 枠を一覧する端末（省略時はすべて）
cli-argument-id-grant-station = 枠を控えておく他端末の番号（省略時はこの端末）
cli-argument-id-ledger-station = 発行した端末の番号
cli-argument-all = 標準の形のすべての番号で数える（数分かかる）
cli-argument-digits-only = 数字だけの形にする。電子カルテで空けてある範囲（例 90000000..99999999）
cli-argument-letters = 文字と数字の形（標準）に戻す
cli-argument-temporary = 仮IDの形（いまの形は andon id schemes で示す）
cli-argument-newborn = 新生児の番号の形
cli-argument-mass = 多数傷病者の番号の形
cli-argument-slip = 伝票番号の形
cli-argument-own = 電子カルテが使っている番号の範囲（何度でも指定できる）
cli-id-issued = { $number }  { $name }
cli-id-left = { $left ->
    [0] 端末{ $station }の番号（{ $kind }）は残っていません。すぐ管理者に次の番号枠の割り当てを依頼してください（andon id grant 枠の番号）。
   *[other] 端末{ $station }の番号（{ $kind }）の残りは{ $left }件です。使い切る前に、管理者に次の番号枠の割り当てを依頼してください（andon id grant 枠の番号）。
}
tag-worn-by = { $tag }（{ $number }）
tag-worn-twice = 同じ災害名でほかの人にも付いているタッグ: { $tags }。タッグを確かめてください。
cli-id-field = 「{ $found }」は項目=値の形ではありません。
cli-id-incident = 「{ $found }」は事案の名前として読めません。何も出力していません。登録したとおりに書いてください。
cli-id-likely = 次の人かもしれないので発番していません。その人ならその記録を使い、どれでもなければ none_of={ $ids } を付けて発番してください。
cli-id-form = { $number } はこの病院で手で発番する番号の形ではありません。桁数と先頭の文字を確かめてください。
cli-id-good = { $number } は正しい番号で、発行されています（{ $kind }、端末{ $station }）。
cli-id-good-voided = { $number } は無効にした番号です。使わないでください。読み違いではなく、実際に発行した番号です（{ $kind }、端末{ $station }）。
cli-id-good-prepared = { $number } は正しい番号です。まだ誰にも渡していないパケットです（{ $kind }、端末{ $station }）。
cli-id-unknown = { $number } はチェックディジットが合っていますが、この端末では発行が確かめられません（{ $kind }、端末{ $station }）。
cli-id-wrong = { $number } はチェックディジットが合いません。読み違い・写し違いです。
cli-id-misshapen = { $number } はこの病院で手で発番する番号の形ではありません。読み違い・写し違いです。
cli-id-near-line = { $error }{ $offered }
cli-id-near-swap = { $first }桁目と{ $second }桁目「{ $read }」が逆かもしれません。
cli-id-near-digit = { $first }桁目「{ $read }」は「{ $meant }」の読み違いかもしれません。
cli-id-near-alike = { $first }桁目「{ $read }」は形の似た「{ $meant }」かもしれません。
cli-id-near-alike-several = { $first }桁目から{ $second }桁目の間で、形の似た英字と数字を取り違えているかもしれません。
cli-id-near-too-many = { $first }桁目「{ $read }」は余分かもしれません。
cli-id-near-left-out = { $first }桁目の「{ $meant }」が抜けているかもしれません。
cli-id-near-given = 実際に発行した番号: { $number } { $patient }
cli-id-near-voided = 発行後に無効にした番号（使わないこと）: { $number } { $patient }
cli-id-near-possible = その場合は { $number } ですが、この端末では発行が確かめられません。
cli-id-near-none = 一か所違いの番号で実際に発行したものはありません。もう一度、現物を読み直してください。
cli-id-near-between = ・
cli-id-near-elsewhere = ほかの端末が発行した番号を、この端末はすべては知りません。端末{ $stations }で発行の有無を確かめてください（andon id verify { $number }）。
cli-id-near-before = この端末の以前の設定で発行した番号かもしれません。それらをこの端末はすべては知りません。当時の紙（ラベル、伝票、台帳）を確かめてください。
cli-id-granted = 端末{ $station }に番号枠 { $block } を割り当てました。
cli-id-blocks-none = この端末が知る限り、割り当てた番号枠はありません。管理者が割り当てます（andon id grant 枠の番号）。
cli-id-blocks-heard = ほかの端末が発行した分は、この端末に記録が届いたものだけを差し引いています。番号枠の一覧は端末01が管理しています。
cli-id-rates = 数えた誤り（番号 { $count }件）
cli-id-rate-check = 方式
cli-id-rate-single = 一文字違い
cli-id-rate-adjacent = 隣どうしの入替
cli-id-rate-jump = 一つ飛びの入替
cli-id-rate-letter = 文字違い
cli-id-rate-missing = 一字抜け
cli-id-rate-doubled = 一字重複
cli-id-schemes-adopted = 番号の形を採用しました。
cli-id-pattern = 「{ $found }」は番号の形として読めません。
cli-id-range = 「{ $found }」は番号の範囲として読めません（例 00000000..89999999）。
cli-id-ledger-count = { $count }件

scheme-fault-missing = { $kind }: { $part } の部分がありません。これがないと、同じ番号が二度発行されるか、読み違いに気づけません。
scheme-fault-twice = { $kind }: { $part } の部分が二つ以上あります。一つにしてください。
scheme-fault-check-not-last = { $kind }: チェックディジットは最後に置いてください。
scheme-fault-impossible = { $kind }: { $part } は使えません。大文字・数字・ハイフンと、決まった部分だけで書いてください。
scheme-fault-too-long = { $kind }: { $count }文字になり、長すぎます（20文字まで）。
scheme-fault-too-few = { $kind }: 1枠が{ $count }件では、3か月分（{ $needed }件）に足りません。連番の桁を増やしてください。
scheme-fault-meets = { $kind }: 別の種類の番号と同じになることがあります。先頭の文字か桁数を変えてください。
scheme-fault-letters-uncounted = { $kind }: 別の種類と文字だけが違い、このチェックディジットは文字を数えません。文字の読み違いが別の種類の番号になります。mod-97-10 か別の桁数にしてください。
scheme-fault-station-left-out = { $kind }: 設置済みの端末{ $station }が発番できなくなります。端末の桁数を増やしてください。
scheme-fault-block-left-out = { $kind }: 端末{ $station }は番号枠 { $block } から発番していますが、この形には入りません。設置の桁数を増やしてください。
scheme-fault-meets-former = { $kind }: 以前の形 { $range } の番号と同じになることがあります。先頭の文字か桁数を変えてください。
scheme-fault-in-own-range = { $kind }: 電子カルテの番号の範囲 { $range } と重なります。別の範囲か文字を使ってください。
scheme-fault-not-reserved = { $kind }: 数字だけの番号は、電子カルテで空けてある範囲の中でなければ使えません。範囲を指定してください。
scheme-fault-in-use = { $kind }: 患者 { $identifier } の番号と同じ形です。別の文字か桁数を使ってください。
scheme-fault-in-register = { $kind }: 過去の患者台帳の { $identifier } の番号と同じ形です。別の文字・桁数・範囲を使ってください。
scheme-fault-register-unread = { $kind }: 数字だけの番号は過去の患者の番号と重なることがありますが、過去の患者台帳を読めないので確かめられません。台帳を取り込み直すか（andon import register ファイル）、文字の付く形を使ってください。

cli-id-column-number = 番号
cli-id-column-kind = 種類
cli-id-column-state = 状態
cli-id-column-name = 氏名
cli-id-column-other_numbers = ほかの番号
cli-id-column-bed = 病床
cli-id-column-triage = トリアージ
cli-id-column-tag = タッグ
cli-id-column-issued_at = 発行
cli-id-column-issued_by = 発行者
cli-id-column-station = 端末
cli-id-column-hospital_id = 病院のID
cli-id-column-linked_at = 連結
cli-id-column-linked_by = 連結者
cli-id-column-scheme = 形
cli-id-column-capacity = 1枠の数
cli-id-column-left = 残り
cli-id-column-block = 番号枠
cli-id-column-holder = 割当先
cli-id-column-left_temporary = 仮IDの残り
cli-id-column-left_newborn = 新生児の残り
cli-id-column-left_mass = 多数傷病者の残り
cli-id-column-left_slip = 伝票の残り
cli-id-column-granted_at = 割当
cli-id-column-granted_by = 割当者

# F5 の画面。

action-ids = 番号（仮ID）
# Of whoever has no bed there is no discharge.
short-ids-discharge = 転帰
short-ids = 番号
menu-ids = 手で発番する番号です。救急外来に来た人、身元の分からない人、病床を待つ人と、番号の台帳を見て、発番・連結・無効化をします。
action-issue-unidentified = 身元不明者に発番
short-issue-unidentified = 不明発番
action-issue-known = 氏名の分かる人に発番
short-issue-known = 発番
action-issue-newborn = 新生児に発番
short-issue-newborn = 新生児
action-issue-mass = 多数傷病者にまとめて発番
short-issue-mass = 多数
action-prepare-packets = パケットを準備
short-prepare-packets = 準備
action-activate-packet = パケットを渡す
short-activate-packet = 渡す
action-void-id = 番号を無効にする
short-void-id = 無効
action-print-id = 番号のラベルを印刷
short-print-id = 印刷
action-link = 同じ人の番号と連結
short-link = 連結
action-unlink = 連結を解除
short-unlink = 解除
action-grant-block = 番号枠を割り当て
short-grant-block = 番号枠

form-means-issue-unidentified = 分かることだけで発番できます。残りはあとから書き足せます。
form-means-issue-known = まず同じ人がいないか探します。いなければ番号を発行して登録します。
form-means-issue-newborn = 母の名前から氏名を作り、母の入院に結び付けます。多胎は出生順に一度に入力します。
form-means-issue-mass = 一人ずつに番号・仮氏名・タッグ番号を付け、まとめて一度に保存します（500人まで）。
form-means-prepare-packets = 災害に備えて、番号と仮氏名を先に用意します。用意した番号がほかの人に使われることはありません。
form-means-activate-packet = 用意したパケットを、来た人に渡します。一つのパケットは一人だけのものです。
form-means-void-id = 無効にした番号は、二度と使われません。
form-means-link = 同じ人の二つの番号を結びます。どちらの番号も残り、どちらでも探せます。
form-means-unlink = 連結を解除します。別人だったときに使います。
form-means-grant-block = 最初に設置した端末、または番号枠の控えで確かめた番号を入力します。

form-age = 推定年齢
form-found = 発見場所
form-found-at = 発見日時
form-found-at-how = 例 18:00、昨日 22:30、11/25 10:00
form-features = 特徴
form-belongings = 所持品
form-triage = トリアージ
form-tag = タッグ番号
form-issue-mass-tag = 最初のタッグ番号
form-tag-worn = { $tag } は { $who } にも付いています（同じ災害名）。タッグを確かめてください。
form-incident = 災害名
form-mother = 母
form-babies = 児
form-count = 人数
form-prepare-packets-count = 組数
form-number = 番号
form-alias = 仮氏名
form-link-with = 同じ人の番号
form-second = 別の職員（アカウント）
form-link-phrase = そのパスフレーズ
form-block = 番号枠
form-babies-f = 女児
form-babies-m = 男児
form-babies-u = 性別不明
form-babies-ff = 双子 女・女
form-babies-fm = 双子 女・男
form-babies-mf = 双子 男・女
form-babies-mm = 双子 男・男
form-wrong-age = 推定年齢を数字で入力してください（例 40）。
form-wrong-babies = 出生順に、男M・女F・不明Uを一人一文字で入力してください（例 MFF）。
form-wrong-count = 数を入力してください。
form-wrong-block = 番号枠の番号を数字で入力してください。
form-wrong-user = 利用者名を半角で入力してください。
form-wrong-second = 本人以外の職員を指定してください。
link-say-second = 別々の病床にいます。両方を確かめた別の職員が、ここで自分のアカウントで確認します。
link-say-second-trial = 別々の病床にいます。両方を確かめた別の職員が、ここで確認します。練習用でアカウントがないため、パスフレーズは照合しません。
link-second-asked = 別の職員のアカウントを確かめています。
link-proposed-by = 別々の病床にいます。提案: { $said }。あなたが別の職員として確認します。
form-wrong-number-unknown = 番号 { $typed } の患者は、この端末に記録がありません。{ $find } で過去の患者も探すか、{ $clear } で消して氏名を入力し、発番してください。
form-wrong-has-record = この人は登録されています。発番せず、Esc で戻ってその患者を入院させてください。

void-question = { $number } を無効にします。この番号は二度と使えません。
void-go = 無効にする
link-question = { $one } と { $other } を同じ人として結びます。
link-question-carried = { $one } と { $other } を同じ人として結びます。次のものは別々の番号のままです: { $carried }
link-go = 連結する
link-labels = { $number } のラベル { $count }回印刷
link-bed = { $who } は { $bed } に在床
link-slips = { $who } の伝票 { $count }枚が未完了（{ $slips }{ $more ->
    [0] {""}
   *[other] {" ほか"}
}）
link-checks = { $who } で患者認証 { $count }回（最後 { $at }）

ids-arrivals = 救急外来
ids-ledger = 台帳
ids-count = { $count }件  身元不明 { $unknown }  病床待ち { $waiting }
ids-left = 残り
ids-nobody =
    発番した患者はいません。
    身元不明者は u、氏名の分かる人は p、新生児は B、多数傷病者は M。左右キーで台帳に切り替わります。
ids-empty =
    まだ番号を発行していません。
    身元不明者は u、氏名の分かる人は p、新生児は B、多数傷病者は M。
ids-nothing = 該当する番号がありません。Esc で絞り込みを解除します。
ids-state = {""}
ids-sex-age = 性・年齢
ids-tag = タッグ
ids-triage = 区分
ids-where = 所在
ids-since = 来院
ids-ago = 経過
ids-waits = 病床待ち
ids-left-us = 退出
ids-kind = 種類
ids-others = ほかの番号
ids-declined = 別人と確認
ids-declined-former = 過去の患者 { $count }人
ids-mother = { $who } の { $of }人中 { $order }人目
ids-issued = 発行
ids-activated = パケット
ids-ended = 退出
ids-linked = 連結
ids-printed = 印刷
ids-voided = 無効
ids-attention = 要確認
context-ids = 番号

cli-about-id-renew = 複製・復元した保存先を新しい設置にする
cli-after-id-renew =
    記録はすべて引き継ぎます。元のフォルダは名前を変えて残します。番号枠の番号は、最初に設置した端末か番号枠の控えで確かめてください。

    フォルダの複製や復元は検出され、これを実行するまで発番しません。ディスクの丸ごとコピー（イメージ）と仮想マシンの複製は検出できません。元の端末と出会うまで何の表示もなく、同じ番号を発行します。出会うと両方が発番を停止し、両方が発行した番号がすべて示され、人が判断します。保存先のある端末のイメージや複製は作らないでください。やむを得ずイメージから起動するときは、元の端末の使用をやめ、最初の発番の前にこれを実行してください。両方を使ってしまったときの対処は andon id --help にあります。

    例: andon id renew 2
cli-id-renewed = 新しい設置になりました（番号枠 { $block }）。元のフォルダは { $folder } に残しました。
cli-renew-unfinished = { $folder } の隣で新しい設置が中断しており、フォルダを置き換えられません。この利用者が書き込めるようにして、もう一度起動してください。失われたものはありません。新しい病院を設定しないでください。
