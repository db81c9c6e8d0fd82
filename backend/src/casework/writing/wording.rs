//! From what happened to the words of a letter. Links start with the configured address, never with anything that a
//! request brought.

use super::{
    wish_words, wording_asking, wording_fulfilled,
    wording_handing::{self, Parcel},
    writer::Writer,
};
use crate::{
    casework::{
        copying::not_portable::Beside,
        error::CaseError,
        sealing::Opened,
        stopping::never_weighed,
        writing::occasion::{LeadsTo, THEN_WITHDRAW, Writing},
    },
    complaint::state::{About, Outcome as ComplaintEnd},
    desk::Desk,
    letter::wording::{
        acknowledge::Acknowledge,
        answer::Answer,
        attached::Attached,
        closed_no_reply::ClosedNoReply,
        complaint_ack::ComplaintAck,
        complaint_ack_alone::ComplaintAckAlone,
        complaint_outcome::ComplaintOutcome,
        confirm::Confirm,
        confirm_complaint::ConfirmComplaint,
        consent_withdrawn::ConsentWithdrawn,
        deactivated::Deactivated,
        extend::Extend,
        fetched::Fetched,
        fresh_link::FreshLink,
        marketing_stopped::MarketingStopped,
        merged::Merged,
        message::Message,
        nothing_held::NothingHeld,
        nothing_portable::NothingPortable,
        ready_to_fetch::ReadyToFetch,
        recipients_reply::RecipientsReply,
        redirect_elsewhere::RedirectElsewhere,
        redirect_processor::RedirectProcessor,
        rendered::{Rendered, Wording},
        restriction_lift::RestrictionLift,
        withdrawn::Withdrawn,
        withdrawn_one::WithdrawnOne,
    },
    proof::entity::Purpose,
    words::{date, fill::Fill, language::Language},
};

