# 全体ボード。board-head-* は列見出し（1行または2行、短く）。

board-hospital = 全体
board-present = 入院患者 { $count }人
board-calm = 無断離院・不一致なし
board-foot = 空床 { $free }　予約 { $reserved }　担送 { $stretcher } 護送 { $assisted } 独歩 { $walking }

board-head-ward = 病棟
board-head-beds =
    使用床
    /許可床
board-head-free = 空床
board-head-blocked =
    使用
    不可
board-head-reserved = 予約
board-head-cots =
    新生
    児
board-head-present = 在院
board-head-transit-in =
    転棟
    受入
board-head-transit-out =
    転棟
    送出
board-head-leave = 外泊
board-head-outing = 外出
board-head-off-ward = 出棟
board-head-absconded =
    無断
    離院
board-head-expected =
    入院
    予定
board-head-stretcher = 担送
board-head-assisted = 護送
board-head-walking = 独歩
board-head-not-asked = 未聴取
board-head-incomplete =
    情報
    不足
board-head-discrepancies = 不一致

board-absconded = 無断離院　{ $bed } { $name }（{ $since } から）
board-absconded-more = 無断離院　ほか { $count }人
board-transit-long = 転棟中のまま1時間以上　{ $count }人　{ $who }
board-overdue = 帰院・帰棟の予定を過ぎています　{ $count }人　{ $who }
board-discrepancies = 不一致 { $count }件が未解決です。{ $keys } で一覧を開き、解決してください。

board-list-transit = 転棟中 { $count }　出発
board-list-away = 外泊・外出・出棟 { $count }　帰院予定
board-list-expected = 入院予定 { $count }　予定時刻
board-list-blocked = 使用不可の病床 { $count }　再開予定
board-list-nobody = なし
board-no-bed = 病床未定

board-head-slips = 伝票
board-head-late-slips =
    伝票
    遅れ
board-head-queried-slips = 照会
board-foot-slips = 伝票 { $open } 遅れ { $late } 照会 { $queried }
board-desk = { $desk } 受 { $came }/{ $limit } 残り { $waiting }
board-desks-limit = { $state }　{ $desks }
board-slips-late = 伝票の遅れ　{ $count }件　{ $wards }
board-slips-queried = 疑義照会中　{ $count }件　{ $wards }
board-list-desks = 部署　24時間の残り　受/限界　残り
board-desk-row = { $came } { $waiting }
board-foot-short = 空床 { $free }　予約 { $reserved }
board-head-look-alikes =
    類似
    氏名
board-more-wards = ほか{ $count }病棟
board-includes = 病床 { $beds }人{ $shared ->
    [0] {""}
   *[other] （重複 { $shared }）
    } ＋ コットの新生児 { $cots } ＋ 転棟中 { $transit }{ $elsewhere ->
    [0] {""}
   *[other] {" "}＋ 病床表外 { $elsewhere }
    }　／　入院予定 { $expected }
