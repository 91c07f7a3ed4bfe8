//! A seeded day of paper, as JSON lines of `andon run`: slips of every kind of the standard book, typed and by hand, with
//! every step of every copy, questions, reissues, late work and losses. Written from the book alone; what comes of it is
//! known in advance: which copies are lost, and which work is late from when to when.
//!
//! Numbers are known before they are given, because a fresh station gives them in order. Used by the tests and the benches.

#![allow(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    clippy::too_many_lines,
    reason = "a simulation may stop"
)]

use std::{collections::BTreeMap, sync::Arc};

use andon::domain::{
    numbers::{BlockNumber, Schemes},
    record::Station,
    slips::{
        Destination, FieldKind, Purpose, SlipBook, SlipType, StepKind,
        book::{Due, Required},
    },
};

/// Minutes of a day.
pub const DAY: i64 = 24 * 60;

/// One patient in a bed.
#[derive(Debug, Clone)]
pub struct Patient {
    pub id: String,
    pub ward: String,
}

/// What to make.
#[derive(Debug, Clone, Copy)]
pub struct Wish {
    pub seed: u64,
    pub slips: usize,
    /// The first day, counted from the midnight that minutes are counted from.
    pub first: i64,
    pub days: i64,
    /// Numbers that the station has given before.
    pub given: u32,
    /// Copies that nobody finds again.
    pub losses: usize,
    pub station: u16,
}

/// Work on one sheet that was not done when it was due.
#[derive(Debug, Clone)]
pub struct Late {
    pub slip: String,
    pub copy: u8,
    pub desk: String,
    /// Minutes after the first midnight: due, and done.
    pub due: i64,
    pub done: i64,
}

/// What came of a wish.
#[derive(Debug, Default)]
pub struct Paper {
    /// Minute after the first midnight, and the fields of the line without `at`.
    pub lines: Vec<(i64, String)>,
    pub slips: usize,
    pub copies: usize,
    /// Slip and copy.
    pub lost: Vec<(String, String)>,
    pub late: Vec<Late>,
    /// Steps that waited for an identity check and were done without the laptop.
    pub unchecked: usize,
    pub numbers: Vec<String>,
}

/// The kinds that a day consists of, in parts of a thousand.
const MIX: [(&str, u64); 24] = [
    ("injection", 205),
    ("laboratory", 180),
    ("rx-inpatient", 140),
    ("meal", 90),
    ("imaging", 80),
    ("procedure", 75),
    ("rx-outside", 55),
    ("physiology", 35),
    ("rx-discharge", 22),
    ("microbiology", 22),
    ("rehabilitation", 18),
    ("reference-print", 12),
    ("consultation", 11),
    ("rx-narcotic", 10),
    ("admission-notice", 8),
    ("discharge-notice", 8),
    ("transfer-notice", 5),
    ("chemotherapy", 5),
    ("dialysis", 5),
    ("blood", 4),
    ("endoscopy", 4),
    ("referral", 3),
    ("pathology", 2),
    ("operation", 1),
];

/// Steps that wait for an identity check. Nobody sits at a second laptop here: it is told that there was none.
const CHECKED: [(&str, &str, &str); 4] = [
    ("blood", "collect", "cross-match"),
    ("blood", "give", "transfusion"),
    ("chemotherapy", "give", "chemotherapy"),
    ("operation", "time-out", "operation"),
];

const DRUGS: [&str; 12] = [
    "アムロジピン錠5mg",
    "フロセミド錠20mg",
    "レボフロキサシン錠500mg",
    "セファゾリンNa点滴静注用1g",
    "ランソプラゾールOD錠15mg",
    "メトホルミン錠250mg",
    "酸化マグネシウム錠330mg",
    "アセトアミノフェン錠500mg",
    "ヘパリンNa注5千単位",
    "生理食塩液500mL",
    "ワルファリンK錠1mg",
    "ロキソプロフェン錠60mg",
];

/// Numbers out of a seed, the same everywhere (`SplitMix64`).
#[derive(Debug)]
pub struct Chance(pub u64);

impl Chance {
    pub fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % most.max(1)
    }

    fn minutes(&mut self, from: i64, to: i64) -> i64 {
        from + self.below((to - from + 1) as u64) as i64
    }

    fn one_in(&mut self, many: u64) -> bool {
        self.below(many) == 0
    }
}

