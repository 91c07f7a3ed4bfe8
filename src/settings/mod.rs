//! Data files that a hospital gives us: read and checked, with everything that is wrong with them at once.
//!
//! `hospital` is the folder of departments, wards and beds, `checks` the policy of identity checks,
//! `sample` the invented hospital that the program carries, `forms`
//! says where things stand on the paper, `slips` are the kinds of order slips, the desks and the drug groups.
//! A setting comes into force by an event that carries its content (architecture.md §3.6); here it is only read.
//!
//! Not here: folding (domain), other people's formats (exchange, whose tables these files are), keys and themes.

pub mod checks;
pub mod forms;
pub mod hospital;
pub mod sample;
pub mod slips;
