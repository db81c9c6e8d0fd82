//! The SQL connector as a sweeper.

use async_trait::async_trait;

use crate::{
    contract::{
        call::Call,
        erasure::{Obstacle, ObstacleKind, Order, Verified},
        error::ConnectorError,
        outcome::Learned,
        pseudonym::{Pseudonyms, digest},
        subject::Subject,
        sweep::{Fate, Sweeper, Swept},
    },
    sql::{connector::SqlConnector, evidence::is_of_a_known_kind, read_rows::Stopped, snapshot::Snapshot},
};

use super::{super::draft, attempt::Task, rounds};

impl SqlConnector {
    async fn sweep_now(
        &self,
        people: &[Subject],
        order: &Order,
        pseudonyms: &Pseudonyms,
        snapshot: &mut Snapshot,
        call: &Call,
    ) -> Result<Swept, Stopped> {
        snapshot.expect_many().await?;
        let live = self.live(snapshot, call).await?;
        let site = self.site(&live);
        let choices = draft::choices(site, order)?;
        let task = Task { site, order, choices: &choices, pseudonyms };
        let fates = people.iter().map(|subject| self.nobody(subject)).collect();
        let mut swept = rounds::all(task, people, fates, snapshot, call).await?;
        swept.evidence.plan = name_of(&self.system.key, people, order);
        Ok(swept)
    }

    /// Somebody without a name that is known here is looked at by a person, and not taken for done.
    fn nobody(&self, subject: &Subject) -> Option<Fate> {
        let obstacle = || Obstacle {
            at: self.system.key.clone(),
            kind: ObstacleKind::Unable,
            what: "none of the person's names is of a kind by which this system finds anybody".to_owned(),
            advice: "look up what the person is called there".to_owned(),
        };
        (!is_of_a_known_kind(&self.graph, subject)).then(|| Fate::SetAside(vec![obstacle()]))
    }
}

/// Names a sweep: the same people and the same decisions. Only somebody who knows all their names can check it.
fn name_of(system: &str, people: &[Subject], order: &Order) -> String {
    let names = people.iter().flat_map(|subject| subject.identifiers());
    let key: Vec<u8> = names.flat_map(|name| format!("{}={}\0", name.kind(), name.value()).into_bytes()).collect();
    let order = serde_json::to_vec(order).expect("texts and moments are JSON");
    digest(&key, [system.as_bytes(), b"\0", order.as_slice()])
}

fn nobody_given(people: &[Subject]) -> Result<(), ConnectorError> {
    if people.is_empty() {
        return Err(ConnectorError::permanent("nobody was named, so nobody was looked for"));
    }
    Ok(())
}

#[async_trait]
impl Sweeper for SqlConnector {
    async fn resolve_all(&self, people: &[Subject], call: &Call) -> Result<Vec<Vec<Learned>>, ConnectorError> {
        nobody_given(people)?;
        if self.system.learns.is_empty() {
            return Ok(vec![Vec::new(); people.len()]);
        }
        let mut snapshot = self.begin(call).await?;
        let learned = self.resolve_all_now(people, &mut snapshot, call).await;
        self.settle(snapshot, learned).await
    }

    async fn sweep(
        &self,
        people: &[Subject],
        order: &Order,
        pseudonyms: &Pseudonyms,
        call: &Call,
    ) -> Result<Swept, ConnectorError> {
        nobody_given(people)?;
        call.still_wanted()?;
        let mut snapshot = self.database.writing().await?;
        match self.sweep_now(people, order, pseudonyms, &mut snapshot, call).await {
            Ok(swept) => {
                snapshot.commit().await?;
                Ok(swept)
            }
            // Dropping the connection undoes everything, whatever became of it.
            stopped => self.settle(snapshot, stopped).await,
        }
    }

    /// To the walk and to the rules they are one person, as while they were erased.
    async fn search(&self, people: &[Subject], order: &Order, call: &Call) -> Result<Option<Verified>, ConnectorError> {
        let names = people.iter().flat_map(|subject| subject.identifiers()).cloned();
        let everybody = Subject::new(names).map_err(|nobody| ConnectorError::permanent(nobody.to_string()))?;
        let mut snapshot = self.begin(call).await?;
        let found = match snapshot.expect_many().await {
            Ok(()) => self.verify_now(&everybody, order, &mut snapshot, call).await,
            Err(error) => Err(error.into()),
        };
        self.settle(snapshot, found).await.map(Some)
    }
}
