//! Fillings without a hospital: the longest that is realistic in every field, so that whoever changes a form sees where it
//! becomes too small, on two pages, and with every mark that it can bear. Nobody of these exists.

use super::Kind;
use crate::{
    i18n::Words,
    print::form::{Filling, Form, Piece, Row, Values, What},
};

/// How many rows a list has: enough for a second page.
const ROWS: usize = 44;
/// Rows of what belongs to one order, and what is done to it.
const LINES: usize = 6;
const ANSWERS: usize = 3;
const STEPS: usize = 6;

/// Fields that stand for a state of the paper, which not every paper is in.
const STATES: [&str; 12] = [
    "void",
    "held",
    "blank",
    "drug_form",
    "not_asked",
    "no_allergies",
    "urgency",
    "sample",
    "revision",
    "reprint",
    "newborn",
    "mother",
];

/// Examples of what a form may be filled with: as usual, and of a slip as a blank form, void, and for every purpose of a copy.
pub fn examples(form: &Form, words: &Words) -> Vec<Filling> {
    let mut usual = Filling::from(values(form, words));
    for (list, fields) in form.document.lists() {
        usual.lists.insert(list, rows(list, fields));
    }
    if form.document != Kind::Slip {
        return vec![usual];
    }
    let with = |states: &[(&'static str, &str)]| {
        let mut filling = usual.clone();
        for (name, value) in states {
            filling.values.set(*name, *value);
        }
        filling
    };
    let void = words.say("paper-void");
    let mut blank = with(&[("blank", "1"), ("drug_form", "1"), ("ordered", "")]);
    for list in ["lines", "heads", "pairs", "fields"] {
        blank.lists.insert(list, Vec::new());
    }
    for name in PERSONAL {
        blank.values.set(name, "");
    }
    vec![
        with(&[("purpose", "work")]),
        with(&[
            ("purpose", "result"),
            ("held", "照会中：調剤・実施しないこと"),
            ("pressing", ""),
        ]),
        with(&[
            ("purpose", "companion"),
            ("void", void.as_str()),
            ("revision", "第1版：第2版に差替え"),
        ]),
        blank,
    ]
}

/// What a blank form does not have yet.
const PERSONAL: [&str; 24] = [
    "name",
    "kana",
    "sex",
    "age",
    "birth",
    "birth_era",
    "id",
    "id_code",
    "other_ids",
    "allergies",
    "allergic",
    "look_alike",
    "look_alike_word",
    "phone",
    "address",
    "bed",
    "department",
    "orderer",
    "orderer_phone",
    "ordered_at",
    "pressing",
    "isolation",
    "licence",
    "held",
];

fn values(form: &Form, words: &Words) -> Values {
    let mut values = Values::default();
    let promised = form.document.fields();
    for name in promised.into_iter().flatten() {
        if !STATES.contains(name) && !matches!(*name, "page" | "pages" | "several" | "goes_on") {
            values.set(*name, example(name));
        }
    }
    for name in own_fields(form) {
        values.set(
            name,
            "急性前壁心筋梗塞、左冠動脈前下行枝近位部閉塞、経皮的冠動脈形成術後",
        );
    }
    values.set("slip_code", form.only_for.first().map_or("", String::as_str));
    values.set("sample", words.say("paper-sample"));
    values
}

/// The fields of kinds of slips that a form names.
fn own_fields(form: &Form) -> Vec<String> {
    let patterns = form.elements.iter().filter_map(|element| match &element.what {
        What::Text { text, .. } => Some(text),
        _ => None,
    });
    let pieces = patterns.flat_map(super::super::form::Pattern::pieces);
    pieces
        .filter_map(|piece| match piece {
            Piece::Field(name) if name.starts_with(super::SLIP_FIELD) => Some(name.clone()),
            _ => None,
        })
        .collect()
}

fn rows(list: &str, fields: &'static [&'static str]) -> Vec<Row> {
    let count = match list {
        "steps" => STEPS,
        "lines" | "choices" | "writing" | "allergy_list" => LINES,
        "heads" => 1,
        "pairs" | "fields" | "asked" => ANSWERS,
        "room" => 0,
        _ => ROWS,
    };
    let mut rows: Vec<Row> = (0..count)
        .map(|place| {
            let row = fields.iter().fold(Values::default(), |row, name| {
                let value = match *name {
                    "line" => (place + 1).to_string(),
                    // Either somebody lies there, or what is with the bed.
                    "empty" | "blocked" | "cot" | "done" => String::new(),
                    name => example(name),
                };
                row.with(*name, value)
            });
            Row::Values(row)
        })
        .collect();
    if list == "patients" {
        rows.insert(0, Row::Heading("5E　5階東病棟　44人".to_owned()));
    }
    rows
}

