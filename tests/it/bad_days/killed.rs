//! kill -9 of the real program, again and again, at the worst moments: everything ends, nothing twice, nothing lost.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Cursor,
    path::{Path, PathBuf},
    sync::Arc,
};

use rightsdesk::{
    archive, audit,
    casework::{
        collecting::start,
        copying::fetch,
        receiving::{
            receive::{self, Asking, Receipt},
            verify_by_hand,
        },
    },
    config::file::Config,
    demo::{
        company::{ERROR_TRACKER, SYSTEMS, found},
        error_tracker::{company, fault::Fault, server::ErrorTracker, world},
        mailbox::fault::{Moment, Strike},
    },
    desk::Desk,
    identifier::check,
    kernel::{
        actor::Actor,
        clock::{Clock, SystemClock},
        ids::{Ids, RandomIds, StaffId, TicketId},
    },
    letter,
    rights::right::Right,
    setup,
    task::{
        self,
        state::{Operation, State},
    },
    ticket::intake::{Channel, Delivery},
    words::language::Language,
};
use rightsdesk_archive::open;
use rightsdesk_vault::{chance::SystemChance, master::MasterKey};
use stage::{
    databases::{self, Database},
    desk::{On, until},
    mailbox::MailServer,
    package,
    process::Process,
    scratch::Scratch,
};

const ADA: &str = "ada@example.org";

/// A desk whose work is done by processes of their own: we are its people, not its workers.
struct House {
    desk: Arc<Desk>,
    officer: StaffId,
    tracker: ErrorTracker,
    server: MailServer,
    home: Scratch,
    _database: Database,
}

