//! The connector: answers the desk's questions by SQL.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
    time::Duration,
};

use async_trait::async_trait;
use secrecy::SecretString;
use tokio::sync::Mutex;

use crate::{
    contract::{
        call::Call,
        connector::Connector,
        disclosing::DisclosureLog,
        drift::Drifting,
        eraser::Eraser,
        error::ConnectorError,
        outcome::{Count, Cursor, Exported, Health, Learned, Located, Scope},
        rectifier::Rectifier,
        register::System,
        restrictor::Restrictor,
        roll::Roll,
        sink::{Record, Sink},
        subject::Subject,
    },
    manifest::model::{Dataset, LeftOut},
};

use super::{
    catalogue::Catalogue,
    database::Database,
    erasure::live::Remembered,
    evidence::{self, Evidence},
    graph::Graph,
    names::Names,
    plan::{Head, Plan},
    questions,
    read_rows::{self, Rows, Stopped},
    record,
    snapshot::Snapshot,
    speech,
    statement::{Cell, Statement},
    walk,
};

/// How long one statement may take, unless the configuration says otherwise.
pub const STATEMENT_TIME: Duration = Duration::from_secs(60);

/// A database that is asked by SQL.
pub struct SqlConnector {
    pub(super) system: System,
    pub(super) graph: Graph,
    pub(super) database: Database,
    /// What the manifest leaves out on purpose.
    pub(super) left_out: Vec<LeftOut>,
    /// Made by the first question; dropped when the tables turn out to have changed.
    plan: Mutex<Option<Arc<Plan>>>,
    /// What erasures remember of the tables.
    pub(super) live: Mutex<Option<Remembered>>,
}

impl SqlConnector {
    /// A connector to the database at `url`; nothing is opened yet.
    ///
    /// # Errors
    /// If the address is none of a database that we know. The message does not repeat it.
    pub fn new(
        system: System,
        datasets: &[Dataset],
        url: &SecretString,
        statement_time: Duration,
    ) -> Result<Self, ConnectorError> {
        let database = Database::at(url, statement_time)?;
        let left_out = datasets.iter().flat_map(|dataset| dataset.left_out.iter().cloned()).collect();
        let (plan, live) = (Mutex::new(None), Mutex::new(None));
        Ok(Self { system, graph: Graph::of(datasets), database, left_out, plan, live })
    }

    /// A snapshot, unless nobody wants it any more.
    pub(super) async fn begin(&self, call: &Call) -> Result<Snapshot, ConnectorError> {
        tokio::select! {
            biased;
            () = call.cancel.cancelled() => Err(ConnectorError::Cancelled),
            snapshot = self.database.snapshot() => snapshot,
        }
    }

    /// The tables as they are.
    pub(super) async fn catalogue(&self, snapshot: &mut Snapshot, call: &Call) -> Result<Catalogue, Stopped> {
        if let Some(version) = snapshot.dialect.version() {
            let mut statement = Statement::new(snapshot.dialect, "the catalogue");
            statement.push(version);
            let rows = read_rows::all(snapshot, &statement, call).await?;
            let version = rows.first().and_then(|row| row.first()).and_then(Cell::text).unwrap_or_default();
            snapshot.dialect = snapshot.dialect.of_version(version).ok_or_else(|| {
                ConnectorError::permanent("the database keeps its texts in another encoding than UTF-8")
            })?;
        }
        let schemas: BTreeSet<Option<&str>> =
            self.graph.collections.iter().map(|place| place.schema.as_deref()).collect();
        let mut catalogue = Catalogue::default();
        for schema in schemas {
            let dialect = snapshot.dialect;
            let columns = read_rows::all(snapshot, &speech::columns_of(dialect, schema), call).await?;
            let keys = read_rows::all(snapshot, &speech::keys_of(dialect, schema), call).await?;
            let column = |name: &str, details: &[Cell]| speech::column(dialect, name, details);
            catalogue.tables.extend(Catalogue::of(&columns, &keys, column).tables);
        }
        Ok(catalogue)
    }

    /// Ends the snapshot where it can be ended; forgets the plan if the tables have changed under it.
    pub(super) async fn settle<T>(&self, snapshot: Snapshot, answer: Result<T, Stopped>) -> Result<T, ConnectorError> {
        match answer {
            Ok(answer) => {
                snapshot.end().await;
                Ok(answer)
            }
            Err(stopped) => {
                if stopped.is_clean {
                    snapshot.end().await;
                } else {
                    self.database.give_up(snapshot).await;
                }
                if stopped.is_about_schema {
                    *self.plan.lock().await = None;
                    *self.live.lock().await = None;
                }
                Err(stopped.error)
            }
        }
    }

