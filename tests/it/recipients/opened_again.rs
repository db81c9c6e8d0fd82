//! What staff had withheld stays so when the ticket is opened again, whatever the system does the second time.

use std::sync::{
    Arc,
    atomic::{AtomicU8, Ordering},
};

use async_trait::async_trait;
use bytes::Bytes;
use chrono::TimeDelta;
use rightsdesk::{law::regime::Regime, register::connected::Connected, rights::right::Right, staff::role::Role, task};
use rightsdesk_exporters::contract::{
    call::Call,
    connector::Connector,
    error::ConnectorError,
    outcome::{Cursor, Exported, Health, Learned, Located, Scope},
    register::System,
    sink::{FileHead, Sink},
    subject::Subject,
};
use stage::{
    desk::{On, Stage},
    on_both,
    system::Pretended,
};

use super::{ADA, packed};
use crate::desk_pages::{Colleague, addresses, asks_verified, ticket};

/// What the system does when it is asked to hand over.
const WELL: u8 = 0;
const STOPS_HALFWAY: u8 = 1;
const BRINGS_A_FILE: u8 = 2;

/// A shop that hands over Ada's account, and does it in another way later.
#[derive(Clone)]
struct Shop {
    inside: Arc<dyn Connector>,
    manner: Arc<AtomicU8>,
}

impl Shop {
    fn new() -> Self {
        let account = r#"{"email":"ada@example.org","note":"a gift for Bob"}"#;
        let inside = Pretended::new("shop", "Web shop").holding(ADA, account).connected().connector;
        Self { inside, manner: Arc::new(AtomicU8::new(WELL)) }
    }

    fn connected(&self) -> Connected {
        Connected { key: "shop".to_owned(), name: None, parallel: 2, connector: Arc::new(self.clone()) }
    }
}

#[async_trait]
impl Connector for Shop {
    fn about(&self) -> &System {
        self.inside.about()
    }

    async fn check(&self, call: &Call) -> Result<Health, ConnectorError> {
        self.inside.check(call).await
    }

    async fn resolve(&self, subject: &Subject, call: &Call) -> Result<Vec<Learned>, ConnectorError> {
        self.inside.resolve(subject, call).await
    }

    async fn locate(&self, subject: &Subject, call: &Call) -> Result<Located, ConnectorError> {
        self.inside.locate(subject, call).await
    }

    async fn export(
        &self,
        subject: &Subject,
        scope: Scope,
        cursor: Option<&Cursor>,
        call: &Call,
        sink: &mut dyn Sink,
    ) -> Result<Exported, ConnectorError> {
        if cursor.is_some() {
            return Err(ConnectorError::permanent("the second half cannot be read"));
        }
        let manner = self.manner.load(Ordering::SeqCst);
        let ended = self.inside.export(subject, scope, None, call, sink).await?;
        if manner == BRINGS_A_FILE {
            let head = FileHead { name: "card.txt".to_owned(), media_type: None, belongs_to: "account".to_owned() };
            let body = futures_util::stream::iter([Ok(Bytes::from_static(b"To Bob"))]);
            sink.file(&head, Box::pin(body)).await?;
        }
        Ok(if manner == STOPS_HALFWAY { Exported::Continues(Cursor("the rest".to_owned())) } else { ended })
    }
}

/// A ticket on which something of the account is withheld, opened again and begun anew.
async fn opened_again(
    on: On,
    again: u8,
    rows: &str,
    field: &str,
) -> (Stage, Colleague, rightsdesk::kernel::ids::TicketId, String) {
    let shop = Shop::new();
    let stage = Stage::setting(on)
        .with_systems([shop.connected()])
        .with_config(|config| config.desk.regime = Regime::Uk)
        .set()
        .await;
    let mut ana = Colleague::enters(&stage, "ana", Role::Agent).await;
    let receipt = asks_verified(&stage, ana.id, ADA, &[Right::Access]).await;
    let page = ticket(&receipt);
    ana.does(&format!("{page}/start"), &[]).await;
    stage.run_due_work().await;
    let shown = ana.get(&page).await.is(200);
    let account = addresses(&shown, "package").into_iter().find(|path| path.ends_with("account")).expect("its records");
    let mark = [("rows", rows), ("field", field), ("ground", "RIGHTS_OF_OTHERS"), ("words", "It was a gift for Bob.")];
    ana.does(&account, &mark).await;
    stage.run_due_work().await;
    let identity = [
        ("what", "identity"),
        ("concerns", ""),
        ("wording", "In which month did you sign up?"),
        ("reason", "The address of the account was changed yesterday."),
        ("amount", ""),
        ("late_because", ""),
    ];
    let asked = ana.does(&format!("{page}/questions"), &identity).await;
    let enough = asked.source().split('"').find(|it| it.ends_with("/enough")).expect("a form");
    let close = enough.replace("/enough", "/close");
    stage.clock.advance(TimeDelta::days(30));
    ana.signs_in("ana").await;
    ana.does(&close, &[]).await.sees("closed for want of a reply");
    ana.does(&format!("{page}/reopen"), &[]).await;
    shop.manner.store(again, Ordering::SeqCst);
    ana.does(&format!("{page}/start"), &[]).await;
    stage.run_due_work().await;
    (stage, ana, receipt.id, page)
}

on_both! {
    async fn what_was_withheld_stays_so_when_people_end_what_broke_off(on: On) {
        let (stage, mut ana, id, page) = opened_again(on, STOPS_HALFWAY, "", "note").await;
        let tasks = task::store::of(&stage.desk.db, id).await.unwrap();
        let broken = tasks.into_iter().find(|task| task.operation == task::state::Operation::Export).expect("a task");
        assert_eq!((broken.outcome, broken.segments), (Some(task::state::Outcome::Abandoned), 1), "half of it came");
        let path = format!("{page}/tasks/{}", broken.id);
        ana.finishes(&path, "partial", "The second half cannot be read.", &[]).await.is(303);
        stage.run_due_work().await;
        let everything = packed(&stage, id).await;
        assert!(everything.contains("(withheld)") && !everything.contains("a gift for Bob"), "it is withheld as before");
        let shown = ana.get(&page).await.is(200);
        let account = addresses(&shown, "package").into_iter().find(|path| path.ends_with("account")).expect("its records");
        ana.get(&account).await.sees("Withheld here");
    }

    async fn files_that_come_with_withheld_records_do_not_go_out_unseen(on: On) {
        let (stage, mut ana, _, page) = opened_again(on, BRINGS_A_FILE, "1", "").await;
        let mut otto = Colleague::enters(&stage, "otto", Role::Officer).await;
        let seen = otto.get(&page).await.field("package");
        let refused = otto.post(&format!("{page}/release"), &[("package", &seen)]).await.is(422);
        refused.sees("nobody can tell which belong to which");
        // Staff have looked, and withhold the one field that is about somebody else.
        let shown = ana.get(&page).await.is(200);
        let account = addresses(&shown, "package").into_iter().find(|path| path.ends_with("account")).expect("its records");
        ana.does(&format!("{account}/all"), &[]).await.sees("Everything is handed over");
        let mark = [("rows", ""), ("field", "note"), ("ground", "RIGHTS_OF_OTHERS"), ("words", "It was a gift for Bob.")];
        ana.does(&account, &mark).await;
        stage.run_due_work().await;
        otto.releases(&page).await;
    }
}
