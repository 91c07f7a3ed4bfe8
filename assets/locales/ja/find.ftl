# 患者・番号・病床・操作を探す。

find-title = 探す（氏名・カナ・生年月日・電話・ID・伝票・病床・操作）
find-nothing = 「{ $typed }」に当てはまる患者・番号・病床・操作はありません。
find-hint = 氏名・カナ・生年月日・電話番号・ID・伝票番号・病床・操作の名前を入力してください。
find-empty-bed = 空床
find-not-here = 在院していません
find-looking = 過去の患者から「{ $typed }」を探しています
find-nothing-here = 「{ $typed }」に当てはまる患者・番号・病床・操作はありません。過去の患者は探していません（過去の患者台帳は未取込）。
find-nothing-unread = 「{ $typed }」に当てはまる患者・番号・病床・操作はありません。過去の患者は探せませんでした（台帳を読めません。管理者に連絡してください）。
find-slip = 伝票
find-form = 未使用の用紙。Enter で登録
find-restricted = 制限
