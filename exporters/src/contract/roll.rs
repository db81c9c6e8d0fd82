//! The roll of a system: by what names it knows people, all of them.
//!
//! The desk remembers those whom it has erased by keyed hashes only. To find out who of them is there again, because a
//! backup brought them back, it cannot ask by their names: it has every name read out, and compares hashes.

use async_trait::async_trait;

use super::{call::Call, error::ConnectorError, subject::Identifier};

/// A name as it stands in a system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Called {
    /// The name.
    pub name: Identifier,
    /// How the system compares it.
    pub spelling: Spelling,
}

/// How a system compares a name with others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// Byte for byte.
    Exact,
    /// Without regard to upper and lower case.
    AnyCase,
}

/// A system that can read its names out.
#[async_trait]
pub trait Roll: Send + Sync {
    /// Hands every name by which anybody can be found here to `hear`, one after the other; a name that stands in several
    /// places comes several times. Changes nothing, and memory does not grow with the number of names.
    async fn call_roll(&self, hear: &mut (dyn FnMut(Called) + Send), call: &Call) -> Result<(), ConnectorError>;
}
