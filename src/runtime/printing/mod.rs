//! The print system of this machine: `lp` and `lpstat` of CUPS, run without a shell and never waited for longer than they
//! may take. The pages go through a pipe: no file with names in it is left behind by us.
//!
//! `programs` runs them, `folder` keeps the papers of a laptop without a printer.

pub mod folder;
mod programs;

use std::{
    ffi::OsString,
    thread,
    time::{Duration, Instant},
};

use crate::print::queue::{self, PrintSystem, Progress, Queue, QueueState, WhyNot};

use programs::{Answer, Program};

/// How long one program may take, and how long a job is followed.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    pub program: Duration,
    pub job: Duration,
    pub between: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            program: Duration::from_secs(10),
            job: Duration::from_secs(120),
            between: Duration::from_secs(1),
        }
    }
}

/// CUPS, found on the path.
#[derive(Debug, Clone, Default)]
pub struct Cups {
    patience: Patience,
    /// Where its programs are looked for, when it is not the path of this program.
    path: Option<OsString>,
}

impl Cups {
    pub fn on_path(patience: Patience, path: OsString) -> Self {
        Self {
            patience,
            path: Some(path),
        }
    }

    fn run(&self, name: &str, arguments: &[&str], input: &[u8]) -> Result<Answer, WhyNot> {
        Program::new(name, arguments, self.path.as_deref()).run(input, self.patience.program)
    }

    fn lpstat(&self, arguments: &[&str]) -> Result<String, WhyNot> {
        Ok(self.run("lpstat", arguments, &[])?.output)
    }
}

impl PrintSystem for Cups {
    fn queues(&self) -> Result<Vec<Queue>, WhyNot> {
        Ok(queue::queues(&self.lpstat(&["-p"])?))
    }

    fn hand_in(&self, queue: &str, title: &str, paper: Option<&str>, pdf: &[u8]) -> Result<String, WhyNot> {
        if !queue::is_queue_name(queue) {
            return Err(WhyNot::NoQueue);
        }
        // A queue that is stopped takes a job and answers 0; it is asked before, so that nothing waits there unseen.
        match self.queues()?.into_iter().find(|known| known.name == queue) {
            None => return Err(WhyNot::NoQueue),
            Some(Queue {
                state: QueueState::Stopped(why),
                ..
            }) => return Err(WhyNot::Paused(why)),
            Some(_) => {}
        }
        let media = paper.map(|paper| format!("media={paper}"));
        let mut arguments = vec!["-d", queue, "-t", title];
        if let Some(media) = &media {
            arguments.extend(["-o", media]);
        }
        let Answer {
            output,
            complaint,
            success,
        } = self.run("lp", &arguments, pdf)?;
        match queue::request(&output) {
            Some(request) if success => Ok(request),
            _ => Err(WhyNot::Refused(first_line(&complaint, &output))),
        }
    }

    fn look(&self, queue: &str, request: &str) -> Progress {
        let told = || {
            let queues = self.queues()?;
            let waiting = self.lpstat(&["-l", "-W", "not-completed", "-o", queue])?;
            let completed = self.lpstat(&["-l", "-W", "completed", "-o", queue])?;
            let state = queues
                .iter()
                .find(|known| known.name == queue)
                .map(|known| &known.state);
            Ok(queue::progress(request, &waiting, &completed, state))
        };
        told().unwrap_or_else(Progress::NotPrinted)
    }

    fn follow(&self, queue: &str, request: &str) -> Progress {
        let begun = Instant::now();
        loop {
            let progress = self.look(queue, request);
            if progress != Progress::Waiting {
                return progress;
            }
            if begun.elapsed() >= self.patience.job {
                return Progress::NotPrinted(WhyNot::Slow);
            }
            thread::sleep(self.patience.between);
        }
    }

    fn cancel(&self, request: &str) {
        // It may be printing already; what can be done was done.
        let _told = self.run("cancel", &[request], &[]);
    }
}

fn first_line(complaint: &str, output: &str) -> String {
    let line = complaint
        .lines()
        .chain(output.lines())
        .map(str::trim)
        .find(|line| !line.is_empty());
    line.unwrap_or_default().chars().take(200).collect()
}