/// The number that a fresh station gives as its `count`-th.
pub fn number(schemes: &Schemes, station: u16, count: u32) -> String {
    let capacity = schemes.slip.capacity();
    let block = BlockNumber::new((1 + (count - 1) / capacity) as u16).expect("few blocks");
    let station = Station::new(station).expect("a station");
    let sequence = 1 + (count - 1) % capacity;
    schemes
        .slip
        .write(station, block, sequence)
        .expect("a number")
        .to_string()
}

/// Makes the paper of some days.
pub fn paper(wish: Wish, book: &Arc<SlipBook>, patients: &[Patient]) -> Paper {
    let mut day = Day {
        chance: Chance(wish.seed),
        book: Arc::clone(book),
        schemes: Schemes::default(),
        station: wish.station,
        given: wish.given,
        paper: Paper::default(),
    };
    let mut plans: Vec<(i64, usize, SlipType)> = (0..wish.slips)
        .map(|index| {
            let kind = day.kind();
            let date = wish.first + index as i64 * wish.days / wish.slips.max(1) as i64;
            (date * DAY + day.written_at(), index, kind)
        })
        .collect();
    plans.sort_by_key(|(at, index, _)| (*at, *index));
    // A third of the slips is typed; the rest is on forms that were made ready at the beginning of each day.
    let mut steps: Vec<(i64, usize, usize, String)> = Vec::new();
    let mut forms: BTreeMap<(i64, String), Vec<String>> = BTreeMap::new();
    let by_hand: Vec<bool> = plans.iter().map(|_| !day.chance.one_in(3)).collect();
    let mut next = 0;
    for date in wish.first..wish.first + wish.days {
        let todays = plans
            .iter()
            .zip(&by_hand)
            .filter(|((at, ..), hand)| at / DAY == date && **hand);
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for ((_, _, kind), _) in todays {
            *counts.entry(kind.code.to_string()).or_default() += 1;
        }
        for (kind, count) in counts {
            let mut left = count;
            while left > 0 {
                let batch = left.min(1_000);
                left -= batch;
                let made: Vec<String> = (0..batch).map(|_| day.next_number()).collect();
                forms.entry((date, kind.clone())).or_default().extend(made);
                let line = format!(r#""do":"prepare-slips","type":"{kind}","count":{batch}"#);
                steps.push((date * DAY, 0, next, line));
                next += 1;
            }
        }
        // Typed numbers follow in the order of the day.
        for ((at, index, kind), hand) in plans.iter().zip(&by_hand).filter(|((at, ..), _)| at / DAY == date) {
            let form = forms.entry((date, kind.code.to_string())).or_default();
            let slip = if *hand { form.remove(0) } else { day.next_number() };
            let patient = &patients[day.chance.below(patients.len() as u64) as usize];
            let written = day.life(
                &slip,
                kind,
                patient,
                *at,
                *hand,
                *index < wish.losses * 7 && index.is_multiple_of(7),
            );
            steps.extend(
                written
                    .into_iter()
                    .enumerate()
                    .map(|(order, (at, line))| (at, 1 + index, order, line)),
            );
        }
    }
    // A slip's own lines stay in their order; those of others come between.
    steps.sort_by_key(|step| step.0);
    let mut paper = day.paper;
    paper.lines = steps.into_iter().map(|(at, _, _, line)| (at, line)).collect();
    paper.slips = wish.slips;
    paper
}

struct Day {
    chance: Chance,
    book: Arc<SlipBook>,
    schemes: Schemes,
    station: u16,
    given: u32,
    paper: Paper,
}

/// One slip while its life is written down.
struct Life {
    slip: String,
    now: i64,
    revision: u8,
    lines: Vec<(i64, String)>,
}

impl Life {
    fn say(&mut self, minutes: i64, line: String) {
        self.now += minutes;
        self.lines.push((self.now, line));
    }

    fn name(&self, copy: u8) -> String {
        match self.revision {
            1 => format!("{}/{copy}", self.slip),
            revision => format!("{}/{copy}r{revision}", self.slip),
        }
    }
}

/// Says before a step that waits for an identity check that there was no laptop, and whether it was one.
fn check(life: &mut Life, kind: &SlipType, step: &str) -> usize {
    let found = CHECKED
        .iter()
        .find(|(of, code, _)| *of == kind.code.as_str() && *code == step);
    if let Some((.., purpose)) = found {
        let slip = life.slip.clone();
        life.say(
            0,
            format!(r#""do":"check-paper","purpose":"{purpose}","slip":"{slip}","exception":"no-laptop""#),
        );
        return 1;
    }
    0
}

impl Day {
    fn next_number(&mut self) -> String {
        self.given += 1;
        let number = number(&self.schemes, self.station, self.given);
        self.paper.numbers.push(number.clone());
        number
    }

    fn kind(&mut self) -> SlipType {
        let mut part = self.chance.below(MIX.iter().map(|(_, parts)| parts).sum());
        for (code, parts) in MIX {
            if part < parts {
                let found = self.book.types.iter().find(|kind| kind.code.as_str() == code);
                return found.expect("a kind of the book").clone();
            }
            part -= parts;
        }
        self.book.types[0].clone()
    }

    /// Most orders are written in the morning rounds.
    fn written_at(&mut self) -> i64 {
        match self.chance.below(10) {
            0..=5 => self.chance.minutes(8 * 60, 11 * 60 + 30),
            6..=8 => self.chance.minutes(11 * 60 + 30, 17 * 60),
            _ => self.chance.minutes(0, DAY - 60),
        }
    }

    fn life(
        &mut self,
        slip: &str,
        kind: &SlipType,
        patient: &Patient,
        at: i64,
        by_hand: bool,
        loses: bool,
    ) -> Vec<(i64, String)> {
        let origin = if kind.code.as_str() == "rx-outside" {
            "outpatient"
        } else {
            patient.ward.as_str()
        };
        let urgency = &kind.urgencies[self.chance.below(kind.urgencies.len() as u64) as usize];
        let mut life = Life {
            slip: slip.to_owned(),
            now: at,
            revision: 1,
            lines: Vec::new(),
        };
        self.paper.copies += kind.copies.len();
        self.write(&mut life, kind, patient, (origin, urgency.code.as_str()), by_hand);
        let minute = at.rem_euclid(DAY);
        let late = urgency.cut_off.is_some_and(|cut_off| minute > i64::from(cut_off));
        let due = match urgency.due {
            Due::Within(minutes) => at + i64::from(minutes),
            Due::Clock { days, minute } => (at / DAY + i64::from(days) + i64::from(late)) * DAY + i64::from(minute),
        };
        let place = |to: &Destination| match to {
            Destination::Origin => origin.to_owned(),
            Destination::Desk(desk) => desk.to_string(),
        };
        let first_desk = kind
            .copies
            .iter()
            .filter(|copy| copy.purpose.is_worked())
            .map(|copy| place(&copy.to))
            .find(|to| to != origin);
        let mut before = kind.steps.iter().peekable();
        while let Some(step) = before.peek() {
            if place(&step.at) != origin || step.kind != StepKind::Plain {
                break;
            }
            let by = format!("病棟 {}", self.chance.below(40));
            let pause = self.chance.minutes(0, 3);
            self.paper.unchecked += check(&mut life, kind, step.code.as_str());
            life.say(
                pause,
                format!(r#""do":"done","slip":"{slip}","step":"{}","by":"{by}""#, step.code),
            );
            before.next();
        }
        // The sheets that go to the desk go together, reports to be written on included.
        let mut travelling: Vec<u8> = Vec::new();
        if let Some(desk) = &first_desk {
            for (number, copy) in (1..).zip(&kind.copies) {
                let goes = place(&copy.to) == *desk || copy.purpose == Purpose::Result;
                if goes && copy.purpose != Purpose::Billing {
                    travelling.push(number);
                }
            }
            self.carry(&mut life, &travelling, desk);
            let asks = !by_hand || self.chance.one_in(2);
            let prescribes = desk.contains("pharmacy") || desk.contains("injection");
            if asks && prescribes && self.chance.one_in(30) {
                self.question(&mut life, kind, desk, &travelling, by_hand);
            }
            life.say(
                self.chance.minutes(0, 4),
                format!(r#""do":"start","slip":"{slip}","desk":"{desk}""#),
            );
        }
        // One in fifteen takes too long.
        let slow = self.chance.one_in(15);
        let mut worked = life.now;
        let mut who = 0;
        for step in before {
            let there = place(&step.at);
            let pause = match (slow, &urgency.due) {
                (true, Due::Within(minutes)) => self.chance.minutes(i64::from(*minutes) / 2, i64::from(*minutes)),
                _ => self.chance.minutes(1, 12),
            };
            who += 1;
            let by = format!("{there} {}", who % 3);
            let code = &step.code;
            self.paper.unchecked += check(&mut life, kind, code.as_str());
            life.say(
                pause,
                match step.kind {
                    StepKind::Perform => {
                        let amount = 1 + self.chance.below(4);
                        format!(
                            r#""do":"perform","slip":"{slip}","by":"{by}","amount":"{amount}","lot":"L{}""#,
                            self.chance.below(900)
                        )
                    }
                    StepKind::Result => format!(r#""do":"return-result","slip":"{slip}","by":"{by}""#),
                    StepKind::Plain => format!(r#""do":"done","slip":"{slip}","step":"{code}","by":"{by}""#),
                },
            );
            if Some(&there) == first_desk.as_ref() || (first_desk.is_none() && there == origin) {
                worked = life.now;
            }
        }
        for (number, copy) in (1..).zip(&kind.copies) {
            let to = place(&copy.to);
            let here = to == *first_desk.as_ref().unwrap_or(&to);
            if copy.purpose.is_worked() && here && life.revision == 1 && worked > due {
                self.paper.late.push(Late {
                    slip: slip.to_owned(),
                    copy: number,
                    desk: to,
                    due,
                    done: worked,
                });
            }
        }
        // Reports go back.
        let reports: Vec<u8> = (1..)
            .zip(&kind.copies)
            .filter(|(_, copy)| copy.purpose == Purpose::Result)
            .map(|(number, _)| number)
            .collect();
        if first_desk.is_some() && !reports.is_empty() {
            self.carry(&mut life, &reports, origin);
        }
        // One sheet of a slip that loses any is not found again where it should be filed.
        let lost = loses.then(|| 1 + self.chance.below(kind.copies.len() as u64) as u8);
        for (number, copy) in (1..).zip(&kind.copies) {
            let to = place(&copy.to);
            if to != origin && !travelling.contains(&number) {
                self.carry(&mut life, &[number], &to);
            }
            let name = life.name(number);
            if lost == Some(number) {
                life.say(
                    self.chance.minutes(5, 60),
                    format!(r#""do":"cannot-find","slip":"{name}","remark":"見当たらない""#),
                );
                self.paper
                    .lost
                    .push((slip.to_owned(), name.rsplit('/').next().unwrap_or_default().to_owned()));
                continue;
            }
            if copy.purpose == Purpose::Billing {
                life.say(self.chance.minutes(30, 600), format!(r#""do":"bill","slip":"{slip}""#));
            } else if self.chance.one_in(200) {
                life.say(
                    self.chance.minutes(5, 60),
                    format!(r#""do":"cannot-find","slip":"{name}""#),
                );
                life.say(
                    self.chance.minutes(5, 120),
                    format!(r#""do":"found","slip":"{name}","desk":"{to}""#),
                );
            }
            let how = if copy.purpose == Purpose::Patient {
                "given"
            } else {
                "filed"
            };
            life.say(
                self.chance.minutes(0, 30),
                format!(r#""do":"file","slip":"{name}","how":"{how}""#),
            );
        }
        life.lines
    }

    fn write(
        &mut self,
        life: &mut Life,
        kind: &SlipType,
        patient: &Patient,
        (origin, urgency): (&str, &str),
        by_hand: bool,
    ) {
        let (slip, id) = (&life.slip, &patient.id);
        if by_hand {
            let line = format!(
                r#""do":"write-slip","number":"{slip}","patient":"{id}","origin":"{origin}","urgency":"{urgency}""#
            );
            life.say(0, line);
            return;
        }
        let mut values: Vec<String> = Vec::new();
        let mut drugs = String::new();
        for field in kind.fields.iter().filter(|field| field.required == Required::Yes) {
            let value = match &field.kind {
                FieldKind::Text => "記載あり".to_owned(),
                FieldKind::Number { .. } => (1 + self.chance.below(80)).to_string(),
                FieldKind::Day => "2026-11-24".to_owned(),
                FieldKind::Time => "2026-11-24T10:00".to_owned(),
                FieldKind::Choice(choices) | FieldKind::Checks(choices) => choices[0].ja.to_string(),
                FieldKind::Drugs => {
                    let name = DRUGS[self.chance.below(DRUGS.len() as u64) as usize];
                    drugs = format!(r#","drugs":"{name} | 1 | 1日3回 毎食後 | 7日分""#);
                    continue;
                }
            };
            values.push(format!("{}={value}", field.code));
        }
        let values = if values.is_empty() {
            String::new()
        } else {
            format!(r#","values":"{}""#, values.join("; "))
        };
        let kind = &kind.code;
        let doctor = self.chance.below(60);
        life.say(
            0,
            format!(
                r#""do":"write-slip","type":"{kind}","patient":"{id}","origin":"{origin}","urgency":"{urgency}","orderer":"医師 {doctor}"{values}{drugs}"#
            ),
        );
        let slip = life.slip.clone();
        life.say(0, format!(r#""do":"print-slip","slip":"{slip}","seen":true"#));
    }

    fn carry(&mut self, life: &mut Life, copies: &[u8], to: &str) {
        let carrier = format!("搬送 {}", self.chance.below(12));
        let mut names = Vec::new();
        let wait = self.chance.minutes(1, 10);
        for (place, copy) in copies.iter().enumerate() {
            let name = life.name(*copy);
            let pause = if place == 0 { wait } else { 0 };
            life.say(
                pause,
                format!(r#""do":"pick-up","slip":"{name}","carrier":"{carrier}","to":"{to}""#),
            );
            names.push(name);
        }
        let walk = self.chance.minutes(3, 15);
        for (place, name) in names.iter().enumerate() {
            let pause = if place == 0 { walk } else { 0 };
            if place == 0 && self.chance.one_in(9) {
                life.say(pause, format!(r#""do":"hand-over","slip":"{name}","desk":"{to}""#));
            } else {
                life.say(pause, String::new());
            }
            life.say(0, format!(r#""do":"receive","slip":"{name}","desk":"{to}""#));
        }
        life.lines.retain(|(_, line)| !line.is_empty());
    }

    /// 疑義照会, with one of the three outcomes.
    fn question(&mut self, life: &mut Life, kind: &SlipType, desk: &str, travelling: &[u8], by_hand: bool) {
        let slip = life.slip.clone();
        let reasons = [
            "dose",
            "interaction",
            "allergy",
            "duplicate",
            "illegible",
            "missing",
            "other",
        ];
        let reason = reasons[self.chance.below(7) as usize];
        life.say(
            self.chance.minutes(1, 5),
            format!(r#""do":"query","slip":"{slip}","desk":"{desk}","reason":"{reason}","asked":"医師","question":"確認してください""#),
        );
        let outcome = ["unchanged", "note", "reissue"][self.chance.below(3) as usize];
        life.say(
            self.chance.minutes(2, 20),
            format!(r#""do":"answer","slip":"{slip}","outcome":"{outcome}","answer":"了解","by":"医師""#),
        );
        match outcome {
            "note" => {
                for number in (1..)
                    .take(kind.copies.len())
                    .filter(|number| !travelling.contains(number))
                {
                    let name = life.name(number);
                    life.say(1, format!(r#""do":"pass-note","slip":"{name}""#));
                }
            }
            "reissue" => {
                let old: Vec<String> = (1..).take(kind.copies.len()).map(|number| life.name(number)).collect();
                let urgency = &kind.urgencies[0].code;
                let change = if by_hand || kind.fields.iter().any(|field| field.kind == FieldKind::Drugs) {
                    let name = DRUGS[self.chance.below(DRUGS.len() as u64) as usize];
                    format!(r#""drugs":"{name} | 2 | 1日2回 朝夕食後 | 3日分""#)
                } else {
                    format!(r#""urgency":"{urgency}""#)
                };
                life.say(
                    self.chance.minutes(2, 10),
                    format!(r#""do":"revise","slip":"{slip}","urgency":"{urgency}",{change}"#),
                );
                life.revision = 2;
                self.paper.copies += kind.copies.len();
                life.say(1, format!(r#""do":"print-slip","slip":"{slip}","seen":true"#));
                for name in old {
                    life.say(self.chance.minutes(0, 5), format!(r#""do":"recall","slip":"{name}""#));
                }
                // Another paper: it is signed and taken as an order once more.
                for step in kind.steps.iter().take_while(|step| step.at == Destination::Origin) {
                    let line = format!(
                        r#""do":"done","slip":"{slip}","step":"{}","by":"病棟 {}""#,
                        step.code,
                        self.chance.below(40)
                    );
                    life.say(1, line);
                }
                self.carry(life, travelling, desk);
            }
            _ => {}
        }
    }
}
