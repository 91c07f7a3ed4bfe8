//! Invented wards for identity checks, and what their patients say: look-alikes, twins, newborns, aliases; names in every
//! script and spelling, dates in both calendars. The chance is seeded, so that a run can be seen again.

use andon::domain::{
    checks::Stated,
    command::{Admission, Command, Register},
    identity::{Birth, Identifier, Sex},
    record::Day,
    text::{REMARK, Text},
};
use andon::search::fold::dates;
use chrono::{Datelike, NaiveDate};

use crate::world::{Laptop, bed, identifier, text};

/// A small generator of chance (xorshift), the same on every machine.
pub struct Chance(pub u64);

impl Chance {
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % (limit as u64)).unwrap()
    }

    pub fn of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }

    pub fn percent(&mut self, share: u64) -> bool {
        self.next() % 100 < share
    }
}

/// Surnames and given names with their readings, and other ways to write a character of them.
const SURNAMES: &[(&str, &str)] = &[
    ("渡辺", "ワタナベ"),
    ("高橋", "タカハシ"),
    ("斎藤", "サイトウ"),
    ("山崎", "ヤマザキ"),
    ("中島", "ナカジマ"),
    ("小野", "オノ"),
    ("大野", "オオノ"),
    ("伊藤", "イトウ"),
    ("佐々木", "ササキ"),
    ("広瀬", "ヒロセ"),
    ("浜田", "ハマダ"),
    ("桜井", "サクライ"),
    ("長谷川", "ハセガワ"),
    ("新保", "シンボ"),
    ("堀田", "ホッタ"),
    ("続木", "ツヅキ"),
    ("藤井", "フジイ"),
    ("千代田", "チヨダ"),
];
const GIVEN: &[(&str, &str, Sex)] = &[
    ("太郎", "タロウ", Sex::Male),
    ("一郎", "イチロウ", Sex::Male),
    ("健一", "ケンイチ", Sex::Male),
    ("修", "オサム", Sex::Male),
    ("隆", "タカシ", Sex::Male),
    ("純", "ジュン", Sex::Male),
    ("真一", "シンイチ", Sex::Male),
    ("恵", "メグミ", Sex::Female),
    ("恵子", "ケイコ", Sex::Female),
    ("花子", "ハナコ", Sex::Female),
    ("洋子", "ヨウコ", Sex::Female),
    ("由紀", "ユキ", Sex::Female),
    ("優希", "ユウキ", Sex::Female),
    ("京子", "キョウコ", Sex::Female),
    ("千鶴", "チヅル", Sex::Female),
    ("節子", "セツコ", Sex::Female),
];
const VARIANTS: &[(char, char)] = &[
    ('辺', '邊'),
    ('高', '髙'),
    ('斎', '齋'),
    ('崎', '﨑'),
    ('島', '嶋'),
    ('広', '廣'),
    ('浜', '濱'),
    ('桜', '櫻'),
    ('恵', '惠'),
    ('真', '眞'),
];
const TOWNS: &[&str] = &[
    "見本県見本市本町",
    "見本県見本市中央",
    "見本県例町大字上",
    "見本県試市緑が丘",
];

/// One patient of a generated ward.
#[derive(Debug, Clone)]
pub struct Person {
    pub number: Identifier,
    pub surname: (String, String),
    pub given: (String, String),
    pub birth: Option<NaiveDate>,
    pub address: String,
    pub phone: String,
    pub sex: Sex,
}

impl Person {
    pub fn name(&self) -> String {
        format!("{}　{}", self.surname.0, self.given.0)
    }

    pub fn kana(&self) -> String {
        format!("{}　{}", self.surname.1, self.given.1)
    }

    fn record(&self) -> Register {
        Register {
            identifier: Some(self.number.clone()),
            name: Some(text(&self.name())),
            kana: Some(text(&self.kana())),
            sex: Some(self.sex),
            birth: Some(match self.birth {
                Some(day) => Birth::On(Day::from(day)),
                None => Birth::AboutYear(1950),
            }),
            phone: Some(text(&self.phone)),
            address: Some(Text::parse(&self.address, REMARK).unwrap()),
        }
    }

    /// What this person says, exactly as it is written.
    pub fn says(&self) -> Stated {
        Stated {
            name: Some(text(&self.name())),
            birth: self.birth.map(Day::from),
            ..Stated::default()
        }
    }

    /// Everything that is asked of a look-alike: name, birth, address and number.
    pub fn says_all(&self) -> Stated {
        Stated {
            address: Some(Text::parse(&self.address, REMARK).unwrap()),
            number: Some(self.number.clone()),
            ..self.says()
        }
    }
}

