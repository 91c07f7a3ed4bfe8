//! The daily report: the hospital on one sheet, with its occupancy as bars.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Teller;
use crate::{
    domain::{
        ask::{Board, BoardRow},
        census::{Disposition, Place, Stay},
    },
    print::form::{Filling, Row, Values},
};

/// Movements of one day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Moves {
    admitted: usize,
    discharged: usize,
    died: usize,
    moved: usize,
}

impl Moves {
    fn add(&mut self, other: Self) {
        self.admitted += other.admitted;
        self.discharged += other.discharged;
        self.died += other.died;
        self.moved += other.moved;
    }
}

impl Teller<'_> {
    /// The report of `day`: occupancy as it is now, movements of the day as far as this laptop knows them.
    pub fn daily_report(&self, board: &Board, day: NaiveDate) -> Filling {
        let mut moves: BTreeMap<String, Moves> = BTreeMap::new();
        for stay in self.hospital.stays() {
            self.count_moves(stay, day, &mut moves);
        }
        let mut total = Moves::default();
        for one in moves.values() {
            total.add(*one);
        }
        let sum = |count: fn(&BoardRow) -> usize| board.wards.iter().map(count).sum::<usize>();
        let (taken, beds, blocked) = (sum(|w| w.occupied), sum(|w| w.licensed), sum(|w| w.blocked));
        let present = sum(|w| w.present);
        let known = sum(|w| w.stretcher) + sum(|w| w.assisted) + sum(|w| w.walking);
        let figures: [(&'static str, usize); 20] = [
            ("count", present),
            ("taken", taken),
            ("beds", beds),
            ("free", sum(|w| w.free)),
            ("blocked", blocked),
            ("cots", sum(|w| w.cots)),
            ("expected", board.expected),
            ("transit", sum(|w| w.transit_out)),
            ("off_ward", sum(|w| w.off_ward)),
            ("leave", sum(|w| w.leave + w.outing)),
            ("absconded", sum(|w| w.absconded)),
            ("stretcher", sum(|w| w.stretcher)),
            ("assisted", sum(|w| w.assisted)),
            ("walking", sum(|w| w.walking)),
            ("mobility_unknown", present.saturating_sub(known)),
            ("admitted", total.admitted),
            ("discharged", total.discharged),
            ("died", total.died),
            ("moved", total.moved),
            ("discrepancies", board.discrepancies),
        ];
        let mut values = self
            .common()
            .with("day", self.day(day))
            .with("not_asked", sum(|w| w.not_asked).to_string());
        for (name, figure) in figures {
            values.set(name, figure.to_string());
        }
        let mut filling = Filling::from(values);
        let wards = board.wards.iter().map(|ward| {
            let moves = moves.get(ward.ward.as_str()).copied().unwrap_or_default();
            Row::Values(self.ward_figures(ward, moves))
        });
        filling.lists.insert("wards", wards.collect());
        filling.lists.insert("departments", self.departments());
        filling
    }

    fn ward_figures(&self, ward: &BoardRow, moves: Moves) -> Values {
        let quiet = |count: usize| if count == 0 { String::new() } else { count.to_string() };
        Values::default()
            .with("ward", ward.ward.to_string())
            .with("name", self.ward(ward.ward.as_str()))
            .with("taken", ward.occupied.to_string())
            .with("beds", ward.licensed.to_string())
            .with("free", ward.free.to_string())
            .with("blocked", quiet(ward.blocked))
            .with("present", ward.present.to_string())
            .with("cots", quiet(ward.cots))
            .with("transit_in", quiet(ward.transit_in))
            .with("transit_out", quiet(ward.transit_out))
            .with("out", quiet(ward.off_ward + ward.outing + ward.leave + ward.absconded))
            .with("stretcher", quiet(ward.stretcher))
            .with("assisted", quiet(ward.assisted))
            .with("walking", quiet(ward.walking))
            .with("not_asked", quiet(ward.not_asked))
            .with("discrepancies", quiet(ward.discrepancies))
            .with("admitted", quiet(moves.admitted))
            .with("discharged", quiet(moves.discharged + moves.died))
    }

    /// Inpatients by department, the largest first.
    fn departments(&self) -> Vec<Row> {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for stay in self.hospital.present() {
            let name = stay
                .department
                .get()
                .map_or_else(|| self.words.say("paper-unknown"), |code| self.department(code));
            *counts.entry(name).or_default() += 1;
        }
        let most = counts.values().copied().max().unwrap_or_default();
        let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
        counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let rows = counts.into_iter().map(|(department, count)| {
            Row::Values(
                Values::default()
                    .with("department", department)
                    .with("count", count.to_string())
                    .with("of", most.to_string()),
            )
        });
        rows.collect()
    }

    fn count_moves(&self, stay: &Stay, day: NaiveDate, moves: &mut BTreeMap<String, Moves>) {
        let on_day = |at| self.local(at).date() == day;
        if let Some(admitted) = stay.admitted_at().filter(|at| on_day(*at)) {
            let first = stay.movements.iter().find(|movement| movement.said.at >= admitted);
            if let Some(bed) = first.and_then(|movement| movement.place.answers()) {
                moves.entry(bed.ward().to_owned()).or_default().admitted += 1;
            }
        }
        let mut before: Option<&str> = None;
        for movement in &stay.movements {
            match &movement.place {
                Place::Left { from, disposition, .. } if on_day(movement.said.at) => {
                    let of = moves.entry(from.ward().to_owned()).or_default();
                    match disposition {
                        Disposition::Died => of.died += 1,
                        _ => of.discharged += 1,
                    }
                }
                Place::InBed { bed } => {
                    if before.is_some_and(|ward| ward != bed.ward()) && on_day(movement.said.at) {
                        moves.entry(bed.ward().to_owned()).or_default().moved += 1;
                    }
                    before = Some(bed.ward());
                }
                _ => {}
            }
        }
    }
}
