//! Enums whose values have a name in data files: actions, contexts, conditions.

/// A closed set of names, so that a keymap file can be checked against what really exists.
pub trait Named: Copy + Ord + std::fmt::Debug + 'static {
    const ALL: &'static [Self];

    /// The name in files and text keys: small letters and hyphens.
    fn name(self) -> &'static str;

    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.name() == name)
    }
}

/// Declares such an enum: each value beside its name, so that none can be forgotten in a list.
#[macro_export]
macro_rules! named {
    ($(#[$about:meta])* pub enum $kind:ident { $($(#[$doc:meta])* $value:ident = $name:literal,)+ }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $kind { $($(#[$doc])* $value,)+ }

        impl $crate::input::Named for $kind {
            const ALL: &'static [Self] = &[$(Self::$value,)+];

            fn name(self) -> &'static str {
                match self { $(Self::$value => $name,)+ }
            }
        }
    };
}