/// A ward of at most eight beds: people who can be confused are as common in it as anybody.
pub fn ward(chance: &mut Chance) -> Vec<Person> {
    let mut people: Vec<Person> = Vec::new();
    let many = 4 + chance.below(5);
    while people.len() < many {
        let number = identifier(&format!("{:08}", 10_000 + chance.below(80_000) * 11 + people.len()));
        if people.iter().any(|known| known.number == number) {
            continue;
        }
        let person = fresh(chance, number);
        let model = (!people.is_empty()).then(|| chance.below(people.len().max(1)));
        people.push(match (chance.below(8), model) {
            (0, Some(model)) => twin(chance, &people[model], &person),
            (1, Some(model)) => look_alike(chance, &people[model], person),
            (2, Some(model)) => namesake(&people[model], person),
            (3, Some(model)) => newborn(chance, &people[model], person),
            (4, _) => alias(chance, person),
            _ => person,
        });
    }
    people
}

fn fresh(chance: &mut Chance, number: Identifier) -> Person {
    let surname = chance.of(SURNAMES);
    let given = chance.of(GIVEN);
    let days = i64::try_from(chance.below(34_000)).unwrap();
    Person {
        number,
        surname: (surname.0.into(), surname.1.into()),
        given: (given.0.into(), given.1.into()),
        birth: NaiveDate::from_ymd_opt(1926, 1, 1)
            .unwrap()
            .checked_add_signed(chrono::Duration::days(days)),
        address: format!(
            "{}{}-{}-{}",
            chance.of(TOWNS),
            1 + chance.below(9),
            1 + chance.below(30),
            1 + chance.below(40)
        ),
        phone: format!("090-{:04}-{:04}", chance.below(10_000), chance.below(10_000)),
        sex: given.2,
    }
}

/// The same surname, birthday and address; another given name.
fn twin(chance: &mut Chance, of: &Person, person: &Person) -> Person {
    let others: Vec<_> = GIVEN.iter().filter(|given| given.0 != of.given.0).collect();
    let given = chance.of(&others);
    Person {
        number: person.number.clone(),
        given: (given.0.into(), given.1.into()),
        sex: given.2,
        ..of.clone()
    }
}

/// The same reading with another character, or one sound away.
fn look_alike(chance: &mut Chance, of: &Person, person: Person) -> Person {
    let mut alike = Person {
        surname: of.surname.clone(),
        given: of.given.clone(),
        ..person
    };
    match chance.below(3) {
        0 => alike.given = ("多朗".into(), of.given.1.clone()),
        1 => alike.given = (format!("{}子", of.given.0), format!("{}コ", of.given.1)),
        _ => alike.surname = ("斉藤".into(), "サイトウ".into()),
    }
    if chance.percent(40) {
        alike.birth = of.birth;
    }
    alike
}

/// The same name, whoever it is.
fn namesake(of: &Person, person: Person) -> Person {
    Person {
        surname: of.surname.clone(),
        given: of.given.clone(),
        ..person
    }
}

/// Named from the mother; the number is the child's own.
fn newborn(chance: &mut Chance, of: &Person, person: Person) -> Person {
    let (letter, read) = *chance.of(&[("児A", "ジエー"), ("児B", "ジビー"), ("児", "ジ")]);
    Person {
        surname: of.surname.clone(),
        given: (format!("{}{letter}", of.given.0), format!("{}{read}", of.given.1)),
        birth: NaiveDate::from_ymd_opt(2026, 11, 20),
        address: of.address.clone(),
        ..person
    }
}

/// Nobody knows who it is: two words for a name, and a year that was estimated.
fn alias(chance: &mut Chance, person: Person) -> Person {
    let words = [
        ("あさぎ", "アサギ"),
        ("とび", "トビ"),
        ("やなぎ", "ヤナギ"),
        ("すすき", "ススキ"),
        ("かすみ", "カスミ"),
    ];
    let (one, other) = (chance.below(words.len()), 1 + chance.below(words.len() - 1));
    let other = (one + other) % words.len();
    Person {
        surname: (words[one].0.into(), words[one].1.into()),
        given: (words[other].0.into(), words[other].1.into()),
        birth: None,
        ..person
    }
}

