//! A server that answers what a test says.

use std::sync::{Arc, Mutex};

use poem::{
    Body, Endpoint, Request, Response, Server,
    http::{HeaderMap, StatusCode},
    listener::TcpAcceptor,
};
use tokio::{net::TcpListener, task::AbortHandle};

/// What came in.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Method, path and query.
    pub line: String,
    /// The path.
    pub path: String,
    /// The parameters, decoded.
    pub query: Vec<(String, String)>,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: String,
}

impl Asked {
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }
}

/// What goes out.
pub type Answer = Response;

/// 200 with this JSON.
pub fn json(text: impl Into<String>) -> Answer {
    Response::builder().content_type("application/json").body(text.into())
}

/// This status and header, without a body.
pub fn status(code: u16, header: (&'static str, &str)) -> Answer {
    Response::builder().status(StatusCode::from_u16(code).unwrap()).header(header.0, header.1).body(Body::empty())
}

/// The server.
pub struct Stub {
    pub url: String,
    asked: Arc<Mutex<Vec<Asked>>>,
    listening: AbortHandle,
}

impl Stub {
    pub async fn start(answer: impl Fn(&Asked) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let door = Door { answer: Box::new(answer), asked: asked.clone() };
        let server = Server::new_with_acceptor(TcpAcceptor::from_tokio(listener).unwrap()).run(door);
        let listening = tokio::spawn(async { server.await.unwrap() }).abort_handle();
        Self { url, asked, listening }
    }

    /// What came in since the last look.
    pub fn asked(&self) -> Vec<Asked> {
        std::mem::take(&mut *self.asked.lock().unwrap())
    }
}

impl Drop for Stub {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

struct Door {
    answer: Box<dyn Fn(&Asked) -> Answer + Send + Sync>,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Endpoint for Door {
    type Output = Response;

    async fn call(&self, mut request: Request) -> poem::Result<Response> {
        let body = request.take_body().into_string().await.unwrap_or_default();
        let asked = Asked {
            line: format!("{} {}", request.method(), request.original_uri()),
            path: request.original_uri().path().to_owned(),
            query: request.params().unwrap_or_default(),
            headers: request.headers().clone(),
            body,
        };
        let answer = (self.answer)(&asked);
        self.asked.lock().unwrap().push(asked);
        Ok(answer)
    }
}
