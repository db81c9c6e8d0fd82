//! The answer to a request: the form in which staff write it, and how it stands while it waits for a second person.

use crate::web::page::field::Field;

/// An answer that staff write.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnswerForm {
    /// Field `text`.
    pub text: Field,
    /// Field `outcome`: the chosen code; empty for none.
    pub outcome: String,
    /// Whether it can only be granted: what is never weighed is not refused.
    pub is_absolute: bool,
    /// What is wrong with the outcome.
    pub outcome_error: Option<String>,
    /// Field `ground`: the chosen code; empty for none.
    pub ground: String,
    /// The grounds on which this right may be refused: code and words.
    pub grounds: Vec<(String, String)>,
    /// What is wrong with the ground.
    pub ground_error: Option<String>,
    /// Field `further`: the code of a second ground; empty for none.
    pub further: String,
    /// Field `evidence`.
    pub evidence: Field,
    /// Field `rests_on`, of an erasure: the grounds of Art. 17(1), each with its code, its words, and whether it is chosen.
    pub rests_on: Vec<(String, String, bool)>,
}

impl AnswerForm {
    /// Chooses these grounds of an erasure; without any, those that are proposed stay chosen.
    pub fn choose(&mut self, is_chosen: impl Fn(&str) -> bool) {
        if self.rests_on.iter().any(|(code, _, _)| is_chosen(code)) {
            for (code, _, chosen) in &mut self.rests_on {
                *chosen = is_chosen(code);
            }
        }
    }
}

/// An answer that waits for a second person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proposal {
    /// Field `proposal`: which one is looked at.
    pub id: String,
    /// The outcome, in words.
    pub outcome: String,
    /// Who proposed it, and when.
    pub by: String,
    /// The grounds: name and provisions.
    pub grounds: Vec<String>,
    /// What the person would read.
    pub text: String,
    /// What is on file.
    pub evidence: Option<String>,
    /// What has to be so first, in words; empty when the reader may agree.
    pub waits_for: Option<String>,
    /// Field `why`, to send it back; `None`: not by this reader.
    pub send_back: Option<Field>,
}
