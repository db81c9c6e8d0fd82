//! `check`: what is wrong with the configuration, in words. When it finds nothing wrong, `serve` starts; what it finds wrong in the
//! file and in what the file names, [`setup::desk`] refuses in the same words.

use std::collections::BTreeSet;

use rightsdesk_exporters::{
    contract::{
        call::Call,
        register::{System, Turn},
    },
    counted::counted,
};

use super::{deactivations::NOTHING_SWEPT, print};
use crate::{
    config::{self, check::Trouble, file::Config},
    kernel::storage::Storage,
    post::transport::Post,
    register::connected::Systems,
    setup::{self, SetupError},
    staff,
};

/// What was found so far. Everything is printed as it is found.
struct Found {
    is_right: bool,
}

impl Found {
    fn result(&mut self, what: &str, result: Result<(), anyhow::Error>) {
        match result {
            Ok(()) => print::line(format_args!("ok      {what}")),
            Err(error) => {
                self.is_right = false;
                print::line(format_args!("wrong   {what}: {}", print::causes(&error)));
            }
        }
    }
}

/// Prints what is wrong; whether nothing is.
pub async fn check(config: &Config, offline: bool) -> bool {
    let mut found = Found { is_right: true };
    let troubles = config::check::check(config);
    for trouble in &troubles {
        found.is_right &= !trouble.is_wrong;
        print::line(trouble);
    }
    found.result("keys", setup::masters(config).map(drop).map_err(Into::into));
    if offline {
        found.result("database", setup::database_address(config).map(drop).map_err(Into::into));
        found.result("mail", Post::open(config).map(drop).map_err(Into::into));
    } else {
        database(config, &mut found).await;
        let storage = Storage::open(&config.base.join(&config.storage.directory));
        found.result("storage", storage.map(drop).map_err(|error| SetupError::Storage(error).into()));
        found.result("mail", mail(config).await);
    }
    systems(config, offline, &mut found).await;
    homeservers(config, offline, &mut found).await;
    for receiver in &config.receivers {
        let result = setup::receivers::receiver(config, receiver).map_err(Into::into);
        found.result(&format!("receiver {}", receiver.name), result);
    }
    found.is_right
}

async fn database(config: &Config, found: &mut Found) {
    let db = match setup::database(config).await {
        Ok(db) => db,
        Err(error) => return found.result("database", Err(error.into())),
    };
    let people = staff::store::assignable(&db).await;
    found.result("database", people.as_ref().map(drop).map_err(|error| anyhow::anyhow!("{error}")));
    if let Some(note) = people.ok().and_then(|people| too_few(config, people.len())) {
        print::line(note);
    }
}

/// What would wait for ever, because so many people can work on tickets.
fn too_few(config: &Config, people: usize) -> Option<Trouble> {
    let approvals = config.erasure.approvals();
    let has_second = !config.decisions.second_person || people >= 2;
    let (key, waits, wanted) = match (people >= approvals, has_second) {
        (true, true) => return None,
        (false, true) => ("erasure.approvals", "an erasure waits", approvals),
        (true, false) => ("decisions.second_person", "a refusal waits", 2),
        (false, false) => {
            ("erasure.approvals, decisions.second_person", "erasures and refusals wait", approvals.max(2))
        }
    };
    let what = format!(
        "{waits} for {wanted} different people, and {} do that; add one with `rightsdesk staff add`, or change the setting",
        counted(people, "account can", "accounts can")
    );
    Some(Trouble::doubtful(key, what))
}

async fn mail(config: &Config) -> anyhow::Result<()> {
    Ok(Post::open(config)?.try_out().await?)
}

async fn systems(config: &Config, offline: bool, found: &mut Found) {
    let mut keys = BTreeSet::new();
    let mut is_swept = false;
    let mut opened = Vec::new();
    for section in &config.systems {
        let what = format!("system {}", section.key.clone().unwrap_or_else(|| section.manifest.display().to_string()));
        let system = match setup::system(config, section) {
            Err(error) => {
                found.result(&what, Err(error.into()));
                continue;
            }
            Ok(system) => system,
        };
        if !keys.insert(system.key.clone()) {
            found.result(&what, Err(SetupError::Twice(system.key).into()));
            continue;
        }
        let about = system.connector.about();
        let is_covered = config.deactivation.covers(&system.key, about);
        is_swept |= is_covered;
        if is_covered && about.turn == Turn::RootAccount {
            print::line(root_account_swept(&system.key));
        }
        if is_covered && passes_on(config, &system.key, about) {
            print::line(recipients_untold(&system.key));
        }
        opened.push(system.clone());
        if offline {
            found.result(&what, Ok(()));
            continue;
        }
        let answer = system.connector.check(&Call::unhurried("check")).await;
        for remark in answer.iter().flat_map(|health| &health.remarks) {
            print::line(format_args!("note    {what}: {remark}"));
        }
        found.result(&what, answer.map(drop).map_err(Into::into));
    }
    // Of what did not open, that is what is wrong.
    if opened.len() == config.systems.len() {
        for trouble in setup::named::wrong(config, &Systems::new(opened)) {
            found.is_right = false;
            print::line(&trouble);
        }
    }
    if !config.homeservers.is_empty() && !is_swept {
        print::line(Trouble::doubtful("deactivation", NOTHING_SWEPT));
    }
}

/// A sweep takes its systems side by side, and what is left of an account leads to what its satellites hold.
fn root_account_swept(key: &str) -> Trouble {
    let what = format!(
        "{key} holds the account itself (`turn: root_account`), and closed accounts are erased from it beside their satellites, \
         not after them; name it in deactivation.except unless that is meant"
    );
    Trouble::doubtful("deactivation", what)
}

/// Whether data of a system goes to somebody.
fn passes_on(config: &Config, key: &str, about: &System) -> bool {
    !about.recipients.is_empty() || config.recipients.iter().any(|it| it.systems.iter().any(|system| system == key))
}

fn recipients_untold(key: &str) -> Trouble {
    let what = format!(
        "{key} has recipients, whom nobody tells when closed accounts are erased from it (Art. 19 is about requests, and whether it is \
         about these too no text says); name it in deactivation.except, or tell them by other means"
    );
    Trouble::doubtful("deactivation", what)
}

async fn homeservers(config: &Config, offline: bool, found: &mut Found) {
    for section in &config.homeservers {
        let what = format!("homeserver {}", section.server_name);
        let opened = setup::homeservers::homeserver(config, section);
        let asked = match opened {
            Err(error) => {
                found.result(&what, Err(error.into()));
                continue;
            }
            Ok(homeserver) => homeserver.asked.filter(|_| !offline),
        };
        let answer = match asked {
            Some(asked) => asked.homeserver.closed(None, &Call::unhurried("check")).await.map(drop),
            None => Ok(()),
        };
        found.result(&what, answer.map_err(Into::into));
    }
}
