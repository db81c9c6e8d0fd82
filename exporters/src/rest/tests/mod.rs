//! The engine against small servers on this machine.

mod auth;
mod bad_manifests;
mod erasing;
mod files;
mod hanging_up;
mod large;
mod lists;
mod marking;
mod notifying;
mod people;
mod strange_answers;
pub(crate) mod stub;
mod widgets;
mod writing;
mod writing_refused;

use std::sync::Arc;

use crate::{
    conformance::run,
    contract::{
        call::Call,
        connector::Connector,
        error::ConnectorError,
        register::{Role, System},
        subject::{Identifier, Subject},
        text::Text,
    },
    manifest::node::Node,
};

use super::{compile::compile, connector::RestConnector, settings::Settings};

/// A section with one step that asks by address, with `more` put in its place and `step` into the step.
fn section(more: &str, step: &str) -> String {
    format!(
        "settings: [{{name: key, description: The key., secret: true}}, {{name: client, description: The client.}}]\n\
         {more}\n\
         identities: [{{name: email, kind: email, terms: {{email: '{{value}}'}}}}]\n\
         probe: {{reach: reach}}\n\
         steps:\n\
         - {{name: reach, get: /reach}}\n\
         - name: people\n  any_of: [email]\n  query: {{email: '{{identity.email}}'}}\n  \
           export: {{description: You., fields: []}}\n{step}\n"
    )
}

fn open(url: &str, section: &str) -> Arc<RestConnector> {
    let section = Node::parse(section).unwrap_or_else(|(_, e)| panic!("{e}\n{section}")).to_json();
    let plan = compile(&section).unwrap_or_else(|problems| panic!("{problems}"));
    let settings = Settings::new(url).with("key", "a-secret").with("client", "a-client");
    Arc::new(RestConnector::open(system(), plan, settings).unwrap())
}

fn system() -> System {
    System {
        key: "stub".to_owned(),
        name: Text::default(),
        description: Text::default(),
        product: String::new(),
        satellite: None,
        public: false,
        told_only: false,
        role: Role::Controller,
        location: Vec::new(),
        purposes: Vec::new(),
        recipients: Vec::new(),
        source: Text::default(),
        accepts: Vec::new(),
        learns: Vec::new(),
        turn: crate::contract::register::Turn::Usual,
    }
}

fn ada() -> Subject {
    Subject::new([Identifier::parse("email=ada@example.org").unwrap()]).unwrap()
}

fn call() -> Call {
    Call::unhurried("test")
}

/// The records of Ada's, as they were handed over.
async fn records(connector: &dyn Connector) -> Result<Vec<String>, ConnectorError> {
    let (kept, _) = run::export(connector, &ada(), &call()).await?;
    Ok(kept.records.into_iter().map(|record| record.json).collect())
}
