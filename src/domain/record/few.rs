//! A list that nearly always holds one thing.

use smallvec::SmallVec;

/// The first lies in its place, without an allocation; further ones lie elsewhere. A commit copies what it changes, and at a mass
/// casualty five hundred persons are made at once: most of the time went into lists of one.
///
/// Never in a fact: reading it back makes room for as many as the bytes claim, and those of a fact may come from elsewhere.
pub type Few<T> = SmallVec<[T; 1]>;
