//! A state machine as a diagram that GitHub and others show.

use std::collections::BTreeSet;
use std::fmt::Write;

use rightsdesk::kernel::moves::{Coded, Machine};

/// What is drawn of one machine.
#[derive(Debug, PartialEq, Eq)]
pub struct Drawing {
    of: String,
    states: Vec<&'static str>,
    starts: Vec<(String, &'static str)>,
    moves: Vec<(&'static str, &'static str, String)>,
}

impl Drawing {
    /// Nothing but the states.
    pub fn new(of: &str, states: impl Iterator<Item = &'static str>) -> Self {
        Self { of: of.to_owned(), states: states.collect(), starts: Vec::new(), moves: Vec::new() }
    }

    /// All that a machine declares.
    pub fn of<S: Coded>(machine: &Machine<S>) -> Self {
        let mut drawing = Self::new(machine.of, S::EACH.iter().map(|state| state.word()));
        for (name, first) in machine.starts {
            drawing.begins(name.trim().trim_end_matches('.'), first.word());
        }
        for step in machine.moves {
            for from in step.from() {
                drawing.goes(from.word(), step.to().word(), step.name());
            }
        }
        drawing
    }

    /// A row begins there.
    pub fn begins(&mut self, name: &str, first: &'static str) {
        self.starts.push((name.to_owned(), first));
    }

    /// A row goes from one state to another, or comes back to where it was.
    pub fn goes(&mut self, from: &'static str, to: &'static str, name: &str) {
        self.moves.push((from, to, name.to_owned()));
    }

    /// A heading, the file that says so, and the diagram.
    pub fn markdown(&self, file: &str) -> String {
        let mut text = format!("\n## {}\n\n`{file}`\n\n```mermaid\nstateDiagram-v2\n", self.of);
        for (name, first) in &self.starts {
            writeln!(text, "    [*] --> {first}: {name}").expect("a text takes it");
        }
        for (from, to, name) in &self.moves {
            writeln!(text, "    {from} --> {to}: {name}").expect("a text takes it");
        }
        for end in self.ends() {
            writeln!(text, "    {end} --> [*]").expect("a text takes it");
        }
        text.push_str("```\n");
        text
    }

    /// The states that nothing leads away from.
    pub fn ends(&self) -> Vec<&'static str> {
        let left: BTreeSet<_> = self.moves.iter().filter(|(from, to, _)| from != to).map(|(from, ..)| *from).collect();
        self.states.iter().copied().filter(|state| !left.contains(state)).collect()
    }

    /// The states that no row ever comes to.
    pub fn unreachable(&self) -> Vec<&'static str> {
        let mut reached: BTreeSet<_> = self.starts.iter().map(|(_, first)| *first).collect();
        while let Some((_, to, _)) =
            self.moves.iter().find(|(from, to, _)| reached.contains(from) && !reached.contains(to))
        {
            reached.insert(*to);
        }
        self.states.iter().copied().filter(|state| !reached.contains(state)).collect()
    }
}

#[test]
fn every_state_can_be_reached() {
    for (file, drawing) in super::drawings() {
        assert!(drawing.unreachable().is_empty(), "{file}: {:?}", drawing.unreachable());
    }
}

#[test]
fn a_state_that_nothing_leads_to_is_found() {
    let mut drawing = Drawing::new("A made-up thing", ["here", "there", "nowhere"].into_iter());
    drawing.begins("It begins", "here");
    drawing.goes("here", "there", "It goes");
    assert_eq!((drawing.unreachable(), drawing.ends()), (vec!["nowhere"], vec!["there", "nowhere"]));
}
