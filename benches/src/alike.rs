//! Look-alikes on wards: how many of 900 inpatients somebody else's name can be taken for, beside the rule that everybody thinks
//! of first, a shared surname. Inpatients are drawn from the register; the wards take them in turn.

use andon::search::alike::flagged;
use andon::search::fold::kanji::NameKanji;

use crate::Form;
use crate::intake::{Dice, Line};

const INPATIENTS: usize = 900;
const WARDS: usize = 22;

pub fn measure(lines: &[Line], form: Form) {
    let kanji = NameKanji::shipped();
    let mut dice = Dice::new(900);
    let mornings = form.either(3, 50);
    let (mut all, mut in_ward, mut surname) = (Vec::new(), 0, 0);
    for _ in 0..mornings {
        let here: Vec<&Line> = (0..INPATIENTS).map(|_| &lines[dice.below(lines.len())]).collect();
        let count = |people: &[&Line]| {
            let names = people.iter().map(|line| (line.name.as_str(), line.kana.as_str()));
            flagged(names, &kanji)
        };
        all.push(count(&here));
        for ward in 0..WARDS {
            let there: Vec<&Line> = here.iter().copied().skip(ward).step_by(WARDS).collect();
            in_ward += count(&there);
        }
        let family = |line: &Line| line.kana.split(['\u{3000}', ' ']).next().unwrap_or_default().to_owned();
        let families: Vec<String> = here.iter().map(|line| family(line)).collect();
        let mut sorted = families.clone();
        sorted.sort_unstable();
        let shared =
            |name: &String| sorted.partition_point(|own| own <= name) - sorted.partition_point(|own| own < name) > 1;
        surname += families.iter().filter(|name| shared(name)).count();
    }
    all.sort_unstable();
    let mean = all.iter().sum::<usize>() as f64 / mornings as f64;
    println!("\n## Look-alikes among {INPATIENTS} inpatients, {mornings} mornings");
    println!(
        "flagged {mean:.1} on average ({} to {}); {:.1} a ward, {:.1} of them for somebody in the same ward; by surname alone {:.0}",
        all.first().copied().unwrap_or(0),
        all.last().copied().unwrap_or(0),
        mean / WARDS as f64,
        f64::from(u32::try_from(in_ward).unwrap_or(0)) / (mornings * WARDS) as f64,
        surname as f64 / mornings as f64
    );
}