    /// The plan, made if there is none.
    pub(super) async fn plan(&self, snapshot: &mut Snapshot, call: &Call) -> Result<Arc<Plan>, Stopped> {
        let mut kept = self.plan.lock().await;
        if let Some(plan) = &*kept {
            snapshot.dialect = plan.dialect;
            return Ok(Arc::clone(plan));
        }
        let catalogue = self.catalogue(snapshot, call).await?.lasting(snapshot.dialect);
        let plan = Arc::new(Plan::of(&self.graph, snapshot.dialect, &catalogue)?);
        *kept = Some(Arc::clone(&plan));
        Ok(plan)
    }

    async fn check_now(&self, snapshot: &mut Snapshot, call: &Call) -> Result<Health, Stopped> {
        let catalogue = self.catalogue(snapshot, call).await?.lasting(snapshot.dialect);
        let plan = Plan::of(&self.graph, snapshot.dialect, &catalogue)?;
        for (index, place) in self.graph.collections.iter().enumerate() {
            read_rows::all(snapshot, &questions::canary(&plan, index, place.address()), call).await?;
        }
        let remarks = undeclared(&self.graph, &plan, &catalogue);
        *self.plan.lock().await = Some(Arc::new(plan));
        Ok(Health { remarks })
    }

    pub(super) async fn resolve_now(
        &self,
        subject: &Subject,
        snapshot: &mut Snapshot,
        call: &Call,
    ) -> Result<Vec<Learned>, Stopped> {
        let plan = self.plan(snapshot, call).await?;
        let evidence = walk::from(&self.graph, &plan, subject, snapshot, call).await?;
        let mut names = Names::default();
        for (index, place) in self.graph.collections.iter().enumerate() {
            let Some(statement) = questions::names(&evidence, index) else { continue };
            let mut rows = Rows::of(snapshot, &statement);
            while let Some(row) = rows.next(call).await? {
                names.hear(subject, place, &row)?;
            }
        }
        Ok(names.learned())
    }

    async fn locate_now(&self, subject: &Subject, snapshot: &mut Snapshot, call: &Call) -> Result<Located, Stopped> {
        let plan = self.plan(snapshot, call).await?;
        let evidence = walk::from(&self.graph, &plan, subject, snapshot, call).await?;
        let mut counts = Vec::new();
        for (index, place) in self.graph.collections.iter().enumerate() {
            let mut count = Count { collection: place.address(), records: 0, shared: 0 };
            if let Some(statement) = questions::count(&evidence, index) {
                let rows = read_rows::all(snapshot, &statement, call).await?;
                let number = |at: usize| {
                    let cell = rows.first().and_then(|row| row.get(at)).and_then(Cell::integer);
                    cell.and_then(|number| u64::try_from(number).ok()).ok_or_else(|| unreadable(&place.address()))
                };
                (count.records, count.shared) = (number(0)?, number(1)?);
            }
            counts.push(count);
        }
        Ok(Located { counts })
    }

    async fn export_now(
        &self,
        subject: &Subject,
        scope: Scope,
        snapshot: &mut Snapshot,
        call: &Call,
        sink: &mut dyn Sink,
    ) -> Result<Exported, Stopped> {
        let plan = self.plan(snapshot, call).await?;
        let evidence = walk::from(&self.graph, &plan, subject, snapshot, call).await?;
        if let Some(longer) = snapshot.take_long() {
            read_rows::all(snapshot, &longer, call).await?;
        }
        for (index, bound) in plan.places.iter().enumerate() {
            let head = match scope {
                Scope::Everything => Some(&bound.everything),
                Scope::Portable => bound.portable.as_ref(),
            };
            if let Some(head) = head {
                self.export_collection(&evidence, index, head, snapshot, call, sink).await?;
            }
        }
        Ok(Exported::Ends { gaps: Vec::new() })
    }

    async fn export_collection(
        &self,
        evidence: &Evidence<'_>,
        index: usize,
        head: &Head,
        snapshot: &mut Snapshot,
        call: &Call,
        sink: &mut dyn Sink,
    ) -> Result<(), Stopped> {
        sink.collection(&head.collection).await?;
        let Some(records) = questions::records(evidence, index, head) else { return Ok(()) };
        let bound = &evidence.plan.places[index];
        let wanted = bound.wanted(head);
        // Few of the possible combinations occur, so each is put together once.
        let mut combinations: BTreeMap<Vec<bool>, Vec<String>> = BTreeMap::new();
        let mut rows = Rows::of(snapshot, &records.statement);
        while let Some(row) = rows.next(call).await? {
            let (cells, flags) = row.split_at(records.width.min(row.len()));
            let json = record::of(evidence.plan.dialect, &wanted, &head.inside, cells)
                .ok_or_else(|| unreadable(&records.statement.about))?;
            let is_set = |cell: &Cell| cell.integer() == Some(1);
            let by: Vec<bool> = flags.iter().take(records.told_apart.len()).map(is_set).collect();
            let shared = records.may_be_shared && flags.last().is_some_and(is_set);
            let reached_by = combinations.entry(by).or_insert_with_key(|by| {
                let told_apart =
                    records.told_apart.iter().zip(by).filter(|(_, is_by)| **is_by).map(|(input, _)| *input);
                records.only.into_iter().chain(told_apart).map(|input| bound.labels[input].clone()).collect()
            });
            sink.record(Record { json: &json, reached_by, shared }).await?;
        }
        Ok(())
    }
}