/// A laptop with these people in beds.
pub fn admitted(people: &[Person]) -> Laptop {
    let mut laptop = Laptop::with_numbers(7, 1);
    laptop.adopts_checks();
    let beds = [
        "5E-101-1", "5E-101-2", "5E-102-1", "5E-102-2", "6W-101-1", "6W-101-2", "6W-102-1", "6W-102-2",
    ];
    for (person, place) in people.iter().zip(beds) {
        laptop
            .does(Command::AdmitNew {
                person: person.record(),
                admission: Admission::into_bed(bed(place)),
            })
            .unwrap();
    }
    laptop
}

/// What a person says, as a clerk types it in a hurry: any script, any form of a character, any spelling of the reading,
/// either calendar. Never another name, never another date.
pub fn noisy(chance: &mut Chance, person: &Person) -> Stated {
    let name = match chance.below(7) {
        0 => half_width(&person.kana()),
        1 => hiragana(&person.kana()),
        2 => romaji(chance, person),
        3 => format!("{} {}", person.surname.0, hiragana(&person.given.1)),
        4 => format!("{}{}", hiragana(&person.surname.1), person.given.0),
        5 => spelled(chance, &person.kana()),
        _ => variant(chance, &person.name()),
    };
    let name = match chance.below(3) {
        0 => name.replace(['　', ' '], ""),
        1 => name.replace('　', " "),
        _ => name,
    };
    let birth = person.birth.map(|day| {
        let typed = date(chance, day);
        let read = dates::read(&typed).and_then(dates::Typed::day);
        Day::from(read.unwrap_or_else(|| panic!("{typed} is not read")))
    });
    Stated {
        name: Some(text(&name)),
        birth,
        ..Stated::default()
    }
}

fn variant(chance: &mut Chance, name: &str) -> String {
    name.chars()
        .map(
            |c| match VARIANTS.iter().find(|(one, other)| *one == c || *other == c) {
                Some((one, other)) if chance.percent(60) => {
                    if c == *one {
                        *other
                    } else {
                        *one
                    }
                }
                _ => c,
            },
        )
        .collect()
}

/// One spelling of the reading that sounds the same: long marks, ヅ for ズ, large for small.
fn spelled(chance: &mut Chance, kana: &str) -> String {
    let (from, to) = *chance.of(&[
        ("オウ", "オー"),
        ("トウ", "トー"),
        ("ロウ", "ロー"),
        ("ユウ", "ユー"),
        ("ヅ", "ズ"),
        ("オオ", "オウ"),
        ("ッ", "ツ"),
        ("ョ", "ヨ"),
    ]);
    kana.replacen(from, to, 1)
}

pub fn hiragana(kana: &str) -> String {
    kana.chars()
        .map(|c| match c {
            'ァ'..='ヶ' => char::from_u32(c as u32 - 0x60).unwrap(),
            c => c,
        })
        .collect()
}

fn half_width(kana: &str) -> String {
    const FULL: &str =
        "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンャュョッー";
    const HALF: &str = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝｬｭｮｯｰ";
    use unicode_normalization::UnicodeNormalization;
    kana.nfd()
        .map(|c| match FULL.chars().position(|full| full == c) {
            Some(place) => HALF.chars().nth(place).unwrap(),
            None if c == '\u{3099}' => 'ﾞ',
            None if c == '\u{309a}' => 'ﾟ',
            None if c == '　' => ' ',
            None => c,
        })
        .collect()
}

