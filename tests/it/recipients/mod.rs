//! Who got a person's data: they are told what becomes of it, and the person is told of them.

mod access_items;
mod by_connector;
mod disclosing;
pub(crate) mod handing;
mod handing_again;
mod handing_by_mail;
mod informing;
mod listed;
mod lock_ended;
mod opened_again;
mod telling;
mod withholding;

use std::{
    io::{Cursor, Read},
    sync::Arc,
};

use rightsdesk::{
    casework::{copying::package, sealing},
    config::{file::Config, recipient::RecipientSection},
    kernel::ids::TicketId,
    register::{connected::Connected, recipient::RecipientRole},
    staff::role::Role,
};
use rightsdesk_exporters::{contract::text::Text, open::Settings};
use stage::{
    company::connected,
    databases::{self, Database},
    desk::{On, Stage},
};

use crate::desk_pages::Colleague;

pub(crate) const ADA: &str = "ada@example.org";

const SHOP: &str = "
    CREATE TABLE customer (id INTEGER PRIMARY KEY, email VARCHAR(100) NOT NULL);
    CREATE TABLE purchase (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customer (id), thing TEXT NOT NULL);
    INSERT INTO customer VALUES (1, 'ada@example.org'), (3, 'bob@example.net');
    INSERT INTO purchase VALUES (11, 1, 'an engine'), (31, 3, 'a book');
";

/// A shop whose manifest names two recipients; the first reads mail in `language`, the second has no address.
pub(crate) async fn shop(on: On, language: &str) -> (Database, Stage) {
    shop_mailing(on, language, |_| ()).await
}

/// The same, with mail as `mailing` has it.
pub(crate) async fn shop_mailing(
    on: On,
    language: &str,
    mailing: impl FnOnce(&mut Config) + Send + 'static,
) -> (Database, Stage) {
    shop_with(on, language, Vec::new(), mailing).await
}

/// The same, with further systems.
async fn shop_with(
    on: On,
    language: &str,
    further: Vec<Connected>,
    mailing: impl FnOnce(&mut Config) + Send + 'static,
) -> (Database, Stage) {
    let database = match on {
        On::Sqlite => databases::postgres().await,
        On::Postgres => databases::sqlite(),
    };
    database.load(SHOP).await;
    let recipients = "location: [GB], public: true, recipients: [\
        {name: Mailer Ltd, purpose: sending letters, country: US, safeguard: standard contractual clauses}, \
        {name: Courier, purpose: carrying parcels, country: FR}]";
    let manifest = include_str!("../desk_pages/erasing.yml").replace("location: [GB]", recipients);
    let settings = Settings { url: Some(database.url.clone().into()), ..Settings::default() };
    let mailer = RecipientSection {
        name: "Mailer Ltd".to_owned(),
        role: RecipientRole::Processor,
        mail: Some("privacy@mailer.example".to_owned()),
        system: None,
        language: language.to_owned(),
        knows: "email".to_owned(),
        systems: Vec::new(),
        purpose: Text::default(),
        country: String::new(),
        safeguard: Text::default(),
    };
    let stage = Stage::setting(on)
        .with_systems([connected("shop", &manifest, settings)].into_iter().chain(further))
        .with_config(move |config| {
            config.recipients = vec![mailer];
            config.erasure.approvals = 1;
            mailing(config);
        })
        .set()
        .await;
    (database, stage)
}

/// The package as it would be made for a ticket now.
async fn package(stage: &Stage, id: TicketId) -> zip::ZipArchive<Cursor<Vec<u8>>> {
    let opened = sealing::open(&stage.desk.db, &stage.desk, id).await.unwrap();
    let package = package::gather(&stage.desk, &Arc::new(opened)).await.unwrap();
    let (zip, _) = rightsdesk_archive::assemble::assemble(package, Vec::new()).unwrap();
    zip::ZipArchive::new(Cursor::new(zip)).unwrap()
}

/// All that stands in it.
async fn packed(stage: &Stage, id: TicketId) -> String {
    let mut zip = package(stage, id).await;
    let mut everything = String::new();
    for at in 0..zip.len() {
        let mut text = Vec::new();
        zip.by_index(at).unwrap().read_to_end(&mut text).unwrap();
        everything.push_str(&String::from_utf8_lossy(&text));
    }
    everything
}

/// Ada asks in her language to be erased, and it is done. Her reference and her access code, her ticket, and who did it.
pub(crate) async fn erased(stage: &Stage, language: &str) -> (Erased, Colleague) {
    let mut ana = Colleague::enters(stage, "ana", Role::Officer).await;
    let mut ada = stage.visitor();
    let form = stage::form::Form { language, rights: &["erasure"], email: ADA, matrix_id: "", details: &[] };
    let sent = form.send(&mut ada).await.is(200);
    let (reference, code) = (sent.by_id("reference"), sent.by_id("access-code"));
    let page = format!("/desk/t/{reference}");
    ana.does(&format!("{page}/verify"), &[("how", "She showed us her badge.")]).await;
    ana.does(&format!("{page}/start"), &[]).await;
    stage.run_due_work().await;
    let id = rightsdesk::ticket::store::by_reference(&stage.desk.db, &reference).await.unwrap().unwrap().id;
    let tasks = rightsdesk::task::store::of(&stage.desk.db, id).await.unwrap();
    let task = tasks.into_iter().find(|task| task.operation == rightsdesk::task::state::Operation::Erase).unwrap();
    let task = format!("{page}/tasks/{}", task.id);
    let plan = ana.get(&task).await.field("plan");
    ana.does(&format!("{task}/approve"), &[("plan", &plan)]).await;
    stage.run_due_work().await;
    (Erased { page, reference, code }, ana)
}

/// What came of asking.
pub(crate) struct Erased {
    pub(crate) page: String,
    pub(crate) reference: String,
    pub(crate) code: String,
}
