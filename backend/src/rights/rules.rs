//! What can be said about every right: the vocabulary in which the eight files are written.

use std::fmt;

/// What is particular to one right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Where the right stands in either law.
    pub articles: Articles,
    /// What has to happen in each connected system.
    pub asks: Asks,
    /// What the person gets in the end.
    pub answer: Answer,
}

/// The place of one right in both laws: numbers of articles, without the word "Art.".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Articles {
    /// In Regulation (EU) 2016/679.
    pub eu: &'static str,
    /// In the UK GDPR, as changed by the Data (Use and Access) Act 2025.
    pub uk: &'static str,
}

impl Articles {
    /// A right that has the same number in both laws.
    pub const fn alike(number: &'static str) -> Self {
        Self { eu: number, uk: number }
    }
}

/// As people cite it: `Art. 15`, or `Art. 22 EU, Art. 22A–22D UK` where the laws differ.
impl fmt::Display for Articles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.eu == self.uk {
            write!(f, "Art. {}", self.eu)
        } else {
            write!(f, "Art. {} EU, Art. {} UK", self.eu, self.uk)
        }
    }
}

/// What a right asks of each system that holds data of the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// The connector hands over what it holds.
    Export {
        /// How much of it.
        scope: Scope,
    },
    /// A member of staff sees to it and says what was done.
    ByHand(Work),
    /// Nothing: the answer comes from the register, which describes the systems.
    Nothing,
}

/// How much of what a system holds is handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All personal data (Art. 15(1) and (3)).
    Everything,
    /// Only what the person provided, given or observed, and only where it is processed by automated means on the
    /// basis of consent or of a contract (Art. 20(1)).
    ProvidedByThePerson,
}

/// What a member of staff does in a system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Work {
    /// Correct what is wrong, complete what is missing.
    Correct,
    /// Erase, or say what is kept and why.
    Erase,
    /// Lock, so that the data is stored and not otherwise used.
    Lock,
    /// Stop using the data for the purpose that the person objects to.
    Stop,
    /// Look again, as a human being, at a decision that a machine made.
    Review,
}

/// What the person gets in the end. Whatever it is, it comes with a letter (Art. 12(3)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// An archive of what was found.
    Package,
    /// A text in which staff say what was done, or why not.
    InWriting,
}
