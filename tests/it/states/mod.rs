//! `backend/STATES.md` shows every state machine of the desk, and shows it as it is.
//!
//! The diagrams are drawn from the constants by which the stores write; those of tickets, holds and circumstances by trying each
//! move from each state. `RIGHTSDESK_WRITE_STATES=1` writes the document anew.

mod draw;
mod ticket;
mod writing;

use std::path::Path;

use draw::Drawing;
use rightsdesk::{
    archive, circumstance, complaint, correction, deactivation, decision, handover,
    hold::{self, ground::Keeps, step::What},
    identifier,
    kernel::moves::{Machine, Move},
    letter, notice, question, recheck, request, task,
};

const INTRODUCTION: &str = "# States

Each thing that the desk keeps track of stands somewhere, and goes from there only by the moves that are drawn here. These
diagrams are made from the code: a store writes a state by the move that is drawn, and finds only rows that stand where the
move begins. A test holds this file against the code; `RIGHTSDESK_WRITE_STATES=1 cargo nextest run -p rightsdesk-tests states`
writes it anew.
";

/// Every machine, each with the file that declares it, in the order of the document.
fn drawings() -> Vec<(&'static str, Drawing)> {
    vec![
        ("backend/src/ticket/state.rs", ticket::drawing()),
        ("backend/src/identifier/standing.rs", Drawing::of(&identifier::standing::MACHINE)),
        ("backend/src/request/state.rs", Drawing::of(&request::state::MACHINE)),
        ("backend/src/decision/state.rs", Drawing::of(&decision::state::MACHINE)),
        ("backend/src/task/state.rs", Drawing::of(&task::state::MACHINE)),
        ("backend/src/archive/state.rs", Drawing::of(&archive::state::MACHINE)),
        ("backend/src/handover/state.rs", Drawing::of(&handover::state::MACHINE)),
        ("backend/src/letter/kind.rs", Drawing::of(&letter::kind::MACHINE)),
        ("backend/src/question/kind.rs", Drawing::of(&question::kind::MACHINE)),
        ("backend/src/correction/state.rs", Drawing::of(&correction::state::MACHINE)),
        ("backend/src/notice/state.rs", Drawing::of(&notice::state::MACHINE)),
        ("backend/src/notice/call/state.rs", Drawing::of(&notice::call::state::MACHINE)),
        ("backend/src/complaint/state.rs", Drawing::of(&complaint::state::MACHINE)),
        ("backend/src/hold/state.rs", hold("A legal hold", Keeps::Hold)),
        ("backend/src/hold/state.rs", hold("A lock", Keeps::Lock)),
        ("backend/src/circumstance/kind.rs", noted("That the person is a child", circumstance::kind::Kind::Child)),
        ("backend/src/circumstance/kind.rs", noted("That the person has died", circumstance::kind::Kind::Deceased)),
        ("backend/src/recheck/state.rs", Drawing::of(&recheck::state::MACHINE)),
        ("backend/src/deactivation/state.rs", Drawing::of(&deactivation::state::MACHINE)),
        ("backend/src/deactivation/sweep.rs", Drawing::of(&deactivation::sweep::MACHINE)),
        ("backend/src/deactivation/part.rs", Drawing::of(&deactivation::part::MACHINE)),
    ]
}

fn hold(of: &str, keeps: Keeps) -> Drawing {
    use hold::state::State;
    let has = |state: &&State| **state != State::Ending || keeps == Keeps::Lock;
    let mut drawing = Drawing::new(of, State::ALL.iter().filter(has).map(|state| state.code()));
    drawing.begins("It is set", State::Standing.code());
    for state in State::ALL {
        for what in What::ALL {
            let name = match what {
                What::Set => "It is set",
                What::Reviewed => "It is looked at, and goes on",
                What::LiftPlanned => "The person is told of its end",
                What::CalledOff => "It goes on after all",
                What::KeptPast => "Its time is over, and staff are told",
                What::Lifted => "It ends",
            };
            if let Some(after) = state.after(keeps, *what) {
                drawing.goes(state.code(), after.code(), name);
            }
        }
    }
    drawing
}

fn noted(of: &str, kind: circumstance::kind::Kind) -> Drawing {
    let decisions = kind.decisions().iter().map(|decision| decision.code());
    let mut drawing = Drawing::new(of, ["undecided"].into_iter().chain(decisions.clone()));
    drawing.begins("Staff note it", "undecided");
    for decision in decisions {
        drawing.goes("undecided", decision, "It is decided");
    }
    drawing
}

fn document() -> String {
    let mut text = INTRODUCTION.to_owned();
    for (file, drawing) in drawings() {
        text.push_str(&drawing.markdown(file));
    }
    text
}

#[test]
fn the_document_shows_each_machine_as_it_is() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the project's folder").join("backend/STATES.md");
    let document = document();
    if std::env::var_os("RIGHTSDESK_WRITE_STATES").is_some() {
        std::fs::write(&path, &document).unwrap();
    }
    let stored = std::fs::read_to_string(&path).unwrap();
    let line = stored.lines().zip(document.lines()).find(|(stored, drawn)| stored != drawn);
    assert!(
        stored == document,
        "backend/STATES.md does not show the code (RIGHTSDESK_WRITE_STATES=1 writes it): {line:?}"
    );
}

#[test]
fn one_more_move_makes_another_diagram() {
    use letter::kind::{MACHINE, State};
    let mut moves = MACHINE.moves.to_vec();
    moves.push(Move::new("It comes back.", &[State::Sent], State::Abandoned));
    let more = Machine { moves: moves.leak(), ..MACHINE };
    let (drawn, wanted) = (Drawing::of(&more).markdown(""), Drawing::of(&MACHINE).markdown(""));
    assert_ne!(drawn, wanted);
    assert!(drawn.contains("sent --> abandoned: It comes back\n"), "{drawn}");
    assert!(!drawn.contains("sent --> [*]"), "it is no end any more: {drawn}");
}

/// What is said of states elsewhere is true of where moves begin.
#[test]
fn moves_begin_where_the_states_say() {
    for step in correction::state::MACHINE.moves {
        assert!(correction::state::State::ALL.iter().all(|it| it.is_live() == step.begins_at(*it)), "{}", step.name());
    }
    for state in notice::state::State::ALL {
        assert_eq!(state.may_be_settled(), notice::state::TELL_BY_HAND.begins_at(*state), "{state}");
    }
    for state in archive::state::State::ALL {
        assert_eq!(state.may_be_discarded(), archive::state::SUPERSEDE.begins_at(*state), "{state}");
    }
    for state in complaint::state::State::ALL {
        assert_eq!(state.is_open(), complaint::state::ANSWER.begins_at(*state), "{state}");
    }
}
