//! `system …`: tries a connected system without the desk.

use std::{collections::BTreeMap, path::Path, sync::Arc};

use anyhow::{Context, bail};
use rightsdesk_exporters::{
    contract::{
        call::Call,
        connector::Connector,
        outcome::{Exported, Scope},
        subject::{Identifier, Subject},
    },
    manifest::{finding, read},
    open::{self, Settings},
};
use secrecy::SecretString;

use super::{
    arguments::{Ask, Named, OptionalPlace, System},
    export_sink::{self, Destination},
};
use crate::setup;

/// Does what was asked; whether all is well.
pub async fn system(command: System) -> anyhow::Result<bool> {
    match command {
        System::Check { file, place } => check(&file, place).await,
        System::Locate(ask) => {
            let (connector, subject) = prepare(&ask)?;
            let located = connector.locate(&subject, &Call::unhurried("locate")).await?;
            println!("{:>10} {:>10}  collection", "records", "shared");
            for count in &located.counts {
                println!("{:>10} {:>10}  {}", count.records, count.shared, count.collection);
            }
            Ok(true)
        }
        System::Resolve(ask) => {
            let (connector, subject) = prepare(&ask)?;
            for learned in connector.resolve(&subject, &Call::unhurried("resolve")).await? {
                println!("{}={}\t(from {})", learned.identifier.kind(), learned.identifier.value(), learned.from);
            }
            Ok(true)
        }
        System::Export { ask, portable, out } => {
            let scope = if portable { Scope::Portable } else { Scope::Everything };
            export(&ask, scope, out.as_deref()).await?;
            Ok(true)
        }
    }
}

async fn check(file: &Path, place: OptionalPlace) -> anyhow::Result<bool> {
    let name = file.display().to_string();
    let text = std::fs::read_to_string(file).with_context(|| format!("{name} cannot be read"))?;
    let findings = read::lint(&text, &name);
    for finding in &findings {
        println!("{finding}");
    }
    if finding::is_any_error(&findings) {
        return Ok(false);
    }
    println!("{name}: {} to look at, nothing wrong", findings.len());
    if place.url.is_none() {
        return Ok(true);
    }
    let manifest = setup::read_manifest(file)?;
    let connector = open::open(&manifest, &settings(place.url, &place.named)?)?;
    let health = connector.check(&Call::unhurried("check")).await?;
    for remark in health.remarks {
        println!("{name}: note: {remark}");
    }
    println!("{name}: the live system can be asked");
    Ok(true)
}

/// The system and the person that were named.
fn prepare(ask: &Ask) -> anyhow::Result<(Arc<dyn Connector>, Subject)> {
    let manifest = setup::read_manifest(&ask.manifest)?;
    for warning in &manifest.warnings {
        eprintln!("{warning}");
    }
    let names = ask.identities.iter().map(|text| Identifier::parse(text)).collect::<Result<Vec<_>, _>>()?;
    let known: Vec<_> = manifest.system.accepts.iter().map(|kind| kind.as_str()).collect();
    for name in names.iter().filter(|name| !known.is_empty() && !known.contains(&name.kind().as_str())) {
        eprintln!("note: this system knows nobody by {}; it knows {}", name.kind(), known.join(", "));
    }
    let connector = open::open(&manifest, &settings(ask.url.clone(), &ask.named)?)?;
    Ok((connector, Subject::new(names)?))
}

fn settings(url: Option<String>, named: &Named) -> anyhow::Result<Settings> {
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

async fn export(ask: &Ask, scope: Scope, out: Option<&Path>) -> anyhow::Result<()> {
    let (connector, subject) = prepare(ask)?;
    let destination = out.map_or(Destination::StandardOutput, |folder| Destination::Folder(folder.to_owned()));
    let mut sink = export_sink::Writer::open(destination)?;
    let call = Call::unhurried("export");
    let mut cursor = None;
    loop {
        match connector.export(&subject, scope, cursor.as_ref(), &call, &mut sink).await? {
            Exported::Continues(next) => cursor = Some(next),
            Exported::Ends { gaps } => {
                for gap in gaps {
                    eprintln!("not handed over: {}: {}", gap.what, gap.why.for_language("en"));
                }
                break;
            }
            Exported::ByHand(work) => {
                println!(
                    "a person has to do this within {} days:\n{}",
                    work.days,
                    work.instructions.for_language("en")
                );
                break;
            }
        }
    }
    sink.finish()?;
    Ok(())
}