fn unreadable(about: &str) -> ConnectorError {
    ConnectorError::permanent(format!("{about}: a row came in a form that we cannot read"))
}

/// Tables and columns that the manifest does not speak of: perhaps they hold personal data.
fn undeclared(graph: &Graph, plan: &Plan, catalogue: &Catalogue) -> Vec<String> {
    let mut remarks = Vec::new();
    let is_bound = |schema: &str, name: &str| {
        plan.places.iter().any(|bound| bound.table.schema == schema && bound.table.name == name)
    };
    let tables: Vec<&str> = catalogue
        .tables
        .iter()
        .filter(|table| !is_bound(&table.schema, &table.name))
        .map(|table| table.name.as_str())
        .collect();
    if !tables.is_empty() {
        remarks.push(format!("not declared, so not handed over: tables {}", tables.join(", ")));
    }
    for (bound, place) in plan.places.iter().zip(&graph.collections) {
        let declared =
            |name: &str| place.collection.fields.iter().any(|field| plan.dialect.is_same_name(&field.name, name));
        let columns: Vec<&str> =
            bound.table.columns.iter().map(|column| column.name.as_str()).filter(|name| !declared(name)).collect();
        if !columns.is_empty() {
            let address = place.address();
            remarks.push(format!("not declared, so not handed over: columns {} of {address}", columns.join(", ")));
        }
    }
    remarks
}

#[async_trait]
impl Connector for SqlConnector {
    fn about(&self) -> &System {
        &self.system
    }

    fn drifting(&self) -> Option<&dyn Drifting> {
        Some(self)
    }

    fn disclosures(&self) -> Vec<DisclosureLog> {
        let all = self.graph.collections.iter().map(|place| &place.collection);
        let says = all.filter_map(|it| it.discloses.clone().map(|says| (it.name.clone(), says)));
        says.map(|(collection, says)| DisclosureLog { collection, says }).collect()
    }

    /// Only if the manifest says of every collection how people are erased from it.
    fn eraser(&self) -> Option<&dyn Eraser> {
        self.graph.collections.iter().all(|place| place.collection.erasure.is_some()).then_some(self)
    }

    /// Only if the manifest says of some field that it holds a mark.
    fn restrictor(&self) -> Option<&dyn Restrictor> {
        let mut fields = self.graph.collections.iter().flat_map(|place| &place.collection.fields);
        fields.any(|field| field.marks.is_any()).then_some(self)
    }

    /// Only if the manifest says of some field that it may be corrected.
    fn rectifier(&self) -> Option<&dyn Rectifier> {
        let mut fields = self.graph.collections.iter().flat_map(|place| &place.collection.fields);
        fields.any(|field| field.correct.is_some()).then_some(self)
    }

    fn roll(&self) -> Option<&dyn Roll> {
        Some(self)
    }

    async fn check(&self, call: &Call) -> Result<Health, ConnectorError> {
        let mut snapshot = self.begin(call).await?;
        let answer = self.check_now(&mut snapshot, call).await;
        self.settle(snapshot, answer).await
    }

    async fn resolve(&self, subject: &Subject, call: &Call) -> Result<Vec<Learned>, ConnectorError> {
        if self.system.learns.is_empty() || !evidence::is_of_a_known_kind(&self.graph, subject) {
            return Ok(Vec::new());
        }
        let mut snapshot = self.begin(call).await?;
        let answer = self.resolve_now(subject, &mut snapshot, call).await;
        self.settle(snapshot, answer).await
    }

    async fn locate(&self, subject: &Subject, call: &Call) -> Result<Located, ConnectorError> {
        if !evidence::is_of_a_known_kind(&self.graph, subject) {
            return Ok(Located::default());
        }
        let mut snapshot = self.begin(call).await?;
        let answer = self.locate_now(subject, &mut snapshot, call).await;
        self.settle(snapshot, answer).await
    }

    /// Hands over everything in one go: a snapshot cannot be gone on with later, so a cursor is never answered.
    async fn export(
        &self,
        subject: &Subject,
        scope: Scope,
        _from: Option<&Cursor>,
        call: &Call,
        sink: &mut dyn Sink,
    ) -> Result<Exported, ConnectorError> {
        if !evidence::is_of_a_known_kind(&self.graph, subject) {
            return Ok(Exported::Ends { gaps: Vec::new() });
        }
        let mut snapshot = self.begin(call).await?;
        let answer = self.export_now(subject, scope, &mut snapshot, call, sink).await;
        self.settle(snapshot, answer).await
    }
}
