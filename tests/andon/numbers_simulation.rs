//! Fifty stations through a bad month: set up anew, copied, imaged, restored from backups, cut off between every two steps
//! of giving a number. No number is given twice; where a whole disk was imaged, every number that both images gave is
//! named when the two meet.
//!
//! Laptops here have a disk and a machine's mark in memory; what gives the numbers (`Counter`, `Used`) and what tells a copy
//! (`mark::judge`) is the program's own. Ten million numbers: `cargo test --test andon ten_million -- --ignored`.

use std::collections::{BTreeMap, BTreeSet};

use andon::{
    domain::{
        numbers::{BlockNumber, Counter, NumberKind, Scheme, Series, Used},
        record::Station,
    },
    runtime::mark::{Known, Standing, judge},
};

const STATIONS: u16 = 50;
/// Wide enough for a month that no hospital has: 999 blocks of a million.
const SCHEME: &str = "T{station:2}{installation:3}{sequence:6}{check:mod-97-10}";

/// A small generator with a seed, so that a run can be seen again.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).unwrap()
    }
}

/// One commit: so many numbers from a block, or none, because most of the work gives none.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Batch {
    numbers: Vec<u64>,
    /// No two commits are the same: two images give the same numbers to different people, at different times.
    said: u64,
}

/// The folder of a store.
#[derive(Debug, Clone)]
struct Folder {
    life: u64,
    station: Station,
    blocks: Vec<BlockNumber>,
    commits: Vec<Batch>,
    used: Used,
}

/// A machine with its mark outside the folder.
#[derive(Debug, Clone)]
struct Machine {
    folder: Folder,
    /// Of which life, and the commit that was marked last, with its place.
    mark: Option<(u64, Option<(usize, Batch)>)>,
    /// The folder lies where the mark says.
    in_place: bool,
    backup: Option<Folder>,
    /// Found to be one of two images.
    frozen: bool,
}

impl Machine {
    fn mark(&mut self) {
        let newest = self.folder.commits.last().cloned();
        let step = newest.map(|batch| (self.folder.commits.len() - 1, batch));
        self.mark = Some((self.folder.life, step));
    }
}

struct World {
    scheme: Scheme,
    series: Series,
    dice: Dice,
    machines: Vec<Machine>,
    /// The list of blocks that the founding laptop keeps.
    granted: BTreeMap<u16, u16>,
    lives: u64,
    commits: u64,
    given: u64,
    /// Every number that was saved, with who gave it. Packed, because there are ten million.
    saved: Vec<u64>,
    refused: u64,
    cuts: u64,
    imaged: u64,
    /// Only disks are imaged: nobody is set up anew before all have met.
    only_images: bool,
}

/// The steps of giving numbers, between any two of which the power may go.
const STEPS: usize = 5;

impl World {
    fn new(seed: u64) -> Self {
        let scheme = Scheme::parse(SCHEME).unwrap();
        let mut world = Self {
            series: Series::of(&scheme),
            scheme,
            dice: Dice(seed),
            machines: Vec::new(),
            granted: BTreeMap::new(),
            lives: 0,
            commits: 0,
            given: 0,
            saved: Vec::new(),
            refused: 0,
            cuts: 0,
            imaged: 0,
            only_images: false,
        };
        for station in 1..=STATIONS {
            let machine = world.set_up(station);
            world.machines.push(machine);
        }
        world
    }

    fn life(&mut self) -> u64 {
        self.lives += 1;
        self.lives
    }

    fn said(&mut self) -> u64 {
        self.commits += 1;
        self.commits
    }

    /// A station is set up: a new life, and the next block on the list.
    fn set_up(&mut self, station: u16) -> Machine {
        let life = self.life();
        let block = self.next_block(station);
        Machine {
            folder: Folder {
                life,
                station: Station::new(station).unwrap(),
                blocks: vec![block],
                commits: Vec::new(),
                used: Used::default(),
            },
            mark: Some((life, None)),
            in_place: true,
            backup: None,
            frozen: false,
        }
    }

