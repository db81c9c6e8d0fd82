//! A statement under construction, and the rows that come back.

use super::dialect::Dialect;

/// SQL text with the values that are bound to it.
#[derive(Debug)]
pub(super) struct Statement {
    pub(super) dialect: Dialect,
    pub(super) text: String,
    pub(super) binds: Vec<Bind>,
    /// What it reads, for messages: `ems.account`.
    pub(super) about: String,
}

/// A bound value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Bind {
    /// A text, or nothing.
    Text(Option<String>),
    /// An array of texts: PostgreSQL only.
    Texts(Vec<String>),
    /// Bytes: MySQL only.
    Bytes(Vec<u8>),
    /// A number: MySQL only.
    Signed(i64),
    /// A number: MySQL only.
    Unsigned(u64),
}

/// One value of a row.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    Null,
    Integer(i64),
    Real(f64),
    /// Text, in UTF-8.
    Text(String),
    /// Bytes, or text that is not UTF-8.
    Bytes(Vec<u8>),
}

/// One row.
pub(super) type Row = Vec<Cell>;

impl Statement {
    pub(super) fn new(dialect: Dialect, about: impl Into<String>) -> Self {
        Self { dialect, text: String::new(), binds: Vec::new(), about: about.into() }
    }

    /// Appends SQL. Only for text of our own and for names that went through [`Dialect::quoted`].
    pub(super) fn push(&mut self, sql: &str) -> &mut Self {
        self.text.push_str(sql);
        self
    }

    /// Appends a name, quoted.
    pub(super) fn name(&mut self, name: &str) -> &mut Self {
        let quoted = self.dialect.quoted(name);
        self.push(&quoted)
    }

    /// Binds a value and appends the mark that stands for it.
    pub(super) fn bind(&mut self, value: Bind) -> &mut Self {
        let mark = self.mark(value);
        self.push(&mark)
    }

    /// Binds a value and returns the mark that stands for it; on MySQL a mark can be used once only.
    ///
    /// Elsewhere a list of names that is asked for again goes to the database once.
    pub(super) fn mark(&mut self, value: Bind) -> String {
        let known = match self.dialect {
            Dialect::Postgres { .. } | Dialect::Sqlite => self.binds.iter().position(|known| *known == value),
            Dialect::MySql => None,
        };
        let at = known.unwrap_or_else(|| {
            self.binds.push(value);
            self.binds.len() - 1
        });
        match self.dialect {
            Dialect::Postgres { .. } => format!("${}", at + 1),
            Dialect::Sqlite => format!("?{}", at + 1),
            Dialect::MySql => "?".to_owned(),
        }
    }

    /// Whether the connection may keep the statement prepared for the next time.
    ///
    /// PostgreSQL plans what it has seen a few times without looking at the values, as if a list of a thousand names were
    /// one of ten.
    pub(super) fn may_stay_prepared(&self) -> bool {
        !self.binds.iter().any(|bind| matches!(bind, Bind::Texts(_)))
    }

    /// Appends `between` before all but the first.
    pub(super) fn separated<T>(
        &mut self,
        items: impl IntoIterator<Item = T>,
        between: &str,
        mut each: impl FnMut(&mut Self, T),
    ) -> &mut Self {
        for (index, item) in items.into_iter().enumerate() {
            if index > 0 {
                self.push(between);
            }
            each(self, item);
        }
        self
    }
}

impl Cell {
    /// The number.
    pub(super) fn integer(&self) -> Option<i64> {
        match self {
            Self::Integer(number) => Some(*number),
            Self::Null | Self::Real(_) | Self::Text(_) | Self::Bytes(_) => None,
        }
    }

    /// The text.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Null | Self::Integer(_) | Self::Real(_) | Self::Bytes(_) => None,
        }
    }
}
