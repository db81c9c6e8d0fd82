//! Listening, and ending well.

use std::{io, net::SocketAddr, sync::Arc, time::Duration};

use poem::{Server, listener::TcpAcceptor};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::{app, patience::Patient};
use crate::desk::Desk;

/// How long requests under way may take once we were told to stop.
const LAST_ORDERS: Duration = Duration::from_secs(10);

/// A connection on which nothing comes is closed after this.
const IDLE: Duration = Duration::from_secs(60);

/// Both listeners, bound.
#[derive(Debug)]
pub struct Listening {
    public: TcpListener,
    staff: TcpListener,
}

/// Binds both listeners where the configuration says.
pub async fn listen(desk: &Desk) -> io::Result<Listening> {
    let listen = &desk.config.listen;
    Ok(Listening { public: bind(listen.public).await?, staff: bind(listen.staff).await? })
}

async fn bind(address: SocketAddr) -> io::Result<TcpListener> {
    TcpListener::bind(address)
        .await
        .map_err(|error| io::Error::new(error.kind(), format!("{address} cannot be listened on: {error}")))
}

impl Listening {
    /// Listens where the caller has bound.
    pub fn on(public: TcpListener, staff: TcpListener) -> Self {
        Self { public, staff }
    }

    /// Serves both applications until `stop`.
    pub async fn serve(self, desk: Arc<Desk>, stop: CancellationToken) -> io::Result<()> {
        let patient = |listener| {
            let proxies = desk.config.listen.trusted_proxies.clone();
            TcpAcceptor::from_tokio(listener).map(|acceptor| Patient::new(acceptor, proxies))
        };
        let public = Server::new_with_acceptor(patient(self.public)?).idle_timeout(IDLE).run_with_graceful_shutdown(
            app::public(&desk),
            stop.clone().cancelled_owned(),
            Some(LAST_ORDERS),
        );
        let staff = Server::new_with_acceptor(patient(self.staff)?).idle_timeout(IDLE).run_with_graceful_shutdown(
            app::staff(&desk),
            stop.cancelled_owned(),
            Some(LAST_ORDERS),
        );
        tokio::try_join!(public, staff)?;
        Ok(())
    }
}