/// Hepburn or kunrei, long vowels written or not, the surname first or last.
#[allow(clippy::too_many_lines, reason = "a table of how people write a reading")]
fn romaji(chance: &mut Chance, person: &Person) -> String {
    const ROWS: &[(&str, &str, &str)] = &[
        ("キャ", "kya", "kya"),
        ("キョ", "kyo", "kyo"),
        ("シュ", "shu", "syu"),
        ("ショ", "sho", "syo"),
        ("ジュ", "ju", "zyu"),
        ("チョ", "cho", "tyo"),
        ("ア", "a", "a"),
        ("イ", "i", "i"),
        ("ウ", "u", "u"),
        ("エ", "e", "e"),
        ("オ", "o", "o"),
        ("カ", "ka", "ka"),
        ("キ", "ki", "ki"),
        ("ク", "ku", "ku"),
        ("ケ", "ke", "ke"),
        ("コ", "ko", "ko"),
        ("サ", "sa", "sa"),
        ("シ", "shi", "si"),
        ("ス", "su", "su"),
        ("セ", "se", "se"),
        ("ソ", "so", "so"),
        ("タ", "ta", "ta"),
        ("チ", "chi", "ti"),
        ("ツ", "tsu", "tu"),
        ("テ", "te", "te"),
        ("ト", "to", "to"),
        ("ナ", "na", "na"),
        ("ニ", "ni", "ni"),
        ("ヌ", "nu", "nu"),
        ("ネ", "ne", "ne"),
        ("ノ", "no", "no"),
        ("ハ", "ha", "ha"),
        ("ヒ", "hi", "hi"),
        ("フ", "fu", "hu"),
        ("ヘ", "he", "he"),
        ("ホ", "ho", "ho"),
        ("マ", "ma", "ma"),
        ("ミ", "mi", "mi"),
        ("ム", "mu", "mu"),
        ("メ", "me", "me"),
        ("モ", "mo", "mo"),
        ("ヤ", "ya", "ya"),
        ("ユ", "yu", "yu"),
        ("ヨ", "yo", "yo"),
        ("ラ", "ra", "ra"),
        ("リ", "ri", "ri"),
        ("ル", "ru", "ru"),
        ("レ", "re", "re"),
        ("ロ", "ro", "ro"),
        ("ワ", "wa", "wa"),
        ("ン", "n", "n"),
        ("ガ", "ga", "ga"),
        ("ギ", "gi", "gi"),
        ("グ", "gu", "gu"),
        ("ゴ", "go", "go"),
        ("ザ", "za", "za"),
        ("ジ", "ji", "zi"),
        ("ズ", "zu", "zu"),
        ("ヅ", "zu", "zu"),
        ("ダ", "da", "da"),
        ("デ", "de", "de"),
        ("ド", "do", "do"),
        ("バ", "ba", "ba"),
        ("ビ", "bi", "bi"),
        ("ベ", "be", "be"),
        ("ボ", "bo", "bo"),
    ];
    let (kunrei, short) = (chance.percent(30), chance.percent(50));
    let spell = |kana: &str| -> String {
        let mut rest = kana;
        let mut out = String::new();
        let mut doubled = false;
        while !rest.is_empty() {
            if let Some(after) = rest.strip_prefix('ッ') {
                (doubled, rest) = (true, after);
                continue;
            }
            if let Some(after) = rest.strip_prefix('ー') {
                rest = after;
                continue;
            }
            let (kana, hepburn, other) = ROWS
                .iter()
                .find(|(kana, ..)| rest.starts_with(kana))
                .unwrap_or_else(|| panic!("{rest}"));
            let row = if kunrei { other } else { hepburn };
            if doubled {
                out.push(row.chars().next().unwrap());
                doubled = false;
            }
            out.push_str(row);
            rest = &rest[kana.len()..];
        }
        if short {
            out = out.replace("ou", "o").replace("oo", "o").replace("uu", "u");
        }
        out
    };
    let (surname, given) = (spell(&person.surname.1), spell(&person.given.1));
    match chance.below(3) {
        0 => format!("{} {}", given.to_uppercase(), surname.to_uppercase()),
        1 => format!("{surname} {given}"),
        _ => format!("{} {}", surname.to_uppercase(), given),
    }
}

/// A date in one of the ways in which people type it.
fn date(chance: &mut Chance, day: NaiveDate) -> String {
    let (era, letter, year) = match day {
        day if day >= NaiveDate::from_ymd_opt(2019, 5, 1).unwrap() => ("令和", 'R', day.year() - 2018),
        day if day >= NaiveDate::from_ymd_opt(1989, 1, 8).unwrap() => ("平成", 'H', day.year() - 1988),
        day if day >= NaiveDate::from_ymd_opt(1926, 12, 25).unwrap() => ("昭和", 'S', day.year() - 1925),
        day => ("大正", 'T', day.year() - 1911),
    };
    let (month, date) = (day.month(), day.day());
    let written = if year == 1 && chance.percent(60) {
        "元".to_owned()
    } else {
        year.to_string()
    };
    match chance.below(10) {
        0 => format!("{}-{month:02}-{date:02}", day.year()),
        1 => format!("{}/{month}/{date}", day.year()),
        2 => format!("{}{month:02}{date:02}", day.year()),
        3 => format!("{}年{month}月{date}日", day.year()),
        4 => format!("{letter}{year}.{month}.{date}"),
        5 => format!("{era}{written}年{month}月{date}日"),
        6 => format!("{letter}{year:02}{month:02}{date:02}"),
        7 => format!("{}{year}/{month}/{date}", letter.to_ascii_lowercase()),
        8 => format!("{era}{year}.{month}.{date}"),
        _ => format!("{letter}{year}.{month}.{date}")
            .chars()
            .map(|c| {
                if ('!'..='~').contains(&c) {
                    char::from_u32(c as u32 + 0xfee0).unwrap()
                } else {
                    c
                }
            })
            .collect(),
    }
}
