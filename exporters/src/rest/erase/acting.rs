//! An erasure or a writing under way: who asks, and what was asked so far.

use chrono::DateTime;
use reqwest::{Response, header::DATE};
use tokio::time::Instant;

use crate::{
    contract::{beyond::Called, call::Call},
    rest::{
        connector::RestConnector,
        http::{Ask, May, request_id},
        walk::Ground,
    },
};

use super::tables::Tables;

/// The largest answer to a destructive call that is read.
pub(super) const MAX_BYTES: u64 = 1024 * 1024;

/// An erasure or a writing under way.
pub(in crate::rest) struct Acting<'a> {
    pub(in crate::rest) connector: &'a RestConnector,
    pub(in crate::rest) ground: Ground<'a>,
    pub(in crate::rest) tables: &'a dyn Tables,
    pub(in crate::rest) call: &'a Call,
    /// By whose leave.
    pub(in crate::rest) may: May,
    /// Behind whose paces those of its steps are.
    pub(in crate::rest) paces_before: usize,
    pub(in crate::rest) began: Instant,
    pub(in crate::rest) calls: Vec<Called>,
}

impl Acting<'_> {
    /// Writes a call down.
    pub(super) fn note(&mut self, ask: &Ask<'_>, response: &Response) {
        let date = response.headers().get(DATE).and_then(|date| date.to_str().ok());
        let called = Called {
            step: ask.name.to_owned(),
            method: ask.verb.name().to_owned(),
            path: ask.as_written.to_owned(),
            status: response.status().as_u16(),
            request_id: request_id(response).map(|id| id.chars().take(100).collect()),
            answered_at: date.and_then(|date| DateTime::parse_from_rfc2822(date).ok()).map(|date| date.to_utc()),
            after_micros: u64::try_from(self.began.elapsed().as_micros()).unwrap_or(u64::MAX),
        };
        // If a later call fails, this is what is left of the earlier ones.
        tracing::info!(
            step = called.step,
            method = called.method,
            path = called.path,
            status = called.status,
            request_id = called.request_id,
            "asked to change something"
        );
        self.calls.push(called);
    }
}
