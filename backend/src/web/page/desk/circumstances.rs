//! What was learned of the person, and the form that passes a ticket on, as its page shows them.

use super::select::Select;
use crate::web::page::field::{Field, Problem};

/// All of it.
#[derive(Clone, Debug, Default)]
pub struct Circumstances {
    /// What was noted.
    pub rows: Vec<CircumstanceRow>,
    /// The form for one more: field `what`, and field `how_known`; `None`: not by this reader.
    pub note: Option<(Select, Field)>,
    /// That what they ask may be somebody else's to answer: why, and what the law says.
    pub elsewhere: Vec<String>,
    /// The form that passes the ticket on; `None`: not by this reader, or over.
    pub pass_on: Option<PassOn>,
}

/// The form for what somebody else decides about.
#[derive(Clone, Debug)]
pub struct PassOn {
    /// Field `customer`: who.
    pub customer: Field,
    /// Its hint.
    pub hint: String,
    /// Field `way`: whether they get the request.
    pub way: Select,
}

/// One thing that was noted.
#[derive(Clone, Debug)]
pub struct CircumstanceRow {
    /// Its id, in addresses.
    pub id: String,
    /// What, in words.
    pub what: String,
    /// When, and by whom.
    pub noted: String,
    /// How it is known.
    pub how: String,
    /// What was decided, or that nobody has, in words.
    pub decision: String,
    /// Why.
    pub why: Option<String>,
    /// What the child or their guardian wants, to be said in the form that decides.
    pub wish: Option<Select>,
    /// The form that decides: field `decision`, and field `decided_why`; `None`: not by this reader, or decided.
    pub decide: Option<(Select, Field)>,
}

impl Circumstances {
    /// What goes into the summary of problems.
    pub fn problems(&self) -> Vec<Problem> {
        let note = self.note.iter().filter_map(|(_, how)| how.problem("how_known"));
        let pass_on = self.pass_on.iter().filter_map(|form| form.customer.problem("customer"));
        let decide = self
            .rows
            .iter()
            .filter_map(|row| row.decide.as_ref().and_then(|(_, why)| why.problem(&format!("decided_why-{}", row.id))));
        note.chain(pass_on).chain(decide).collect()
    }
}
