//! The archive itself: streamed, resumable, counted.

use std::{
    io::{Read, Seek, SeekFrom},
    sync::Arc,
};

use bytes::Bytes;
use poem::{
    Body, Request, Response, Result, handler,
    http::{StatusCode, header},
    web::Data,
};
use tokio::sync::mpsc;

use super::{
    files::gone,
    look::{to_door, to_status},
    visitor::Maybe,
};
use crate::{
    casework::{
        copying::fetch::{self, Download},
        error::CaseError,
    },
    desk::Desk,
    words::language::Language,
};

/// How much is read at once.
const PIECE: usize = 64 * 1024;

/// The archive, or the rest of it: a browser that lost the connection asks on with `Range` and `If-Range`, and that
/// continuation is not another fetch.
#[handler]
pub async fn archive(
    desk: Data<&Arc<Desk>>,
    language: Data<&Language>,
    Maybe(here): Maybe,
    request: &Request,
) -> Result<Response> {
    let Some(here) = here else { return Ok(to_door(**language)) };
    if !here.visitor.has_both_proofs() {
        return Ok(to_status(**language));
    }
    let range = request.header("range").and_then(Range::read);
    // An entity tag is compared as it stands: a weak one, or a date, is never ours.
    let tag = request.header("if-range").map(|tag| tag.strip_prefix('"').and_then(|tag| tag.strip_suffix('"')));
    let begun = match (range, tag) {
        (None, _) => None,
        (Some(_), None) => fetch::go_on(&desk, &here.visitor, None).await?,
        (Some(_), Some(tag)) => fetch::go_on(&desk, &here.visitor, Some(tag.unwrap_or_default())).await?,
    };
    match (range, begun) {
        // From the start it is all of it again, which counts like the first time.
        (Some(range), Some(download)) if !range.is_from_start(download.bytes) => match range.within(download.bytes) {
            Some((from, to)) => send(download, from, to, StatusCode::PARTIAL_CONTENT),
            None => Ok(Response::builder()
                .status(StatusCode::RANGE_NOT_SATISFIABLE)
                .header(header::CONTENT_RANGE, format!("bytes */{}", download.bytes))
                .finish()),
        },
        // Nothing was begun, or it is not the same archive any more: all of it, as a new fetch.
        (Some(_) | None, _) => match fetch::download(&desk, &here.visitor).await {
            Ok(download) => {
                let end = download.bytes;
                send(download, 0, end, StatusCode::OK)
            }
            Err(CaseError::Gone) => gone(&desk, **language, &here),
            Err(other) => Err(other.into()),
        },
    }
}

/// What is said of the archive before it is fetched. Does not count.
#[handler]
pub async fn about(desk: Data<&Arc<Desk>>, language: Data<&Language>, Maybe(here): Maybe) -> Result<Response> {
    let Some(here) = here else { return Ok(to_door(**language)) };
    let download = fetch::about(&desk, &here.visitor).await?;
    Ok(head(&download, download.bytes).finish())
}

/// One range (RFC 9110 §14.1.2), before it is known how long the archive is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Range {
    /// `bytes=from-`
    From(u64),
    /// `bytes=from-to`, both included.
    Between(u64, u64),
    /// `bytes=-last`
    Last(u64),
}

impl Range {
    /// Reads one range. Several at once, and what is none, are as if nothing had been asked.
    fn read(text: &str) -> Option<Self> {
        match text.strip_prefix("bytes=")?.split_once('-')? {
            ("", last) => last.parse().ok().map(Self::Last),
            (from, "") => from.parse().ok().map(Self::From),
            (from, to) => {
                let (from, to) = (from.parse().ok()?, to.parse().ok()?);
                (from <= to).then_some(Self::Between(from, to))
            }
        }
    }

    /// Whether nothing would be left out before it.
    fn is_from_start(self, bytes: u64) -> bool {
        self.within(bytes).is_some_and(|(from, _)| from == 0)
    }

    /// The bytes it means, the end not included; nothing if there are none.
    fn within(self, bytes: u64) -> Option<(u64, u64)> {
        let (from, to) = match self {
            Self::From(from) => (from, bytes),
            Self::Between(from, to) => (from, to.saturating_add(1).min(bytes)),
            Self::Last(last) => (bytes.saturating_sub(last), bytes),
        };
        (from < to).then_some((from, to))
    }
}

fn head(download: &Download, length: u64) -> poem::ResponseBuilder {
    Response::builder()
        .header(header::CONTENT_TYPE, "application/zip")
        .header(header::CONTENT_LENGTH, length)
        .header(header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", download.name))
        .header(header::ETAG, format!("\"{}\"", download.sha256))
        .header(header::ACCEPT_RANGES, "bytes")
        .header(header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'; frame-ancestors 'none'")
}

fn send(download: Download, from: u64, to: u64, status: StatusCode) -> Result<Response> {
    let mut response = head(&download, to - from).status(status);
    if status == StatusCode::PARTIAL_CONTENT {
        response = response.header(header::CONTENT_RANGE, format!("bytes {from}-{}/{}", to - 1, download.bytes));
    }
    let mut reader = download.reader;
    reader.seek(SeekFrom::Start(from)).map_err(CaseError::fault)?;
    let (pieces, mut received) = mpsc::channel::<std::io::Result<Bytes>>(4);
    tokio::task::spawn_blocking(move || {
        let mut rest = reader.take(to - from);
        loop {
            let mut piece = vec![0; PIECE];
            let read = match rest.read(&mut piece) {
                Ok(0) => return,
                Ok(read) => Ok(read),
                Err(error) => Err(error),
            };
            let piece = read.map(|read| {
                piece.truncate(read);
                Bytes::from(piece)
            });
            let is_broken = piece.is_err();
            // Nobody listens any more: the connection is gone.
            if pieces.blocking_send(piece).is_err() || is_broken {
                return;
            }
        }
    });
    let stream = futures_util::stream::poll_fn(move |context| received.poll_recv(context));
    Ok(response.body(Body::from_bytes_stream(stream)))
}

#[cfg(test)]
mod tests {
    use super::Range;

    #[test]
    fn a_range_is_read_or_not_there() {
        let within = |text: &str| Range::read(text).map(|range| range.within(10));
        assert_eq!(within("bytes=0-"), Some(Some((0, 10))));
        assert_eq!(within("bytes=5-7"), Some(Some((5, 8))));
        assert_eq!(within("bytes=5-99"), Some(Some((5, 10))));
        assert_eq!(within("bytes=5-18446744073709551615"), Some(Some((5, 10))));
        assert_eq!(within("bytes=-3"), Some(Some((7, 10))));
        assert_eq!(within("bytes=-99"), Some(Some((0, 10))));
        for empty in ["bytes=10-", "bytes=99-100", "bytes=-0"] {
            assert_eq!(within(empty), Some(None), "{empty}");
        }
        for none in ["bytes=7-5", "bytes=a-b", "lines=1-2", "bytes=1-2,4-5", "bytes=-", "bytes", ""] {
            assert_eq!(within(none), None, "{none}");
        }
    }
}
