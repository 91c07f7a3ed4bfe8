//! The time, handed in: the machine's, or one that tests set.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use crate::domain::{access::lockout::Uptime, record::Timestamp};

/// Wall time. It may jump and go back; whoever needs an order uses the hybrid clock (`domain::record::Stamp`).
pub trait Clock: Send + Sync + std::fmt::Debug {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    fn millis(&self) -> u64;

    /// Which start of the machine this is, and how long ago that was. Nobody sets it; a lock goes by it.
    fn uptime(&self) -> Uptime;

    fn now(&self) -> Timestamp {
        Timestamp::from_seconds(i64::try_from(self.millis() / 1000).unwrap_or(i64::MAX))
    }
}

/// The clock of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn millis(&self) -> u64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
    }

    fn uptime(&self) -> Uptime {
        machine_uptime().unwrap_or_else(process_uptime)
    }
}

/// Since the kernel started, time asleep included.
#[cfg(target_os = "linux")]
fn machine_uptime() -> Option<Uptime> {
    let boot = (*BOOT.get_or_init(boot))?;
    let time = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
    let millis = u64::try_from(time.tv_sec).ok()?.checked_mul(1000)?;
    Some(Uptime {
        boot,
        millis: millis.saturating_add(u64::try_from(time.tv_nsec / 1_000_000).ok()?),
    })
}

/// Which start of the machine this is. No process outlives it, and every commit asks: to open the file each time took
/// longer than deciding.
#[cfg(target_os = "linux")]
static BOOT: OnceLock<Option<[u8; 16]>> = OnceLock::new();

#[cfg(target_os = "linux")]
fn boot() -> Option<[u8; 16]> {
    let id = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
    let hash = blake3::hash(id.trim().as_bytes());
    hash.as_bytes().first_chunk().copied()
}

#[cfg(not(target_os = "linux"))]
fn machine_uptime() -> Option<Uptime> {
    None
}

/// Since this process started: where the system does not tell more, every start of the program counts as a start of the
/// machine. That makes a lock longer, never shorter.
fn process_uptime() -> Uptime {
    // The one value of the process that never changes: when it began.
    static BEGAN: OnceLock<(Instant, [u8; 16])> = OnceLock::new();
    let (began, boot) = BEGAN.get_or_init(|| {
        let mut boot = [0; 16];
        // Without randomness all starts look alike, and then only the process's own time counts.
        let _none = getrandom::fill(&mut boot);
        (Instant::now(), boot)
    });
    Uptime {
        boot: *boot,
        millis: u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX),
    }
}

/// A clock that stands until it is told to go on. For tests and simulations.
#[derive(Debug, Default)]
pub struct SteeredClock {
    wall: AtomicU64,
    /// Real time, which nobody sets: it only goes on.
    ran: AtomicU64,
    /// How often the machine was started, and when it last was.
    boot: AtomicU64,
    booted: AtomicU64,
}

impl SteeredClock {
    pub fn at_millis(millis: u64) -> Self {
        Self {
            wall: AtomicU64::new(millis),
            ..Self::default()
        }
    }

    pub fn at(time: Timestamp) -> Self {
        let clock = Self::default();
        clock.set(time);
        clock
    }

    pub fn set(&self, time: Timestamp) {
        let millis = u64::try_from(time.seconds()).unwrap_or(0).saturating_mul(1000);
        self.wall.store(millis, Ordering::SeqCst);
    }

    pub fn advance_seconds(&self, seconds: u64) {
        let millis = seconds.saturating_mul(1000);
        self.wall.fetch_add(millis, Ordering::SeqCst);
        self.ran.fetch_add(millis, Ordering::SeqCst);
    }

    /// The machine is switched off and on again.
    pub fn start_again(&self) {
        self.boot.fetch_add(1, Ordering::SeqCst);
        self.booted.store(self.ran.load(Ordering::SeqCst), Ordering::SeqCst);
    }
}

impl Clock for SteeredClock {
    fn millis(&self) -> u64 {
        self.wall.load(Ordering::SeqCst)
    }

    fn uptime(&self) -> Uptime {
        let ran = self.ran.load(Ordering::SeqCst);
        let number = self.boot.load(Ordering::SeqCst);
        let mut boot = [0; 16];
        for (place, byte) in boot.iter_mut().zip(number.to_le_bytes()) {
            *place = byte;
        }
        Uptime {
            boot,
            millis: ran.saturating_sub(self.booted.load(Ordering::SeqCst)),
        }
    }
}

/// The time that this thread has worked.
#[cfg(unix)]
pub fn thread_time() -> std::time::Duration {
    let worked = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    let seconds = u64::try_from(worked.tv_sec).unwrap_or(0);
    std::time::Duration::new(seconds, u32::try_from(worked.tv_nsec).unwrap_or(0))
}

/// The time that this thread has worked.
#[cfg(windows)]
#[allow(unsafe_code, reason = "the standard library has no call for the time of a thread")]
pub fn thread_time() -> std::time::Duration {
    use windows_sys::Win32::{
        Foundation::FILETIME,
        System::Threading::{GetCurrentThread, GetThreadTimes},
    };
    let mut times = [FILETIME {
        dwLowDateTime: 0,
        dwHighDateTime: 0,
    }; 4];
    let [created, left, kernel, user] = &mut times;
    // SAFETY: the four places are ours and live through the call; the handle is a constant for this thread.
    let told = unsafe { GetThreadTimes(GetCurrentThread(), created, left, kernel, user) };
    let ticks = |time: &FILETIME| (u64::from(time.dwHighDateTime) << 32) | u64::from(time.dwLowDateTime);
    let worked = if told == 0 { 0 } else { ticks(kernel) + ticks(user) };
    std::time::Duration::from_nanos(worked.saturating_mul(100))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_steered_clock_stands_until_it_is_moved() {
        let clock = SteeredClock::at(Timestamp::from_seconds(1_000));
        assert_eq!(
            (clock.millis(), clock.now()),
            (1_000_000, Timestamp::from_seconds(1_000))
        );
        clock.advance_seconds(61);
        assert_eq!(clock.now(), Timestamp::from_seconds(1_061));
        clock.set(Timestamp::from_seconds(5));
        assert_eq!(clock.millis(), 5_000);
    }
}
