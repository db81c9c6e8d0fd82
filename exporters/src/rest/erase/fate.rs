//! What becomes of one object.

use chrono::NaiveDate;

use crate::{
    contract::{
        erasure::{Because, Order, SharedChoice},
        error::ConnectorError,
    },
    rest::{
        input::Input,
        template::{Place, Template},
        walk::Ground,
    },
};

use super::{
    plan::{Action, EraseStep},
    span::day,
};

/// What becomes of one object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// Its call is made.
    Act,
    /// It goes by itself.
    Expire(Option<NaiveDate>, Because),
    /// It may not go yet, on this ground.
    Keep(String, NaiveDate),
    /// It holds other people's data, and somebody has said that it stays.
    Shared(Option<SharedChoice>),
}

impl Fate {
    /// A word for it, which is part of the plan's name. Days are not: they move as others use the system.
    pub(super) const fn word(&self) -> &'static str {
        match self {
            Self::Act => "act",
            Self::Expire(..) => "expire",
            Self::Keep(..) => "keep",
            Self::Shared(Some(_)) => "shared",
            Self::Shared(None) => "undecided",
        }
    }
}

/// How much of an object is whose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Share {
    /// The person's.
    pub(super) mine: u64,
    /// Other people's. Where the API does not say how much there is, at least one thing is taken for theirs.
    pub(super) others: u64,
}

/// Decides it.
pub(super) fn of(
    ground: Ground<'_>,
    step: &EraseStep,
    input: &Input,
    share: Option<Share>,
    order: &Order,
    collection: &str,
) -> Result<Fate, ConnectorError> {
    let on = |template: &Template| ground.fill(template, Place::Whole, input).ok().as_deref().and_then(day);
    if let Action::Expire(template) = &step.action {
        return Ok(Fate::Expire(on(template), Because::NoWay));
    }
    if let Some((template, basis)) = &step.not_before {
        let until = on(template).ok_or_else(|| {
            ConnectorError::permanent(format!("{}: a row does not say from which day it may go", step.name))
        })?;
        if until > order.as_of.date_naive() {
            return Ok(Fate::Keep(basis.clone(), until));
        }
    }
    let Some((collateral, share)) = step.collateral.as_ref().zip(share) else { return Ok(Fate::Act) };
    if share.others <= collateral.max_others {
        return Ok(Fate::Act);
    }
    Ok(match &collateral.otherwise {
        Some(template) => Fate::Expire(on(template), Because::Others),
        // What belongs to others too is never deleted: whatever is said, it stays.
        None => Fate::Shared(order.shared.get(collection).map(|_| SharedChoice::Keep)),
    })
}
