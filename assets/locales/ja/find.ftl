# 患者・番号・病床・操作を探す。

find-title = 探す（氏名・カナ・ID・病床・操作）
find-nothing = 「{ $typed }」に当てはまる患者・番号・病床・操作はありません。
find-hint = 氏名・カナ・ID・病床・操作の名前を入力してください。
find-empty-bed = 空床
find-not-here = 在院していません
find-slip = 伝票
find-slip-stored = 保存庫の伝票
find-form = 未使用の用紙。Enter で登録
