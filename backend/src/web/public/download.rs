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

use super::{status::to_door, visitor::Maybe};
use crate::{
    casework::{
        error::CaseError,
        fetch::{self, Download},
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
    let range = request.header("range").map(str::to_owned);
    let continues = request.header("if-range").map(|tag| tag.trim_matches('"').to_owned());
    let download = match (&range, continues) {
        (Some(_), Some(tag)) => match fetch::go_on(&desk, &here.visitor, &tag).await? {
            Some(download) => download,
            // It is not the same archive any more: all of it, as a new fetch.
            None => return whole(fetch::download(&desk, &here.visitor).await?),
        },
        (Some(_), None) | (None, _) => return whole(fetch::download(&desk, &here.visitor).await?),
    };
    match range.as_deref().map(|range| parse(range, download.bytes)) {
        Some(Some((from, to))) => send(download, from, to, StatusCode::PARTIAL_CONTENT),
        Some(None) | None => Ok(Response::builder()
            .status(StatusCode::RANGE_NOT_SATISFIABLE)
            .header(header::CONTENT_RANGE, format!("bytes */{}", download.bytes))
            .finish()),
    }
}

fn whole(download: Download) -> Result<Response> {
    let end = download.bytes;
    send(download, 0, end, StatusCode::OK)
}

/// One range `bytes=from-` or `bytes=from-to` (RFC 9110 §14.1.2) as a half-open one; nothing if it cannot be met.
fn parse(range: &str, bytes: u64) -> Option<(u64, u64)> {
    let (from, to) = range.strip_prefix("bytes=")?.split_once('-')?;
    let from: u64 = from.parse().ok()?;
    let to = if to.is_empty() { bytes } else { to.parse::<u64>().ok()?.checked_add(1)?.min(bytes) };
    (from < to).then_some((from, to))
}

fn send(download: Download, from: u64, to: u64, status: StatusCode) -> Result<Response> {
    let Download { mut reader, bytes, name, sha256 } = download;
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
    let mut response = Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, "application/zip")
        .header(header::CONTENT_LENGTH, to - from)
        .header(header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\""))
        .header(header::ETAG, format!("\"{sha256}\""))
        .header(header::ACCEPT_RANGES, "bytes")
        .header(header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'");
    if status == StatusCode::PARTIAL_CONTENT {
        response = response.header(header::CONTENT_RANGE, format!("bytes {from}-{}/{bytes}", to - 1));
    }
    Ok(response.body(Body::from_bytes_stream(stream)))
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn ranges_are_read_or_refused() {
        assert_eq!(parse("bytes=0-", 10), Some((0, 10)));
        assert_eq!(parse("bytes=5-7", 10), Some((5, 8)));
        assert_eq!(parse("bytes=5-99", 10), Some((5, 10)));
        for bad in ["bytes=10-", "bytes=7-5", "bytes=-5", "bytes=a-b", "lines=1-2", "bytes=1-2,4-5", ""] {
            assert_eq!(parse(bad, 10), None, "{bad}");
        }
    }
}