    fn next_block(&mut self, station: u16) -> BlockNumber {
        let last = self.granted.entry(station).or_default();
        *last += 1;
        BlockNumber::new(*last).unwrap()
    }

    fn standing(&self, at: usize) -> Standing {
        let machine = &self.machines[at];
        let known = machine
            .mark
            .as_ref()
            .filter(|(life, _)| *life == machine.folder.life)
            .map(|(_, step)| Known {
                held: step
                    .as_ref()
                    .is_none_or(|(place, batch)| machine.folder.commits.get(*place) == Some(batch)),
                in_place: machine.in_place,
            });
        judge(known)
    }

    /// What gives no number: admissions, meals. A copy and a restored folder do it, too, and are not marked.
    fn work(&mut self, at: usize) {
        for _ in 0..=self.dice.below(5) {
            let said = self.said();
            let numbers = Vec::new();
            self.machines[at].folder.commits.push(Batch { numbers, said });
        }
    }

    /// Gives up to `most` numbers; the power may go after any step.
    fn give(&mut self, at: usize, most: usize) {
        if self.machines[at].frozen || self.standing(at) != Standing::Original {
            self.refused += 1;
            return;
        }
        let cut_after = if self.dice.below(20) == 0 {
            self.dice.below(STEPS)
        } else {
            STEPS
        };
        if cut_after < STEPS {
            self.cuts += 1;
        }
        // 1: decided.
        let machine = &self.machines[at];
        let folder = &machine.folder;
        let mut counter = Counter::of(
            NumberKind::Temporary,
            self.scheme.clone(),
            folder.station,
            &folder.blocks,
            &folder.used,
        );
        let mut numbers = Vec::with_capacity(most);
        let mut last = None;
        for _ in 0..most {
            let given = counter.take().unwrap();
            let digits: String = given.number.as_str().chars().filter(char::is_ascii_digit).collect();
            numbers.push(digits.parse::<u64>().unwrap());
            last = Some(given);
        }
        let last = last.unwrap();
        let said = self.said();
        let batch = Batch { numbers, said };
        if cut_after == 0 {
            return;
        }
        // 2: appended. It is in no memory but the disk's own.
        if cut_after == 1 {
            return;
        }
        // 3: on the disk.
        let machine = &mut self.machines[at];
        machine.folder.used.note(&last);
        self.saved.extend(&batch.numbers);
        self.given += batch.numbers.len() as u64;
        machine.folder.commits.push(batch);
        if cut_after == 2 {
            return self.start_again(at);
        }
        // 4: marked. 5: told to whoever waits.
        machine.mark();
        if cut_after < STEPS {
            self.start_again(at);
        }
    }

    /// What a start does with a mark that lags behind.
    fn start_again(&mut self, at: usize) {
        if self.standing(at) == Standing::Original {
            self.machines[at].mark();
        }
    }

    /// Somebody makes the folder a new installation, as the refusal says.
    fn renew(&mut self, at: usize) {
        let station = self.machines[at].folder.station.number();
        let (life, block) = (self.life(), self.next_block(station));
        let machine = &mut self.machines[at];
        machine.folder.life = life;
        machine.folder.blocks = vec![block];
        machine.folder.commits.clear();
        machine.mark = Some((life, None));
        machine.in_place = true;
        machine.backup = None;
        machine.frozen = false;
    }

