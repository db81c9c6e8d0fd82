//! The door of the error tracker: the token, the limit, the pages, the faults.

use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use chrono::TimeDelta;
use futures_util::stream;
use poem::{
    Body, Endpoint, IntoResponse as _, Request, Response, Server,
    http::{Method, StatusCode, header},
    listener::TcpAcceptor,
};
use serde_json::{Value, json};
use tokio::{net::TcpListener, task::AbortHandle, time::Instant};

use super::{
    answer::{Answer, Parameters, answer},
    fault::{Fault, Faults},
    limit::Limit,
    live::{Live, Written},
    world::{Event, World},
};

/// An error tracker that listens. Dropping it closes its port.
#[derive(Debug)]
pub struct ErrorTracker {
    address: SocketAddr,
    listening: AbortHandle,
    desk: Arc<Desk>,
}

#[derive(Debug)]
struct Desk {
    /// As it was at the start.
    world: World,
    /// As it is.
    live: Mutex<Live>,
    faults: Faults,
    users: Limit,
    opened: Instant,
    calls: Mutex<Vec<String>>,
}

impl ErrorTracker {
    /// Listens on a free port of the loopback.
    ///
    /// # Errors
    /// When the machine has no port left.
    pub async fn start(world: World) -> std::io::Result<Self> {
        Self::start_on(TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?, world)
    }

    /// Listens on a port that was opened already.
    ///
    /// # Errors
    /// When the port's address cannot be read.
    pub fn start_on(listener: TcpListener, world: World) -> std::io::Result<Self> {
        let address = listener.local_addr()?;
        let desk = Desk {
            live: Mutex::new(Live::of(world.clone())),
            world,
            faults: Faults::default(),
            users: Limit::default(),
            opened: Instant::now(),
            calls: Mutex::default(),
        };
        let desk = Arc::new(desk);
        let acceptor = TcpAcceptor::from_tokio(listener)?;
        let server = Server::new_with_acceptor(acceptor).run(Door(desk.clone()));
        let listening = tokio::spawn(async move {
            if let Err(e) = server.await {
                tracing::warn!(error = %e, "the error tracker stopped listening");
            }
        });
        Ok(Self { address, listening: listening.abort_handle(), desk })
    }

    /// The address to configure.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What it knew at the start.
    pub fn world(&self) -> &World {
        &self.desk.world
    }

    /// What it knows now, things that are out of sight included.
    pub fn now(&self) -> World {
        self.desk.live().world.clone()
    }

    /// Lets time go by.
    pub fn advance(&self, by: TimeDelta) {
        self.desk.live().advance(by);
    }

    /// One more report comes in.
    pub fn report(&self, issue: u32, event: Event) {
        let mut live = self.desk.live();
        if let Some(issue) = live.world.issues.iter_mut().find(|other| other.id == issue) {
            issue.events.push(event);
        }
    }

    /// Jobs that are ordered from now on fail.
    pub fn let_jobs_fail(&self) {
        self.desk.live().jobs_fail = true;
    }

    /// How to make it misbehave.
    pub fn faults(&self) -> &Faults {
        &self.desk.faults
    }

