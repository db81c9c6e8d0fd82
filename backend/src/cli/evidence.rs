//! `evidence`: the signed bundle of a ticket's erasures, and its check.

use std::{fs, path::Path};

use anyhow::{Context, bail};
use rightsdesk_vault::signing;

use super::{
    config_file::ConfigFile,
    evidence_arguments::{Evidence, EvidenceCommand},
    print,
};
use crate::{
    casework::erasing::evidence::bundle::{self, Checked},
    config::file::Config,
    kernel::actor::Actor,
    setup, ticket,
};

/// Does what was asked; whether all is well.
pub async fn evidence(config: &ConfigFile, asked: Evidence) -> anyhow::Result<bool> {
    match asked.command {
        Some(EvidenceCommand::Verify { file, key }) => verify(config.read_if_there()?.as_ref(), &file, key),
        None => {
            let (Some(reference), Some(out)) = (&asked.ticket, &asked.out) else {
                bail!("name the ticket and the file: rightsdesk evidence DR-7KQ4-M2XW --out evidence.zip")
            };
            make(config.read()?, reference, out).await
        }
    }
}

async fn make(config: Config, reference: &str, out: &Path) -> anyhow::Result<bool> {
    let desk = setup::desk(config).await?;
    let ticket = ticket::store::by_reference(&desk.db, reference).await?;
    let ticket = ticket.with_context(|| format!("there is no ticket {reference}"))?;
    let bundle = bundle::make(&desk, Actor::Desk, ticket.id).await;
    let bundle = bundle.with_context(|| format!("no evidence of {reference}: nobody was to be erased for it"))?;
    fs::write(out, bundle).with_context(|| format!("{} cannot be written", out.display()))?;
    print::line(format_args!("{}: signed with {}", out.display(), public_key(&desk.masters)));
    Ok(true)
}

fn public_key(masters: &rightsdesk_vault::master::MasterKeys) -> String {
    signing::public_keys(masters).into_iter().next().unwrap_or_default()
}

fn verify(config: Option<&Config>, file: &Path, key: Option<String>) -> anyhow::Result<bool> {
    let keys = match (key, config) {
        (Some(key), _) => vec![key],
        (None, Some(config)) => signing::public_keys(&setup::masters(config)?),
        (None, None) => Vec::new(),
    };
    let name = file.display();
    let bytes = fs::read(file).with_context(|| format!("{name} cannot be read"))?;
    match bundle::check(&bytes, &keys) {
        Ok(Checked { reference, signed_by, content }) => {
            print::line(format_args!("{name}: about {reference}, put together at {}; unaltered", content.prepared_at));
            print::line(format_args!("signed with {signed_by}"));
            if keys.is_empty() {
                eprintln!(
                    "note: that is the key that the bundle itself names; compare it with the one that the desk publishes"
                );
            }
            Ok(true)
        }
        Err(fault) => {
            print::line(format_args!("{name}: proves nothing: {fault}"));
            Ok(false)
        }
    }
}

/// Prints the public keys with which evidence is signed, the current one first.
pub fn public_keys(config: &Config) -> anyhow::Result<()> {
    for key in signing::public_keys(&setup::masters(config)?) {
        print::line(key);
    }
    Ok(())
}
