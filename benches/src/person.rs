//! Somebody at a real terminal of 200×60 with the real program in it: keys go in as bytes, and a frame has come when its
//! last byte has been read at the other end.

use std::{
    io::{Read, Write},
    path::Path,
    sync::mpsc::{Receiver, RecvTimeoutError, channel},
    thread,
    time::{Duration, Instant},
};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use crate::{child, terminal::SIZE};

/// Longer than any frame may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// Nothing more comes after a frame when nothing has come for so long.
const QUIET: Duration = Duration::from_millis(3);

/// Nothing is saved any more when nothing has come for so long.
const SAVING: Duration = Duration::from_millis(60);

/// What a terminal is asked for where its cursor is, to learn how wide it draws; and the answer of one that draws
/// ambiguous characters narrow.
const WHERE: &[u8] = b"\x1b[6n";
const NARROW: &[u8] = b"\x1b[1;2R";

/// A terminal, the program in it, and a pair of eyes.
pub struct Person {
    program: Box<dyn Child + Send + Sync>,
    keyboard: Box<dyn Write + Send>,
    seen: Receiver<(Instant, Vec<u8>)>,
    begun: Instant,
    _terminal: Box<dyn MasterPty + Send>,
}

impl Person {
    /// The program on the store of `folder`; with the sample if there is none.
    pub fn sit_down(folder: Option<&Path>, home: &Path) -> Self {
        let (columns, rows) = SIZE;
        let size = PtySize {
            rows,
            cols: columns,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).expect("a terminal");
        let mut command = CommandBuilder::new(std::env::current_exe().expect("this program"));
        command.args([child::CHILD, "program"]);
        command.arg(folder.unwrap_or(Path::new("-")));
        command.env("TERM", "xterm-256color");
        command.env("COLORTERM", "truecolor");
        command.env("ANDON_CONFIG", home.join("config"));
        command.env("ANDON_MACHINE_DIR", home.join("machine"));
        command.env("TMPDIR", home);
        command.env_remove("NO_COLOR");
        let begun = Instant::now();
        let program = pair.slave.spawn_command(command).expect("it starts");
        drop(pair.slave);
        let mut screen = pair.master.try_clone_reader().expect("its output");
        let (tell, seen) = channel();
        thread::spawn(move || {
            let mut bytes = [0; 1 << 16];
            while let Ok(count) = screen.read(&mut bytes) {
                if count == 0 || tell.send((Instant::now(), bytes[..count].to_vec())).is_err() {
                    return;
                }
            }
        });
        let keyboard = pair.master.take_writer().expect("its input");
        Self {
            program,
            keyboard,
            seen,
            begun,
            _terminal: pair.master,
        }
    }

    /// Until the first frame after the start is whole, in milliseconds.
    pub fn first_frame(&mut self) -> f64 {
        let at = self.frame("the start");
        let first = (at - self.begun).as_secs_f64() * 1e3;
        self.rest();
        first
    }

    /// One key; until the frame that it leads to is whole, in milliseconds.
    pub fn press(&mut self, key: &str) -> f64 {
        self.rest();
        let pressed = Instant::now();
        self.keyboard
            .write_all(key.as_bytes())
            .and_then(|()| self.keyboard.flush())
            .expect("it listens");
        (self.frame(key) - pressed).as_secs_f64() * 1e3
    }

    /// One key that is answered by what was saved: until the last frame that it leads to is whole, in milliseconds.
    pub fn press_and_save(&mut self, key: &str) -> f64 {
        self.rest();
        let pressed = Instant::now();
        self.keyboard
            .write_all(key.as_bytes())
            .and_then(|()| self.keyboard.flush())
            .expect("it listens");
        let mut last = self.frame(key);
        while let Ok((at, bytes)) = self.seen.recv_timeout(SAVING) {
            self.answer(&bytes);
            last = at;
        }
        (last - pressed).as_secs_f64() * 1e3
    }

    /// What the program has of the machine's memory, in MB: now, and at most.
    pub fn memory(&self) -> (u64, u64) {
        self.program.process_id().map_or((0, 0), child::memory_of)
    }

    fn frame(&mut self, why: &str) -> Instant {
        let mut frame = Vec::new();
        loop {
            let (at, bytes) = match self.seen.recv_timeout(PATIENCE) {
                Ok(seen) => seen,
                Err(fault) => panic!("no frame after {why:?}: {fault}"),
            };
            frame.extend_from_slice(&bytes);
            self.answer(&bytes);
            if is_whole(&frame) {
                return at;
            }
        }
    }

    /// Lets everything come that still wants to.
    fn rest(&mut self) {
        loop {
            match self.seen.recv_timeout(QUIET) {
                Ok((_, bytes)) => self.answer(&bytes),
                Err(RecvTimeoutError::Timeout) => return,
                Err(RecvTimeoutError::Disconnected) => panic!("the program has ended"),
            }
        }
    }

    fn answer(&mut self, bytes: &[u8]) {
        if bytes.windows(WHERE.len()).any(|asked| asked == WHERE) {
            self.keyboard
                .write_all(NARROW)
                .and_then(|()| self.keyboard.flush())
                .expect("it listens");
        }
    }
}

impl Drop for Person {
    fn drop(&mut self) {
        let _gone_already = self.program.kill();
        let _gone_already = self.program.wait();
    }
}

/// A frame ends with what becomes of the cursor: hidden, or shown and put in its place.
fn is_whole(frame: &[u8]) -> bool {
    if frame.ends_with(b"\x1b[?25l") {
        return true;
    }
    let shown = b"\x1b[?25h\x1b[";
    let Some(at) = frame.windows(shown.len()).rposition(|bytes| bytes == shown) else {
        return false;
    };
    let place = &frame[at + shown.len()..];
    place.ends_with(b"H")
        && place[..place.len() - 1]
            .iter()
            .all(|byte| byte.is_ascii_digit() || *byte == b';')
}
