# どの一覧でも使う文言。

no-hospital =
    病院の診療科・病棟・病床がまだ登録されていません。
    いったん終了し、andon init --hospital フォルダ で病院フォルダを取り込んでください。
list-comma = 、
list-more = ほか { $count }
until = { $at } まで
since = { $at } から
said-by = { $user } { $at } 端末{ $station }
birth-about = { $year }年ごろ
age-years = { $count }歳
age-months = { $count }か月
age-days = 生後{ $count }日
age-about = 推{ $count }歳

wards-whole = 病院全体
wards-beds = { $occupied }/{ $licensed }床
wards-nothing = 当てはまる病棟がありません。消して打ち直してください。
wards-no-hospital = 病棟がまだ登録されていません。
