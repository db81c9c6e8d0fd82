//! What came of a form on the ticket's page: on to the page, with what was done; or the page at once, with what kept it
//! from being done and with what was typed.

use poem::{Response, Result, http::StatusCode};

use super::{
    questions::{self, TypedQuestion},
    show,
};
use crate::{
    casework::error::CaseError,
    desk::Desk,
    kernel::ids::TicketId,
    web::{
        case,
        page::{desk::ticket::Ticket, field::Field},
        staff::{notice::Notice, refusals, shown, signed_in::SignedIn},
    },
};

/// What was typed, so that nobody has to type it again.
#[derive(Clone, Debug)]
pub enum Typed {
    /// Nothing but a button was pressed.
    Nothing,
    /// How the person was verified.
    How(String),
    /// How they took the request back.
    Said(String),
    /// How they took one part of it back.
    TakenBack {
        /// The id of the request, as the address has it.
        request: String,
        /// The text.
        said: String,
    },
    /// How it was made sure that it is the person who lost the code.
    Checked(String),
    /// Why the package is not sent.
    Why(String),
    /// How the person said that they want it erased rather than locked.
    Preference(String),
    /// A message.
    Message(String),
    /// A note.
    Note(String),
    /// A further identifier.
    Identifier {
        /// Its kind.
        kind: String,
        /// Its value.
        value: String,
    },
    /// The reasons why a request takes longer.
    Reasons {
        /// The id of the request, as the address has it.
        request: String,
        /// The text.
        text: String,
    },
    /// The answer to a request.
    Answer {
        /// The id of the request, as the address has it.
        request: String,
        /// The chosen outcome.
        outcome: String,
        /// The chosen grounds.
        grounds: [String; 2],
        /// The evidence.
        evidence: String,
        /// The chosen grounds of an erasure.
        rests_on: Vec<String>,
        /// The text.
        text: String,
    },
    /// A question to the person.
    Question(TypedQuestion),
    /// That an answer is enough.
    Enough {
        /// The id of the question.
        question: String,
        /// How it was checked.
        how: String,
        /// From which day on.
        on: String,
    },
    /// How it is known what was learned of the person.
    Learned(String),
    /// Why it was decided so.
    Decided {
        /// The id of what was noted.
        circumstance: String,
        /// The text.
        why: String,
    },
    /// Who decides about the data.
    Customer(String),
    /// A complaint that came by other means.
    Complaint {
        /// The text.
        text: String,
        /// The day.
        came_on: String,
    },
    /// The answer to a complaint.
    ComplaintAnswer {
        /// The id of the complaint.
        complaint: String,
        /// What was found.
        found: String,
        /// What was done.
        done: String,
    },
    /// What is missing of an answer.
    Missing {
        /// The id of the question.
        question: String,
        /// The text.
        text: String,
        /// The day on which it came, as it was typed.
        on: String,
    },
    /// A balancing test.
    Weighing {
        /// The id of the request, as the address has it.
        request: String,
        /// The person's situation.
        theirs: String,
        /// Our grounds.
        ours: String,
        /// Which weighs more.
        weight: String,
    },
    /// A machine's decision, decided anew.
    Anew {
        /// The id of the request, as the address has it.
        request: String,
        /// The chosen decision.
        decision: String,
        /// What was decided.
        verdict: String,
        /// Why.
        reason: String,
    },
    /// Why a proposed answer is sent back.
    SentBack {
        /// The id of the request, as the address has it.
        request: String,
        /// The text.
        text: String,
    },
}

/// Where a form of a ticket belongs.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// Who sent it.
    pub by: &'a SignedIn,
    /// The ticket.
    pub ticket: TicketId,
    /// Its reference.
    pub reference: &'a str,
}

impl Place<'_> {
    /// The answer to the form.
    pub async fn answer(self, desk: &Desk, done: Result<Notice, CaseError>, typed: Typed) -> Result<Response> {
        let (status, words) = match done {
            Ok(notice) => return Ok(notice.at(&format!("/desk/t/{}", self.reference))),
            Err(CaseError::Refused(refusal)) => {
                (StatusCode::UNPROCESSABLE_ENTITY, refusals::words(refusal, self.by.language).to_owned())
            }
            Err(CaseError::Illegal(illegal)) => (StatusCode::CONFLICT, refusals::illegal(&illegal, self.by.language)),
            Err(CaseError::Changed) => (StatusCode::CONFLICT, self.by.language.desk().trouble.changed_text.to_owned()),
            Err(other @ (CaseError::NotFound | CaseError::Limited | CaseError::Gone | CaseError::Fault(_))) => {
                return Err(other.into());
            }
        };
        let case = case::read(desk, self.ticket).await?;
        let mut page = show::fill(desk, self.by, &case, None)?;
        if let (Typed::Question(typed), true) = (&typed, page.questions.form.is_some()) {
            page.questions.form = Some(questions::form_again(desk, &case, self.by.language, typed, &words));
        } else if !put_back(&mut page, typed, &words) {
            page.refusal = Some(words);
        }
        shown::page_with(status, &page)
    }
}

