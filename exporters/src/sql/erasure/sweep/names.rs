//! Further names of many people at once.

use std::collections::BTreeSet;

use crate::{
    contract::{call::Call, outcome::Learned, subject::Subject},
    sql::{
        connector::SqlConnector,
        names::Names,
        questions,
        read_rows::{Rows, Stopped},
        snapshot::Snapshot,
    },
};

use super::{super::rows::value, spread};

impl SqlConnector {
    /// What one question for each of them would answer.
    pub(super) async fn resolve_all_now(
        &self,
        people: &[Subject],
        snapshot: &mut Snapshot,
        call: &Call,
    ) -> Result<Vec<Vec<Learned>>, Stopped> {
        snapshot.expect_many().await?;
        let plan = self.plan(snapshot, call).await?;
        let subjects: Vec<&Subject> = people.iter().collect();
        let (evidence, owners) = spread::from(&self.graph, &plan, &subjects, snapshot, call).await?;
        let mut names = vec![Names::default(); people.len()];
        let mut apart: BTreeSet<usize> = BTreeSet::new();
        for (index, place) in self.graph.collections.iter().enumerate() {
            let Some(statement) = questions::names_by(&evidence, index) else { continue };
            let mut rows = Rows::of(snapshot, &statement);
            while let Some(row) = rows.next(call).await? {
                let (told, by) = row.split_at(place.resolves.len().min(row.len()));
                let by: Vec<_> = by.iter().cloned().map(value).collect();
                let whose = owners.of_row(&self.graph, index, &by);
                if whose.len() > 1 && !plan.places[index].is_plain {
                    // Together it is nobody else's; of each of them alone it is perhaps not.
                    apart.extend(whose);
                    continue;
                }
                if whose.is_empty() {
                    apart.extend(0..people.len());
                }
                for person in whose {
                    names[person].hear(&people[person], place, told)?;
                }
            }
        }
        let mut learned: Vec<Vec<Learned>> = names.into_iter().map(Names::learned).collect();
        for person in apart {
            learned[person] = self.resolve_now(&people[person], snapshot, call).await?;
        }
        Ok(learned)
    }
}
