//! From the values of a line about slips to a command or question of the domain.

use crate::domain::slips::{
    ask::{Only, PaperFilter, SlipQuestion},
    command::{
        AskBack, Before, Dropped, NumberGiven, Perform, PickUp, Revise, SlipCommand, Taken, WarningsSeen, WriteSlip,
    },
    fact::{AskedOf, Ending, Handed, Method, Outcome, QueryOutcome, QueryReason},
};

use super::{cells::Cells, unreadable::Unreadable};

macro_rules! need {
    ($cells:ident . $taker:ident ( $field:literal $(, $more:expr)? )) => {{
        let value = $cells.$taker($field $(, $more)?);
        $cells.need(value, $field)?
    }};
}

/// The command of a line about slips.
pub fn command(cells: &mut Cells) -> Result<SlipCommand, Unreadable> {
    Ok(match cells.verb().word {
        "prepare-slips" => SlipCommand::PrepareBlanks {
            kind: need!(cells.code("type")),
            count: need!(cells.count("count")),
        },
        "write-slip" => SlipCommand::Write(WriteSlip {
            number: cells.form("number"),
            kind: cells.code("type"),
            patient: need!(cells.patient("patient")),
            origin: cells.post("origin"),
            urgency: cells.code("urgency"),
            orderer: cells.text("orderer"),
            values: cells.values("values").unwrap_or_default(),
            drugs: cells.drugs("drugs").unwrap_or_default(),
        }),
        "print-slip" => SlipCommand::Print {
            slip: need!(cells.slip("slip")).slip,
            printer: cells.text("printer"),
            seen: if cells.has("seen") {
                WarningsSeen::Yes
            } else {
                WarningsSeen::No
            },
            at: cells.post("desk"),
        },
        "revise" => SlipCommand::Revise(Revise {
            slip: need!(cells.slip("slip")).slip,
            urgency: cells.code("urgency"),
            values: cells.values("values").unwrap_or_default(),
            drugs: cells.drugs("drugs").unwrap_or_default(),
            ordered: cells.text("by").zip(cells.text("why")),
        }),
        "cancel-slip" => SlipCommand::Cancel {
            slip: need!(cells.slip("slip")).slip,
            reason: need!(cells.text("why")),
        },
        "pick-up" | "hand-over" | "receive" | "file" | "recall" | "cannot-find" | "found" | "pass-note"
        | "run-open" | "run-close" => carried(cells)?,
        _ => worked(cells)?,
    })
}

fn carried(cells: &mut Cells) -> Result<SlipCommand, Unreadable> {
    Ok(match cells.verb().word {
        "pick-up" => SlipCommand::PickUp(PickUp {
            what: match cells.slip("slip") {
                Some(name) => Taken::Copy(name),
                None => Taken::AllAt(need!(cells.post("desk"))),
            },
            carrier: cells.text("carrier"),
            run: cells.run("run"),
            to: cells.post("to"),
        }),
        "hand-over" => SlipCommand::HandOver {
            what: match cells.slip("slip") {
                Some(name) => Dropped::Copy(name),
                None => Dropped::OfRun(need!(cells.run("run"))),
            },
            to: match cells.post("desk") {
                Some(post) => Handed::Post(post),
                None => Handed::Carrier(need!(cells.text("carrier"))),
            },
        },
        "receive" => SlipCommand::Receive {
            name: need!(cells.slip("slip")),
            at: need!(cells.post("desk")),
        },
        "file" => SlipCommand::File {
            name: need!(cells.slip("slip")),
            how: cells.word("how", Ending::from_word).unwrap_or(Ending::Filed),
            at: cells.post("desk"),
        },
        "recall" => SlipCommand::Recall {
            name: need!(cells.slip("slip")),
            at: cells.post("desk"),
        },
        "cannot-find" => SlipCommand::CannotFind {
            name: need!(cells.slip("slip")),
            remark: cells.text("remark"),
        },
        "found" => SlipCommand::Found {
            name: need!(cells.slip("slip")),
            at: need!(cells.post("desk")),
        },
        "pass-note" => SlipCommand::PassNote {
            name: need!(cells.slip("slip")),
        },
        "run-open" => SlipCommand::OpenRun {
            carrier: need!(cells.text("carrier")),
            posts: cells.posts("posts").unwrap_or_default(),
        },
        "run-close" => SlipCommand::CloseRun {
            run: need!(cells.run("run")),
            remark: cells.text("remark"),
        },
        _ => return Err(Unreadable::DoMissing),
    })
}

