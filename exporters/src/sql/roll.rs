//! The names by which a database knows people: the distinct values of each column by which somebody is found.

use async_trait::async_trait;

use crate::{
    contract::{
        call::Call,
        error::ConnectorError,
        roll::{Called, Roll, Spelling},
        subject::Identifier,
    },
    manifest::model::Matching,
};

use super::{
    connector::SqlConnector,
    graph::{Input, Source},
    plan::Plan,
    read_rows::{self, Rows, Stopped},
    snapshot::Snapshot,
    speech,
    statement::{Cell, Statement},
    walk::push_from,
};

#[async_trait]
impl Roll for SqlConnector {
    async fn call_roll(&self, hear: &mut (dyn FnMut(Called) + Send), call: &Call) -> Result<(), ConnectorError> {
        let mut snapshot = self.begin(call).await?;
        let called = self.call_roll_now(hear, &mut snapshot, call).await;
        self.settle(snapshot, called).await
    }
}

impl SqlConnector {
    async fn call_roll_now(
        &self,
        hear: &mut (dyn FnMut(Called) + Send),
        snapshot: &mut Snapshot,
        call: &Call,
    ) -> Result<(), Stopped> {
        let plan = self.plan(snapshot, call).await?;
        if let Some(longer) = snapshot.take_long() {
            read_rows::all(snapshot, &longer, call).await?;
        }
        for (index, place) in self.graph.collections.iter().enumerate() {
            for input in &place.inputs {
                let Some(statement) = values(&plan, index, input, place.address()) else { continue };
                let mut rows = Rows::of(snapshot, &statement);
                while let Some(row) = rows.next(call).await? {
                    if let Some(called) = row.into_iter().next().and_then(|cell| called(input, cell)) {
                        hear(called);
                    }
                }
            }
        }
        Ok(())
    }
}

/// Asks for the distinct values of a column by which people are found; `None` if this input is none.
fn values(plan: &Plan, place: usize, input: &Input, about: String) -> Option<Statement> {
    let (Source::Identity { .. }, [column]) = (&input.source, input.columns.as_slice()) else { return None };
    let mut statement = Statement::new(plan.dialect, about);
    statement.push("SELECT DISTINCT ");
    let operand = plan.places[place].operand(plan.dialect, column);
    match input.matching() {
        Matching::Exact | Matching::IgnoreCase => speech::push_key(&mut statement, operand),
        Matching::BeforeColon => speech::push_front_key(&mut statement, operand),
    }
    push_from(&mut statement, plan, place);
    statement.push("1 = 1");
    Some(statement)
}

/// The name in a cell; `None` if it is none: empty, or not of the form that the manifest says.
fn called(input: &Input, cell: Cell) -> Option<Called> {
    let Source::Identity { kind, format, matching } = &input.source else { return None };
    let text = match cell {
        Cell::Text(text) => text,
        Cell::Integer(number) => number.to_string(),
        Cell::Bytes(bytes) => String::from_utf8(bytes).ok()?,
        Cell::Null | Cell::Real(_) => return None,
    };
    let value = match format {
        None => text.as_str(),
        Some(format) => format.unwrap(&text)?,
    };
    let name = Identifier::new(kind.clone(), value).ok()?;
    let spelling = match matching {
        Matching::Exact | Matching::BeforeColon => Spelling::Exact,
        Matching::IgnoreCase => Spelling::AnyCase,
    };
    Some(Called { name, spelling })
}
