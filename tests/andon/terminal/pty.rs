//! A real program in a real terminal, and what a person would see there.

use std::ffi::OsString;
use std::io::{Read, Write};
use std::num::NonZero;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use tempfile::TempDir;
use vt100::Parser;

/// Nothing that a person waits for takes as long; a test that fails should not take longer either.
const PATIENCE: Duration = Duration::from_secs(30);

type Writer = Arc<Mutex<Box<dyn Write + Send>>>;

/// A terminal with the program in it.
pub struct Pty {
    screen: Arc<Mutex<Parser>>,
    writer: Writer,
    reader: Option<thread::JoinHandle<()>>,
    closing: Arc<AtomicBool>,
    master: Option<Box<dyn MasterPty + Send>>,
    child: Box<dyn Child + Send + Sync>,
    tty: OsString,
    before: String,
    /// Store and preferences of this program.
    pub home: Arc<TempDir>,
}

fn size((columns, rows): (u16, u16)) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

fn some(count: u16) -> NonZero<u16> {
    NonZero::new(count).unwrap()
}

impl Pty {
    /// `andon` with `arguments`, with a home of its own.
    pub fn andon(arguments: &[&str], columns_rows: (u16, u16)) -> Self {
        Self::program(env!("CARGO_BIN_EXE_andon"), arguments, columns_rows)
    }

    pub fn program(program: &str, arguments: &[&str], columns_rows: (u16, u16)) -> Self {
        Self::in_home(
            Arc::new(tempfile::tempdir().unwrap()),
            program,
            arguments,
            None,
            columns_rows,
        )
    }

    /// `andon` once more, in a home that it has been in before.
    pub fn andon_in(home: &Arc<TempDir>, arguments: &[&str], columns_rows: (u16, u16)) -> Self {
        Self::in_home(
            Arc::clone(home),
            env!("CARGO_BIN_EXE_andon"),
            arguments,
            None,
            columns_rows,
        )
    }

    /// `andon` in a home, where programs are looked for on this path.
    pub fn andon_on(home: &Arc<TempDir>, path: &str, columns_rows: (u16, u16)) -> Self {
        let program = env!("CARGO_BIN_EXE_andon");
        Self::in_home(Arc::clone(home), program, &[], Some(path), columns_rows)
    }

    fn in_home(
        home: Arc<TempDir>,
        program: &str,
        arguments: &[&str],
        path: Option<&str>,
        columns_rows: (u16, u16),
    ) -> Self {
        let pair = native_pty_system().openpty(size(columns_rows)).unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env("ANDON_DIR", home.path().join("store"));
        command.env("ANDON_CONFIG", home.path().join("config"));
        // A store whose numbers were granted has its mark beside it, and not on the machine that runs the tests.
        let marks = home.path().join("machine");
        if marks.exists() {
            command.env("ANDON_MACHINE_DIR", marks);
        }
        command.env("TMPDIR", home.path());
        command.env("LC_ALL", "ja_JP.UTF-8");
        command.env("TERM", "xterm-256color");
        command.env("RUST_BACKTRACE", "0");
        if let Some(path) = path {
            command.env("PATH", path);
        }
        command.env_remove("NO_COLOR");
        let tty = pair.master.tty_name().unwrap().into_os_string();
        let before = modes(&tty);
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let screen = Arc::new(Mutex::new(Parser::new(some(columns_rows.1), some(columns_rows.0), 0)));
        let writer: Writer = Arc::new(Mutex::new(pair.master.take_writer().unwrap()));
        let reader = pair.master.try_clone_reader().unwrap();
        let (to, back) = (Arc::clone(&screen), Arc::clone(&writer));
        let closing = Arc::new(AtomicBool::new(false));
        let until = Arc::clone(&closing);
        let reader = thread::spawn(move || show(reader, &to, &back, &until));
        Self {
            screen,
            reader: Some(reader),
            closing,
            writer,
            master: Some(pair.master),
            child,
            tty,
            before,
            home,
        }
    }

