//! A desk on the stage: its own database, its own clock, both doors open on the loopback, mail into a folder.
//!
//! ```ignore
//! let stage = Stage::set(On::Sqlite).await;
//! let mut ada = stage.visitor();
//! ada.get("/en").await.sees("Ask us about your personal data");
//! stage.run_due_work().await;
//! let mail = &stage.mail_to("ada@example.org")[0];
//! ```
//!
//! Everything that could differ from one run to the next is handed in: the clock stands at [`BEGIN`] until it is moved,
//! ids are counted, chance comes from a seed. The addresses of the pages are [`PUBLIC`] and [`STAFF`] wherever the doors
//! really are, so letters and pages are always the same. A [`browser`](crate::browser) needs the real ones: see
//! [`Setting::for_browsers`].

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use chrono::{DateTime, Utc};
use rightsdesk::{
    config::file::Config,
    demo::mailbox::mail::Mail,
    desk::Desk,
    kernel::{
        clock::{Clock, TestClock},
        database,
        ids::{CountedIds, StaffId},
        storage::Storage,
    },
    law::calendar::Calendars,
    post::transport::Post,
    register::{
        connected::{Connected, Systems},
        homeservers::{self, Homeservers},
    },
    staff::{
        entity,
        password::{self, Pepper},
        role::Role,
        store,
    },
    web::server::Listening,
    worker::driver,
};
use rightsdesk_vault::{
    chance::CountedChance,
    index::BlindIndex,
    master::{MasterKey, MasterKeys},
};
use tokio::{net::TcpListener, sync::Notify};
use tokio_util::sync::{CancellationToken, DropGuard};

use crate::{
    databases::{self, Database},
    door::Door,
    scratch::Scratch,
    visitor::Visitor,
};

/// When the clock stands still: a Saturday noon in London.
pub const BEGIN: &str = "2026-11-14T12:00:00Z";

/// The address of the public pages.
pub const PUBLIC: &str = "https://privacy.example.org";

/// The address of the staff pages.
pub const STAFF: &str = "https://desk.example.org";

/// The password of everybody on [staff](Stage::staff).
pub const PASSWORD: &str = "correct horse battery staple";

/// On which database a story is played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    /// In a file.
    Sqlite,
    /// On a server, which `tests/run` installs.
    Postgres,
}

