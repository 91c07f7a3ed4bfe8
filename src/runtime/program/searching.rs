//! Searching has a thread of its own: the first search reads the register, and nobody who saves waits for that.

use std::sync::PoisonError;
use std::sync::mpsc::{Receiver, channel};

use crate::app::door::Door;
use crate::app::{Errand, Message};
use crate::domain::access::Asker;
use crate::search::same::Particulars;

use super::super::terminal::Post;
use super::super::writer::Handle;
use super::hands::WorkplaceHands;

/// What is looked for.
pub(super) enum Searched {
    People { typed: String, most: usize },
    Doubles(Box<Particulars>),
}

/// One search, with everything that it needs.
pub(super) struct SearchJob {
    door: Handle,
    asker: Asker,
    errand: Errand,
    asked: Searched,
    post: Post,
}

impl SearchJob {
    fn done(self) {
        let errand = self.errand;
        self.post.message(match self.asked {
            Searched::People { typed, most } => {
                let found = self.door.find(&self.asker, &typed, most);
                Message::Found { errand, found }
            }
            Searched::Doubles(person) => {
                let doubles = self.door.same_person(&self.asker, &person.registration());
                Message::Compared { errand, doubles }
            }
        });
    }
}

fn look_for(jobs: &Receiver<SearchJob>) {
    while let Ok(first) = jobs.recv() {
        // What has been typed since makes the older question of its kind idle.
        let (mut people, mut doubles) = (None, None);
        for job in [first].into_iter().chain(jobs.try_iter()) {
            match job.asked {
                Searched::People { .. } => people = Some(job),
                Searched::Doubles(_) => doubles = Some(job),
            }
        }
        people.into_iter().chain(doubles).for_each(SearchJob::done);
    }
}

impl WorkplaceHands {
    /// The newest query wins.
    pub(super) fn search(&self, errand: Errand, asked: Searched, post: &Post) {
        let way = self.way();
        // Before a store is open there is nobody to find, and nothing that asks.
        let Some((door, asker)) = way else { return };
        let mut searcher = self.searcher.lock().unwrap_or_else(PoisonError::into_inner);
        let job = SearchJob {
            door,
            asker,
            errand,
            asked,
            post: post.clone(),
        };
        let unsent = match searcher.as_ref() {
            Some(sender) => sender.send(job).map_err(|unsent| unsent.0).err(),
            None => Some(job),
        };
        if let Some(job) = unsent {
            let (sender, jobs) = channel();
            match std::thread::Builder::new()
                .name("search".to_owned())
                .spawn(move || look_for(&jobs))
            {
                Ok(_) => {
                    let _thread_is_there = sender.send(job);
                    *searcher = Some(sender);
                }
                // Without a thread it is looked for here.
                Err(_) => job.done(),
            }
        }
    }
}
