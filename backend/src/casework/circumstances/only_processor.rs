//! What is not ours to decide about: accounts on homeservers that we keep for a customer, or that are not ours at all; and systems
//! that hold data for somebody else (Art. 28(3)(e)).
//!
//! It is shown, and decided by people: who has an account there may have one with us as well. But no system that holds somebody
//! else's data is asked anything, unless that customer has instructed us.

use std::collections::BTreeSet;

use rightsdesk_exporters::contract::{
    register::Role,
    subject::{Identifier, IdentifierKind},
};

use crate::{
    casework::sealing::Opened,
    config::{
        customer::{self, CustomerSection},
        own_servers,
    },
    desk::Desk,
    identifier::{self, standing::Standing},
    task::entity::Model,
    words::{fill::Fill, language::Language},
};

/// A homeserver that is not ours, on which the person says that they have an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere<'a> {
    /// What the Matrix ID ends with.
    pub server: String,
    /// Whose it is; none: no customer's.
    pub customer: Option<&'a CustomerSection>,
}

/// The homeserver of a Matrix ID.
fn server_of(name: &Identifier) -> Option<&str> {
    let is_matrix_id = name.kind().as_str() == IdentifierKind::MATRIX_ID;
    name.value().split_once(':').map(|(_, server)| server).filter(|_| is_matrix_id)
}

/// The homeservers of these names that are not ours, each once. Where nobody has said which are ours, only those of customers.
pub fn elsewhere<'a>(desk: &'a Desk, names: &[Identifier]) -> Vec<Elsewhere<'a>> {
    let ours = own_servers::of(&desk.config);
    let servers: BTreeSet<String> = names.iter().filter_map(server_of).map(str::to_ascii_lowercase).collect();
    let found = servers.into_iter().filter(|server| !customer::has(&ours, server)).filter_map(|server| {
        let customer = desk.config.customers.iter().find(|it| it.has(&server));
        (customer.is_some() || !ours.is_empty()).then_some(Elsewhere { server, customer })
    });
    found.collect()
}

/// The names of a ticket that nobody has refused.
pub fn names(opened: &Opened, rows: &[identifier::entity::Model]) -> Vec<Identifier> {
    let kept = rows.iter().filter(|row| row.standing != Standing::Refused);
    // A name that cannot be read says nothing of where it is from.
    kept.filter_map(|row| identifier::store::open(row, &opened.key).ok()).collect()
}

/// The keys of the systems that are asked nothing about a person of these names: what they hold is somebody else's, who has not
/// instructed us to answer for them.
pub(in crate::casework) fn held_for_others(desk: &Desk, names: &[Identifier]) -> BTreeSet<String> {
    let servers: Vec<&str> = names.iter().filter_map(server_of).collect();
    let is_of =
        |customer: &CustomerSection| customer.servers.is_empty() || servers.iter().any(|server| customer.has(server));
    let is_instructed = |key: &str| {
        let mut customers = desk.config.customers.iter().filter(|it| it.instructed.iter().any(|it| it == key));
        customers.any(is_of)
    };
    let held = desk.systems.iter().filter(|system| match system.connector.about().role {
        Role::Controller => false,
        Role::Processor => !is_instructed(&system.key),
    });
    held.map(|system| system.key.clone()).collect()
}

/// That nothing was done in these systems, and why; empty if there are none.
pub(in crate::casework) fn told(desk: &Desk, tasks: &[Model], language: Language) -> String {
    let held = tasks.iter().filter(|task| task.is_held_for_others());
    let names: BTreeSet<String> = held.map(|task| desk.systems.name(&task.system, language.code())).collect();
    if names.is_empty() {
        return String::new();
    }
    let lines = names.into_iter().map(|name| format!("\n- {name}"));
    format!("{}{}", language.elsewhere().held_title, lines.collect::<String>())
}

/// Whom to ask about an account there, in words.
pub fn whom(elsewhere: &Elsewhere<'_>, language: Language) -> String {
    match elsewhere.customer {
        Some(customer) => customer.name.clone(),
        None => language.elsewhere().whom.with(&elsewhere.server),
    }
}
