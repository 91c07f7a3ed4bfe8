//! The one integration test binary: each module holds a promise where it is made.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may stop"
)]

mod access_doors;
mod access_entrance;
mod access_golden;
mod access_samples;
mod access_secrets;
mod access_table;
mod access_terminal;
mod access_trail;
mod census_rules;
mod checks_facts;
mod checks_people;
mod checks_rules;
mod checks_slips;
mod checks_ward;
mod convergence;
mod drafts;
mod event_golden;
mod every_screen;
mod harness;
mod imports_any_bytes;
mod imports_faults;
mod imports_round_trip;
mod imports_words;
mod journal_crash;
mod journal_faults;
mod journal_golden;
mod journal_store;
mod manual;
mod numbers_forks;
mod numbers_linked;
mod numbers_people;
mod numbers_schemes;
mod numbers_simulation;
mod paper_documents;
mod paper_forms;
mod paper_kit;
mod paper_printers;
mod paper_slips;
mod program;
mod refusals_elsewhere;
mod run_door;
mod run_kill;
mod run_model;
mod run_numbers;
mod run_shell;
mod run_strict;
mod screens_access;
mod screens_beds;
mod screens_board;
mod screens_census;
mod screens_checks;
mod screens_discrepancies;
mod screens_first_list;
mod screens_forms;
mod screens_ids;
mod screens_menu;
mod screens_monkey;
mod screens_paper;
mod screens_papers;
mod screens_search;
mod screens_slips;
mod screens_start;
mod search_register;
mod session;
mod slip_apart;
mod slip_archive;
mod slip_day;
mod slip_golden;
mod slip_life;
mod slip_refusals;
mod slip_safety;
mod slip_settings;
mod slip_sim;
mod slip_world;
mod store_damage;
mod store_fold_version;
mod store_kill;
mod store_kit;
mod store_leaving;
mod store_replay;
mod store_stations;
mod terminal;
mod tidy;
mod undo_rules;
mod world;
mod writer_faults;
mod writer_saves;
