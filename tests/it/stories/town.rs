//! A company with a shop on a contract, a radar on interests and a newsletter on consent; its desk, its mail server, and who works
//! there.

use chrono::TimeDelta;
use rightsdesk::{
    audit,
    config::{file::Config, recipient::RecipientSection},
    kernel::ids::TicketId,
    law::regime::Regime,
    ledger,
    letter::{self, kind::State as LetterState},
    register::{connected::Connected, recipient::RecipientRole},
    request,
    rights::right::Right,
    staff::role::Role,
    task::{self, state::Operation},
    ticket::{self, state::State},
};
use rightsdesk_exporters::{contract::text::Text, open::Settings};
use sea_orm::{ConnectionTrait, Statement};
use stage::{
    company::connected,
    databases::{self, Database},
    desk::{On, Stage},
    mailbox::MailServer,
};

use super::{
    ada::{ADA, Ada},
    clerk::Clerk,
    letters::{self, Letter},
    tale::Tale,
};
use crate::bad_days::by_smtp;

/// Who reads mail for the recipient of the shop's data.
pub(super) const MAILER: &str = "privacy@mailer.example";

/// What is in each of the three systems before anybody asks for anything.
pub(super) const ALL: [&str; 9] = [
    "1 ada@example.org Adda Lovelase usual yes",
    "11 of 1: an engine",
    "12 of 1: cards",
    "2 ada@example.org.evil.net Adda Lovelase usual yes",
    "21 of 2: a mask",
    "3 bob@example.net Bob usual yes",
    "31 of 3: a book",
    "4 bada@example.org Bada usual yes",
    "41 of 4: a lamp",
];

/// The same without what is Ada's: look-alikes and strangers.
pub(super) const OTHERS: [&str; 6] = [ALL[3], ALL[4], ALL[5], ALL[6], ALL[7], ALL[8]];

/// The same with Ada's account written like this.
pub(super) fn with_ada(line: &'static str) -> [&'static str; 9] {
    let mut all = ALL;
    all[0] = line;
    all
}

/// All of it.
pub(super) struct Town {
    pub(super) tale: Tale,
    pub(super) stage: Stage,
    pub(super) post: MailServer,
    pub(super) shop: Database,
    pub(super) radar: Database,
    pub(super) newsletter: Database,
    pub(super) ana: Clerk,
    pub(super) otto: Clerk,
}

fn manifest(name: &str, basis: &str, recipients: &str) -> String {
    let manifest = include_str!("company.yml").replace("NAME", name).replace("RECIPIENTS", recipients);
    manifest.replace("BASIS", basis)
}

impl Town {
    pub(super) async fn founded(tale: Tale) -> Self {
        Self::founded_with(tale, |_| ()).await
    }

    /// With a change of the configuration.
    pub(super) async fn founded_with(tale: Tale, change: impl FnOnce(&mut Config) + Send + 'static) -> Self {
        Self::founded_beside(tale, Vec::new(), change).await
    }

    /// With other systems as well.
    pub(super) async fn founded_beside(
        tale: Tale,
        others: Vec<Connected>,
        change: impl FnOnce(&mut Config) + Send + 'static,
    ) -> Self {
        // The shop is on the engine that the desk is not on.
        let shop = match tale.on {
            On::Sqlite => databases::postgres().await,
            On::Postgres => databases::sqlite(),
        };
        let (radar, newsletter) = (databases::sqlite(), databases::sqlite());
        let interests = "Legitimate interests\n        rightsdesk_meta: {interests: {en: To know who buys, fr: Savoir qui achète, de: Zu wissen wer kauft}}";
        let mailer =
            "{name: Mailer Ltd, purpose: sending letters, country: US, safeguard: standard contractual clauses}";
        let mut systems = others;
        for (key, name, basis, recipients, database) in [
            ("shop", "Web shop", "Contract", mailer, &shop),
            ("radar", "Radar", interests, "", &radar),
            ("newsletter", "Newsletter", "Consent", "", &newsletter),
        ] {
            database.load(include_str!("company.sql")).await;
            let settings = Settings { url: Some(database.url.clone().into()), ..Settings::default() };
            systems.push(connected(key, &manifest(name, basis, recipients), settings));
        }
        let post = MailServer::start().await;
        let (by_smtp, regime, language) = (by_smtp(post.port(), 60), tale.regime, tale.language.code());
        let recipient = RecipientSection {
            name: "Mailer Ltd".to_owned(),
            role: RecipientRole::Processor,
            mail: Some(MAILER.to_owned()),
            system: None,
            language: language.to_owned(),
            knows: "email".to_owned(),
            systems: Vec::new(),
            purpose: Text::default(),
            country: String::new(),
            safeguard: Text::default(),
        };
        let stage = Stage::setting(tale.on).with_systems(systems).with_config(move |config| {
            by_smtp(config);
            config.desk.regime = regime;
            config.recipients = vec![recipient];
            change(config);
        });
        let stage = stage.set().await;
        let ana = Clerk::enters(&stage, "ana", Role::Agent, tale.hands).await;
        let otto = Clerk::enters(&stage, "otto", Role::Officer, tale.hands).await;
        Self { tale, stage, post, shop, radar, newsletter, ana, otto }
    }

