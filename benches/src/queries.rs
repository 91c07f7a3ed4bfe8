//! What people type to find somebody, in every form; written here without the program's own folds, so that these are measured and
//! not repeated.

use chrono::Datelike;

use crate::intake::{Dice, Line};

/// One thing that is typed, and who is wanted.
pub struct Wanted {
    pub kind: &'static str,
    pub id: String,
    pub typed: String,
}

/// Kinds whose wanted person must be among the first hundred, and how often at least.
pub const DEMANDED: &[(&str, f64)] = &[
    ("kanji", 0.99),
    ("variant kanji", 0.99),
    ("hiragana", 0.99),
    ("half-width kana", 0.99),
    ("Hepburn", 0.99),
    ("Hepburn, long vowels dropped", 0.99),
    ("kunrei", 0.99),
    ("given name first", 0.99),
    ("date, Western", 0.99),
    ("date, era", 0.99),
    ("phone, last 8", 0.99),
    ("ID", 0.99),
    ("ID with check digit", 0.99),
    ("one wrong kana", 0.95),
    ("one missing kana", 0.95),
    ("one doubled kana", 0.95),
    ("two swapped kana", 0.95),
];

/// Queries for `people` of the register.
pub fn queries(lines: &[Line], people: usize, seed: u64) -> Vec<Wanted> {
    let mut dice = Dice::new(seed);
    let mut all = Vec::new();
    for _ in 0..people {
        let line = &lines[dice.below(lines.len())];
        let part = |name: &str| {
            let (surname, given) = name.split_once(['\u{3000}', ' ']).unwrap_or((name, ""));
            (surname.to_owned(), given.replace(['\u{3000}', ' '], ""))
        };
        let ((ks, kg), (ys, yg)) = (part(&line.name), part(&line.kana));
        let blank = if dice.below(2) == 0 { "" } else { " " };
        let mut ask = |kind: &'static str, typed: String| {
            all.push(Wanted {
                kind,
                id: line.id.clone(),
                typed,
            });
        };
        ask("kanji", line.name.replace('\u{3000}', blank));
        let varied = varied(&format!("{ks} {kg}"));
        if let Some(varied) = varied {
            ask("variant kanji", varied);
        }
        ask("hiragana", hiragana(&format!("{ys}{blank}{yg}")));
        ask("half-width kana", half(&format!("{ys}{blank}{yg}")));
        if !line.name.is_ascii() {
            ask(
                "Hepburn",
                format!("{} {}", latin(&ys, true, true), latin(&yg, true, true)),
            );
            ask(
                "Hepburn, long vowels dropped",
                format!("{} {}", latin(&ys, true, false), latin(&yg, true, false)),
            );
            ask(
                "kunrei",
                format!("{} {}", latin(&ys, false, true), latin(&yg, false, true)),
            );
        }
        ask("surname only", ys.clone());
        ask("given name first", format!("{yg} {ys}"));
        ask("date, Western", line.birth.to_string());
        ask("date, era", era(line.birth));
        let digits: String = line.phone.chars().filter(char::is_ascii_digit).collect();
        if digits.len() > 8 {
            ask("phone, last 8", digits[digits.len() - 8..].to_owned());
            ask("phone, last 4", digits[digits.len() - 4..].to_owned());
        }
        ask("ID", line.id.trim_start_matches('0').to_owned());
        ask("ID with check digit", format!("{}-{}", line.id, dice.below(10)));
        for (kind, slip) in [
            ("one wrong kana", Slip::Wrong),
            ("one missing kana", Slip::Missing),
            ("one doubled kana", Slip::Doubled),
            ("two swapped kana", Slip::Swapped),
        ] {
            let whole = format!("{ys}{blank}{yg}");
            if let Some(typed) = slipped(&whole, slip, &mut dice) {
                all.push(Wanted {
                    kind,
                    id: line.id.clone(),
                    typed,
                });
            }
        }
    }
    all
}

#[derive(Clone, Copy)]
enum Slip {
    Wrong,
    Missing,
    Doubled,
    Swapped,
}

