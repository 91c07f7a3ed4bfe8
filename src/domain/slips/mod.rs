//! Order slips: what a slip is called on paper. What is written on them and where their copies are comes with them.

pub mod number;

pub use number::SlipNumber;
