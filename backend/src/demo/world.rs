//! The demo's world: a folder with a company, a desk with its configuration, an error tracker and a mailbox.
//!
//! The desk is set up from the very configuration file that is written into the folder; `rightsdesk serve` could go on
//! with it.

use std::{
    fs,
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context, bail};
use poem::{Server, listener::TcpAcceptor};
use rightsdesk_vault::{chance::SystemChance, master::MasterKey, passphrase::Passphrase};
use secrecy::SecretString;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::{
    company::{self, SYSTEMS},
    error_tracker::{self, server::ErrorTracker},
    mailbox::{pages, smtp::Smtp, store::Mailbox},
};
use crate::{
    config::file::Config,
    desk::Desk,
    kernel::{
        clock::{Clock, SystemClock},
        ids::StaffId,
    },
    setup,
    staff::{self, password, role::Role},
    web::server::Listening,
    worker::driver,
};

/// A line in a folder that says it is ours to overwrite.
const MARK: &str = "rightsdesk-demo.txt";

/// Everything that runs.
#[derive(Debug)]
pub struct World {
    /// The desk.
    pub desk: Arc<Desk>,
    /// The folder.
    pub folder: PathBuf,
    /// Where the public pages are.
    pub public: SocketAddr,
    /// Where the staff pages are.
    pub staff: SocketAddr,
    /// Where the mailbox can be looked into.
    pub mailbox_pages: SocketAddr,
    /// What arrived there.
    pub mailbox: Mailbox,
    /// The staff account.
    pub login: &'static str,
    /// Its password, drawn anew each time.
    pub password: String,
    /// A second account: an erasure and a refusal need two people.
    pub colleague: (&'static str, String),
    /// Stops everything.
    pub stop: CancellationToken,
    /// The mail server and the error tracker: they end with the world.
    pub neighbours: (Smtp, ErrorTracker),
}

/// Where to listen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ports {
    /// On the usual ones if they are free: easier to type.
    Usual,
    /// On any free ones.
    Any,
}

/// Sets it all up in `folder` and starts it.
pub async fn begin(folder: &Path, ports: Ports) -> anyhow::Result<World> {
    claim(folder)?;
    let folder = folder.canonicalize()?;
    let stop = CancellationToken::new();
    let public = bind(ports, 8080).await?;
    let staff = bind(ports, 8081).await?;
    let mailbox_listener = bind(ports, 8025).await?;
    let (public_at, staff_at, mailbox_pages) =
        (public.local_addr()?, staff.local_addr()?, mailbox_listener.local_addr()?);

    let mailbox = Mailbox::new();
    let smtp = Smtp::start(mailbox.clone()).await?;
    let looking = Server::new_with_acceptor(TcpAcceptor::from_tokio(mailbox_listener)?);
    let pages = pages::app(mailbox.clone());
    tokio::spawn(looking.run_with_graceful_shutdown(pages, stop.clone().cancelled_owned(), None));
    let tracker = ErrorTracker::start(error_tracker::company::company(SystemClock.now())).await?;

    write_company(&folder).await?;
    let config = write_config(&folder, public_at, staff_at, smtp.address(), &tracker.url())?;
    setup::migrated_database(&config).await?;
    let desk = Arc::new(setup::desk(config).await?);
    let password = Passphrase::draw(&SystemChance).as_str().to_owned();
    let login = "officer";
    hire(&desk, ("Olive Officer", Role::Officer), login, &password).await?;
    let colleague = ("colleague", Passphrase::draw(&SystemChance).as_str().to_owned());
    hire(&desk, ("Colin Colleague", Role::Agent), colleague.0, &colleague.1).await?;

    let listening = Listening::on(public, staff);
    tokio::spawn(listening.serve(Arc::clone(&desk), stop.clone()));
    tokio::spawn(driver::run(Arc::clone(&desk), stop.clone()));
    Ok(World {
        desk,
        folder,
        public: public_at,
        staff: staff_at,
        mailbox_pages,
        mailbox,
        login,
        password,
        colleague,
        stop,
        neighbours: (smtp, tracker),
    })
}

/// Whether an earlier demo was here, whose requests, mails and archives give way to this one's.
pub fn is_an_earlier_demos(folder: &Path) -> bool {
    folder.join(MARK).exists() && folder.join("desk.db").exists()
}

