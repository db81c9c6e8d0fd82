//! A door before a server on the loopback: shut, the server is as good as stopped.

use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{AbortHandle, JoinSet};

/// A port of our own that leads to a server, as long as it is open.
#[derive(Debug)]
pub struct Door {
    port: u16,
    server: String,
    listening: Option<AbortHandle>,
}

impl Door {
    /// An open door to `server`, which is written `host:port`.
    pub async fn to(server: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("the loopback has free ports");
        let port = listener.local_addr().expect("it is bound").port();
        let listening = Some(listen(listener, server.to_owned()));
        Self { port, server: server.to_owned(), listening }
    }

    /// The address of a database, but through a door.
    pub async fn before(url: &str) -> (Self, String) {
        let (_, place) = url.rsplit_once('@').expect("an address with a user");
        let (server, _) = place.split_once('/').expect("an address with a database");
        let door = Self::to(server).await;
        let through = url.replace(server, &format!("127.0.0.1:{}", door.port));
        (door, through)
    }

    /// From here on connections are refused, and those that there were are cut.
    pub async fn shut(&mut self) {
        if let Some(listening) = self.listening.take() {
            listening.abort();
        }
        // The port is let go by a task, which has to be given its turn.
        while TcpStream::connect(("127.0.0.1", self.port)).await.is_ok() {
            tokio::task::yield_now().await;
        }
    }

    /// It can be gone through again.
    pub async fn open(&mut self) {
        let listener = TcpListener::bind(("127.0.0.1", self.port)).await.expect("the port was ours");
        self.listening = Some(listen(listener, self.server.clone()));
    }
}

impl Drop for Door {
    fn drop(&mut self) {
        if let Some(listening) = self.listening.take() {
            listening.abort();
        }
    }
}

fn listen(listener: TcpListener, server: String) -> AbortHandle {
    let listening = tokio::spawn(async move {
        // Those who went through end with this set, and so with the door.
        let mut inside = JoinSet::new();
        while let Ok((mut visitor, _)) = listener.accept().await {
            let server = server.clone();
            inside.spawn(async move {
                if let Ok(mut host) = TcpStream::connect(server).await {
                    // Whoever hangs up first ends it.
                    let _ = copy_bidirectional(&mut visitor, &mut host).await;
                }
            });
        }
    });
    listening.abort_handle()
}