/// Puts what was typed back into its field, with the complaint; false if the page has no such field any more.
fn put_back(page: &mut Ticket, typed: Typed, words: &str) -> bool {
    let (field, value) = match typed {
        Typed::Nothing | Typed::Question(_) => return false,
        Typed::How(how) if page.next.may_verify => (&mut page.next.how, how),
        Typed::Why(why) if page.next.may_discard => (&mut page.next.why, why),
        Typed::Said(said) if page.next.may_withdraw => (&mut page.next.said, said),
        Typed::Checked(checked) if page.next.may_renew => (&mut page.next.checked, checked),
        Typed::How(_) | Typed::Why(_) | Typed::Said(_) | Typed::Checked(_) => return false,
        Typed::Preference(said) => {
            let Some(field) = page.locks.prefer.as_mut() else { return false };
            (field, said)
        }
        Typed::Message(text) => (&mut page.message, text),
        Typed::Note(text) => (&mut page.note, text),
        // A closed ticket takes no more names.
        Typed::Identifier { .. } if page.add.kinds.is_empty() => return false,
        Typed::Identifier { kind, value } => {
            page.add.kind = kind;
            (&mut page.add.value, value)
        }
        Typed::Reasons { request, text } => {
            let form = page.requests.iter_mut().find(|row| row.id == request).and_then(|row| row.extend.as_mut());
            let Some(form) = form else { return false };
            (&mut form.reasons, text)
        }
        Typed::TakenBack { request, said } => {
            let row = page.requests.iter_mut().find(|row| row.id == request);
            let Some(field) = row.and_then(|row| row.take_back.as_mut()) else { return false };
            (field, said)
        }
        Typed::Enough { question, how, on } => {
            let row = page.questions.rows.iter_mut().find(|row| row.id == question);
            let Some(take) = row.and_then(|row| row.take.as_mut()) else { return false };
            take.on = on;
            (&mut take.how, how)
        }
        Typed::Learned(how) => {
            let Some((_, field)) = page.circumstances.note.as_mut() else { return false };
            (field, how)
        }
        Typed::Decided { circumstance, why } => {
            let row = page.circumstances.rows.iter_mut().find(|row| row.id == circumstance);
            let Some((_, field)) = row.and_then(|row| row.decide.as_mut()) else { return false };
            (field, why)
        }
        Typed::Customer(customer) => {
            let Some(form) = page.circumstances.pass_on.as_mut() else { return false };
            (&mut form.customer, customer)
        }
        Typed::Complaint { text, came_on } => {
            let Some(form) = page.complaints.form.as_mut() else { return false };
            form.came_on = came_on;
            (&mut form.text, text)
        }
        Typed::ComplaintAnswer { complaint, found, done } => {
            let row = page.complaints.rows.iter_mut().find(|row| row.id == complaint);
            let Some(answer) = row.and_then(|row| row.answer.as_mut()) else { return false };
            if found.trim().is_empty() {
                answer.done = Field::holding(done);
                (&mut answer.found, found)
            } else {
                answer.found = Field::holding(found);
                (&mut answer.done, done)
            }
        }
        Typed::Missing { question, text, on } => {
            let row = page.questions.rows.iter_mut().find(|row| row.id == question);
            let Some(take) = row.and_then(|row| row.take.as_mut()) else { return false };
            take.missing_on = on;
            (&mut take.missing, text)
        }
        Typed::Weighing { request, theirs, ours, weight } => {
            let row = page.requests.iter_mut().find(|row| row.id == request);
            let Some(form) = row.and_then(|row| row.law.balance.as_mut()) else { return false };
            form.ours = Field::holding(ours);
            form.weight = weight;
            (&mut form.theirs, theirs)
        }
        Typed::Anew { request, decision, verdict, reason } => {
            let row = page.requests.iter_mut().find(|row| row.id == request);
            let form = row.and_then(|row| row.review.as_mut()).and_then(|review| review.form.as_mut());
            let Some(form) = form else { return false };
            form.decision = decision;
            form.verdict = verdict;
            (&mut form.reason, reason)
        }
        Typed::SentBack { request, text } => {
            let row = page.requests.iter_mut().find(|row| row.id == request);
            let field = row.and_then(|row| row.proposal.as_mut()).and_then(|proposal| proposal.send_back.as_mut());
            let Some(field) = field else { return false };
            (field, text)
        }
        Typed::Answer { request, outcome, grounds: [ground, further], evidence, rests_on, text } => {
            let form = page.requests.iter_mut().find(|row| row.id == request).and_then(|row| row.answer.as_mut());
            let Some(form) = form else { return false };
            form.outcome = outcome;
            form.ground = ground;
            form.further = further;
            form.evidence = Field::holding(evidence);
            form.choose(|code| rests_on.iter().any(|chosen| chosen == code));
            (&mut form.text, text)
        }
    };
    *field = Field::wrong(value, words);
    true
}