#[allow(clippy::too_many_lines, reason = "a table of examples")]
fn example(name: &str) -> String {
    let text = match name {
        "hospital" => "見本市立総合医療センター",
        "hospital_address" => "〒000-0000　見本県見本市中央区万代東３丁目１番５６号",
        "hospital_phone" => "00-0000-0000（代表）",
        "hospital_fax" => "00-0000-0001",
        "hospital_prefecture" => "27",
        "hospital_code" => "1234567",
        "printed_at" | "ordered_at" | "admitted" | "starts" | "at" => "2026-11-26 14:02",
        "day" => "2026-11-26（木）",
        "printed_by" | "carrier" | "by" | "said" => "五十嵐 慎一郎",
        "station" => "07",
        "anchor" => "記録番号 1234　照合値 a1b2c3d4e5f60718",
        "name" | "patient" => "勅使河原　小次郎左衛門尉景勝",
        "kana" => "テシガワラ　コジロウザエモンノジョウカゲカツ",
        "sex" => "男",
        "age" => "95歳",
        "birth" => "1931-12-31",
        "birth_era" => "昭和6年12月31日",
        "id" | "id_code" => "00123456",
        "other_ids" => "T07-00123-41 00987654",
        "allergies" => {
            "【薬】セファゾリンナトリウム（アナフィラキシー）、ペニシリン系、アスピリン　【造影】非イオン性ヨード造影剤　【食】そば、落花生、甲殻類"
        }
        "look_alike" => "類似氏名あり：勅使河原　小四郎（5E-502-1）",
        "look_alike_word" | "marks" => "同姓同名・類似",
        "address" => "大阪府大阪市住吉区万代東３丁目１番５６号 サンプルハイツ万代東弐番館１２０３号室",
        "phone" | "key_phone" => "06-0000-0000",
        "slip_type" | "type" => "輸血・交差適合試験依頼票",
        "purpose" => "work",
        "colour" => "黄",
        "number" | "number_shown" => "S07-100042-17/3r2",
        "role" => "検査室用（検体添付）",
        "copy" => "3",
        "copies" => "5",
        "destination" | "to" => "検査部 細菌検査室　行",
        "keep" => "薬剤部 調剤済処方箋綴り（3年）",
        "pressing" | "urgency" => "危機的出血（異型適合血）",
        "isolation" => "接触予防策",
        "ward" | "from" | "desk" => "5階東病棟",
        "ward_code" => "5E",
        "bed" => "501-3",
        "room" => "501",
        "department" => "消化器・肝胆膵外科",
        "orderer" | "physician" => "医師 五十嵐 慎一郎",
        "orderer_title" => "処方医・署名",
        "orderer_phone" => "主治医 五十嵐 慎一郎 PHS 7123",
        "query_phone" | "pager" => "2201",
        "remark" => "使用期間：2026-11-29 23:59 まで",
        "licence" => "大阪府 第12345号",
        "text" | "what" => "アムロジピンベシル酸塩口腔内崩壊錠5mg「サンプル」",
        "amount" => "1,320mg",
        "usage" => "生食500mLに溶解 25→50→100→200mL/h",
        "note" => "14日分",
        "label" | "label2" => "感染症（HBV・HCV・HIV・梅毒）",
        "unit" | "unit2" => "＿＿月＿＿日 ＿＿時＿＿分",
        "value" | "value2" => "不安定狭心症、重症三枝病変",
        "title" => "鑑査（別の薬剤師）",
        "diet" | "breakfast" | "lunch" | "dinner" => "糖尿病食1600kcal・減塩6g",
        "place" => "手術室 16:30まで",
        "mobility" => "担送",
        "diagnoses" => {
            "急性前壁心筋梗塞、左冠動脈前下行枝近位部閉塞、経皮的冠動脈形成術後、2型糖尿病性腎症第4期、慢性閉塞性肺疾患"
        }
        "key_person" => "勅使河原 ゆかり",
        "key_relation" => "長女",
        "planned" => "緊急",
        "route" => "救急車（南部救命センターから）",
        "insurance" => "確認済",
        "alias" => "身元未確認　青１２",
        "tag" => "赤-012",
        "incident" => "見本市災害",
        "ordered" | "allergic" | "picked" | "hospital_table" => "1",
        _ => "12",
    };
    text.to_owned()
}
