//! What is saved last is on the stick when the program has ended: with the thread of the mirror held up at the stick, so that
//! nothing of it is left to chance.

use std::{
    ffi::OsString,
    io,
    path::{Path, PathBuf},
    sync::{Arc, Condvar, Mutex},
    time::{Duration, Instant},
};

use andon::{
    app::door::Door,
    journal::{
        disk::Disk,
        files::{Files, How, OpenFile},
    },
    runtime::{copies, mirror::Patience, open::Store},
    store::Pace,
};

use crate::{
    access_entrance::{PHRASE, enter, person},
    mirror_store::{QUICK, becomes, has_all, is_whole, register, worked_in},
    store_kit::Bench,
};

/// Whoever writes on the stick waits while it is shut.
#[derive(Debug, Default)]
struct Gate {
    state: Mutex<(bool, usize)>,
    changed: Condvar,
}

impl Gate {
    fn pass(&self) {
        let mut state = self.state.lock().unwrap();
        if state.0 {
            state.1 += 1;
            self.changed.notify_all();
        }
        drop(self.changed.wait_while(state, |(is_shut, _)| *is_shut).unwrap());
    }

    fn shut(&self) {
        *self.state.lock().unwrap() = (true, 0);
    }

    fn open(&self) {
        self.state.lock().unwrap().0 = false;
        self.changed.notify_all();
    }

    fn somebody_waits(&self) {
        let state = self.state.lock().unwrap();
        let nobody = |(_, waiting): &mut (bool, usize)| *waiting == 0;
        let waited = self.changed.wait_timeout_while(state, Duration::from_secs(20), nobody);
        let (state, _) = waited.unwrap();
        assert!(state.1 > 0, "nobody writes on the stick");
    }
}

#[derive(Debug)]
struct HeldUp {
    stick: PathBuf,
    gate: Arc<Gate>,
}

impl Files for HeldUp {
    fn open(&self, path: &Path, how: How) -> io::Result<Box<dyn OpenFile>> {
        if how == How::CreateOrWrite && path.starts_with(&self.stick) {
            self.gate.pass();
        }
        Disk.open(path, how)
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        Disk.create_folder(path)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        Disk.sync_folder(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        Disk.rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        Disk.remove(path)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        Disk.list(folder)
    }

    fn free_space(&self, folder: &Path) -> io::Result<u64> {
        Disk.free_space(folder)
    }
}

/// A mirrored store: its thread is held up in copying 00003, with 00004 saved behind it.
fn held_up(leave: Duration) -> (Bench, Store, PathBuf, Arc<Gate>) {
    let mut bench = Bench::real(Pace::EAGER);
    let (stick, gate) = (bench.temporary.path().join("stick"), Arc::<Gate>::default());
    bench.means.files = Arc::new(HeldUp {
        stick: stick.clone(),
        gate: Arc::clone(&gate),
    });
    drop(worked_in(&bench));
    copies::choose(&bench.folder, &stick, &bench.means, &mut || {}, &mut |_, _| {}).unwrap();
    let store = enter(&bench, &person("h.sato", PHRASE)).unwrap();
    store.mirror_with(Patience { leave, ..QUICK });
    becomes(&store, |mirror| is_whole(mirror) && has_all(&store, &stick, &bench));
    gate.shut();
    register(&store, "00003");
    gate.somebody_waits();
    register(&store, "00004");
    (bench, store, stick, gate)
}

/// The program does not wait for ever for a stick that does not answer; by then the mirror knows that it is over, and when the
/// stick answers at last it copies what was saved last all the same.
#[test]
fn a_stick_that_does_not_answer_keeps_nobody_and_gets_what_was_saved_last() {
    let (bench, store, stick, gate) = held_up(Duration::from_millis(20));
    let handle = store.handle();
    let begun = Instant::now();
    drop(store);
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
    let end = || andon::journal::look(&bench.means.files, &bench.folder, Arc::new(andon::vault::ClearSeal));
    let end = end().unwrap().saved().number;
    let on_stick = || {
        let copy = andon::journal::look(&bench.means.files, &stick, Arc::new(andon::vault::ClearSeal));
        copy.unwrap().saved().number
    };
    assert!(on_stick() < end, "nothing was held up");
    gate.open();
    let begun = Instant::now();
    while on_stick() < end {
        let waited = begun.elapsed();
        assert!(waited.as_secs() < 5, "{:?} of {end:?} are on the stick", on_stick());
        std::thread::sleep(Duration::from_millis(2));
    }
    assert!(handle.status().head.number <= end.0);
}

/// A stick that only takes its time is waited for: when the program has ended, everything is on it.
#[test]
fn the_last_copying_is_waited_for() {
    let (bench, store, stick, gate) = held_up(Duration::from_secs(60));
    let opens = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(100));
        gate.open();
    });
    drop(store);
    let [end, there] = [&bench.folder, &stick].map(|folder| {
        let copy = andon::journal::look(&bench.means.files, folder, Arc::new(andon::vault::ClearSeal));
        copy.unwrap().saved()
    });
    assert_eq!(there, end);
    opens.join().unwrap();
}
