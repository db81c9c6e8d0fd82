//! Nothing writes a state but by a move that is drawn.

use crate::architecture::source::{self, Source};

/// Files in which a state is written in SQL, each by the words of a move.
const IN_SQL: &[&str] = &["backend/src/kernel/lease.rs", "backend/src/deactivation/claim.rs"];

/// Which places write a state, or begin a row, otherwise.
fn found(tree: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for source in source::program(tree).filter(|it| it.path.starts_with("backend/src/")) {
        let code = source.code();
        let mut tell = |what: &str| found.push(format!("{}: {what}", source.path));
        let squeezed: String = code.split_whitespace().collect();
        if squeezed.contains("col_expr(Column::State,") || squeezed.contains("col_expr(Column::Standing,") {
            tell("a state is written without a move");
        }
        if source.text.contains("SET state =") && !IN_SQL.contains(&source.path.as_str()) {
            tell("a state is written in SQL");
        }
        // The pages show made-up rows; they store none.
        if !source.path.starts_with("backend/src/web/") {
            for at in ["state:State::", "::State::"].iter().flat_map(|it| squeezed.match_indices(it).map(|(at, _)| at))
            {
                let before = &squeezed[..at];
                let is_field = squeezed[at..].starts_with("state:")
                    && !before.ends_with(|it: char| it.is_alphanumeric() || it == '_');
                let is_path = squeezed[at..].starts_with("::")
                    && before.rsplit([',', '{', '(', ';', '=']).next().is_some_and(|it| it.starts_with("state:"));
                if is_field || is_path {
                    tell("a row begins, or is found, in a state without a name for that");
                }
            }
        }
    }
    found
}

/// The moves and beginnings that a file declares, by name.
fn declared(source: &Source) -> Vec<String> {
    let Some((_, machine)) = source.text.split_once("crate::machine! {") else { return Vec::new() };
    let machine = machine.split("\n}\n").next().unwrap_or_default();
    let lines = machine.lines().map(str::trim).filter(|line| line.contains("=>"));
    lines.filter_map(|line| line.split([':', ' ']).next().map(str::to_owned)).collect()
}

#[test]
fn states_are_written_by_moves_only() {
    assert_eq!(found(&source::tree()), [""; 0]);
}

#[test]
fn a_state_that_is_written_otherwise_is_found() {
    let tree = [
        Source::new(
            "backend/src/letter/store.rs",
            "fn f() { update().col_expr(\n  Column::State, Expr::value(State::Sent)) }",
        ),
        Source::new("backend/src/letter/other.rs", "const SQL: &str = \"UPDATE letter SET state = 'sent'\";"),
        Source::new("backend/src/casework/begin.rs", "fn f() { insert(Model { id, state: State::Sent }) }"),
        Source::new(
            "backend/src/casework/path.rs",
            "fn f() { insert(Model { id, state: request::state::State::Open }) }",
        ),
        Source::new(
            "backend/src/casework/good.rs",
            "fn f() { insert(Model { id, state: START }); match state { State::Sent => {} } }",
        ),
    ];
    let places: Vec<_> = found(&tree).iter().map(|it| it.split(':').next().unwrap_or_default().to_owned()).collect();
    let wanted = ["letter/store.rs", "letter/other.rs", "casework/begin.rs", "casework/path.rs"];
    assert_eq!(places, wanted.map(|it| format!("backend/src/{it}")));
}

/// A move that is drawn is made somewhere, and every machine is drawn.
#[test]
fn what_is_declared_is_used_and_drawn() {
    let tree = source::tree();
    let program: Vec<_> = source::program(&tree).filter(|it| it.path.starts_with("backend/src/")).collect();
    let drawn: Vec<_> = super::drawings().into_iter().map(|(file, _)| file).collect();
    let mut count = 0;
    for source in &program {
        let declares = source.text.contains("codes! {") && source.text.contains("    State {\n");
        let is_law = source.path.starts_with("backend/src/law/");
        assert!(!declares || is_law || drawn.contains(&source.path.as_str()), "{} is not drawn", source.path);
        for name in declared(source) {
            let noun = source.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let uses = |it: &Source| {
                let code = it.code();
                let words = code.split(|it: char| !it.is_alphanumeric() && it != '_');
                let named = words.filter(|word| **word == name).count();
                // In its own file it is declared, too.
                let wanted = if it.path == source.path { 2 } else { 1 };
                (it.path.starts_with(noun) || it.path.starts_with("backend/src/casework/")) && named >= wanted
            };
            assert!(program.iter().any(|it| uses(it)), "{}: {name} is never made", source.path);
            count += 1;
        }
    }
    assert!(count > 80, "only {count} moves were read");
}
