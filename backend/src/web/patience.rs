//! Who holds a connection without using it loses it, and nobody holds too many.
//!
//! The framework closes what is idle only once a request is whole: half a header keeps its place for ever. So the stream
//! itself runs out of patience, and each source has so many places. Proxies of ours are counted by what they let through.

use std::{
    collections::HashMap,
    future::Future,
    io,
    net::IpAddr,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll, ready},
    time::Duration,
};

use poem::{
    Addr,
    http::uri::Scheme,
    listener::{Acceptor, TcpAcceptor},
    web::{LocalAddr, RemoteAddr},
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::{Instant, Sleep, sleep},
};

/// How long a connection may stand without a byte in either direction.
const STILL: Duration = Duration::from_secs(75);

/// How many connections one source may hold at once.
const PLACES: usize = 100;

/// Accepts connections that run out of patience.
pub struct Patient {
    inner: TcpAcceptor,
    places: Places,
    trusted_proxies: Vec<IpAddr>,
}

impl Patient {
    /// Accepts what `inner` accepts. The listed proxies may hold any number.
    pub fn new(inner: TcpAcceptor, trusted_proxies: Vec<IpAddr>) -> Self {
        Self { inner, places: Places::default(), trusted_proxies }
    }
}

impl Acceptor for Patient {
    type Io = Impatient<<TcpAcceptor as Acceptor>::Io>;

    fn local_addr(&self) -> Vec<LocalAddr> {
        self.inner.local_addr()
    }

    async fn accept(&mut self) -> io::Result<(Self::Io, LocalAddr, RemoteAddr, Scheme)> {
        loop {
            let (stream, local, remote, scheme) = self.inner.accept().await?;
            let source = match &remote.0 {
                Addr::SocketAddr(address) => Some(address.ip().to_canonical()),
                Addr::Unix(_) | Addr::Custom(..) => None,
            };
            let place = match source.filter(|source| !self.trusted_proxies.contains(source)) {
                None => None,
                Some(source) => match self.places.take(source) {
                    Some(place) => Some(place),
                    // Dropped, and so closed.
                    None => continue,
                },
            };
            return Ok((Impatient::new(stream, STILL, place), local, remote, scheme));
        }
    }
}

/// How many connections each source holds.
#[derive(Clone, Debug, Default)]
struct Places(Arc<Mutex<HashMap<IpAddr, usize>>>);

/// One of them; given back when dropped.
#[derive(Debug)]
pub struct Place {
    places: Places,
    source: IpAddr,
}

impl Places {
    fn take(&self, source: IpAddr) -> Option<Place> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = held.entry(source).or_default();
        if *count >= PLACES {
            return None;
        }
        *count += 1;
        drop(held);
        Some(Place { places: self.clone(), source })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut held = self.places.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = held.get_mut(&self.source) {
            *count -= 1;
            if *count == 0 {
                held.remove(&self.source);
            }
        }
    }
}

/// A stream that ends when nothing has moved on it for a while.
pub struct Impatient<S> {
    stream: S,
    still: Duration,
    until: Pin<Box<Sleep>>,
    _place: Option<Place>,
}

impl<S> Impatient<S> {
    fn new(stream: S, still: Duration, place: Option<Place>) -> Self {
        Self { stream, still, until: Box::pin(sleep(still)), _place: place }
    }

    fn moved(&mut self) {
        let until = Instant::now() + self.still;
        self.until.as_mut().reset(until);
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Impatient<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        match Pin::new(&mut self.stream).poll_read(cx, buffer) {
            Poll::Ready(read) => {
                self.moved();
                Poll::Ready(read)
            }
            Poll::Pending => {
                ready!(self.until.as_mut().poll(cx));
                Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
            }
        }
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Impatient<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        match Pin::new(&mut self.stream).poll_write(cx, bytes) {
            Poll::Ready(written) => {
                self.moved();
                Poll::Ready(written)
            }
            Poll::Pending => {
                ready!(self.until.as_mut().poll(cx));
                Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
            }
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    use super::*;

    #[tokio::test]
    async fn half_a_header_does_not_hold_its_place_for_ever() {
        let (mut client, server) = tokio::io::duplex(64);
        let mut server = Impatient::new(server, Duration::from_millis(20), None);
        client.write_all(b"GET / HTTP/1.1\r\nHost: ").await.unwrap();
        let mut read = [0; 64];
        assert_eq!(server.read(&mut read).await.unwrap(), 22);
        assert_eq!(server.read(&mut read).await.unwrap_err().kind(), io::ErrorKind::TimedOut);
    }

    #[tokio::test]
    async fn what_moves_in_either_direction_is_not_still() {
        let (mut client, server) = tokio::io::duplex(64);
        let mut server = Impatient::new(server, STILL, None);
        let begun = server.until.deadline();
        client.write_all(b"GET").await.unwrap();
        server.read_exact(&mut [0; 3]).await.unwrap();
        let read = server.until.deadline();
        assert!(read > begun);
        server.write_all(b"a long download").await.unwrap();
        assert!(server.until.deadline() > read);
    }

    #[test]
    fn a_source_has_so_many_places_and_gets_them_back() {
        let places = Places::default();
        let (one, other) = ("192.0.2.1".parse().unwrap(), "192.0.2.2".parse().unwrap());
        let held: Vec<_> = (0..PLACES).map(|_| places.take(one).unwrap()).collect();
        assert!(places.take(one).is_none());
        assert!(places.take(other).is_some());
        drop(held);
        assert!(places.take(one).is_some());
    }
}