/// The letter in the person's language.
pub fn of(desk: &Desk, opened: &Opened, writing: &Writing<'_>) -> Result<Rendered, CaseError> {
    let language = Language::from_code(&opened.ticket.language).unwrap_or_default();
    let writer = Writer { desk, opened, language };
    let (sender, reference) = (writer.sender(), opened.ticket.reference.clone());
    let rendered = match writing {
        Writing::Confirm { token, requests, is_listed } => Confirm {
            sender,
            reference,
            asked_on: writer.day(opened.ticket.received_at),
            wishes: wish_words::lines(desk, *requests, language),
            link: writer.link("v", token),
            is_listed: *is_listed,
            hours: hours(Purpose::Confirm),
        }
        .render(language),
        Writing::Acknowledge { requests } => Acknowledge {
            sender,
            reference,
            received_on: date::date(opened.ticket.received_on, language),
            due_on: date::date(opened.ticket.due_on, language),
            wishes: wish_words::lines(desk, *requests, language),
            stops_at_once: !requests.is_empty() && requests.iter().all(never_weighed::is_absolute),
        }
        .render(language),
        Writing::Extend { request, due_on, reasons } => Extend {
            sender,
            reference,
            received_on: date::date(opened.ticket.received_on, language),
            wishes: wish_words::lines(desk, [*request], language),
            due_on: date::date(*due_on, language),
            reasons: (*reasons).to_owned(),
            remedies: writer.remedies(),
        }
        .render(language),
        Writing::ReadyToFetch { token, expires_at } => ReadyToFetch {
            sender,
            reference,
            link: writer.link("files", token),
            until: writer.day(*expires_at),
            remedies: writer.remedies(),
        }
        .render(language),
        Writing::Attached { archive: _, expires_at } => Attached {
            sender,
            file_name: crate::casework::copying::package::file_name(&reference),
            reference,
            until: writer.day(*expires_at),
            remedies: writer.remedies(),
        }
        .render(language),
        Writing::FreshLink { token, leads_to } => FreshLink {
            sender,
            reference,
            link: match leads_to {
                LeadsTo::Files | LeadsTo::Page => writer.link("files", token),
                LeadsTo::Withdrawing => format!("{}?{THEN_WITHDRAW}", writer.link("files", token)),
            },
            leads_to: match leads_to {
                LeadsTo::Files => language.wishing().link_files.to_owned(),
                LeadsTo::Page => language.wishing().link_page.to_owned(),
                LeadsTo::Withdrawing => language.wishing().link_withdraw.to_owned(),
            },
            hours: hours(Purpose::Fetch),
        }
        .render(language),
        Writing::Answer { request, text } => Answer {
            sender,
            reference,
            received_on: date::date(opened.ticket.received_on, language),
            wishes: wish_words::lines(desk, [*request], language),
            text: (*text).to_owned(),
            remedies: writer.remedies(),
        }
        .render(language),
        Writing::NothingHeld { looked_in, not_asked } => {
            let (looked_in, not_asked) = (looked_in.clone(), not_asked.clone());
            NothingHeld { sender, reference, looked_in, not_asked, remedies: writer.remedies() }.render(language)
        }
        Writing::NothingPortable(beside) => {
            let Beside { held_in, not_covered, looked_in, not_asked } = (*beside).clone();
            let remedies = writer.remedies();
            NothingPortable { sender, reference, held_in, not_covered, looked_in, not_asked, remedies }.render(language)
        }
        Writing::Withdrawn { has_begun } => {
            Withdrawn { sender, reference, withdrawn_on: writer.day(desk.now()), has_begun: *has_begun }
                .render(language)
        }
        Writing::WithdrawnOne { request, others, has_begun, gives_up_copy } => WithdrawnOne {
            sender,
            reference,
            withdrawn_on: writer.day(desk.now()),
            taken_back: wish_words::lines(desk, [*request], language),
            others: wish_words::lines(desk, *others, language),
            has_begun: *has_begun,
            gives_up_copy: *gives_up_copy,
        }
        .render(language),
        Writing::Message { by, text } => {
            Message { sender, reference, by: (*by).to_owned(), text: (*text).to_owned() }.render(language)
        }
        Writing::HandedOver { receiver, way, at, bytes, sha256 } => {
            wording_handing::done(&writer, receiver, *way, Parcel { at: *at, bytes: *bytes, sha256 })
        }
        Writing::HandoverFailed { receiver, package } => wording_handing::failed(&writer, receiver, *package),
        Writing::RecipientsReply { recipients } => {
            RecipientsReply { sender, reference, recipients: recipients.clone() }.render(language)
        }
        Writing::Question { ask, reply_by, clock } => {
            wording_asking::of(&writer, ask, date::date(*reply_by, language), clock.clone())
        }
        Writing::RedirectProcessor { customer, requests, on } => RedirectProcessor {
            sender,
            reference,
            received_on: date::date(opened.ticket.received_on, language),
            wishes: wish_words::lines(desk, *requests, language),
            customer: (*customer).to_owned(),
            passed_on: date::date(*on, language),
        }
        .render(language),
        Writing::RedirectElsewhere { whom, requests } => RedirectElsewhere {
            sender,
            reference,
            received_on: date::date(opened.ticket.received_on, language),
            wishes: wish_words::lines(desk, *requests, language),
            whom: (*whom).to_owned(),
            remedies: writer.remedies(),
        }
        .render(language),
        Writing::Merged { first, due_on } => {
            let due_on = date::date(*due_on, language);
            Merged { sender, reference, first: (*first).to_owned(), due_on }.render(language)
        }
        Writing::ConfirmComplaint { token } => ConfirmComplaint {
            sender,
            reference,
            complained_on: writer.day(opened.ticket.received_at),
            link: writer.link("v", token),
            hours: hours(Purpose::Confirm),
        }
        .render(language),
        Writing::ComplaintAck { about, case, received_on } => {
            let (case, received_on) = (case.clone(), date::date(*received_on, language));
            match about {
                About::Request => ComplaintAck { sender, reference, case, received_on }.render(language),
                About::Data => ComplaintAckAlone { sender, reference, case, received_on }.render(language),
            }
        }
        Writing::ComplaintOutcome { about, case, received_on, outcome, found, done } => {
            let w = language.complaining();
            let says = match outcome {
                ComplaintEnd::Upheld => w.says_upheld,
                ComplaintEnd::PartlyUpheld => w.says_partly,
                ComplaintEnd::NotUpheld => w.says_not,
            };
            ComplaintOutcome {
                sender,
                about: match about {
                    About::Request => w.about_request.with(&reference),
                    About::Data => w.about_data.to_owned(),
                },
                reference,
                case: case.clone(),
                received_on: date::date(*received_on, language),
                outcome: says.to_owned(),
                found: (*found).to_owned(),
                done: (*done).to_owned(),
                remedies: writer.remedies_beyond_us(),
            }
            .render(language)
        }
        Writing::ClosedNoReply { asked, asked_on } => ClosedNoReply {
            sender,
            reference,
            asked: (*asked).to_owned(),
            asked_on: date::date(*asked_on, language),
            remedies: writer.remedies(),
        }
        .render(language),
        Writing::Deactivated { on, by } => {
            Deactivated { sender, reference, on: date::date(*on, language), by: date::date(*by, language) }
                .render(language)
        }
        Writing::MarketingStopped => {
            MarketingStopped { sender, reference, on: writer.day(desk.now()) }.render(language)
        }
        Writing::ConsentWithdrawn { consent, others, erased } => ConsentWithdrawn {
            sender,
            reference,
            on: writer.day(desk.now()),
            consent: consent.clone(),
            others: others.clone(),
            erased: erased.clone(),
        }
        .render(language),
        Writing::RestrictionLift { since, ends_on, why } => RestrictionLift {
            sender,
            reference,
            since: writer.day(*since),
            ends_on: date::date(*ends_on, language),
            why: (*why).to_owned(),
            remedies: writer.remedies(),
        }
        .render(language),
        Writing::Fulfilled { text, facts } => wording_fulfilled::of(&writer, text, facts),
        Writing::Fetched { at } => Fetched { sender, reference, at: writer.moment(*at) }.render(language),
    };
    rendered.map_err(CaseError::fault)
}

fn hours(purpose: Purpose) -> u32 {
    u32::try_from(purpose.lifetime().num_hours()).unwrap_or_default()
}