    /// The calls since the last look: method, path and query as they came in.
    pub fn take_calls(&self) -> Vec<String> {
        std::mem::take(&mut *self.desk.calls.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Drop for ErrorTracker {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

struct Door(Arc<Desk>);

impl Endpoint for Door {
    type Output = Response;

    async fn call(&self, mut request: Request) -> poem::Result<Response> {
        let desk = &self.0;
        let whole = request.original_uri().path_and_query().map_or("/", |whole| whole.as_str()).to_owned();
        desk.calls.lock().unwrap_or_else(PoisonError::into_inner).push(format!("{} {whole}", request.method()));
        let bearer = request.header(header::AUTHORIZATION).and_then(|value| value.strip_prefix("Bearer "));
        let may_erase = bearer == Some(desk.world.erase_token.as_str());
        if bearer != Some(desk.world.token.as_str()) && !may_erase {
            return Ok(problem(StatusCode::UNAUTHORIZED, "Invalid token"));
        }
        let fault = desk.faults.of(&whole);
        match &fault {
            Some(Fault::Status(code)) => {
                return Ok(problem(
                    StatusCode::from_u16(*code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
                    "so be it",
                ));
            }
            Some(Fault::RetryAfter(seconds)) => {
                let limited = problem(StatusCode::TOO_MANY_REQUESTS, "rate limit exceeded");
                return Ok(with(limited, "retry-after", &seconds.to_string()));
            }
            Some(Fault::Html) => {
                return Ok(Response::builder().content_type("text/html").body("<html><body>Sign in</body></html>"));
            }
            Some(Fault::Silence) => std::future::pending().await,
            Some(Fault::HalfJson | Fault::BrokenOff | Fault::PagesForEver | Fault::SamePageForEver) | None => {}
        }
        let path: Vec<String> = decoded(request.original_uri().path());
        let path: Vec<&str> = path.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        let ["api", "0", path @ ..] = path.as_slice() else {
            return Ok(problem(StatusCode::NOT_FOUND, "no such page"));
        };
        if path.last() == Some(&"users")
            && let Err(wait) = desk.users.take(desk.world.users_a_minute, Instant::now())
        {
            return Ok(desk.limited(wait));
        }
        let parameters = Parameters(request.params().unwrap_or_default());
        if request.method() != Method::GET {
            let body = request.take_body().into_string().await.unwrap_or_default();
            return Ok(desk.write(request.method(), path, &parameters, &body, may_erase));
        }
        let mut live = desk.live();
        if let ["projects", _, _, "replays", "jobs", "delete", rest @ ..] = path {
            return Ok(json_body(&live.jobs(rest), fault));
        }
        Ok(desk.reply(answer(&live.world, path, &parameters), path, &parameters, fault))
    }
}

impl Desk {
    fn live(&self) -> MutexGuard<'_, Live> {
        self.live.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self, method: &Method, path: &[&str], parameters: &Parameters, body: &str, may: bool) -> Response {
        if !may {
            return problem(StatusCode::FORBIDDEN, "You do not have permission to perform this action.");
        }
        match self.live().write(method, path, parameters, body) {
            Written::Done(status) => Response::builder().status(status).body(Body::empty()),
            Written::Ordered(job) => json_body(&job, None).with_status(StatusCode::CREATED).into_response(),
            Written::Refused(status, why) => problem(status, why),
        }
    }

    fn reply(&self, answer: Answer<'_>, path: &[&str], parameters: &Parameters, fault: Option<Fault>) -> Response {
        let (rows, is_data) = match answer {
            Answer::List(rows) => (rows, false),
            Answer::Data(rows) => (rows, true),
            Answer::One(one) => return json_body(&one, fault),
            Answer::NotFound => return problem(StatusCode::NOT_FOUND, "The requested resource does not exist"),
            Answer::BadRequest(why) => return problem(StatusCode::BAD_REQUEST, why),
            Answer::File(bytes, media_type, name) => {
                let file = Response::builder().content_type(&media_type).body(bytes);
                return with(file, "content-disposition", &format!("attachment; filename=\"{name}\""));
            }
        };
        let wanted = parameters.get("per_page").or(parameters.get("limit")).and_then(|text| text.parse().ok());
        let size = wanted.unwrap_or(100).clamp(1, self.world.page_size);
        // A cursor is `0:offset:is_prev`.
        let cursor = parameters.get("cursor").and_then(|cursor| cursor.split(':').nth(1)?.parse::<usize>().ok());
        let from = cursor.unwrap_or(0);
        let (page, next, has_next) = match fault {
            Some(Fault::PagesForEver) => (rows.page(0..size), from + size, true),
            Some(Fault::SamePageForEver) => (rows.page(from..from + size), from, true),
            _ => (rows.page(from..from + size), from + size, from + size < rows.length),
        };
        let link = |rel: &str, has: bool, offset: usize| {
            let cursor = format!("0:{offset}:{}", u8::from(rel == "previous"));
            let address = format!("https://another-host.example/api/0/{}/?&cursor={cursor}", path.join("/"));
            format!("<{address}>; rel=\"{rel}\"; results=\"{has}\"; cursor=\"{cursor}\"")
        };
        let links =
            format!("{}, {}", link("previous", from > 0, from.saturating_sub(size)), link("next", has_next, next));
        let body = if is_data { json!({"data": page}) } else { Value::Array(page) };
        with(json_body(&body, fault), "link", &links)
    }

    fn limited(&self, wait: std::time::Duration) -> Response {
        let now = self.world.now + TimeDelta::from_std(self.opened.elapsed()).unwrap_or_default();
        let reset = now.timestamp() + i64::try_from(wait.as_secs()).unwrap_or(60) + 1;
        let mut limited =
            problem(StatusCode::TOO_MANY_REQUESTS, "You are attempting to use this endpoint too frequently");
        for (name, value) in [
            ("date", now.format("%a, %d %b %Y %H:%M:%S GMT").to_string()),
            ("x-sentry-rate-limit-limit", self.world.users_a_minute.to_string()),
            ("x-sentry-rate-limit-remaining", "0".to_owned()),
            ("x-sentry-rate-limit-reset", reset.to_string()),
        ] {
            limited = with(limited, name, &value);
        }
        limited
    }
}

fn json_body(value: &Value, fault: Option<Fault>) -> Response {
    let text = value.to_string();
    let half = text.get(..text.len() / 2).unwrap_or_default().to_owned();
    let builder = Response::builder().content_type("application/json");
    match fault {
        Some(Fault::HalfJson) => builder.body(half),
        Some(Fault::BrokenOff) => {
            let pieces = [Ok(half.into_bytes()), Err(std::io::Error::other("the connection broke"))];
            builder.body(Body::from_bytes_stream(stream::iter(pieces)))
        }
        _ => builder.body(text),
    }
}

fn problem(status: StatusCode, detail: &str) -> Response {
    Response::builder().status(status).content_type("application/json").body(json!({"detail": detail}).to_string())
}

fn with(response: Response, name: &str, value: &str) -> Response {
    let (mut parts, body) = response.into_parts();
    if let (Ok(name), Ok(value)) = (name.parse::<header::HeaderName>(), value.parse()) {
        parts.headers.insert(name, value);
    }
    Response::from_parts(parts, body)
}

/// The parts of a path, decoded.
fn decoded(path: &str) -> Vec<String> {
    path.split('/').map(percent_decode).collect()
}

fn percent_decode(part: &str) -> String {
    let bytes = part.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = part.get(at + 1..at + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match (bytes[at], hex) {
            (b'%', Some(byte)) => {
                out.push(byte);
                at += 3;
            }
            (byte, _) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}
