//! What is handed in at the desk.

use std::{
    fmt,
    sync::{Arc, mpsc},
};

use super::super::queue::Queue;
use crate::{
    app::door::{Mirror, Notice, Promise},
    domain::{
        access::{Asker, control::Way},
        command::Request,
        record::UserName,
        state::snapshot::Snapshot,
    },
    runtime::entrance::{Code, EntryFault, FirstPhrase, Knock, Knocked},
    store::{IndexFault, Listener},
    vault::Drawn,
};

/// Whoever wants to hear what became of the hospital.
pub(in crate::runtime::writer) type Subscriber = Box<dyn Fn(&Notice) + Send>;

pub(in crate::runtime::writer) enum Message {
    Submit {
        asker: Asker,
        request: Request,
        promise: Promise,
    },
    Import {
        canonical: Vec<u8>,
        promise: Promise,
    },
    /// Somebody is about to say a pass phrase: may they, and it is written down that they try.
    Knock {
        user: UserName,
        way: Way,
        reply: mpsc::SyncSender<Result<Knocked, EntryFault>>,
    },
    /// What became of it. The answer is how many more may be tried.
    Judged {
        knock: Box<Knock>,
        is_right: bool,
        code: Code,
        reply: mpsc::SyncSender<Result<usize, EntryFault>>,
    },
    /// Somebody says what lies in an envelope. The answer is which one it was.
    OpenEnvelope {
        user: UserName,
        drawn: Drawn,
        reply: mpsc::SyncSender<Result<u32, EntryFault>>,
    },
    /// Somebody has opened the store by this envelope.
    UseEnvelope {
        user: UserName,
        number: u32,
        reply: mpsc::SyncSender<Result<(), EntryFault>>,
    },
    /// Envelopes are to be sealed. The answer is what goes into them.
    SealEnvelopes {
        count: u16,
        reply: mpsc::SyncSender<Result<Vec<(u32, FirstPhrase)>, EntryFault>>,
    },
    /// Another recovery key in the place of the one before. The answer is what goes on paper.
    RenewRecovery {
        reply: mpsc::SyncSender<Result<FirstPhrase, EntryFault>>,
    },
    /// Whose account is locked at this laptop, and for how many milliseconds.
    WhoIsLocked {
        reply: mpsc::SyncSender<Vec<(UserName, u64)>>,
    },
    Subscribe(Subscriber),
    /// These are archived and may leave the hot state.
    MayLeave(Vec<Snapshot>),
    IndexStopped(IndexFault),
    /// How the copy on a second disk does.
    Mirror(Mirror),
    /// Brings the index up to the saved state, then says so.
    SettleIndex(mpsc::SyncSender<()>),
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Submit { .. } => "Submit",
            Self::Import { .. } => "Import",
            Self::Knock { .. } => "Knock",
            Self::Judged { .. } => "Judged",
            Self::OpenEnvelope { .. } => "OpenEnvelope",
            Self::UseEnvelope { .. } => "UseEnvelope",
            Self::SealEnvelopes { .. } => "SealEnvelopes",
            Self::RenewRecovery { .. } => "RenewRecovery",
            Self::WhoIsLocked { .. } => "WhoIsLocked",
            Self::Subscribe(_) => "Subscribe",
            Self::MayLeave(_) => "MayLeave",
            Self::IndexStopped(_) => "IndexStopped",
            Self::Mirror(_) => "Mirror",
            Self::SettleIndex(_) => "SettleIndex",
        })
    }
}

/// The follower's words, as messages to the desk.
pub(super) struct Told(pub(super) Arc<Queue>);

impl Listener for Told {
    fn may_leave(&self, snapshots: Vec<Snapshot>) {
        let _closing = self.0.hand_in(Message::MayLeave(snapshots));
    }

    fn stopped(&self, fault: IndexFault) {
        let _closing = self.0.hand_in(Message::IndexStopped(fault));
    }
}
