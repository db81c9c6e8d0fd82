//! State machines: where a row begins, and from where to where it may go.
//!
//! A noun declares its machine with [`machine!`](crate::machine), in its `state.rs`. A store writes a state by one of those
//! moves and in no other way: the move says which state is written, and finds only rows that stand where it may begin. So
//! the diagrams in `STATES.md`, which are drawn from the same constants, show what can happen and nothing else.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, UpdateMany, Value, sea_query::Expr};

/// States that are stored as words; [`codes!`](crate::codes) makes them.
pub trait Coded: Copy + Eq + Into<Value> + Send + Sync + 'static {
    /// All of them, in order.
    const EACH: &'static [Self];

    /// The word it is stored as.
    fn word(self) -> &'static str;
}

/// A move: from any of some states to one.
#[derive(Clone, Copy, Debug)]
pub struct Move<S: 'static> {
    name: &'static str,
    from: &'static [S],
    to: S,
}

impl<S: Coded> Move<S> {
    /// What happens, in a sentence, from where, and to where.
    pub const fn new(name: &'static str, from: &'static [S], to: S) -> Self {
        Self { name, from, to }
    }

    /// What happens, in words.
    pub fn name(&self) -> &'static str {
        self.name.trim().trim_end_matches('.')
    }

    /// Where it may begin.
    pub const fn from(&self) -> &'static [S] {
        self.from
    }

    /// Where it leads.
    pub const fn to(&self) -> S {
        self.to
    }

    /// Whether it may begin there.
    pub fn begins_at(&self, state: S) -> bool {
        self.from.contains(&state)
    }

    /// The UPDATE that makes it, of all rows that stand where it may begin; further filters say which of them.
    pub fn update<E: EntityTrait>(&self, column: E::Column) -> UpdateMany<E> {
        let from = self.from.iter().copied();
        E::update_many().col_expr(column, Expr::value(self.to)).filter(column.is_in(from))
    }
}

/// All that rows of a noun can do.
#[derive(Clone, Copy, Debug)]
pub struct Machine<S: 'static> {
    /// What moves: `A letter`.
    pub of: &'static str,
    /// How a row begins, in words, and where it stands then.
    pub starts: &'static [(&'static str, S)],
    /// All moves.
    pub moves: &'static [Move<S>],
}

/// Declares where rows begin and how they move: a constant for each, and all of them as `MACHINE`. The first line of each
/// comment is what the diagram says.
#[macro_export]
macro_rules! machine {
    (
        $state:ident of $what:literal;
        begins { $(#[doc = $began:literal] $start:ident => $first:ident;)+ }
        moves { $(#[doc = $doc:literal] $name:ident: $($from:ident)|+ => $to:ident;)+ }
    ) => {
        $(#[doc = $began] pub const $start: $state = $state::$first;)+
        $(
            #[doc = $doc]
            pub const $name: $crate::kernel::moves::Move<$state> =
                $crate::kernel::moves::Move::new($doc, &[$($state::$from),+], $state::$to);
        )+

        /// All of it, as it is drawn in `STATES.md`.
        pub const MACHINE: $crate::kernel::moves::Machine<$state> = $crate::kernel::moves::Machine {
            of: $what,
            starts: &[$(($began, $state::$first)),+],
            moves: &[$($name),+],
        };
    };
}