    /// What the terminal shows.
    pub fn text(&self) -> String {
        self.screen.lock().unwrap().screen().contents()
    }

    /// Waits until the terminal shows something.
    pub fn wait_for(&self, wanted: &str) {
        let begun = Instant::now();
        while !self.text().contains(wanted) {
            assert!(
                begun.elapsed() < PATIENCE,
                "no {wanted:?} in {PATIENCE:?}, but:\n{}",
                self.text()
            );
            thread::sleep(Duration::from_millis(10));
        }
    }

    pub fn types(&self, keys: &str) {
        let mut writer = self.writer.lock().unwrap();
        writer.write_all(keys.as_bytes()).unwrap();
        writer.flush().unwrap();
    }

    pub fn resize(&self, columns: u16, rows: u16) {
        self.screen
            .lock()
            .unwrap()
            .screen_mut()
            .set_size(some(rows), some(columns));
        self.master.as_ref().unwrap().resize(size((columns, rows))).unwrap();
    }

    pub fn process(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    pub fn signal(&self, name: &str) {
        let sent = Command::new("kill")
            .args(["-s", name, &self.process().to_string()])
            .status();
        assert!(sent.unwrap().success());
    }

    /// The terminal is closed, as when its window is.
    pub fn close(&mut self) {
        // The thread that reads holds it open as well, and looks up when there is something to read.
        self.closing.store(true, Ordering::SeqCst);
        self.master.as_ref().unwrap().resize(size((100, 30))).unwrap();
        self.reader.take().unwrap().join().unwrap();
        *self.writer.lock().unwrap() = Box::new(std::io::sink());
        self.master = None;
    }

    /// Waits for the end of the program.
    pub fn ended(&mut self) -> ExitStatus {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(begun.elapsed() < PATIENCE, "it does not end:\n{}", self.text());
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// After the end: the terminal is as it was before, and shows nothing of what the program showed.
    pub fn assert_given_back(&self) {
        let begun = Instant::now();
        loop {
            let screen = self.screen.lock().unwrap().screen().clone();
            let mouse = screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None;
            let back = !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste() && !mouse;
            if back && modes(&self.tty) == self.before {
                return;
            }
            assert!(
                begun.elapsed() < Duration::from_secs(5),
                "other screen {}, cursor hidden {}, paste {}\nbefore {}\nnow    {}",
                screen.alternate_screen(),
                screen.hide_cursor(),
                screen.bracketed_paste(),
                self.before,
                modes(&self.tty)
            );
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Clock ticks of processor time that the program has used.
    pub fn ticks(&self) -> u64 {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.process())).unwrap();
        // The name of the program may hold blanks; what follows the bracket does not.
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
        fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        let _gone_already = self.child.kill();
        let _gone_already = self.child.wait();
    }
}

/// The modes of a terminal in one line.
fn modes(tty: &OsString) -> String {
    let told = Command::new("stty").arg("-F").arg(tty).arg("-a").output().unwrap();
    let text = String::from_utf8(told.stdout).unwrap();
    // The size is ours to change.
    text.lines().skip(1).collect::<Vec<_>>().join(" ")
}

/// Feeds the screen, and answers where the cursor is when it is asked.
fn show(mut reader: Box<dyn Read + Send>, screen: &Mutex<Parser>, writer: &Writer, closing: &AtomicBool) {
    const WHERE: &[u8] = b"\x1b[6n";
    let mut bytes = [0; 4096];
    while let Ok(count) = reader.read(&mut bytes) {
        if count == 0 || closing.load(Ordering::SeqCst) {
            return;
        }
        let mut screen = screen.lock().unwrap();
        screen.process(&bytes[..count]);
        if bytes[..count].windows(WHERE.len()).any(|four| four == WHERE) {
            let (row, column) = screen.screen().cursor_position();
            drop(screen);
            let mut writer = writer.lock().unwrap();
            let _closed = write!(writer, "\x1b[{};{}R", row + 1, column + 1);
            let _closed = writer.flush();
        }
    }
}