    fn something_happens(&mut self) {
        let at = self.dice.below(self.machines.len());
        let what = if self.only_images {
            [7, 10][self.dice.below(2)]
        } else {
            self.dice.below(15)
        };
        match what {
            0 => {
                let station = self.machines[at].folder.station.number();
                self.machines[at] = self.set_up(station);
            }
            1 | 2 => self.machines[at].backup = Some(self.machines[at].folder.clone()),
            3 | 4 => {
                if let Some(backup) = self.machines[at].backup.clone() {
                    self.machines[at].folder = backup;
                    self.start_again(at);
                }
            }
            // The folder is copied onto another machine, which is used beside the first.
            5 if self.machines.len() < 200 => {
                let mut copy = self.machines[at].clone();
                copy.mark = None;
                self.machines.push(copy);
            }
            // Beside it, on the same machine: the mark names the other folder.
            6 if self.machines.len() < 200 => {
                let mut copy = self.machines[at].clone();
                copy.in_place = false;
                self.machines.push(copy);
            }
            7 if self.only_images && self.imaged < 20 && self.machines.len() < 200 && !self.machines[at].frozen => {
                let image = self.machines[at].clone();
                self.imaged += 1;
                self.machines.push(image);
            }
            8 | 9 if self.standing(at) != Standing::Original => self.renew(at),
            10 => {
                let station = self.machines[at].folder.station.number();
                let further = self.next_block(station);
                self.machines[at].folder.blocks.push(further);
            }
            // Work that gives no number, and a start: most of all on folders that came back.
            11..15 => {
                self.work(at);
                self.start_again(at);
            }
            _ => {}
        }
    }

    /// Everybody meets everybody: commits of one name that differ are two images of one life.
    fn all_meet(&mut self) -> BTreeSet<u64> {
        let mut named = BTreeSet::new();
        let mut known: BTreeMap<(u64, usize), Vec<&Batch>> = BTreeMap::new();
        for machine in &self.machines {
            for (sequence, batch) in machine.folder.commits.iter().enumerate() {
                let same = known.entry((machine.folder.life, sequence)).or_default();
                for other in same.iter().filter(|other| **other != batch) {
                    named.extend(other.numbers.iter().chain(&batch.numbers));
                }
                same.push(batch);
            }
        }
        named
    }
}

/// The numbers that were saved more than once.
fn twice(saved: &mut [u64]) -> BTreeSet<u64> {
    saved.sort_unstable();
    saved
        .windows(2)
        .filter(|pair| pair[0] == pair[1])
        .map(|pair| pair[0])
        .collect()
}

fn month(seed: u64, numbers: u64, only_images: bool) -> World {
    let mut world = World::new(seed);
    world.only_images = only_images;
    while world.given < numbers {
        for _ in 0..20 {
            let at = world.dice.below(world.machines.len());
            let most = [1, 1, 2, 5, 500][world.dice.below(5)];
            world.give(at, most);
        }
        if only_images || world.dice.below(4) == 0 {
            world.something_happens();
        }
    }
    world
}

fn no_number_twice(seed: u64, numbers: u64) {
    let mut world = month(seed, numbers, false);
    assert!(world.given >= numbers);
    assert!(
        world.cuts > 50 && world.refused > 20,
        "{} cuts, {} refused",
        world.cuts,
        world.refused
    );
    let machines = world.machines.len();
    assert!(machines > usize::from(STATIONS), "nobody was copied");
    let twice = twice(&mut world.saved);
    assert!(
        twice.is_empty(),
        "seed {seed}: {} numbers were given twice: {:?}",
        twice.len(),
        twice.first()
    );
    println!(
        "{} numbers of {machines} machines in {} lives, {} power cuts, {} refusals: none twice (series {:?})",
        world.given, world.lives, world.cuts, world.refused, world.series
    );
}

#[test]
fn two_hundred_thousand_numbers_and_none_twice() {
    no_number_twice(0x000A_4D06, 200_000);
}

#[test]
#[ignore = "takes minutes: cargo test --test andon ten_million -- --ignored"]
fn ten_million_numbers_and_none_twice() {
    no_number_twice(0x00A0_4D06, 10_000_000);
}

#[test]
fn images_of_a_disk_are_found_when_they_meet_and_every_number_is_named() {
    let mut world = month(7, 100_000, true);
    assert!(world.imaged >= 10, "{} images", world.imaged);
    let named = world.all_meet();
    let twice = twice(&mut world.saved);
    assert!(!twice.is_empty(), "no image gave anything");
    let unnamed: Vec<_> = twice.difference(&named).collect();
    assert!(
        unnamed.is_empty(),
        "{} of {} numbers are not named",
        unnamed.len(),
        twice.len()
    );
    println!(
        "{} numbers were given by two images of a disk; all are named when they meet",
        twice.len()
    );
}
