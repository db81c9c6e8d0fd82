//! `rightsdesk demo`: sets the world up, takes one request all the way, and shows where everything is.

use std::{fs, io::Write, path::Path, time::Duration};

use anyhow::Context;
use rightsdesk_exporters::counted::counted;
use serde_json::json;

use super::{
    journey::{self, Arrived},
    world::{self, Ports, World},
};
use crate::cli::{self, arguments::Demo, print};

/// Runs the demo; whether all of it happened.
pub async fn demo(arguments: Demo) -> anyhow::Result<bool> {
    let began = tokio::time::Instant::now();
    let temporary = format!("rightsdesk-demo-{}", std::process::id());
    let folder = arguments.dir.unwrap_or_else(|| std::env::temp_dir().join(temporary));
    let ports = if arguments.once { Ports::Any } else { Ports::Usual };
    if world::is_an_earlier_demos(&folder) {
        eprintln!("An earlier demo's requests, mails and archives in {} are deleted …", folder.display());
    }
    eprintln!("Setting up a small company in {} …", folder.display());
    let world = world::begin(&folder, ports).await?;
    let arrived = journey::go(&world, &mut |step| eprintln!("  {step} …")).await?;
    let written = write_down(&world.folder, &arrived)?;
    let seconds = began.elapsed().as_secs_f64();
    if arguments.once {
        print::line(summary(&arrived, &written, seconds));
        world.stop.cancel();
        return Ok(true);
    }
    show(&world, &arrived, seconds);
    let stop = cli::run::until_told();
    stop.cancelled().await;
    world.stop.cancel();
    // Requests under way get a moment.
    tokio::time::sleep(Duration::from_millis(200)).await;
    Ok(true)
}

/// Where what was mailed is written.
struct Written {
    archive: std::path::PathBuf,
    mailed: std::path::PathBuf,
}

fn write_down(folder: &Path, arrived: &Arrived) -> anyhow::Result<Written> {
    let mail = folder.join("mail");
    fs::create_dir_all(&mail)?;
    for letter in &arrived.mails {
        fs::write(mail.join(format!("{}.eml", letter.number)), &letter.raw)?;
    }
    let mailed = mail.join(format!("{}-encrypted.zip", arrived.reference));
    fs::write(&mailed, &arrived.mailed)?;
    let mut passphrase = fs::File::create(mail.join("passphrase.txt"))?;
    writeln!(passphrase, "{}", arrived.passphrase)?;
    let archive = folder.join(format!("{}.zip", arrived.reference));
    fs::write(&archive, &arrived.archive).with_context(|| format!("{} cannot be written", archive.display()))?;
    Ok(Written { archive, mailed })
}

fn summary(arrived: &Arrived, written: &Written, seconds: f64) -> serde_json::Value {
    let systems: Vec<_> = arrived
        .manifest
        .systems
        .iter()
        .map(|system| {
            json!({
                "system": system.key, "outcome": system.outcome, "records": system.records, "files": system.files,
                "also_about_others": system.also_about_others,
            })
        })
        .collect();
    json!({
        "ticket": arrived.reference,
        "systems": systems,
        "archive": written.archive,
        "sha256": arrived.sha256,
        "mailed": written.mailed,
        "passphrase": arrived.passphrase,
        "seconds": (seconds * 1000.0).round() / 1000.0,
    })
}

/// How this very program is called from where somebody stands, installed or not.
fn program() -> String {
    std::env::current_exe().map_or_else(|_| "rightsdesk".to_owned(), |path| path.display().to_string())
}

fn show(world: &World, arrived: &Arrived, seconds: f64) {
    let records: u64 = arrived.manifest.systems.iter().map(|system| system.records).sum();
    print::line(format_args!(
        "\nReady after {seconds:.1} s. One access request has gone all the way already: {} with {} from {}.\n",
        arrived.reference,
        counted(records, "record", "records"),
        counted(arrived.manifest.systems.len(), "system", "systems")
    ));
    print::line(format_args!("  Public pages   http://localhost:{}/", world.public.port()));
    print::line(format_args!("  Staff pages    http://localhost:{}/desk", world.staff.port()));
    print::line(format_args!("  Mailbox        http://localhost:{}/", world.mailbox_pages.port()));
    print::line(format_args!("  Sign in as     {}   password   {}", world.login, world.password));
    let (colleague, password) = &world.colleague;
    print::line(format_args!("  and as         {colleague}   password   {password}"));
    print::line(format_args!(
        "                 (an erasure and a refusal need two people; use a second browser window)"
    ));
    print::line(format_args!("  Folder         {}\n", world.folder.display()));
    print::line(format_args!("Three things to try:"));
    print::line(format_args!(
        "  1. Open the delivered archive: the mailbox holds it encrypted; its passphrase is on the status page"
    ));
    print::line(format_args!("     (reference {}, access code {}).", arrived.reference, arrived.access_code));
    print::line(format_args!(
        "  2. Ask for something yourself, as grace@example.org or @elodie:example.org: fill in the form, confirm in"
    ));
    print::line(format_args!(
        "     the mailbox, sign in to the staff pages, start the ticket and look at the package."
    ));
    print::line(format_args!("  3. Look at one system without the desk:"));
    print::line(format_args!(
        "     {1} system locate --manifest {0}/systems/ems.yml --url sqlite://{0}/company/ems.db \\\n\
         \x20      --identity email=ada@example.org",
        world.folder.display(),
        program()
    ));
    print::line(format_args!("\nCtrl-C ends the demo."));
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_is_shown_to_be_typed_is_there() {
        assert!(std::path::Path::new(&super::program()).is_file());
    }
}
