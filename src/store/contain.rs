//! Panics of sled end here. Whatever calls into sled runs on a thread of a known name, so that a panic hook can tell a
//! contained panic from one of ours and leaves the terminal as it is.

use std::{
    any::Any,
    panic::{AssertUnwindSafe, catch_unwind},
    thread,
};

use super::fault::IndexFault;

/// The name of the threads on which panics are caught: a panic hook does nothing there.
pub const THREAD: &str = "andon-index";

/// Does `work`, and takes a panic for the fault that it is.
pub(super) fn contained<T: Send>(work: impl FnOnce() -> Result<T, IndexFault> + Send) -> Result<T, IndexFault> {
    if thread::current().name() == Some(THREAD) {
        return catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| Err(fault(panic.as_ref())));
    }
    thread::scope(|scope| {
        let thread = thread::Builder::new().name(THREAD.to_owned()).spawn_scoped(scope, work);
        match thread {
            Ok(thread) => thread.join().unwrap_or_else(|panic| Err(fault(panic.as_ref()))),
            Err(error) => Err(IndexFault::Refused(format!("no thread: {error}"))),
        }
    })
}

fn fault(panic: &(dyn Any + Send)) -> IndexFault {
    let words = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied());
    IndexFault::Panicked(words.unwrap_or("no words").to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, reason = "tests may stop")]
    use super::*;

    #[test]
    fn a_panic_is_a_fault_on_either_thread() {
        let panics = || -> Result<(), IndexFault> { panic!("broken {}", 7) };
        assert_eq!(contained(panics), Err(IndexFault::Panicked("broken 7".into())));
        let nested = contained(|| Ok(contained(panics)));
        assert_eq!(nested, Ok(Err(IndexFault::Panicked("broken 7".into()))));
        assert_eq!(
            contained(|| Ok(thread::current().name().map(str::to_owned))),
            Ok(Some(THREAD.to_owned()))
        );
    }
}