fn slipped(kana: &str, slip: Slip, dice: &mut Dice) -> Option<String> {
    const OTHERS: &[char] = &[
        'ア', 'イ', 'ウ', 'カ', 'キ', 'ク', 'コ', 'サ', 'シ', 'ス', 'タ', 'チ', 'ツ', 'ト', 'ナ', 'ニ', 'ノ', 'ハ',
        'ヒ', 'マ', 'ミ', 'ム', 'ヤ', 'ユ', 'ラ', 'リ', 'ル', 'ワ', 'ン',
    ];
    let chars: Vec<char> = kana.chars().collect();
    for _ in 0..20 {
        let at = dice.below(chars.len());
        if chars[at] == ' ' {
            continue;
        }
        let mut typed = chars.clone();
        match slip {
            Slip::Wrong => typed[at] = OTHERS[dice.below(OTHERS.len())],
            Slip::Missing => drop(typed.remove(at)),
            Slip::Doubled => typed.insert(at, chars[at]),
            Slip::Swapped if at + 1 < chars.len() && chars[at + 1] != ' ' => typed.swap(at, at + 1),
            Slip::Swapped => {}
        }
        let starts = typed.first().is_none_or(|c| "ンーッャュョァィゥェォ".contains(*c));
        if typed != chars && !starts {
            return Some(typed.into_iter().collect());
        }
    }
    None
}

fn varied(name: &str) -> Option<String> {
    const FORMS: &[(char, char)] = &[
        ('高', '髙'),
        ('崎', '﨑'),
        ('斎', '斉'),
        ('辺', '邉'),
        ('沢', '澤'),
        ('広', '廣'),
        ('浜', '濵'),
        ('吉', '𠮷'),
        ('桜', '櫻'),
        ('恵', '惠'),
        ('真', '眞'),
        ('徳', '德'),
        ('島', '嶋'),
        ('国', '國'),
        ('竜', '龍'),
        ('滝', '瀧'),
        ('関', '關'),
        ('富', '冨'),
        ('峰', '峯'),
        ('秋', '穐'),
        ('館', '舘'),
        ('栄', '榮'),
        ('実', '實'),
        ('弥', '彌'),
        ('渕', '淵'),
        ('柳', '栁'),
        ('橋', '𣘺'),
        ('蔵', '藏'),
        ('静', '靜'),
        ('瀬', '瀨'),
        ('条', '條'),
        ('万', '萬'),
        ('黒', '黑'),
        ('桑', '桒'),
        ('浅', '淺'),
        ('円', '圓'),
        ('清', '淸'),
        ('青', '靑'),
        ('総', '總'),
        ('遥', '遙'),
    ];
    let turned: String = name
        .chars()
        .map(|c| {
            let pair = FORMS.iter().find(|(a, b)| *a == c || *b == c);
            pair.map_or(c, |(a, b)| if *a == c { *b } else { *a })
        })
        .collect();
    (turned != name).then_some(turned)
}

fn hiragana(kana: &str) -> String {
    let turned = |c: char| match c {
        'ァ'..='ヶ' => char::from_u32(c as u32 - 0x60).unwrap_or(c),
        c => c,
    };
    kana.chars().map(turned).collect()
}

fn half(kana: &str) -> String {
    const FULL: &str = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンァィゥェォャュョッー";
    const HALF: &str = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝｧｨｩｪｫｬｭｮｯｰ";
    const VOICED: &str = "ガギグゲゴザジズゼゾダヂヅデドバビブベボヴ";
    const PLAIN: &str = "カキクケコサシスセソタチツテトハヒフヘホウ";
    const PUFFED: &str = "パピプペポ";
    let one = |c: char| {
        let place = FULL.chars().position(|full| full == c);
        place.and_then(|place| HALF.chars().nth(place)).unwrap_or(c)
    };
    kana.chars()
        .flat_map(|c| {
            if let Some(place) = VOICED.chars().position(|voiced| voiced == c) {
                vec![one(PLAIN.chars().nth(place).unwrap_or(c)), 'ﾞ']
            } else if let Some(place) = PUFFED.chars().position(|puffed| puffed == c) {
                vec![one("ハヒフヘホ".chars().nth(place).unwrap_or(c)), 'ﾟ']
            } else {
                vec![one(c)]
            }
        })
        .collect()
}

