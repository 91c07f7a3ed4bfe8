//! What is measured, and the simulated outage that it is measured on.

pub mod simulate;
