//! Key scripts: what a test, a drill or the monkey types, in the notation of the keymap.
//! `F3 down down text:たなか enter paste:501 size:80x24 wait`

use super::{Chord, Input, Unreadable};

/// One step of a script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    Input(Input),
    /// Until nothing is under way.
    Idle,
}

/// Reads a script. A blank inside `text:` is written `_`, an underscore `__`.
pub fn read_script(script: &str) -> Result<Vec<Step>, Unreadable> {
    let mut steps = Vec::new();
    for word in script.split_ascii_whitespace() {
        let fail = || Unreadable {
            written: word.to_owned(),
        };
        if let Some(text) = word.strip_prefix("text:") {
            let typed = |letter| Step::Input(Input::Press(Chord::plain(super::Key::Char(letter)).settled()));
            steps.extend(blanks(text).chars().map(typed));
        } else if let Some(text) = word.strip_prefix("paste:") {
            steps.push(Step::Input(Input::Paste(blanks(text))));
        } else if let Some(size) = word.strip_prefix("size:") {
            let (columns, rows) = size.split_once('x').ok_or_else(fail)?;
            let (columns, rows) = (columns.parse().map_err(|_| fail())?, rows.parse().map_err(|_| fail())?);
            steps.push(Step::Input(Input::Resize(columns, rows)));
        } else if word == "wait" {
            steps.push(Step::Idle);
        } else {
            steps.push(Step::Input(Input::Press(Chord::parse(word)?)));
        }
    }
    Ok(steps)
}

fn blanks(text: &str) -> String {
    text.replace("__", "\u{0}").replace('_', " ").replace('\u{0}', "_")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]

    use super::*;

    #[test]
    fn a_script_is_read_step_by_step() {
        let steps = read_script("F3 text:た_a enter paste:a__b size:80x24 wait").unwrap();
        let press = |written: &str| Step::Input(Input::Press(Chord::parse(written).unwrap()));
        assert_eq!(
            steps,
            [
                press("F3"),
                press("た"),
                press("space"),
                press("a"),
                press("enter"),
                Step::Input(Input::Paste("a_b".to_owned())),
                Step::Input(Input::Resize(80, 24)),
                Step::Idle,
            ]
        );
        assert!(read_script("F3 dwn").is_err());
    }
}
