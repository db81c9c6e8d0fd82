//! The log in words: one sentence for each event, and its code for one that this version does not know.

use serde_json::Value;

use super::{circumstances, questions};
use crate::{
    audit::entity::Model,
    casework::circumstances::pass_on::Way,
    desk::Desk,
    identifier::standing::Standing,
    letter,
    message::kind::Visibility,
    request,
    rights::right::Right,
    task::state::{Operation, Outcome},
    ticket::intake::Channel,
    web::{
        case::Case,
        page::desk::ticket::log::LogLine,
        staff::{corrections, shown::Times, terms},
    },
    words::{fill::Fill, language::Language, number},
};

/// All lines, newest first.
pub fn of(desk: &Desk, case: &Case, language: Language) -> Vec<LogLine> {
    let times = Times::of(desk, language);
    let lines = case.log.iter().rev().map(|line| LogLine {
        at: times.short(line.at),
        who: who(case, line, language),
        what: Words { desk, case, language, details: serde_json::from_str(&line.details).unwrap_or_default() }
            .of(&line.event),
    });
    lines.collect()
}

fn who(case: &Case, line: &Model, language: Language) -> String {
    let w = &language.terms().who;
    match (line.actor.as_str(), line.actor_id) {
        ("staff", Some(id)) => case.name_of(id).unwrap_or(w.former_staff).to_owned(),
        ("subject", _) => w.subject.to_owned(),
        ("worker", _) => w.worker.to_owned(),
        _ => w.desk.to_owned(),
    }
}

struct Words<'a> {
    desk: &'a Desk,
    case: &'a Case,
    language: Language,
    details: Value,
}

