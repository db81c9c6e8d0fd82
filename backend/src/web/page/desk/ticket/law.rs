//! What the law says on the page of a ticket: of each request, of locks, of decisions by machines.

use crate::web::page::field::Field;

/// The locks on the person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LocksPart {
    /// Id, case and end, in words.
    pub rows: Vec<(String, String)>,
    /// Field `preference`: how they said that they want it erased; `None` where nothing is to be erased, or not by this reader.
    pub prefer: Option<Field>,
}

/// What the law says of a request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LawPart {
    /// What an objection is aimed at, in words.
    pub aims: Option<String>,
    /// Whether nothing in it is weighed or refused.
    pub is_absolute: bool,
    /// What the law says of the systems, by their legal basis.
    pub lines: Vec<LawLine>,
    /// Whether a bare wish to be erased is an objection as well.
    pub counts_as_objection: bool,
    /// The balancing test: who, when and which; the person's situation; our grounds.
    pub weighed: Option<(String, String, String)>,
    /// The form for one; `None` when nothing is to be weighed, or not by this reader.
    pub balance: Option<BalanceForm>,
}

/// One answer of the law: whether the right reaches these systems.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LawLine {
    /// Whether it does.
    pub verdict: String,
    /// What has to be so for it.
    pub conditions: Vec<&'static str>,
    /// The basis with its article, and the systems.
    pub bases: Vec<(String, String)>,
}

/// What machines decide, and what people have decided anew.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReviewPart {
    /// The listed decisions with their logic, and whether the law of the ticket forbids them.
    pub listed: Vec<(String, bool)>,
    /// What the person wrote.
    pub view: Vec<String>,
    /// What was decided anew: which and how, and why.
    pub reviewed: Vec<(String, String)>,
    /// The form to decide anew; `None` when nothing is listed, or not by this reader.
    pub form: Option<ReviewForm>,
}

/// A decision that is made anew.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReviewForm {
    /// Field `decision`: the chosen key.
    pub decision: String,
    /// What can be chosen: key and name.
    pub decisions: Vec<(String, String)>,
    /// Field `verdict`: the chosen code.
    pub verdict: String,
    /// What can be chosen: code and words.
    pub verdicts: Vec<(String, String)>,
    /// Field `reason`.
    pub reason: Field,
}

/// A balancing test.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BalanceForm {
    /// Field `theirs`.
    pub theirs: Field,
    /// Field `ours`.
    pub ours: Field,
    /// Field `weight`: the chosen code.
    pub weight: String,
    /// What can be chosen: code and words.
    pub weights: Vec<(String, String)>,
}