impl House {
    async fn found(on: On) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let home = Scratch::new("house");
        let database = match on {
            On::Sqlite => databases::sqlite(),
            On::Postgres => databases::postgres().await,
        };
        let tracker = company::company(SystemClock.now());
        let tracker = ErrorTracker::start(world::World { users_a_minute: 1000, ..tracker }).await.unwrap();
        let server = MailServer::start().await;
        let config = furnish(home.path(), &database.url, &tracker.url(), server.port()).await;
        let config = Config::read(&config).unwrap();
        setup::migrated_database(&config).await.unwrap();
        let desk = Arc::new(setup::desk(config).await.unwrap());
        let officer = StaffId(RandomIds.fresh());
        Self { desk, officer, tracker, server, home, _database: database }
    }

    /// A process that does the work; with a lease of a second, so that the next need not wait long.
    fn works(&self) -> Process {
        let program = env!("CARGO_BIN_EXE_rightsdesk-on-stage");
        Process::start(program, "serve", &self.home.path().join("rightsdesk.toml"))
    }

    /// Ada asks for everything, is known to be herself, and the systems are to be asked.
    async fn asks(&self) -> Receipt {
        let asking = Asking {
            part: None,
            rights: [Right::Access].into(),
            contact: check::read("email", ADA).unwrap(),
            others: Vec::new(),
            message: String::new(),
            delivery: Delivery::Attachment,
            language: Language::En,
            channel: Channel::Web,
            agent: None,
            received_on: None,
        };
        let receipt = receive::receive(&self.desk, asking, Actor::Subject).await.unwrap();
        verify_by_hand::verify(&self.desk, self.officer, receipt.id, "They came by.").await.unwrap();
        start::start(&self.desk, self.officer, receipt.id).await.unwrap();
        receipt
    }

    async fn until_archive_is(&self, ticket: TicketId, state: archive::state::State) {
        until(&format!("the archive is {state}"), async || {
            let archive = archive::store::current(&self.desk.db, ticket).await.unwrap();
            archive.filter(|archive| archive.state == state).map(|_| ())
        })
        .await;
    }

    async fn until_asked(&self, part: &str) {
        until(&format!("the error tracker is asked for {part}"), async || {
            self.tracker.take_calls().iter().any(|call| call.contains(part)).then_some(())
        })
        .await;
    }

    async fn release(&self, ticket: TicketId) {
        package::let_out(&self.desk, Actor::Staff(self.officer), ticket).await.unwrap();
    }

    async fn until_all_is_sent(&self, ticket: TicketId) {
        until("all letters are sent", async || {
            let letters = letter::store::of(&self.desk.db, ticket).await.unwrap();
            letters.iter().all(|letter| letter.state == letter::kind::State::Sent).then_some(())
        })
        .await;
    }

    /// The file that a system handed over, which the archive will be made of.
    async fn segment(&self, ticket: TicketId, system: &str) -> PathBuf {
        let tasks = task::store::of(&self.desk.db, ticket).await.unwrap();
        let task = tasks.iter().find(|task| task.system == system && task.segments == 1).unwrap();
        let folder = self.home.path().join(format!("storage/segments/{ticket}"));
        let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
        let is_its = |path: &PathBuf| path.file_name().unwrap().to_str().unwrap().starts_with(&task.id.to_string());
        files.filter(is_its).find(|path| path.extension().is_none_or(|kind| kind != "draft")).unwrap()
    }

    /// What became of a ticket, as far as it must be the same whatever happened on the way.
    async fn outcome(&self, receipt: &Receipt) -> Outcome {
        let (db, id) = (&self.desk.db, receipt.id);
        let mut exported = BTreeMap::new();
        for task in task::store::of(db, id).await.unwrap() {
            assert_eq!(task.state, State::Ended, "{task:?}");
            // Which names are learned in which round is chance: a system that is asked later is asked by more of them.
            if task.operation == Operation::Export {
                let twice = exported.insert(task.system, (task.outcome, task.records, task.files));
                assert_eq!(twice, None);
            }
        }
        let mut log = BTreeSet::new();
        for line in audit::store::about(db, id).await.unwrap() {
            if line.event == "task_ended" || line.event.starts_with("package") {
                assert!(log.insert((line.event.clone(), line.details)), "{} stands twice", line.event);
            }
        }
        assert_eq!(log.iter().filter(|(event, _)| event == "package_built").count(), 1);
        let letters = letter::store::of(db, id).await.unwrap();
        let letters: BTreeSet<_> = letters.into_iter().map(|letter| (letter.kind.code(), letter.message_id)).collect();
        let mine = |id: &str| letters.iter().any(|(_, own)| *own == format!("<{id}>"));
        let mails: Vec<_> = self.server.mailbox.to(ADA).into_iter().filter(|mail| mine(mail.message_id())).collect();
        let attached = mails.iter().find_map(|mail| mail.attachments().pop()).expect("a mail with the archive");
        let cookie =
            fetch::enter(&self.desk, None, &receipt.reference, &receipt.access_code.for_people()).await.unwrap();
        let visitor = fetch::visitor(&self.desk, &cookie).await.unwrap().unwrap();
        let built = archive::store::current(db, id).await.unwrap().unwrap();
        let passphrase = fetch::passphrase(&visitor.opened, &built).unwrap().unwrap();
        let zip = open::unwrap_mailed(&attached.content, &passphrase).unwrap();
        let manifest = open::verify(Cursor::new(&zip)).expect("every entry is as the manifest says");
        Outcome {
            exported,
            kinds: letters.iter().map(|(kind, _)| *kind).collect(),
            sent: mails.iter().map(|mail| mail.message_id().to_owned()).collect(),
            held: manifest.systems.iter().map(|system| (system.key.clone(), system.records, system.files)).collect(),
        }
    }
}

#[derive(Debug)]
struct Outcome {
    /// What each system handed over: how it ended, records and files.
    exported: BTreeMap<String, (Option<task::state::Outcome>, i64, i64)>,
    /// Which letters there are.
    kinds: Vec<&'static str>,
    /// The Message-IDs of the mails in the order of their arrival.
    sent: Vec<String>,
    /// What is in the archive.
    held: Vec<(String, u64, u64)>,
}

/// Writes the company, its manifests, the master key and the configuration into `home`.
async fn furnish(home: &Path, database: &str, tracker: &str, mail: u16) -> PathBuf {
    let write = |name: &str, text: &str| std::fs::write(home.join(name), text).unwrap();
    MasterKey::generate(&SystemChance).to_new_file(&home.join("master.key")).unwrap();
    let mut text = format!(
        r#"
[desk]
organisation = "Example Messaging Ltd"
contact = "privacy@example.org"
public_url = "http://localhost"
staff_url = "http://127.0.0.1"

[listen]
public = "127.0.0.1:0"
staff = "127.0.0.1:0"

[database]
url = "{database}"

[keys]
master = {{ file = "master.key" }}

[storage]
directory = "storage"

[mail]
from = "Example Messaging <privacy@example.org>"
transport = {{ smtp = {{ host = "127.0.0.1", port = {mail}, tls = "none" }} }}

[work]
lease_seconds = 1
attempts = 100
"#
    );
    for system in SYSTEMS {
        let key = system.key;
        write(&format!("{key}.yml"), system.manifest);
        found(system, &home.join(format!("{key}.db"))).await.unwrap();
        text += &format!("\n[[system]]\nmanifest = \"{key}.yml\"\nurl = \"sqlite://{}/{key}.db\"\n", home.display());
    }
    write("sentry.yml", &ERROR_TRACKER.replace("rate: 5/60s", "rate: 1000/60s"));
    write("sentry.token", company::TOKEN);
    text += &format!(
        "\n[[system]]\nmanifest = \"sentry.yml\"\nurl = \"{tracker}\"\nsecrets = {{ token = {{ file = \"sentry.token\" }} }}\n\
         settings = {{ org = \"example\" }}\n"
    );
    write("rightsdesk.toml", &text);
    home.join("rightsdesk.toml")
}

