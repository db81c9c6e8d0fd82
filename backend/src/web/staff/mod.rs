//! The pages for staff: the queue, a ticket, and what belongs to them.
//!
//! What must always hold: a handler sees a person only through [`signed_in`]; whatever changes something takes its form
//! through [`sent`], which lets only those through who may work here and whose form carries the token of their session.

pub mod trouble;

pub mod signed_in;

pub mod sent;

pub mod notice;
pub mod shown;
pub mod terms;

pub mod sign_in;

pub mod queue;
pub mod refusals;
pub mod search;

pub mod ticket;

pub mod again;
pub mod contents;
pub mod correcting;
pub mod corrections;
pub mod erasing;
pub mod evidence;
pub mod plan;
pub mod preview;
pub mod task;

pub mod record;

pub mod telling;

pub mod closed_accounts;
pub mod complaints;
pub mod disclosures;
pub mod drift;
pub mod grounds;
pub mod handing;
pub mod holds;
pub mod informed;
pub mod letters;
pub mod locks;
pub mod open_points;
pub mod outbox;
pub mod people;
pub mod reply_texts;
pub mod report;
pub mod systems;

use poem::{Route, get, post};

/// Where everything is.
pub fn routes() -> Route {
    Route::new()
        .at("/", get(sign_in::home))
        .at("/desk/sign-in", get(sign_in::show).post(sign_in::enter))
        .at("/desk/sign-out", post(sign_in::leave))
        .at("/desk", get(queue::show))
        .at("/desk/new", get(record::show).post(record::record))
        .at("/desk/t/:reference", get(ticket::show::show))
        .at("/desk/t/:reference/show", post(ticket::show::show_in_full))
        .at("/desk/t/:reference/assign", post(ticket::act::assign))
        .at("/desk/t/:reference/start", post(ticket::act::start))
        .at("/desk/t/:reference/verify", post(ticket::act::verify))
        .at("/desk/t/:reference/package/discard", post(ticket::act::discard))
        .at("/desk/t/:reference/withdraw", post(ticket::act::withdraw))
        .at("/desk/t/:reference/preference", post(ticket::act::prefer_erasure))
        .at("/desk/t/:reference/code", post(ticket::act::renew_code))
        .at("/desk/t/:reference/release", post(ticket::act::release))
        .at("/desk/t/:reference/identifiers", post(ticket::identify::add))
        .at("/desk/t/:reference/identifiers/:id", post(ticket::identify::decide))
        .at("/desk/t/:reference/requests/:id/part", post(ticket::write::change_part))
        .at("/desk/t/:reference/requests/:id/extension", post(ticket::write::extend))
        .at("/desk/t/:reference/requests/:id/withdraw", post(ticket::act::withdraw_one))
        .at("/desk/t/:reference/requests/:id/review", post(ticket::review::review))
        .at("/desk/t/:reference/requests/:id/balance", post(ticket::weigh::write_down))
        .at("/desk/t/:reference/requests/:id/answer", post(ticket::write::send_answer))
        .at("/desk/t/:reference/requests/:id/agreement", post(ticket::write::agree))
        .at("/desk/t/:reference/requests/:id/return", post(ticket::write::send_back))
        .at("/desk/t/:reference/questions", post(ticket::ask::ask))
        .at("/desk/t/:reference/questions/:id/enough", post(ticket::ask::enough))
        .at("/desk/t/:reference/questions/:id/missing", post(ticket::ask::missing))
        .at("/desk/t/:reference/questions/:id/close", post(ticket::ask::close))
        .at("/desk/t/:reference/reopen", post(ticket::ask::reopen))
        .at("/desk/t/:reference/circumstances", post(ticket::learn::note))
        .at("/desk/t/:reference/circumstances/:id", post(ticket::learn::decide))
        .at("/desk/t/:reference/pass-on", post(ticket::learn::pass_on))
        .at("/desk/t/:reference/complaints", post(ticket::complain::record))
        .at("/desk/t/:reference/complaints/:id/acknowledge", post(ticket::complain::acknowledge))
        .at("/desk/t/:reference/complaints/:id/answer", post(ticket::complain::answer))
        .at("/desk/complaints", get(complaints::show).post(complaints::record))
        .at("/desk/t/:reference/messages", post(ticket::write::send_message))
        .at("/desk/t/:reference/messages/fill", post(ticket::saved::fill_message))
        .at("/desk/t/:reference/requests/:id/fill", post(ticket::saved::fill_answer))
        .at("/desk/t/:reference/notes", post(ticket::write::keep_note))
        .at("/desk/t/:reference/letters/:id/retry", post(ticket::again::letter))
        .at("/desk/t/:reference/letters/:id/brought", post(ticket::again::bring))
        .at("/desk/t/:reference/tasks/:id", get(task::show).post(task::finish))
        .at("/desk/t/:reference/tasks/:id/approve", post(erasing::approve))
        .at("/desk/t/:reference/tasks/:id/ahead", post(erasing::go_ahead))
        .at("/desk/t/:reference/tasks/:id/decide", post(erasing::decide))
        .at("/desk/t/:reference/tasks/:id/correct", post(correcting::write_down))
        .at("/desk/t/:reference/tasks/:id/correct/approve", post(correcting::approve))
        .at("/desk/t/:reference/tasks/:id/corrections/:correction", post(correcting::settle))
        .at("/desk/t/:reference/tasks/:id/retry", post(ticket::again::task))
        .at("/desk/t/:reference/record", get(report::of_ticket))
        .at("/desk/t/:reference/evidence", get(evidence::fetch))
        .at("/desk/again", get(again::show))
        .at("/desk/again/:id", post(again::see))
        .at("/desk/t/:reference/package", get(contents::show))
        .at("/desk/t/:reference/package/retry", post(ticket::again::package))
        .at("/desk/t/:reference/package/:task/:collection", get(preview::show).post(preview::withhold))
        .at("/desk/t/:reference/package/:task/:collection/all", post(preview::hand_over))
        .at("/desk/t/:reference/notices", get(telling::show).post(telling::reply))
        .at("/desk/t/:reference/notices/:id", post(telling::settle))
        .at("/desk/t/:reference/notices/:id/again", post(telling::again))
        .at("/desk/t/:reference/requests/:id/inform", post(informed::answer))
        .at("/desk/t/:reference/handovers", get(handing::show).post(handing::order))
        .at("/desk/t/:reference/handovers/:handover/again", post(handing::again))
        .at("/desk/notices", get(telling::list))
        .at("/desk/disclosures", get(disclosures::show).post(disclosures::add))
        .at("/desk/disclosures/:id", post(disclosures::withhold))
        .at("/desk/informed", get(informed::list))
        .at("/desk/informed/:id", get(informed::show))
        .at("/desk/systems", get(systems::show))
        .at("/desk/systems/:key/test", post(systems::test))
        .at("/desk/systems/:key/drift", get(drift::show).post(drift::look_again))
        .at("/desk/systems/:key/drift/known", post(drift::know))
        .at("/desk/holds", get(holds::list::show).post(holds::set::set))
        .at("/desk/holds/new", get(holds::set::show))
        .at("/desk/holds/:id", get(holds::one::show))
        .at("/desk/holds/:id/review", post(holds::one::review))
        .at("/desk/holds/:id/lift", post(holds::one::lift))
        .at("/desk/locks", get(locks::list::show).post(locks::set::set))
        .at("/desk/locks/new", get(locks::set::show))
        .at("/desk/locks/:id", get(locks::one::show))
        .at("/desk/locks/:id/review", post(locks::one::review))
        .at("/desk/locks/:id/lift", post(locks::one::lift))
        .at("/desk/locks/:id/stay", post(locks::one::stay))
        .at("/desk/deactivations", get(closed_accounts::show))
        .at("/desk/deactivations/:what/:id/retry", post(closed_accounts::try_again))
        .at("/desk/outbox", get(outbox::show))
        .at("/desk/outbox/:id/retry", post(outbox::retry))
        .at("/desk/letters", get(letters::list))
        .at("/desk/letters/:name", get(letters::show).post(letters::test))
        .at("/desk/reply-texts", get(reply_texts::show).post(reply_texts::add))
        .at("/desk/reply-texts/:id", post(reply_texts::change))
        .at("/desk/reply-texts/:id/retire", post(reply_texts::retire))
        .at("/desk/report", get(report::show))
        .at("/desk/report.csv", get(report::csv))
        .at("/desk/open-points", get(open_points::show))
        .at("/desk/people", get(people::show))
        .at("/desk/grounds", get(grounds::show))
}
