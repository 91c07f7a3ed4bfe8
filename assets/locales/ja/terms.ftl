# 病院の言葉。前の部分は種類、後の部分は andon run と CSV で使う語（src/domain/term.rs）。

out-leave = 外泊
out-outing = 外出
out-off-ward = 出棟中
out-absconded = 無断離院

disposition-home = 自宅
disposition-hospital = 転院
disposition-facility = 施設
disposition-died = 死亡
disposition-against-advice = 自己退院

mobility-stretcher = 担送
mobility-assisted = 護送
mobility-walking = 独歩

isolation-none = 隔離なし
isolation-contact = 接触予防
isolation-droplet = 飛沫予防
isolation-airborne = 空気予防
isolation-protective = 保護隔離
care-diet = 食事
care-mobility = 救護区分
care-isolation = 隔離

planned-scheduled = 予定入院
planned-emergency = 緊急入院

block-cleaning = 清掃中
block-infection = 感染対策
block-broken = 故障
block-staff = 人員不足
block-other = その他

allergy-drug = 薬剤
allergy-food = 食物
allergy-contrast = 造影剤
allergy-other = その他
allergy-unsorted = 種類未確認

sex-M = 男
sex-F = 女
sex-U = 不明

inquiry-open = 通常
inquiry-restricted = 制限

meal-breakfast = 朝食
meal-lunch = 昼食
meal-dinner = 夕食

insurance-confirmed = 確認済
insurance-not-confirmed = 未確認