stage::on_both! {
    async fn a_process_that_is_killed_again_and_again_loses_and_doubles_nothing(on: On) {
        let house = House::found(on).await;
        let desk = &house.desk;

        // Nobody disturbs the first one.
        let process = house.works();
        let quiet = house.asks().await;
        house.until_archive_is(quiet.id, archive::state::State::Ready).await;
        house.release(quiet.id).await;
        house.until_all_is_sent(quiet.id).await;
        house.tracker.take_calls();

        // Killed while a system is asked what else the person is called.
        house.tracker.faults().always("/api/", Fault::Silence);
        let ticket = house.asks().await;
        house.until_asked("/api/").await;
        house.until_all_is_sent(ticket.id).await;
        process.kill();
        house.tracker.faults().clear();

        // Killed while a system hands over, when all others have.
        house.tracker.faults().always("/events/", Fault::Silence);
        let process = house.works();
        house.until_asked("/events/").await;
        until("all other systems have answered", async || {
            let tasks = task::store::of(&desk.db, ticket.id).await.unwrap();
            (tasks.iter().filter(|task| task.state != State::Ended).count() == 1).then_some(())
        })
        .await;
        process.kill();
        house.tracker.faults().clear();

        // Killed while the archive is built: what it is made of comes from a pipe that nobody fills.
        let segment = house.segment(ticket.id, "ems").await;
        let aside = segment.with_extension("aside");
        std::fs::rename(&segment, &aside).unwrap();
        assert!(std::process::Command::new("mkfifo").arg(&segment).status().unwrap().success());
        let process = house.works();
        house.until_archive_is(ticket.id, archive::state::State::Running).await;
        let drafts = house.home.path().join("storage/archives");
        until("a draft is begun", async || {
            let mut names = std::fs::read_dir(&drafts).unwrap().map(|file| file.unwrap().file_name());
            names.any(|name| name.to_str().unwrap().ends_with(".drafts")).then_some(())
        })
        .await;
        process.kill();
        std::fs::rename(&aside, &segment).unwrap();

        // Killed when the mail server has the letter, and before it could say so.
        let process = house.works();
        house.until_archive_is(ticket.id, archive::state::State::Ready).await;
        house.until_all_is_sent(ticket.id).await;
        house.server.mailbox.fail_once(Moment::Kept, Strike::Wait(std::time::Duration::from_secs(60)));
        let before = house.server.mailbox.all().len();
        house.release(ticket.id).await;
        until("the letter arrives", async || (house.server.mailbox.all().len() > before).then_some(())).await;
        process.kill();

        let process = house.works();
        house.until_all_is_sent(ticket.id).await;
        process.kill();

        let (quiet, killed) = (house.outcome(&quiet).await, house.outcome(&ticket).await);
        assert_eq!(killed.held, quiet.held, "the archive holds the same");
        assert_eq!(killed.exported, quiet.exported, "every system handed over the same");
        assert_eq!(killed.kinds, quiet.kinds, "the same letters");
        // The letter whose fate was unknown came twice, as one and the same: a mail program shows one.
        let mut times = BTreeMap::new();
        for id in &killed.sent {
            *times.entry(id).or_insert(0) += 1;
        }
        assert_eq!((times.len(), times[killed.sent.last().unwrap()]), (killed.kinds.len(), 2), "{:?}", killed.sent);
        assert_eq!(audit::store::first_broken(&desk.db).await.unwrap(), None);
        // Nothing is left of what was begun and not finished.
        let left = std::fs::read_dir(&drafts).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
        assert_eq!(left.filter(|name| name.ends_with(".drafts")).count(), 0);
    }
}