/// A reading in Latin letters.
fn latin(kana: &str, hepburn: bool, long: bool) -> String {
    const ROWS: &[(&str, &str)] = &[
        ("", "アイウエオ"),
        ("k", "カキクケコ"),
        ("s", "サシスセソ"),
        ("t", "タチツテト"),
        ("n", "ナニヌネノ"),
        ("h", "ハヒフヘホ"),
        ("m", "マミムメモ"),
        ("r", "ラリルレロ"),
        ("g", "ガギグゲゴ"),
        ("z", "ザジズゼゾ"),
        ("d", "ダヂヅデド"),
        ("b", "バビブベボ"),
        ("p", "パピプペポ"),
    ];
    let chars: Vec<char> = kana.chars().collect();
    let mut out = String::new();
    let mut doubled = false;
    let mut at = 0;
    while at < chars.len() {
        let c = chars[at];
        at += 1;
        let mut syllable = match c {
            'ッ' => {
                doubled = true;
                continue;
            }
            'ー' => continue,
            'ン' => "n".to_owned(),
            'ヤ' => "ya".to_owned(),
            'ユ' => "yu".to_owned(),
            'ヨ' => "yo".to_owned(),
            'ワ' => "wa".to_owned(),
            'ヲ' => "o".to_owned(),
            'ヴ' => "vu".to_owned(),
            c => ROWS
                .iter()
                .find_map(|(consonant, row)| {
                    let vowel = row.chars().position(|one| one == c)?;
                    Some(format!("{consonant}{}", &"aiueo"[vowel..=vowel]))
                })
                .unwrap_or_default(),
        };
        if hepburn {
            syllable = match syllable.as_str() {
                "si" => "shi".to_owned(),
                "ti" => "chi".to_owned(),
                "tu" => "tsu".to_owned(),
                "hu" => "fu".to_owned(),
                "zi" | "di" => "ji".to_owned(),
                "du" => "zu".to_owned(),
                _ => syllable,
            };
        } else {
            syllable = match syllable.as_str() {
                "di" => "zi".to_owned(),
                "du" => "zu".to_owned(),
                _ => syllable,
            };
        }
        if let Some(small) = chars
            .get(at)
            .and_then(|c| "ャュョ".chars().position(|small| small == *c))
        {
            at += 1;
            let vowel = &"auo"[small..=small];
            let base = syllable.trim_end_matches('i').to_owned();
            syllable = if hepburn && matches!(base.as_str(), "sh" | "ch" | "j") {
                format!("{base}{vowel}")
            } else {
                format!("{base}y{vowel}")
            };
        }
        if doubled {
            let first = if syllable.starts_with("ch") {
                "t"
            } else {
                &syllable[..syllable.len().min(1)]
            };
            out.push_str(first);
            doubled = false;
        }
        if hepburn
            && out.ends_with('n')
            && chars.get(at.wrapping_sub(2)) == Some(&'ン')
            && syllable.starts_with(['b', 'm', 'p'])
        {
            out.pop();
            out.push('m');
        }
        out.push_str(&syllable);
    }
    if !long {
        for (written, dropped) in [("ou", "o"), ("oo", "o"), ("uu", "u")] {
            out = out.replace(written, dropped);
        }
    }
    out
}

fn era(day: chrono::NaiveDate) -> String {
    let eras = [
        ("令和", 2019, (2019, 5, 1)),
        ("平成", 1989, (1989, 1, 8)),
        ("昭和", 1926, (1926, 12, 25)),
        ("大正", 1912, (1912, 7, 30)),
    ];
    let date = (day.year(), day.month(), day.day());
    match eras.iter().find(|era| date >= era.2) {
        Some((name, first, _)) => format!("{name}{}年{}月{}日", day.year() - first + 1, day.month(), day.day()),
        None => day.to_string(),
    }
}
