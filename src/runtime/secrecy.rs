//! What the system must not write down of this process: no picture of its memory when it dies, and none for another
//! process of the same user.

/// From now on the system keeps no core dump of this process. Best effort: where it is not to be had, the documentation
/// says so (SECURITY.md).
#[cfg(unix)]
pub fn no_core_dumps() {
    use rustix::process::{Resource, Rlimit, setrlimit};

    let none = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    let _not_allowed_to_lower = setrlimit(Resource::Core, none);
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{DumpableBehavior, set_dumpable_behavior};
        let _old_kernel = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    }
}

/// Windows keeps none of a console program unless it is told to.
#[cfg(not(unix))]
pub fn no_core_dumps() {}
