//! The real program as a process: a store in a folder, `andon run` at the other end of two pipes.

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, ChildStdout, Command, Output, Stdio},
    thread,
};

use serde_json::{Value, json};

/// The tables of a small hospital: three wards, one with cots.
pub const DEPARTMENTS: &str =
    "code,name_ja,name_en\nCARD,循環器内科,Cardiology\nSURG,外科,Surgery\nPEDI,小児科,Paediatrics\n";
pub const WARDS: &str = "code,name_ja,name_en,kind,beds,departments\n\
    5E,五階東,Five East,general,8,CARD SURG\n6W,六階西,Six West,general,6,PEDI\nICU,集中治療室,,critical,4,\n";
pub const BEDS: &str = "ward,room,bed,kind\n\
    5E,501,1,bed\n5E,501,2,bed\n5E,502,1,bed\n5E,502,2,bed\n5E,503,1,bed\n5E,503,2,bed\n5E,504,1,bed\n5E,505,1,bed\n\
    6W,601,1,bed\n6W,601,2,bed\n6W,602,1,bed\n6W,602,2,bed\n6W,603,1,bed\n6W,604,1,bed\n6W,C,1,cot\n6W,C,2,cot\n\
    ICU,ICU,01,bed\nICU,ICU,02,bed\nICU,ICU,03,bed\nICU,ICU,04,bed\n";

/// What can happen to the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Harm {
    Deleted,
    Garbled,
    CutShort,
    Emptied,
    NoFolder,
}

impl Harm {
    pub const ALL: [Self; 5] = [
        Self::Deleted,
        Self::Garbled,
        Self::CutShort,
        Self::Emptied,
        Self::NoFolder,
    ];
}

/// A store in a folder.
pub struct Store {
    pub folder: PathBuf,
}

impl Store {
    /// A new store of the small hospital whose laptop gives numbers, and the folder that goes with it.
    pub fn with_a_block() -> (tempfile::TempDir, Self) {
        let folder = tempfile::tempdir().unwrap();
        let store = Self::small(folder.path());
        let mut program = store.run(&[]);
        assert_eq!(program.ask(&json!({"do": "grant-block", "block": 1}))["ok"], true);
        program.end();
        (folder, store)
    }

    /// A new store of the small hospital, under `folder`.
    pub fn small(folder: &Path) -> Self {
        let tables = folder.join("hospital");
        fs::create_dir_all(&tables).unwrap();
        for (name, table) in [
            ("departments.csv", DEPARTMENTS),
            ("wards.csv", WARDS),
            ("beds.csv", BEDS),
        ] {
            fs::write(tables.join(name), table).unwrap();
        }
        let store = Self {
            folder: folder.join("store"),
        };
        // To be tried out: it opens without a pass phrase, and everybody may everything.
        let tables = tables.to_str().unwrap();
        let done = store.do_once(&["init", "--trial", "--hospital", tables, "--station", "7"]);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        store
    }

    /// `andon` with this store, in English.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = andon();
        command
            .env("ANDON_MACHINE_DIR", self.folder.with_file_name("machine"))
            .args(["--lang", "en", "--dir"])
            .arg(&self.folder)
            .args(arguments);
        command
    }

    /// Loses or damages what lies beside the journal. The program must not be running.
    pub fn harm_index(&self, harm: Harm) {
        let index = self.folder.join("sled");
        match harm {
            Harm::Deleted => fs::remove_dir_all(index).unwrap(),
            Harm::Garbled => {
                let mut bytes = fs::read(index.join("db")).unwrap();
                let length = bytes.len();
                bytes
                    .iter_mut()
                    .skip(length / 3)
                    .step_by(97)
                    .for_each(|byte| *byte ^= 0x5a);
                fs::write(index.join("db"), bytes).unwrap();
            }
            Harm::CutShort => {
                let bytes = fs::read(index.join("db")).unwrap();
                fs::write(index.join("db"), &bytes[..bytes.len() / 2]).unwrap();
            }
            Harm::Emptied => {
                fs::remove_dir_all(&index).unwrap();
                fs::create_dir(&index).unwrap();
            }
            Harm::NoFolder => {
                fs::remove_dir_all(&index).unwrap();
                fs::write(&index, "not a folder").unwrap();
            }
        }
    }

    /// Runs to the end.
    pub fn do_once(&self, arguments: &[&str]) -> Output {
        self.command(arguments).stdin(Stdio::null()).output().unwrap()
    }

    /// `andon run` with pipes at both ends.
    pub fn run(&self, more: &[&str]) -> Program {
        let mut arguments = vec!["run"];
        arguments.extend(more);
        let mut child = self
            .command(&arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        Program {
            input: child.stdin.take(),
            output: BufReader::new(child.stdout.take().unwrap()),
            child,
        }
    }
}

/// The program, without what this machine's environment would change.
pub fn andon() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_andon"));
    for name in [
        "ANDON_DIR",
        "ANDON_USER",
        "ANDON_PASSPHRASE_FILE",
        "LC_ALL",
        "LC_MESSAGES",
        "LANG",
    ] {
        command.env_remove(name);
    }
    // What the machine remembers of the stores of tests stays with the build.
    command.env("ANDON_MACHINE_DIR", concat!(env!("CARGO_TARGET_TMPDIR"), "/machine"));
    command
}

/// Commands as `andon run` reads them.
pub fn one_a_line(lines: &[Value]) -> String {
    let mut text = String::new();
    for line in lines {
        text.push_str(&line.to_string());
        text.push('\n');
    }
    text
}

/// A process that answers lines.
pub struct Program {
    pub child: Child,
    pub input: Option<ChildStdin>,
    pub output: BufReader<ChildStdout>,
}

impl Program {
    /// Sends one line and waits for its answer, while the pipe stays open.
    pub fn ask(&mut self, line: &Value) -> Value {
        let input = self.input.as_mut().unwrap();
        writeln!(input, "{line}").unwrap();
        input.flush().unwrap();
        self.answer().expect("an answer")
    }

    /// Sends all lines and reads all answers.
    pub fn ask_all(&mut self, lines: &[Value]) -> Vec<Value> {
        let mut input = self.input.take().unwrap();
        let text = one_a_line(lines);
        // From a thread: the pipe holds less than all of it.
        let writing = thread::spawn(move || {
            input.write_all(text.as_bytes()).unwrap();
            input.flush().unwrap();
            input
        });
        let answers = lines
            .iter()
            .map(|_| self.answer().expect("an answer to every line"))
            .collect();
        self.input = Some(writing.join().unwrap());
        answers
    }

    /// The next answer; `None` at the end.
    pub fn answer(&mut self) -> Option<Value> {
        let mut line = String::new();
        match self.output.read_line(&mut line).unwrap() {
            0 => None,
            _ => Some(serde_json::from_str(&line).unwrap()),
        }
    }

    /// Closes its input and waits for its end; returns the exit code.
    pub fn end(mut self) -> i32 {
        self.input.take();
        while self.answer().is_some() {}
        self.child.wait().unwrap().code().unwrap()
    }
}