    /// Time passes, and whatever is due is done.
    pub(super) async fn pass(&mut self, time: TimeDelta) {
        self.stage.clock.advance(time);
        self.stage.run_due_work().await;
        self.ana.comes_back().await;
        self.otto.comes_back().await;
    }

    /// The newest letter to Ada.
    pub(super) async fn last_letter(&self) -> Letter {
        self.last_letter_to(ADA).await
    }

    pub(super) async fn last_letter_to(&self, whom: &str) -> Letter {
        self.stage.run_due_work().await;
        Letter::of(self.post.mailbox.to(whom).last().expect("a letter"))
    }

    /// Whom one can turn to under the law of the story, and nobody else.
    pub(super) fn remedies(&self) -> (Vec<&'static str>, Vec<&'static str>) {
        match self.tale.regime {
            Regime::Uk => (vec!["privacy@example.org", "ico.org.uk"], vec!["cnil.fr"]),
            Regime::Eu => (vec!["privacy@example.org", "cnil.fr"], vec!["ico.org.uk"]),
            Regime::Both => (vec!["privacy@example.org", "ico.org.uk", "cnil.fr"], vec![]),
        }
    }

    /// An answer that is not all of what was asked, or all of it: it says where to complain.
    #[track_caller]
    pub(super) fn tells_remedies(&self, letter: Letter) -> Letter {
        let (named, others) = self.remedies();
        letter.says(&named).keeps_quiet_about(&others)
    }

    pub(super) async fn ticket(&self, ada: &Ada) -> ticket::entity::Model {
        let row = ticket::store::by_reference(&self.stage.desk.db, &ada.reference).await;
        row.expect("the database answers").expect("her ticket")
    }

    /// The id of the request for this right.
    pub(super) async fn request(&self, ada: &Ada, right: Right) -> String {
        self.request_row(ada, right).await.id.to_string()
    }

    pub(super) async fn request_row(&self, ada: &Ada, right: Right) -> request::entity::Model {
        let rows = request::store::of(&self.stage.desk.db, self.ticket(ada).await.id).await.expect("rows");
        rows.into_iter().find(|row| row.right == right).expect("she asked for it")
    }

    /// The ids of the tasks that do this, with their systems, oldest first.
    pub(super) async fn tasks(&self, ada: &Ada, operation: Operation) -> Vec<(String, String)> {
        let rows = task::store::of(&self.stage.desk.db, self.ticket(ada).await.id).await.expect("rows");
        let rows = rows.into_iter().filter(|row| row.operation == operation);
        rows.map(|row| (row.system.clone(), row.id.to_string())).collect()
    }

    /// The same with all that is known of it.
    pub(super) async fn task_row(&self, ada: &Ada, operation: Operation, system: &str) -> task::entity::Model {
        let rows = task::store::of(&self.stage.desk.db, self.ticket(ada).await.id).await.expect("rows");
        rows.into_iter().find(|row| row.operation == operation && row.system == system).expect("a task")
    }

    /// The task that does this in this system.
    pub(super) async fn task(&self, ada: &Ada, operation: Operation, system: &str) -> String {
        let tasks = self.tasks(ada, operation).await;
        tasks.into_iter().find(|(of, _)| of == system).expect("a task").1
    }

    /// Everything is answered, every letter has left and is as approved, and what is written down holds together.
    pub(super) async fn ends(&self, ada: &Ada, story: &str) {
        self.stage.run_due_work().await;
        assert_eq!(self.ticket(ada).await.state, State::Answered);
        let db = &self.stage.desk.db;
        let letters = letter::store::of(db, self.ticket(ada).await.id).await.expect("rows");
        for row in &letters {
            assert_eq!(row.state, LetterState::Sent, "{:?}: {:?}", row.kind, row.problem);
        }
        letters::are_as_approved(self, story);
        assert_eq!(audit::store::first_broken(db).await.expect("the log"), None);
        assert_eq!(ledger::store::first_broken(db).await.expect("the ledger"), None);
        assert_eq!(self.lines_of_the_ledger(self.ticket(ada).await.id).await % 2, 0, "what was begun was ended");
    }

    pub(super) async fn lines_of_the_ledger(&self, ticket: TicketId) -> usize {
        ledger::store::of(&self.stage.desk.db, ticket).await.expect("the ledger").len()
    }
}

/// What is in a system, accounts and what they bought.
pub(super) async fn rows(database: &Database) -> Vec<String> {
    let connection = database.connect().await;
    let sql = "SELECT CAST(id AS TEXT) || ' ' || email || ' ' || name || ' ' || standing || ' ' || newsletter AS line FROM customer UNION ALL
        SELECT CAST(id AS TEXT) || ' of ' || CAST(customer_id AS TEXT) || ': ' || thing FROM purchase ORDER BY 1";
    let rows = connection.query_all_raw(Statement::from_string(connection.get_database_backend(), sql)).await;
    let mut rows: Vec<String> =
        rows.expect("rows").iter().map(|row| row.try_get("", "line").expect("a line")).collect();
    // Each engine has an order of its own.
    rows.sort();
    rows
}
