//! The public pages: the form, the answer to the mailed link, and the person's own request.
//!
//! Every path stands under `/en`, `/fr` and `/de`; without a prefix the browser's language is chosen. The form needs no
//! cookie: what was answered travels in one sealed field. The first cookie is set when somebody opens their request.

pub mod answers;
pub mod closings;
pub mod complain;
pub mod complaint;
pub mod confirm;
pub mod corrections;
pub mod data;
pub mod download;
pub mod evidence_key;
pub mod files;
pub mod look;
pub mod own_request;
pub mod question;
pub mod reading;
pub mod recipient;
pub mod status;
pub mod steps;
pub mod taking_back;
pub mod trouble;
pub mod visitor;
pub mod wizard;

use poem::{EndpointExt, Route, get, post};

use crate::words::language::Language;

/// Where everything is.
pub fn routes() -> Route {
    let mut routes = Route::new().at("/", get(wizard::start_in_any_language));
    for language in Language::ALL {
        routes = routes.nest(format!("/{}", language.code()), in_one_language().data(language));
    }
    for path in [
        "/v/:token",
        "/files/:token",
        "/files",
        "/status",
        "/complaint",
        "/data",
        "/data/:product",
        "/help",
        "/privacy",
        "/accessibility",
        closings::PATH,
    ] {
        routes = routes.at(path, get(reading::to_own_language));
    }
    routes.at(evidence_key::PATH, get(evidence_key::show))
}

fn in_one_language() -> Route {
    Route::new()
        .at("/", get(wizard::start))
        .at("/r/rights", post(wizard::rights).get(wizard::to_start))
        .at("/r/contact", post(wizard::contact).get(wizard::to_start))
        .at("/r/details", post(wizard::details).get(wizard::to_start))
        .at("/r/change", post(wizard::change).get(wizard::to_start))
        .at("/r/send", post(wizard::send).get(wizard::to_start))
        .at("/v/:token", get(confirm::ask).post(confirm::answer))
        .at("/complaint", get(complaint::show).post(complaint::send))
        .at("/status", get(status::door).post(status::enter))
        .at("/status/view", get(status::view))
        .at("/status/corrections", get(corrections::show).post(corrections::say))
        .at("/status/message", post(status::message))
        .at("/status/question", post(question::reply))
        .at("/status/complaint", post(complain::complain))
        .at("/status/withdraw", get(status::ask_to_withdraw).post(status::withdraw))
        .at("/status/withdraw/:id", get(taking_back::ask).post(taking_back::take_back))
        .at("/status/resend", post(status::resend))
        .at("/status/link", post(status::link))
        .at("/status/leave", post(status::leave))
        .at("/files", get(files::own))
        .at("/files/archive", get(download::archive).head(download::about))
        .at("/files/:token", get(files::ask).post(files::prove))
        .at("/files/:token/lock", post(files::lock))
        .at("/notices/:token", get(recipient::ask).post(recipient::answer))
        .at("/data", get(data::list))
        .at("/data/:product", get(data::show))
        .at("/help", get(reading::help))
        .at("/privacy", get(reading::privacy))
        .at("/accessibility", get(reading::accessibility))
        .at(closings::PATH, get(closings::show))
}