impl Words<'_> {
    fn of(&self, event: &str) -> String {
        let w = &self.language.terms().log;
        match event {
            "received" => w.received.with(self.channel()),
            "confirmation_held_back" => w.confirmation_held_back.to_owned(),
            "confirmed" => w.confirmed.to_owned(),
            "denied" => w.denied.to_owned(),
            "expired" => w.expired.to_owned(),
            "expired_unwritten" => w.expired_unwritten.to_owned(),
            "started" => w.started.to_owned(),
            "gathered" => w.gathered.to_owned(),
            "reopened" => w.reopened.to_owned(),
            "answered" => w.answered.to_owned(),
            "package_discarded" => w.package_discarded.to_owned(),
            "withdrawn" => w.withdrawn.to_owned(),
            "request_withdrawn" if self.details["gives_up_copy"] == true => {
                self.language.taking_back().log_no_copy.with(self.right())
            }
            "request_withdrawn" => self.language.taking_back().log.with(self.right()),
            "extended" => w.extended.with2(self.right(), self.due_on()),
            "due_moved" => w.due_moved.with(self.due_on()),
            "assigned" => self.assigned(),
            "access_code_renewed" => w.access_code_renewed.to_owned(),
            "identity_checked" => w.identity_checked.to_owned(),
            "identifier_decided" if self.text("standing") == Standing::Refused.code() => {
                w.identifier_refused.to_owned()
            }
            "identifier_decided" => w.identifier_accepted.to_owned(),
            "identifier_added" => w.identifier_added.with(terms::identifier_kind(self.text("kind"), self.language)),
            "message_written" if self.text("visibility") == Visibility::Internal.code() => w.note_written.to_owned(),
            "message_written" => w.message_written.to_owned(),
            "task_ended" => w.task_ended.with2(self.system(), self.ended()),
            "task_went_on" => w.task_went_on.with(self.system()),
            "task_ended_by_hand" => w.task_ended_by_hand.with2(self.system(), self.ended()),
            "task_retried" => w.task_retried.with(self.system()),
            "letter_sent" => w.letter_sent.with(self.letter()),
            "letter_abandoned" => w.letter_abandoned.with(self.letter()),
            "letter_retried" => w.letter_retried.to_owned(),
            "copy_brought" => self.language.erasing().copy_logged.to_owned(),
            "package_built" => {
                let bytes = self.details["bytes"].as_u64().unwrap_or(0);
                w.package_built.with(number::size(bytes, self.language))
            }
            "package_abandoned" => w.package_abandoned.to_owned(),
            "archive_retried" => w.package_retried.to_owned(),
            "package_released" => w.package_released.to_owned(),
            "package_fetched" => w.package_fetched.to_owned(),
            "mailbox_proved" => w.mailbox_proved.to_owned(),
            "link_asked" => w.link_asked.to_owned(),
            "fetch_disputed" => w.fetch_disputed.to_owned(),
            "request_answered" => w.request_answered.with2(self.right(), self.outcome()),
            "answer_proposed" => w.answer_proposed.with2(self.right(), self.outcome()),
            "answer_returned" => w.answer_returned.with(self.right()),
            "contact_shown" => w.contact_shown.to_owned(),
            "erasure_approved" => w.erasure_approved.with(self.system()),
            "erasure_decided" => w.erasure_decided.with(self.system()),
            "settled" => self.language.closed_accounts().log_settled.to_owned(),
            "erasure_goes_ahead" => self.language.erasing().log_ahead.with(self.system()),
            "part_changed" => self.language.parts().log_changed.to_owned(),
            "complaint_received" => self.language.complaining().log_received.to_owned(),
            "complaint_acknowledged" => self.language.complaining().log_acknowledged.to_owned(),
            "complaint_answered" => self.language.complaining().log_answered.to_owned(),
            "merged" => self.language.handing_on().log_merged.to_owned(),
            "asked_again" => self.language.handing_on().log_reminded.to_owned(),
            "passed_on" if self.text("way") == Way::Told.code() => {
                self.language.elsewhere().log.with(self.text("customer"))
            }
            "passed_on" => self.language.handing_on().log_passed_on.with(self.text("customer")),
            "circumstance_noted" => self.language.handing_on().log_noted.with(self.circumstance()),
            "concluded" => self.language.complaining().log_answered.to_owned(),
            "taken_up" => self.language.handing_on().log_taken_up.to_owned(),
            "childs_erasure_opened" => self.language.handing_on().log_child.to_owned(),
            "circumstance_decided" => self.language.handing_on().log_decided.with(self.decision()),
            "reminded" => self.language.reminding().log.to_owned(),
            "question_asked" => self.language.asking().log_asked.with(self.question()),
            "question_replied" => self.language.asking().log_replied.with(self.question()),
            "question_answered" => self.language.asking().log_answered.with(self.question()),
            "question_not_enough" => self.language.asking().log_not_enough.with(self.question()),
            "closed_no_reply" => self.language.asking().log_closed.to_owned(),
            "resumed" => self.language.asking().log_resumed.to_owned(),
            "questions_open_again" => self.language.asking().log_open_again.to_owned(),
            "correction_asked" => self.language.correcting().log_asked.with2(self.system(), self.fields()),
            "correction_invited" => self.language.correcting().log_invited.to_owned(),
            "correction_approved" => self.language.correcting().log_approved.with(self.system()),
            "correction_settled" => {
                let state = self.text("state").parse().map_or("", |state| corrections::state(state, self.language));
                self.language.correcting().log_settled.with2(self.text("field"), state)
            }
            "rectification_executed" => self.language.correcting().log_executed.with2(self.system(), self.fields()),
            "package_assembled_anew" => self.language.correcting().log_anew.with(self.system()),
            "hold_set" => self.language.holding().log_set.to_owned(),
            "hold_lifted" => self.language.holding().log_lifted.to_owned(),
            "decision_reviewed" => self.language.reviewing().log_reviewed.to_owned(),
            "objection_weighed" => self.language.stopping().log_weighed.to_owned(),
            "erasure_follows" => self.language.stopping().log_follows.to_owned(),
            "lock_set" => self.language.locking().log_set.to_owned(),
            "lock_lift_planned" => self.language.locking().log_planned.to_owned(),
            "lock_goes_on" => self.language.locking().log_goes_on.to_owned(),
            "lock_ended" => self.language.locking().log_ended.to_owned(),
            "erasure_asks_first" => self.language.locking().log_asks.with(self.system()),
            "erasure_broken_off" => self.language.erased().log_broken_off.with(self.system()),
            "erasure_held" => self.language.holding().log_kept.with(self.system()),
            "records_withheld" => self.language.withholding().log_withheld.with(self.text("collection")),
            "package_holds_former" => self.language.withholding().log_stays.with(self.system()),
            "records_handed_over" => self.language.withholding().log_undone.with(self.text("collection")),
            "handover_ordered" => self.language.handing().log_ordered.with(self.text("recipient")),
            "handover_again" => self.language.handing().log_again.with(self.text("recipient")),
            "handed_over" => self.language.handing().log_done.with(self.text("recipient")),
            "handover_failed" => self.language.handing().log_failed.with(self.text("recipient")),
            "recipients_planned" => self.language.telling().log_planned.with(self.recipients()),
            "recipient_settled" => self.language.telling().log_settled.to_owned(),
            "recipient_acknowledged" => self.language.telling().log_acknowledged.to_owned(),
            "recipient_told" => self.language.telling().log_told.with(self.system()),
            "recipient_not_told" => self.language.telling().log_not_told.with(self.system()),
            "recipient_again" => self.language.telling().log_again.to_owned(),
            "recipients_told_of" => self.language.telling().replied.to_owned(),
            "records_shown" => w.records_shown.with2(self.system(), self.text("collection")),
            other => other.replace('_', " "),
        }
    }

    fn text(&self, name: &str) -> &str {
        self.details[name].as_str().unwrap_or_default()
    }

    fn recipients(&self) -> String {
        self.details["recipients"].as_u64().unwrap_or_default().to_string()
    }

    fn fields(&self) -> String {
        let names = self.details["fields"].as_array();
        let names: Vec<_> = names.into_iter().flatten().filter_map(|name| name.as_str()).collect();
        if names.is_empty() { "–".to_owned() } else { names.join(", ") }
    }

    fn channel(&self) -> &str {
        let channel = self.text("channel");
        channel.parse::<Channel>().map_or(channel, |channel| terms::channel(channel, self.language))
    }

    fn assigned(&self) -> String {
        let w = &self.language.terms();
        let to = self.text("to").parse().ok().map(crate::kernel::ids::StaffId);
        match to {
            Some(id) => w.log.assigned.with(self.case.name_of(id).unwrap_or(w.who.former_staff)),
            None => w.log.unassigned.to_owned(),
        }
    }

    fn system(&self) -> String {
        self.desk.systems.name(self.text("system"), self.language.code())
    }

    /// How a task ended; for names that were looked up, that they were.
    fn ended(&self) -> String {
        let outcome = self.text("outcome");
        let word = outcome.parse::<Outcome>().map_or_else(
            |_| outcome.to_owned(),
            |outcome| terms::ended_tag(outcome).tag(self.language.desk(), self.language).word,
        );
        match self.text("operation").parse::<Operation>() {
            Ok(operation) => format!("{}: {word}", terms::operation(operation, self.language)),
            Err(_) => word,
        }
    }

    fn letter(&self) -> &str {
        let kind = self.text("kind");
        kind.parse::<letter::kind::Kind>().map_or(kind, |kind| terms::letter(kind, self.language))
    }

    fn circumstance(&self) -> &str {
        let kind = self.text("kind");
        kind.parse().map_or(kind, |kind| circumstances::kind(kind, self.language))
    }

    fn decision(&self) -> &str {
        let decision = self.text("decision");
        decision.parse().map_or(decision, |decision| circumstances::decision(decision, self.language))
    }

    fn question(&self) -> &str {
        let kind = self.text("kind");
        kind.parse().map_or(kind, |kind| questions::kind(kind, self.language))
    }

    fn right(&self) -> &str {
        let right = self.text("right");
        Right::parse(right).map_or(right, |right| self.language.public().rights.of(right).name)
    }

    fn due_on(&self) -> String {
        let day = self.text("due_on");
        day.parse().map_or_else(|_| day.to_owned(), |day| Times::of(self.desk, self.language).short_day(day))
    }

    fn outcome(&self) -> &str {
        let outcome = self.text("outcome");
        outcome.parse::<request::state::Outcome>().map_or(outcome, |outcome| terms::outcome(outcome, self.language))
    }
}
