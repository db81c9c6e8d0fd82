//! From the command line to a connector and a person.

use std::{collections::BTreeMap, sync::Arc};

use anyhow::{Context, bail};
use rightsdesk_exporters::{
    contract::{
        connector::Connector,
        subject::{Identifier, Subject},
    },
    open::{self, Settings},
};
use secrecy::SecretString;

use super::system_arguments::{Ask, Named};
use crate::setup;

/// The system and the person that were named.
pub(super) fn prepare(ask: &Ask) -> anyhow::Result<(Arc<dyn Connector>, Subject)> {
    let manifest = setup::read_manifest(&ask.manifest)?;
    for warning in &manifest.warnings {
        eprintln!("{warning}");
    }
    let names = ask.identities.iter().map(|text| Identifier::parse(text)).collect::<Result<Vec<_>, _>>()?;
    let known: Vec<_> = manifest.system.accepts.iter().map(|kind| kind.as_str()).collect();
    // Nothing would be found, which would be taken for an answer.
    if let Some(name) = names.iter().find(|name| !known.is_empty() && !known.contains(&name.kind().as_str())) {
        bail!("this system knows nobody by {}; it knows people by {}", name.kind(), known.join(", "));
    }
    let connector = open::open(&manifest, &settings(ask.url.clone(), &ask.named)?)?;
    Ok((connector, Subject::new(names)?))
}

/// What the command line says of an installation.
pub(super) fn settings(url: Option<String>, named: &Named) -> anyhow::Result<Settings> {
    let mut secrets = BTreeMap::new();
    for pair in &named.secrets {
        let Some((name, variable)) = pair.split_once('=') else { bail!("a secret is written NAME=VARIABLE") };
        let value = std::env::var(variable).with_context(|| format!("the variable {variable} is not set"))?;
        secrets.insert(name.to_owned(), SecretString::from(value));
    }
    for pair in &named.settings {
        let Some((name, value)) = pair.split_once('=') else { bail!("a setting is written NAME=VALUE") };
        secrets.insert(name.to_owned(), SecretString::from(value.to_owned()));
    }
    Ok(Settings { url: url.map(SecretString::from), secrets, ..Settings::default() })
}
