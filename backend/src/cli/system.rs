//! `system …`: tries a connected system without the desk.

use std::path::Path;

use anyhow::Context;
use rightsdesk_exporters::{
    contract::{
        call::Call,
        outcome::{Certainty, Exported, Scope},
    },
    counted::counted,
    manifest::{finding, read},
    open,
};

use super::{
    ask::{prepare, settings},
    drift, erasing,
    export_sink::{self, Destination},
    print, rectifying,
    system_arguments::{Ask, OptionalPlace, System},
};
use crate::setup;

/// Does what was asked; whether all is well.
pub async fn system(command: System) -> anyhow::Result<bool> {
    match command {
        System::Check { file, place } => check(&file, place).await,
        System::Locate(ask) => {
            let (connector, subject) = prepare(&ask)?;
            let located = connector.locate(&subject, &Call::unhurried("locate")).await?;
            if located.counts.is_empty() {
                print::line("nothing is counted: a person looks, or the system knows nobody by these identifiers");
                return Ok(true);
            }
            print::line(format_args!("{:>10} {:>10}  collection", "records", "shared"));
            for count in &located.counts {
                print::line(format_args!("{:>10} {:>10}  {}", count.records, count.shared, count.collection));
            }
            Ok(true)
        }
        System::Resolve(ask) => {
            let (connector, subject) = prepare(&ask)?;
            let names = connector.resolve(&subject, &Call::unhurried("resolve")).await?;
            if names.is_empty() {
                print::line("no other name is known: the system calls nobody of these identifiers anything else");
            }
            for learned in names {
                let how = match learned.certainty {
                    Certainty::Known => "",
                    Certainty::Claimed => "; only claimed there",
                };
                print::line(format_args!(
                    "{}={}	(from {}{how})",
                    learned.identifier.kind(),
                    learned.identifier.value(),
                    learned.from
                ));
            }
            Ok(true)
        }
        System::Preview(wish) => erasing::preview(&wish).await,
        System::Erase(wish) => erasing::erase(&wish).await,
        System::Drift(wish) => drift::drift(&wish).await,
        System::Rectify(wish) => rectifying::rectify(&wish).await,
        System::Verify(wish) => erasing::verify(&wish).await,
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
        print::line(format_args!("{finding}"));
    }
    if finding::is_any_error(&findings) {
        return Ok(false);
    }
    match findings.len() {
        0 => print::line(format_args!("{name}: nothing wrong")),
        1 => print::line(format_args!("{name}: can be used, with 1 thing to look at")),
        some => print::line(format_args!("{name}: can be used, with {some} things to look at")),
    }
    if place.url.is_none() {
        return Ok(true);
    }
    let manifest = setup::read_manifest(file)?;
    let connector = open::open(&manifest, &settings(place.url, &place.named)?)?;
    let health = connector.check(&Call::unhurried("check")).await?;
    for remark in health.remarks {
        print::line(format_args!("{name}: note: {remark}"));
    }
    print::line(format_args!("{name}: the live system can be asked"));
    Ok(true)
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
                print::line(format_args!(
                    "a person has to do this within {}:\n{}",
                    counted(work.days, "day", "days"),
                    work.instructions.for_language("en")
                ));
                break;
            }
        }
    }
    sink.finish()?;
    Ok(())
}
