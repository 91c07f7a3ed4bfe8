//! The program itself: a file of commands, forms of the hospital's own, keys, manual pages, completions.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::Output;

#[derive(Debug, Args)]
pub struct Run {
    /// `-` is standard input, too.
    #[arg(value_name = "FILE", default_value = "-", hide_default_value = true)]
    pub file: PathBuf,
}

#[derive(Debug, Subcommand)]
pub enum Forms {
    Check(FormsCheck),
}

#[derive(Debug, Args)]
pub struct FormsCheck {
    #[arg(value_name = "FOLDER")]
    pub forms: Option<PathBuf>,
    #[arg(long, value_name = "FOLDER")]
    pub preview: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Keys {
    #[arg(long, value_enum, hide_possible_values = true, value_name = "KEYMAP")]
    pub keymap: Vec<Keymap>,
    #[command(flatten)]
    pub output: Output,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Keymap {
    Compact,
    Vim,
}

#[derive(Debug, Args)]
pub struct Man {
    #[arg(long, value_name = "FOLDER")]
    pub out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Completions {
    #[arg(value_enum, hide_possible_values = true, value_name = "SHELL")]
    pub shell: Shell,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    Bash,
    Zsh,
    Fish,
}