/// Makes the folder, or takes one that is empty or that an earlier demo has made; nothing else is overwritten.
fn claim(folder: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    let mark = folder.join(MARK);
    let is_empty = fs::read_dir(folder)?.next().is_none();
    if !is_empty && !mark.exists() {
        bail!("{} holds something else; name an empty folder", folder.display());
    }
    // The archives of earlier requests lie beside the desk.
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "zip") {
            fs::remove_file(path)?;
        }
    }
    fs::write(mark, "This folder was made by `rightsdesk demo` and may be deleted.\n")?;
    for earlier in ["desk.db", "desk.db-wal", "desk.db-shm", "storage", "mail"] {
        let path = folder.join(earlier);
        if path.is_dir() {
            fs::remove_dir_all(path)?;
        } else if path.exists() {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

async fn bind(ports: Ports, usual: u16) -> anyhow::Result<TcpListener> {
    if ports == Ports::Usual
        && let Ok(listener) = TcpListener::bind(("127.0.0.1", usual)).await
    {
        return Ok(listener);
    }
    Ok(TcpListener::bind("127.0.0.1:0").await?)
}

async fn write_company(folder: &Path) -> anyhow::Result<()> {
    let manifests = folder.join("systems");
    let databases = folder.join("company");
    fs::create_dir_all(&manifests)?;
    fs::create_dir_all(&databases)?;
    for system in SYSTEMS {
        fs::write(manifests.join(format!("{}.yml", system.key)), system.manifest)?;
        company::found(system, &databases.join(format!("{}.db", system.key))).await?;
    }
    fs::write(manifests.join("sentry.yml"), company::ERROR_TRACKER)?;
    Ok(())
}

fn write_config(
    folder: &Path,
    public: SocketAddr,
    staff: SocketAddr,
    smtp: SocketAddr,
    tracker: &str,
) -> anyhow::Result<Config> {
    let key = folder.join("master.key");
    if !key.exists() {
        MasterKey::generate(&SystemChance).to_new_file(&key)?;
    }
    let token = folder.join("sentry.token");
    fs::write(&token, error_tracker::company::TOKEN)?;
    fs::write(folder.join("sentry-erase.token"), error_tracker::company::ERASE_TOKEN)?;
    let mut text = format!(
        r#"# Written by `rightsdesk demo`. `rightsdesk.example.toml` explains every line.
[desk]
organisation = "Example Messaging Ltd"
contact = "privacy@example.org"
public_url = "http://localhost:{public_port}"
staff_url = "http://localhost:{staff_port}"
time_zone = "Europe/London"
regime = "both"

[listen]
public = "{public}"
staff = "{staff}"

[database]
url = "sqlite://{folder}/desk.db?mode=rwc"

[keys]
master = {{ file = "master.key" }}

[storage]
directory = "storage"

[mail]
from = "Example Messaging <privacy@example.org>"
transport = {{ smtp = {{ host = "{smtp_host}", port = {smtp_port}, tls = "none" }} }}
"#,
        public_port = public.port(),
        staff_port = staff.port(),
        folder = folder.display(),
        smtp_host = smtp.ip(),
        smtp_port = smtp.port(),
    );
    for system in SYSTEMS {
        text.push_str(&format!(
            "\n[[system]]\nmanifest = \"systems/{key}.yml\"\nurl = \"sqlite://{folder}/company/{key}.db\"\n",
            key = system.key,
            folder = folder.display(),
        ));
    }
    text.push_str(&format!(
        "\n[[system]]\nmanifest = \"systems/sentry.yml\"\nurl = \"{tracker}\"\n\
         secrets = {{ {secret} = {{ file = \"sentry.token\" }}, erase_{secret} = {{ file = \"sentry-erase.token\" }} }}\n\
         settings = {{ org = \"{org}\" }}\n",
        secret = "token",
        org = "example",
    ));
    let path = folder.join("rightsdesk.toml");
    fs::write(&path, text)?;
    Ok(Config::read(&path)?)
}

async fn hire(desk: &Desk, (name, role): (&str, Role), login: &str, password: &str) -> anyhow::Result<()> {
    let secret = SecretString::from(password.to_owned());
    let pepper = desk.pepper.clone();
    let hash = tokio::task::spawn_blocking(move || password::hash(&secret, &pepper, password::COST)).await??;
    let person = staff::entity::Model {
        id: StaffId(desk.ids.fresh()),
        login: login.to_owned(),
        name: name.to_owned(),
        role,
        password_hash: hash,
        created_at: desk.now(),
        disabled_at: None,
        email: None,
    };
    staff::store::insert(&desk.db, person).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_earlier_demos_archive_is_not_taken_for_this_ones() {
        let folder = std::env::temp_dir().join(format!("rightsdesk-claim-{}", std::process::id()));
        claim(&folder).unwrap();
        assert!(!is_an_earlier_demos(&folder), "nothing is lost yet");
        fs::write(folder.join("desk.db"), "").unwrap();
        assert!(is_an_earlier_demos(&folder));
        let (archive, company) = (folder.join("2026-0001.zip"), folder.join("company"));
        fs::write(&archive, "earlier").unwrap();
        fs::create_dir_all(&company).unwrap();
        claim(&folder).unwrap();
        assert!(!archive.exists() && company.exists());
        fs::remove_dir_all(&folder).unwrap();
    }
}
