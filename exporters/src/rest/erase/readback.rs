//! Reads back after an erasure: what would still be done, and what the verifying steps still find.

use crate::{
    contract::{
        beyond::Pending,
        call::Call,
        erasure::{Order, Outlook, ReadBack, Verified},
        error::ConnectorError,
        subject::Subject,
    },
    rest::{
        connector::{RestConnector, patience_without_cursor},
        walk::{Ground, Purpose, Turn, Walker},
        way,
    },
};

use super::{
    plan::{Expect, VerifyStep},
    tables::Tables,
};

impl RestConnector {
    /// Both. What an erasure would still do is what is left.
    ///
    /// # Errors
    /// If the API could not be asked.
    pub async fn read_back(
        &self,
        subject: &Subject,
        order: &Order,
        tables: &dyn Tables,
        call: &Call,
    ) -> Result<Verified, ConnectorError> {
        let draft = self.draft(subject, order, tables, call).await?;
        let collections = &draft.preview.collections;
        let kinds = self.plan.accepts().into_iter().filter(|kind| subject.of_kind(kind.as_str()).next().is_some());
        let kinds = kinds.map(|kind| kind.to_string()).collect();
        let mut verified = Verified {
            read_back: collections.iter().map(|outlook| of_collection(outlook, order)).collect(),
            kinds,
            ..Verified::default()
        };
        let named = way::of_subject(&self.plan.ways, subject);
        let ground = self.ground(subject, &named);
        for verify in self.plan.verify.iter().filter(|verify| self.plan.can_ask(verify.step, subject, &named)) {
            let unexpected = unexpected(ground, verify, call).await?;
            let at = format!("{}.{}", self.system.key, self.plan.steps[verify.step].name);
            let may_be_expiring = verify.unless_expiring.iter().any(|name| {
                let name = format!("{}.{name}", self.system.key);
                collections.iter().any(|outlook| outlook.collection == name && !outlook.expiring.is_empty())
            });
            match verify.after.first() {
                _ if unexpected == 0 => {}
                _ if may_be_expiring => {
                    verified.read_back.push(ReadBack { collection: at, kept: unexpected, left: 0 });
                }
                Some(after) => {
                    let hours = u32::try_from(after.as_secs().div_ceil(3_600)).unwrap_or(u32::MAX);
                    verified.pending.push(Pending { at, rows: unexpected, hours });
                }
                None => verified.read_back.push(ReadBack { collection: at, kept: 0, left: unexpected }),
            }
        }
        Ok(verified)
    }
}

fn of_collection(outlook: &Outlook, order: &Order) -> ReadBack {
    let today = order.as_of.date_naive();
    let overdue = outlook.expiring.iter().filter(|expiring| expiring.until.is_some_and(|until| until < today));
    let undecided = outlook.shared.iter().filter(|shared| shared.choice.is_none());
    let left = outlook.deleted
        + outlook.blanked
        + outlook.ended
        + outlook.suppressed
        + overdue.map(|expiring| expiring.rows).sum::<u64>()
        + undecided.map(|shared| shared.rows).sum::<u64>();
    ReadBack { collection: outlook.collection.clone(), kept: outlook.found.saturating_sub(left), left }
}

/// How many answers are not what is expected.
async fn unexpected(ground: Ground<'_>, verify: &VerifyStep, call: &Call) -> Result<u64, ConnectorError> {
    let step = &ground.plan.steps[verify.step];
    let mut walker = Walker::new(ground, verify.step, Purpose::Counting, None)?;
    let mut count: u64 = 0;
    loop {
        call.still_wanted()?;
        let page = match walker.turn(call, patience_without_cursor(call)).await? {
            Turn::Done => break,
            Turn::OnTheWay | Turn::File(None, _) => continue,
            Turn::File(Some(_), _) => {
                count += 1;
                continue;
            }
            Turn::Rows(page) => page,
        };
        count += match &verify.expect {
            Expect::AtMost(_) => page.taken.len() as u64,
            // An answer that is there is one too many, whatever is in it.
            Expect::Gone => (page.taken.len() as u64).max(1),
            Expect::Field(test) => {
                let rows = page.reply.rows(&step.records, &step.name)?;
                page.taken.iter().filter(|taken| !test.holds(rows[taken.index].value)).count() as u64
            }
        };
    }
    Ok(match &verify.expect {
        Expect::AtMost(most) => count.saturating_sub(*most),
        Expect::Gone | Expect::Field(_) => count,
    })
}
