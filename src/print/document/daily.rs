//! The daily report: the hospital on one sheet, with its occupancy as bars.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Teller;
use crate::{
    domain::{
        ask::{Board, BoardRow},
        census::{Disposition, Place, Stay},
        slips::{
            Post,
            ask::load::{WardSlips, by_origin},
        },
    },
    i18n::Value,
    print::form::{Filling, Row, Values},
};

/// Movements of one day in a ward, and how many it began with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Moves {
    before: usize,
    admitted: usize,
    moved_in: usize,
    moved_out: usize,
    discharged: usize,
    died: usize,
}

impl Moves {
    fn add(&mut self, other: Self) {
        self.before += other.before;
        self.admitted += other.admitted;
        self.moved_in += other.moved_in;
        self.moved_out += other.moved_out;
        self.discharged += other.discharged;
        self.died += other.died;
    }

    /// 前日 + 入院 + 転入 − 転出 − 退院 − 死亡.
    fn now(self) -> usize {
        (self.before + self.admitted + self.moved_in).saturating_sub(self.moved_out + self.discharged + self.died)
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
        let slips = by_origin(self.hospital, self.origin.at);
        let figures: [(&'static str, usize); 25] = [
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
            ("moved", total.moved_in),
            ("discrepancies", board.discrepancies),
            ("before", total.before),
            ("slips_written", self.slips_written(day)),
            ("slips_open", slips.values().map(|of| of.open).sum()),
            ("slips_late", slips.values().map(|of| of.late).sum()),
            ("slips_queried", slips.values().map(|of| of.queried).sum()),
        ];
        let mut values = self
            .common()
            .with("day", self.as_of(day))
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
        filling.lists.insert("balance", self.balance(board, &moves));
        filling.lists.insert("departments", self.departments());
        let stations = self.stations().map(|(station, last)| {
            let row = Values::default().with("station", station);
            Row::Values(row.with("last", last))
        });
        filling.lists.insert("stations", stations.collect());
        filling
    }

    fn ward_figures(&self, ward: &BoardRow, moves: Moves) -> Values {
        let quiet = |count: usize| if count == 0 { String::new() } else { count.to_string() };
        Values::default()
            .with("ward", ward.ward.to_string())
            .with("name", self.ward_beside(ward.ward.as_str()))
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

    /// `2026-11-27（金） 01:28 現在`: a day that is not over says so.
    fn as_of(&self, day: NaiveDate) -> String {
        if day != self.today() {
            return self.day(day);
        }
        let at = self.local(self.origin.at).format("%H:%M").to_string();
        let parts = [("day", Value::from(self.day(day))), ("at", Value::from(at))];
        self.words.fill("paper-as-of", &parts)
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
        // Two columns: the left one first, from the top.
        let half = counts.len().div_ceil(2);
        let (left, right) = counts.split_at_checked(half).unwrap_or((&counts, &[]));
        let rows = left.iter().enumerate().map(|(place, (department, count))| {
            let mut row = Values::default()
                .with("department", department.clone())
                .with("count", count.to_string())
                .with("of", most.to_string());
            if let Some((department, count)) = right.get(place) {
                row.set("department2", department.clone());
                row.set("count2", count.to_string());
            }
            Row::Values(row)
        });
        rows.collect()
    }

    /// The balance of each ward (domain.md, Census 6): yesterday's midnight, what came and went, and what that makes now.
    /// Slips stand beside it: what a ward has ordered that is not through.
    fn balance(&self, board: &Board, moves: &BTreeMap<String, Moves>) -> Vec<Row> {
        let slips = by_origin(self.hospital, self.origin.at);
        let quiet = |count: usize| if count == 0 { String::new() } else { count.to_string() };
        let row = |ward: &str, name: String, moves: Moves, slips: WardSlips| {
            Row::Values(
                Values::default()
                    .with("ward", ward)
                    .with("name", name)
                    .with("before", moves.before.to_string())
                    .with("admitted", quiet(moves.admitted))
                    .with("moved_in", quiet(moves.moved_in))
                    .with("moved_out", quiet(moves.moved_out))
                    .with("discharged", quiet(moves.discharged))
                    .with("died", quiet(moves.died))
                    .with("now", moves.now().to_string())
                    .with("slips_open", quiet(slips.open))
                    .with("slips_late", quiet(slips.late))
                    .with("slips_queried", quiet(slips.queried)),
            )
        };
        let of = |ward: &str| {
            let post = Post::parse(ward);
            post.and_then(|post| slips.get(&post).copied()).unwrap_or_default()
        };
        let known: Vec<&str> = board.wards.iter().map(|ward| ward.ward.as_str()).collect();
        let mut rows: Vec<Row> = known
            .iter()
            .map(|ward| {
                let moves = moves.get(*ward).copied().unwrap_or_default();
                row(ward, self.ward_beside(ward), moves, of(ward))
            })
            .collect();
        // What clinics ordered, and whoever lay where the frame has no ward.
        for (ward, of) in moves.iter().filter(|(ward, _)| !known.contains(&ward.as_str())) {
            rows.push(row(ward, self.ward_beside(ward), *of, WardSlips::default()));
        }
        let mut elsewhere = WardSlips::default();
        let mut all = WardSlips::default();
        for (post, of) in &slips {
            let sum = |sum: &mut WardSlips| {
                sum.open += of.open;
                sum.late += of.late;
                sum.queried += of.queried;
            };
            sum(&mut all);
            if !known.contains(&post.as_str()) {
                sum(&mut elsewhere);
            }
        }
        if elsewhere.open > 0 {
            let name = self.words.say("paper-elsewhere");
            rows.push(row("", name, Moves::default(), elsewhere));
        }
        let mut total = Moves::default();
        for one in moves.values() {
            total.add(*one);
        }
        rows.push(row("", self.words.say("paper-sum"), total, all));
        rows
    }

    /// Slips that were written on the day.
    fn slips_written(&self, day: NaiveDate) -> usize {
        let written = self.hospital.slips().filter_map(|slip| slip.written.latest());
        written.filter(|claim| self.local(claim.said.at).date() == day).count()
    }

    fn count_moves(&self, stay: &Stay, day: NaiveDate, moves: &mut BTreeMap<String, Moves>) {
        let mut movements: Vec<_> = stay.movements.iter().collect();
        movements.sort_by_key(|movement| movement.said.at);
        let mut before: Option<String> = None;
        let mut was_here = false;
        for movement in movements {
            let when = self.local(movement.said.at).date();
            if when > day {
                break;
            }
            if when == day && !was_here {
                was_here = true;
                count_before(before.as_deref(), moves);
            }
            let next = movement.place.answers().filter(|_| movement.place.is_present());
            let next = next.map(|bed| bed.ward().to_owned());
            if when == day && next != before {
                let disposition = match &movement.place {
                    Place::Left { disposition, .. } => Some(*disposition),
                    _ => None,
                };
                if let Some(ward) = &before {
                    let from = moves.entry(ward.clone()).or_default();
                    match (&next, disposition) {
                        (Some(_), _) => from.moved_out += 1,
                        (None, Some(Disposition::Died)) => from.died += 1,
                        (None, _) => from.discharged += 1,
                    }
                }
                if let Some(ward) = &next {
                    let to = moves.entry(ward.clone()).or_default();
                    if before.is_some() {
                        to.moved_in += 1;
                    } else {
                        to.admitted += 1;
                    }
                }
            }
            before = next;
        }
        if !was_here {
            count_before(before.as_deref(), moves);
        }
    }
}

/// At midnight, before the first movement of the day.
fn count_before(ward: Option<&str>, moves: &mut BTreeMap<String, Moves>) {
    if let Some(ward) = ward {
        moves.entry(ward.to_owned()).or_default().before += 1;
    }
}
