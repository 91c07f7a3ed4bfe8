# 病床図。beds-out-* などの1語は、病床の枠に入る長さに。

beds-figures = { $taken }/{ $beds }床　空床 { $free }{ $cots ->
    [0] {""}
   *[other] 　新生児 { $cots }
}
beds-ward-keys = { $previous } { $next } 前後の病棟　{ $choose } 病棟を選ぶ
beds-singles = 個室
beds-sent-away = 送り出し・転棟中
beds-unknown = 病床表にない病床
beds-rule = { $who }のみ
beds-empty = 空床
beds-empty-cot = 空きコット
beds-cot = 新生児コット（許可病床に数えない）
beds-awaited = 受入
beds-reserved = 予約
beds-shared = 重複
beds-blocked-in-use = 不可
beds-out-leave = 外泊
beds-out-outing = 外出
beds-out-off-ward = 出棟
beds-out-absconded = 離院
beds-until = ～{ $at }
beds-sex-M = 男
beds-sex-F = 女
beds-sex-U = ？
beds-age-years = { $count }
beds-age-months = { $count }か月
beds-age-days = { $count }日
beds-age-about = 推{ $count }

beds-filter-how = 氏名・フリガナ・ID・病床の一部を入力
beds-filter-found = { $count }件　上下キーで次の該当へ、Enterで決定、Escで解除

beds-birth = 生年月日
beds-sex = 性別
beds-number = 患者ID
beds-inquiry = 照会
beds-place = 所在
beds-admitted = 入院
beds-department = 診療科
beds-mobility = 救護区分
beds-isolation = 隔離
beds-allergies = アレルギー
beds-allergies-none = なし
beds-diet = 食事
beds-missing = 未入力
beds-said = 記録
beds-bed = 病床
beds-rule-label = 病室の条件
beds-not-known = 不明
beds-not-asked = 未聴取
missing-name = 氏名
missing-kana = フリガナ

beds-in-bed = 在床（{ $since }）
beds-transit = { $from } から { $to } へ転棟中（{ $since }）
beds-shared-long = この病床に患者が2人以上記録されています
beds-blocked = 使用不可（{ $reason }）{ $until }
beds-awaited-long = { $patient } が転棟中。着いたら到着を記録
beds-reserved-long = { $patient } のために予約
beds-empty-long = 空床。誰もいません。
beds-alike = 類似氏名