fn worked(cells: &mut Cells) -> Result<SlipCommand, Unreadable> {
    Ok(match cells.verb().word {
        "start" => SlipCommand::Start {
            slip: need!(cells.slip("slip")).slip,
            at: cells.post("desk"),
        },
        "done" => SlipCommand::Done {
            slip: need!(cells.slip("slip")).slip,
            step: cells.code("step"),
            at: cells.post("desk"),
            by: cells.text("by"),
            before: if cells.has("on-paper") {
                Before::SeenOnPaper
            } else {
                Before::Recorded
            },
        },
        "perform" => SlipCommand::Perform(Perform {
            slip: need!(cells.slip("slip")).slip,
            outcome: cells.word("outcome", Outcome::from_word).unwrap_or(Outcome::Done),
            by: cells.text("by"),
            amount: cells.text("amount"),
            lot: cells.text("lot"),
            remark: cells.text("remark"),
        }),
        "return-result" => SlipCommand::ReturnResult {
            slip: need!(cells.slip("slip")).slip,
            by: cells.text("by"),
            remark: cells.text("remark"),
        },
        "bill" => SlipCommand::Bill {
            slip: need!(cells.slip("slip")).slip,
        },
        "query" => SlipCommand::Query(AskBack {
            slip: need!(cells.slip("slip")).slip,
            at: cells.post("desk"),
            reason: need!(cells.word("reason", QueryReason::from_word)),
            asked: cells.text("asked"),
            how: cells.word("how", Method::from_word).unwrap_or(Method::Phone),
            question: need!(cells.text("question")),
            caller: cells.text("caller"),
        }),
        "follow-query" => SlipCommand::Follow {
            slip: need!(cells.slip("slip")).slip,
            of: need!(cells.word("of", AskedOf::from_word)),
            asked: need!(cells.text("asked")),
            how: cells.word("how", Method::from_word),
        },
        "answer" => SlipCommand::Answer {
            slip: need!(cells.slip("slip")).slip,
            outcome: need!(cells.word("outcome", QueryOutcome::from_word)),
            answer: need!(cells.text("answer")),
            by: need!(cells.text("by")),
        },
        _ => return Err(Unreadable::DoMissing),
    })
}

/// The question of a line about slips.
pub fn question(cells: &mut Cells) -> Result<SlipQuestion, Unreadable> {
    Ok(match cells.verb().word {
        "slips" => SlipQuestion::OfPatient(need!(cells.patient("patient"))),
        "desk" => SlipQuestion::Desk {
            desk: need!(cells.post("desk")),
            at: cells.time("when"),
            only: if cells.has("late") { Only::Late } else { Only::All },
        },
        "reconcile" => {
            let day = cells.day("day");
            SlipQuestion::Reconcile(PaperFilter {
                ward: cells.post("origin"),
                patient: cells.patient("patient"),
                from: cells.day("from").or(day),
                to: cells.day("until").or(day),
            })
        }
        "billing" => SlipQuestion::Billing(PaperFilter {
            ward: cells.post("origin"),
            patient: cells.patient("patient"),
            from: cells.day("from"),
            to: cells.day("until"),
        }),
        "load" => SlipQuestion::Load,
        "runs" => SlipQuestion::Runs,
        "queries" => SlipQuestion::Queries {
            ward: cells.post("origin"),
        },
        _ => return Err(Unreadable::DoMissing),
    })
}

/// A whole number of a form, or its last digits: so few that no whole number is meant.
pub fn form(raw: &str) -> Option<NumberGiven> {
    use crate::domain::slips::{SlipNumber, number::SHORTEST_TAIL};
    let tail = (SHORTEST_TAIL..=7).contains(&raw.len()) && raw.bytes().all(|byte| byte.is_ascii_digit());
    if tail {
        return Some(NumberGiven::Tail(raw.to_owned()));
    }
    SlipNumber::parse(raw).map(NumberGiven::Whole)
}
