//! A gate before a connected system: who asks for data waits there until it is opened, and is counted.

use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use rightsdesk::register::connected::Connected;
use rightsdesk_exporters::contract::{
    call::Call,
    connector::Connector,
    error::ConnectorError,
    outcome::{Cursor, Exported, Health, Learned, Located, Scope},
    register::System,
    sink::Sink,
    subject::Subject,
};
use tokio::sync::watch;

/// A system behind a gate. Copies are the same gate.
#[derive(Clone)]
pub struct Gate {
    inner: Connected,
    is_open: watch::Sender<bool>,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Debug, Default)]
struct Seen {
    inside: usize,
    most: usize,
    calls: Vec<String>,
}

/// Somebody who went in; goes out when dropped, also when they were sent away.
struct Inside(Arc<Mutex<Seen>>);

impl Gate {
    /// A closed gate before this system.
    pub fn before(inner: Connected) -> Self {
        Self { inner, is_open: watch::Sender::new(false), seen: Arc::default() }
    }

    /// The system as the desk has it in its configuration, which asks for so many calls at once at most.
    pub fn connected(&self, parallel: u32) -> Connected {
        Connected { parallel, connector: Arc::new(self.clone()), ..self.inner.clone() }
    }

    /// Lets all in, from now on.
    pub fn open(&self) {
        self.is_open.send_replace(true);
    }

    /// How many are inside.
    pub fn inside(&self) -> usize {
        look(&self.seen).inside
    }

    /// How many were inside at once at most.
    pub fn most(&self) -> usize {
        look(&self.seen).most
    }

    /// The ids of all calls that went in.
    pub fn calls(&self) -> Vec<String> {
        look(&self.seen).calls.clone()
    }

    async fn pass(&self, call: &Call) -> Inside {
        {
            let mut seen = look(&self.seen);
            seen.inside += 1;
            seen.most = seen.most.max(seen.inside);
            seen.calls.push(call.id.clone());
        }
        let inside = Inside(Arc::clone(&self.seen));
        let _ = self.is_open.subscribe().wait_for(|open| *open).await;
        inside
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        look(&self.0).inside -= 1;
    }
}

fn look(seen: &Mutex<Seen>) -> std::sync::MutexGuard<'_, Seen> {
    seen.lock().unwrap_or_else(PoisonError::into_inner)
}

#[async_trait]
impl Connector for Gate {
    fn about(&self) -> &System {
        self.inner.connector.about()
    }

    async fn check(&self, call: &Call) -> Result<Health, ConnectorError> {
        self.inner.connector.check(call).await
    }

    async fn resolve(&self, subject: &Subject, call: &Call) -> Result<Vec<Learned>, ConnectorError> {
        self.inner.connector.resolve(subject, call).await
    }

    async fn locate(&self, subject: &Subject, call: &Call) -> Result<Located, ConnectorError> {
        self.inner.connector.locate(subject, call).await
    }

    async fn export(
        &self,
        subject: &Subject,
        scope: Scope,
        from: Option<&Cursor>,
        call: &Call,
        sink: &mut dyn Sink,
    ) -> Result<Exported, ConnectorError> {
        let _inside = self.pass(call).await;
        self.inner.connector.export(subject, scope, from, call, sink).await
    }
}
