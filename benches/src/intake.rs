//! Registrations as they come in at a disaster: noise of another kind than that of the generator that the card was set on.
//! Names are heard and written down in kana, dates are years, phones and addresses are missing or half, sheets are copied by
//! hand. Made out of the register itself, from a seed; the answers stand beside them.

use chrono::{Datelike, Days, NaiveDate};

/// One row of a register.
#[derive(Debug, Clone)]
pub struct Line {
    pub id: String,
    pub name: String,
    pub kana: String,
    pub sex: String,
    pub birth: NaiveDate,
    pub phone: String,
    pub address: String,
}

/// What was written on a sheet.
#[derive(Debug, Clone)]
pub struct Sheet {
    pub name: String,
    pub kana: String,
    pub sex: String,
    pub birth: String,
    pub phone: String,
    pub address: String,
    /// Who it is, if anybody.
    pub truth: Option<String>,
    /// A person who has nothing to do with anybody of the register.
    pub plainly_new: bool,
}

/// A small generator of numbers (splitmix64): the same seed, the same sheets, on every machine.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).unwrap_or(0)
    }

    fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    fn of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }
}

/// `many` sheets: half of them people of the register, the others new, twins, relatives and namesakes.
pub fn sheets(lines: &[Line], many: usize, seed: u64) -> Vec<Sheet> {
    let mut dice = Dice::new(seed);
    let mut used = std::collections::HashSet::new();
    (0..many)
        .map(|_| {
            let line = loop {
                let at = dice.below(lines.len());
                if used.insert(at) {
                    break &lines[at];
                }
            };
            let kind = dice.below(100);
            let mut person = line.clone();
            let mut truth = None;
            let plainly_new = (50..80).contains(&kind);
            match kind {
                0..50 => truth = Some(line.id.clone()),
                50..80 => {
                    let (a, b) = (other(lines, &mut dice, &line.sex), other(lines, &mut dice, &line.sex));
                    person.name = halves(&a.name, &b.name);
                    person.kana = halves(&a.kana, &b.kana);
                    person.birth = other(lines, &mut dice, &line.sex).birth;
                    person.address.clone_from(&other(lines, &mut dice, &line.sex).address);
                    person.phone = phone(&mut dice);
                }
                80..84 => {
                    let b = other(lines, &mut dice, &line.sex);
                    person.name = halves(&line.name, &b.name);
                    person.kana = halves(&line.kana, &b.kana);
                }
                84..92 => {
                    let b = other(lines, &mut dice, &line.sex);
                    person.name = halves(&line.name, &b.name);
                    person.kana = halves(&line.kana, &b.kana);
                    person.birth = b.birth;
                    if dice.percent(50) {
                        person.phone = phone(&mut dice);
                    }
                }
                _ => {
                    let b = other(lines, &mut dice, &line.sex);
                    person.birth = b.birth;
                    person.address.clone_from(&b.address);
                    person.phone = phone(&mut dice);
                }
            }
            let same_name = truth.is_none() && person.name == line.name;
            let mut sheet = written_down(&person, lines, &mut dice);
            sheet.truth = truth;
            sheet.plainly_new = plainly_new && !same_name;
            sheet
        })
        .collect()
}

fn other<'a>(lines: &'a [Line], dice: &mut Dice, sex: &str) -> &'a Line {
    loop {
        let line = &lines[dice.below(lines.len())];
        if line.sex == sex && !line.name.is_ascii() {
            return line;
        }
    }
}

fn halves(surname: &str, given: &str) -> String {
    let surname = surname.split(['\u{3000}', ' ']).next().unwrap_or_default();
    let given = given.split_once(['\u{3000}', ' ']).map_or("", |(_, given)| given);
    format!("{surname}\u{3000}{given}")
}

fn phone(dice: &mut Dice) -> String {
    format!("{}{:08}", dice.of(&["090", "080", "070"]), dice.below(100_000_000))
}

const HEARD: &[(char, char)] = &[
    ('ガ', 'カ'),
    ('ギ', 'キ'),
    ('グ', 'ク'),
    ('ゲ', 'ケ'),
    ('ゴ', 'コ'),
    ('ザ', 'サ'),
    ('ジ', 'シ'),
    ('ズ', 'ス'),
    ('ゾ', 'ソ'),
    ('ダ', 'タ'),
    ('デ', 'テ'),
    ('ド', 'ト'),
    ('バ', 'ハ'),
    ('ビ', 'ヒ'),
    ('ブ', 'フ'),
    ('ベ', 'ヘ'),
    ('ボ', 'ホ'),
    ('ミ', 'ニ'),
    ('シ', 'ヒ'),
    ('リ', 'ニ'),
    ('マ', 'ナ'),
    ('エ', 'イ'),
    ('ュ', 'ユ'),
    ('ョ', 'ヨ'),
    ('ッ', 'ツ'),
    ('ヅ', 'ズ'),
];
/// Characters that look alike in handwriting.
const READ: &[(char, char)] = &[
    ('シ', 'ツ'),
    ('ツ', 'シ'),
    ('ソ', 'ン'),
    ('ン', 'ソ'),
    ('ク', 'ワ'),
    ('ワ', 'ク'),
    ('ノ', 'メ'),
    ('チ', 'テ'),
    ('ス', 'ヌ'),
    ('ヌ', 'ス'),
    ('ロ', 'コ'),
    ('コ', 'ロ'),
    ('ウ', 'ワ'),
    ('フ', 'ワ'),
    ('マ', 'ア'),
    ('ア', 'マ'),
];

