//! The lock and the door: nothing personal on the screen, and only what somebody says about themselves is taken. What was
//! under way waits behind it; mirror, writer and printing do not notice.
//!
//! Here is what is typed; `trying` is what becomes of it, `why_not` why somebody has not come in.

mod trying;
mod why_not;

use zeroize::{Zeroize, Zeroizing};

use crate::app::Way;

/// What is typed where nobody has come in.
pub struct Lock {
    kind: LockKind,
    user: String,
    own: Zeroizing<String>,
    secret: Zeroizing<String>,
    again: Zeroizing<String>,
    code: Zeroizing<String>,
    /// Whether the account was found to have a second factor.
    asks_code: bool,
    field: LockField,
    way: Way,
    /// Why the last try came to nothing.
    said: Option<String>,
}

/// Why the screen is hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LockKind {
    /// The program has begun, and the store is shut.
    Entrance,
    /// Whoever worked here has left.
    Away,
    /// Somebody came in with what was drawn for them, and has to think up their own.
    NewPhrase,
    /// Somebody thinks up a number for coming back within the shift.
    NewPin,
}

/// Where the keyboard is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LockField {
    User,
    /// Of a second factor.
    Code,
    /// The pass phrase that somebody has already: whoever sets a number proves that they are themselves.
    Own,
    Secret,
    Again,
}

/// The longest thing that is taken; what is longer is no pass phrase.
const LONGEST: usize = 400;

/// Room at once: a string that grows leaves its smaller copies behind.
fn room() -> Zeroizing<String> {
    Zeroizing::new(String::with_capacity(LONGEST * 4))
}

impl LockKind {
    fn fields(self) -> &'static [LockField] {
        match self {
            Self::Entrance | Self::Away => &[LockField::User, LockField::Secret],
            Self::NewPhrase => &[LockField::Secret, LockField::Again],
            Self::NewPin => &[LockField::Own, LockField::Secret, LockField::Again],
        }
    }

    /// The words of this kind begin so.
    pub const fn term(self) -> &'static str {
        match self {
            Self::Entrance => "entrance",
            Self::Away => "lock",
            Self::NewPhrase => "new-phrase",
            Self::NewPin => "new-pin",
        }
    }
}

impl Lock {
    pub(super) fn new(kind: LockKind, user: &str) -> Self {
        Self {
            kind,
            user: user.to_owned(),
            own: room(),
            secret: room(),
            again: room(),
            code: room(),
            asks_code: false,
            field: match kind.fields() {
                [LockField::User, ..] if !user.is_empty() => LockField::Secret,
                [first, ..] => *first,
                [] => LockField::Secret,
            },
            way: Way::Phrase,
            said: None,
        }
    }

    pub fn kind(&self) -> LockKind {
        self.kind
    }

    pub fn user(&self) -> &str {
        &self.user
    }

    /// How many signs were typed: all that may be shown of them.
    pub fn signs(&self, field: LockField) -> usize {
        match field {
            LockField::User => self.user.chars().count(),
            LockField::Own => self.own.chars().count(),
            LockField::Secret => self.secret.chars().count(),
            LockField::Again => self.again.chars().count(),
            LockField::Code => self.code.chars().count(),
        }
    }

    pub fn field(&self) -> LockField {
        self.field
    }

    /// What the secret is meant to be.
    pub fn way(&self) -> Way {
        self.way
    }

    pub fn said(&self) -> Option<&str> {
        self.said.as_deref()
    }

    fn typed(&mut self) -> &mut String {
        match self.field {
            LockField::User => &mut self.user,
            LockField::Own => &mut self.own,
            LockField::Secret => &mut self.secret,
            LockField::Again => &mut self.again,
            LockField::Code => &mut self.code,
        }
    }

    fn put(&mut self, text: &str) {
        let typed = self.typed();
        let room = LONGEST.saturating_sub(typed.chars().count());
        typed.extend(text.chars().filter(|c| !c.is_control()).take(room));
    }

    fn take_back(&mut self) {
        self.typed().pop();
    }

    fn clear(&mut self) {
        match self.field {
            LockField::User => self.user.clear(),
            LockField::Own => self.own.zeroize(),
            LockField::Secret => self.secret.zeroize(),
            LockField::Again => self.again.zeroize(),
            LockField::Code => self.code.zeroize(),
        }
    }

    /// The fields, from above.
    pub fn fields(&self) -> &'static [LockField] {
        match (self.kind, self.way) {
            (LockKind::Entrance | LockKind::Away, Way::Phrase) if self.asks_code => {
                &[LockField::User, LockField::Secret, LockField::Code]
            }
            _ => self.kind.fields(),
        }
    }

    fn wipe(&mut self) {
        self.code.zeroize();
        self.own.zeroize();
        self.secret.zeroize();
        self.again.zeroize();
    }

    /// A pass phrase, or what lies in a sealed envelope.
    fn other_way(&mut self) {
        self.way = match self.way {
            Way::Phrase => Way::Envelope,
            Way::Envelope => Way::Phrase,
        };
        self.secret.zeroize();
        self.said = None;
    }

    /// To the field behind, or before.
    fn step(&mut self, forth: bool) {
        let fields = self.fields();
        let here = fields.iter().position(|field| *field == self.field).unwrap_or_default();
        let next = if forth { here + 1 } else { here + fields.len() - 1 };
        if let Some(field) = fields.get(next % fields.len()) {
            self.field = *field;
        }
    }

    fn has_user(&self) -> bool {
        self.fields().contains(&LockField::User)
    }

    fn is_last(&self) -> bool {
        self.fields().last() == Some(&self.field)
    }
}