/// Looks again and again until it sees what is wanted.
///
/// # Panics
/// After half a minute: with what was waited for.
pub async fn until<T>(wanted: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let looking = async {
        loop {
            if let Some(seen) = look().await {
                return seen;
            }
            // Not to wait for anything: to leave the processor to those who are watched.
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    let seen = tokio::time::timeout(Duration::from_secs(30), looking).await;
    seen.unwrap_or_else(|_| panic!("waited in vain: {wanted}"))
}

/// A change of the configuration.
type Change = Box<dyn FnOnce(&mut Config) + Send>;

/// What is particular to one stage, before it is set.
pub struct Setting {
    on: On,
    systems: Vec<Connected>,
    homeservers: Vec<homeservers::Connected>,
    changes: Vec<Change>,
    pages: Pages,
    seed: u64,
    /// Whether the desk reaches its database through a door that can be shut.
    has_door: bool,
}

/// Where links lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pages {
    /// To names that no machine has.
    Named,
    /// To where the doors are.
    Real,
}

impl Setting {
    /// With these connected systems.
    #[must_use]
    pub fn with_systems(mut self, systems: impl IntoIterator<Item = Connected>) -> Self {
        self.systems.extend(systems);
        self
    }

    /// With homeservers whose closed accounts the desk hears of.
    #[must_use]
    pub fn with_homeservers(mut self, homeservers: impl IntoIterator<Item = homeservers::Connected>) -> Self {
        self.homeservers.extend(homeservers);
        self
    }

    /// With a change of the configuration.
    #[must_use]
    pub fn with_config(mut self, change: impl FnOnce(&mut Config) + Send + 'static) -> Self {
        self.changes.push(Box::new(change));
        self
    }

    /// With other keys and another chance than every other stage has.
    #[must_use]
    pub fn with_seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// With addresses that a browser finds: on `localhost`, where it takes our cookies without TLS.
    #[must_use]
    pub fn for_browsers(mut self) -> Self {
        self.pages = Pages::Real;
        self
    }

    /// With a [`Door`] before the database, which is a server.
    #[must_use]
    pub fn behind_a_door(mut self) -> Self {
        self.has_door = true;
        self
    }

    /// Sets the stage.
    pub async fn set(self) -> Stage {
        let home = Scratch::new("desk");
        let database = match self.on {
            On::Sqlite => databases::sqlite(),
            On::Postgres => databases::postgres_from_template("desk", migrate).await,
        };
        if self.on == On::Sqlite {
            migrate(database.url.clone()).await;
        }
        let public = TcpListener::bind("127.0.0.1:0").await.expect("the loopback has free ports");
        let staff = TcpListener::bind("127.0.0.1:0").await.expect("the loopback has free ports");
        let doors = Doors { public: port(&public), staff: port(&staff) };
        let chance = CountedChance::seeded(self.seed);
        let master = MasterKey::generate(&chance);
        master.to_new_file(&home.path().join("master.key")).expect("the folder is ours");
        let mut config: Config = toml::from_str(&self.pages.toml(&database, doors)).expect("it is written here");
        config.base = home.path().to_owned();
        for change in self.changes {
            change(&mut config);
        }
        let (door, url) = if self.has_door {
            let (door, url) = Door::before(&database.url).await;
            (Some(door), url)
        } else {
            (None, database.url.clone())
        };
        let mut db = database::connect(&url, config.database.connections).await.expect("it was just migrated");
        let statements = Arc::new(AtomicU64::new(0));
        let counter = Arc::clone(&statements);
        db.set_metric_callback(move |_| {
            counter.fetch_add(1, Ordering::Relaxed);
        });
        let clock = Arc::new(TestClock::at(BEGIN.parse::<DateTime<Utc>>().expect("it is a moment")));
        let masters = MasterKeys::only(master);
        let desk = Desk {
            db,
            clock: Arc::<TestClock>::clone(&clock) as Arc<dyn Clock>,
            ids: Arc::new(CountedIds::default()),
            chance: Arc::new(chance),
            index: BlindIndex::new(&masters),
            pepper: Pepper(*masters.current().derive("password pepper").expose()),
            masters,
            systems: Systems::new(self.systems),
            homeservers: Homeservers::new(self.homeservers),
            calendars: Calendars::built_in(),
            storage: Storage::open(&home.path().join("storage")).expect("the folder is ours"),
            post: Post::open(&config).expect("the configuration has a way out"),
            config,
            wake: Notify::new(),
        };
        let desk = Arc::new(desk);
        let stop = CancellationToken::new();
        let serving = Listening::on(public, staff).serve(Arc::clone(&desk), stop.clone());
        tokio::spawn(async move { serving.await.expect("the doors stay open") });
        Stage { desk, clock, home, doors, statements, _stop: stop.drop_guard(), database, door }
    }
}

impl Pages {
    fn toml(self, database: &Database, doors: Doors) -> String {
        let Doors { public, staff } = doors;
        let (public_url, staff_url) = match self {
            Self::Named => (PUBLIC.to_owned(), STAFF.to_owned()),
            Self::Real => (format!("http://localhost:{public}"), format!("http://localhost:{staff}")),
        };
        format!(
            r#"
[desk]
organisation = "Example Matrix Services"
contact = "privacy@example.org"
public_url = "{public_url}"
staff_url = "{staff_url}"

[listen]
public = "127.0.0.1:{public}"
staff = "127.0.0.1:{staff}"
# Visitors of the stage say where they come from.
trusted_proxies = ["127.0.0.1"]

[database]
url = "{url}"

[keys]
master = {{ file = "master.key" }}

[storage]
directory = "storage"

[mail]
from = "Data rights desk <privacy@example.org>"
transport = {{ directory = {{ path = "mail" }} }}
"#,
            url = database.url
        )
    }
}

async fn migrate(url: String) {
    let db = database::connect_or_make(&url, 1).await.expect("the test's own database answers");
    database::migrate(&db).await.expect("the tables can be made");
    db.close().await.expect("closing cannot fail");
}

fn port(listener: &TcpListener) -> u16 {
    listener.local_addr().expect("it is bound").port()
}

/// The ports on the loopback.
#[derive(Clone, Copy, Debug)]
pub struct Doors {
    /// Of the public pages.
    pub public: u16,
    /// Of the staff pages.
    pub staff: u16,
}

/// A desk that is open.
pub struct Stage {
    /// The desk itself.
    pub desk: Arc<Desk>,
    /// Its clock.
    pub clock: Arc<TestClock>,
    /// Its folder: `mail/`, `storage/`.
    pub home: Scratch,
    /// Where its doors are.
    pub doors: Doors,
    /// The door before its database, if it has one.
    pub door: Option<Door>,
    statements: Arc<AtomicU64>,
    _stop: DropGuard,
    database: Database,
}

impl Stage {
    /// A stage as most stories need it, without systems.
    pub async fn set(on: On) -> Self {
        Self::setting(on).set().await
    }

    /// A stage that is to be changed before it is set.
    pub fn setting(on: On) -> Setting {
        Setting {
            on,
            systems: Vec::new(),
            homeservers: Vec::new(),
            changes: Vec::new(),
            pages: Pages::Named,
            seed: 2016,
            has_door: false,
        }
    }

    /// Somebody with a web browser, at the public door.
    pub fn visitor(&self) -> Visitor {
        Visitor::new(&self.desk.config.desk.public_url, self.doors.public)
    }

    /// Somebody with a web browser, at the staff's door; not signed in.
    pub fn colleague(&self) -> Visitor {
        Visitor::new(&self.desk.config.desk.staff_url, self.doors.staff)
    }

    /// The same desk as another process has it: on the same database, with connections of its own.
    pub async fn another_process(&self) -> Arc<Desk> {
        let desk = &self.desk;
        let master = MasterKey::from_file(&self.home.path().join("master.key")).expect("it was written there");
        let masters = MasterKeys::only(master);
        let config = desk.config.clone();
        let db = database::connect(&self.database.url, config.database.connections).await.expect("it answers");
        Arc::new(Desk {
            db,
            clock: Arc::clone(&desk.clock),
            ids: Arc::clone(&desk.ids),
            chance: Arc::clone(&desk.chance),
            index: BlindIndex::new(&masters),
            pepper: desk.pepper.clone(),
            masters,
            systems: desk.systems.clone(),
            homeservers: desk.homeservers.clone(),
            calendars: Calendars::built_in(),
            storage: desk.storage.clone(),
            post: Post::open(&config).expect("the configuration has a way out"),
            config,
            wake: Notify::new(),
        })
    }

    /// Adds an account, with [`PASSWORD`].
    pub async fn staff(&self, login: &str, role: Role) -> StaffId {
        let id = StaffId(self.desk.ids.fresh());
        // The cheapest hash that bcrypt has: these are tests of what comes after.
        let hash = password::hash(&PASSWORD.to_owned().into(), &self.desk.pepper, 4).expect("it is long enough");
        let account = entity::Model {
            id,
            login: login.to_owned(),
            name: login.to_owned(),
            role,
            password_hash: hash,
            created_at: self.desk.now(),
            disabled_at: None,
            email: None,
        };
        store::insert(&self.desk.db, account).await.expect("the login is new");
        id
    }

    /// Does all work that is due: letters, tasks, archives, tidying. Returns how many steps it took.
    pub async fn run_due_work(&self) -> usize {
        driver::run_due(&self.desk).await.expect("the queue can be looked at")
    }

    /// The desk's own database, for those who disturb it.
    pub fn database(&self) -> &Database {
        &self.database
    }

    /// How many statements the desk's own database has been sent so far.
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// All mails that have left, in the order in which they were written.
    pub fn mails(&self) -> Vec<Mail> {
        let folder = std::fs::read_dir(self.home.path().join("mail")).expect("mail goes into it");
        let files = folder.map(|file| file.expect("the folder can be read").path());
        // A file has the name of its letter, and ids are counted.
        let mut files: Vec<_> = files.filter(|file| file.extension().is_some_and(|kind| kind == "eml")).collect();
        files.sort();
        let raw = files.iter().map(|file| std::fs::read(file).expect("the mail can be read"));
        raw.enumerate().map(|(number, raw)| Mail::new(number + 1, String::new(), Vec::new(), raw)).collect()
    }

    /// The mails to one person.
    pub fn mail_to(&self, recipient: &str) -> Vec<Mail> {
        self.mails().into_iter().filter(|mail| mail.to().iter().any(|to| to == recipient)).collect()
    }
}
