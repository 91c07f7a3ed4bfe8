//! Running a program with something on its standard input and a limit on its time. Nothing that hangs holds us up.

use std::{
    env,
    ffi::OsStr,
    io::{ErrorKind, Read, Write},
    path::Path,
    process::{Child, Command, Stdio},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use crate::print::queue::WhyNot;

/// A program with its arguments. Each argument is one argument: there is no shell that could read them otherwise.
pub(super) struct Program(Command);

/// What a program said before it ended.
#[derive(Debug)]
pub(super) struct Answer {
    pub output: String,
    pub complaint: String,
    pub success: bool,
}

/// Bytes of an answer that are kept.
const LONGEST: u64 = 1024 * 1024;

impl Program {
    /// The program of this name; on `path`, or on that of this program.
    pub fn new(name: &str, arguments: &[&str], path: Option<&OsStr>) -> Self {
        let found = path.and_then(|path| {
            env::split_paths(path)
                .map(|folder| folder.join(name))
                .find(|at| at.is_file())
        });
        let mut command = match (found, path) {
            (Some(found), _) => Command::new(found),
            (None, None) => Command::new(name),
            // Nothing on the path: what is started is not there either.
            (None, Some(_)) => Command::new(Path::new("/nonexistent").join(name)),
        };
        if let Some(path) = path {
            command.env("PATH", path);
        }
        command
            .args(arguments)
            // Their answers are read, so they are asked for in the one language that does not change.
            .env("LC_ALL", "C")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        Self(command)
    }

    /// Runs it with `input`; ends it when it takes longer than `most`.
    pub fn run(mut self, input: &[u8], most: Duration) -> Result<Answer, WhyNot> {
        let mut child = self.0.spawn().map_err(|fault| match fault.kind() {
            ErrorKind::NotFound => WhyNot::NoPrintSystem,
            _ => WhyNot::Refused(fault.to_string()),
        })?;
        // Each stream on a thread of its own: a program that reads nothing, or says more than a pipe holds, stops nobody.
        let mut stdin = child.stdin.take();
        let input = input.to_vec();
        thread::spawn(move || {
            if let Some(stdin) = &mut stdin {
                // A program that ends before it has read all of it says why on its own.
                let _left = stdin.write_all(&input);
            }
        });
        let output = read(child.stdout.take());
        let complaint = read(child.stderr.take());
        let deadline = Instant::now() + most;
        let success = loop {
            match child.try_wait() {
                Ok(Some(status)) => break status.success(),
                Ok(None) if Instant::now() < deadline => thread::sleep(Duration::from_millis(5)),
                Ok(None) => {
                    end(&mut child);
                    return Err(WhyNot::Hung);
                }
                Err(fault) => return Err(WhyNot::Refused(fault.to_string())),
            }
        };
        // A grandchild may hold the pipe open; what was said so far is enough.
        let left = deadline
            .saturating_duration_since(Instant::now())
            .max(Duration::from_millis(200));
        Ok(Answer {
            output: output.recv_timeout(left).unwrap_or_default(),
            complaint: complaint.recv_timeout(left).unwrap_or_default(),
            success,
        })
    }
}

fn end(child: &mut Child) {
    let _gone = child.kill();
    let _reaped = child.wait();
}

fn read(stream: Option<impl Read + Send + 'static>) -> mpsc::Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(stream) = stream {
            let _cut = stream.take(LONGEST).read_to_end(&mut bytes);
        }
        // Nobody may be waiting any more.
        let _ = sender.send(String::from_utf8_lossy(&bytes).into_owned());
    });
    receiver
}