fn misheard(kana: &str, pairs: &[(char, char)], dice: &mut Dice) -> String {
    let places: Vec<(usize, char)> = kana
        .chars()
        .enumerate()
        .filter_map(|(at, c)| pairs.iter().find(|(a, _)| *a == c).map(|(_, b)| (at, *b)))
        .collect();
    if places.is_empty() {
        return kana.to_owned();
    }
    let (place, c) = places[dice.below(places.len())];
    kana.chars()
        .enumerate()
        .map(|(at, own)| if at == place { c } else { own })
        .collect()
}

fn slipped(kana: &str, dice: &mut Dice) -> String {
    let mut chars: Vec<char> = kana.chars().collect();
    let at = dice.below(chars.len());
    if chars[at].is_whitespace() || chars.len() < 4 {
        return kana.to_owned();
    }
    match dice.below(3) {
        0 => drop(chars.remove(at)),
        1 => chars.insert(at, dice.of(&['イ', 'ウ', 'カ', 'ナ', 'ラ', 'ン', 'シ', 'ト'])),
        _ => {
            if at + 1 < chars.len() && !chars[at + 1].is_whitespace() {
                chars.swap(at, at + 1);
            }
        }
    }
    chars.into_iter().collect()
}

fn hiragana(kana: &str) -> String {
    let turned = |c: char| match c {
        'ァ'..='ヶ' => char::from_u32(c as u32 - 0x60).unwrap_or(c),
        c => c,
    };
    kana.chars().map(turned).collect()
}

fn written_down(person: &Line, lines: &[Line], dice: &mut Dice) -> Sheet {
    let (mut name, mut kana) = (person.name.clone(), person.kana.clone());
    if dice.percent(12) {
        kana = misheard(&kana, HEARD, dice);
    }
    if dice.percent(6) {
        kana = misheard(&kana, READ, dice);
    }
    if dice.percent(9) {
        kana = slipped(&kana, dice);
    }
    if dice.percent(8) {
        kana = kana.replacen("ウ", "ー", 1);
    }
    if dice.percent(45) {
        name = String::new();
    } else if dice.percent(4) {
        kana = String::new();
    }
    if dice.percent(30) {
        name = name.replace(['\u{3000}', ' '], "");
        kana = kana.replace(['\u{3000}', ' '], "");
    } else if dice.percent(2) {
        let turn = |name: &str| match name.split_once(['\u{3000}', ' ']) {
            Some((surname, given)) => format!("{given}\u{3000}{surname}"),
            None => name.to_owned(),
        };
        (name, kana) = (turn(&name), turn(&kana));
    }
    if dice.percent(40) {
        kana = hiragana(&kana);
    }
    if dice.percent(3) && !kana.is_empty() {
        std::mem::swap(&mut name, &mut kana);
        kana = String::new();
    }
    let sex = match dice.below(100) {
        0..6 => String::new(),
        6 => if person.sex == "M" { "F" } else { "M" }.to_owned(),
        _ => person.sex.clone(),
    };
    let phone = match dice.below(100) {
        0..32 => String::new(),
        32..42 => phone(dice),
        42..47 if !person.phone.is_empty() => {
            let mut digits: Vec<char> = person.phone.chars().collect();
            let at = digits.len() - 1 - dice.below(6);
            if digits[at].is_ascii_digit() {
                digits[at] = dice.of(&['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
            }
            digits.into_iter().collect()
        }
        _ => person.phone.replace('-', ""),
    };
    let address = match dice.below(100) {
        0..14 => String::new(),
        14..26 => person.address.chars().take_while(|c| !c.is_ascii_digit()).collect(),
        26..36 => lines[dice.below(lines.len())].address.clone(),
        36..60 => person.address.chars().skip(3).collect(),
        60..70 => person.address.replacen('-', "の", 1),
        _ => person.address.clone(),
    };
    Sheet {
        name,
        kana,
        sex,
        birth: birth(person.birth, dice),
        phone,
        address,
        truth: None,
        plainly_new: false,
    }
}

fn birth(day: NaiveDate, dice: &mut Dice) -> String {
    let mut day = day;
    match dice.below(100) {
        0..7 => return String::new(),
        7..14 => return era(day, dice, true),
        14..16 if day.day() <= 12 => day = NaiveDate::from_ymd_opt(day.year(), day.day(), day.month()).unwrap_or(day),
        16..19 => {
            day = day
                .with_year(day.year() + if dice.percent(50) { 1 } else { -1 })
                .unwrap_or(day)
        }
        19..22 => {
            let off = Days::new(1 + dice.below(3) as u64 * 9);
            day = day.checked_sub_days(off).unwrap_or(day);
        }
        _ => {}
    }
    era(day, dice, false)
}

fn era(day: NaiveDate, dice: &mut Dice, year_only: bool) -> String {
    let eras = [
        ("令和", "R", 2019, (2019, 5, 1)),
        ("平成", "H", 1989, (1989, 1, 8)),
        ("昭和", "S", 1926, (1926, 12, 25)),
        ("大正", "T", 1912, (1912, 7, 30)),
    ];
    let date = (day.year(), day.month(), day.day());
    let era = eras.iter().find(|era| date >= era.3).filter(|_| dice.percent(70));
    match (era, year_only) {
        (Some((name, _, first, _)), true) => format!("{name}{}年", day.year() - first + 1),
        (None, true) => format!("{}年", day.year()),
        (Some((_, letter, first, _)), false) => {
            format!("{letter}{}-{}-{}", day.year() - first + 1, day.month(), day.day())
        }
        (None, false) => format!("{}/{}/{}", day.year(), day.month(), day.day()),
    }
}
