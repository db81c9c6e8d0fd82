//! Shorthand for the column types we use, the same on SQLite and on PostgreSQL.

use sea_orm_migration::prelude::*;

/// A UUID that may not be missing.
pub fn uuid(name: &'static str) -> ColumnDef {
    ColumnDef::new(Alias::new(name)).uuid().not_null().take()
}

/// A UUID that may be missing.
pub fn uuid_null(name: &'static str) -> ColumnDef {
    ColumnDef::new(Alias::new(name)).uuid().null().take()
}

/// The UUID that names a row.
pub fn id() -> ColumnDef {
    ColumnDef::new(Alias::new("id")).uuid().not_null().primary_key().take()
}

/// Text that may not be missing.
pub fn text(name: &'static str) -> ColumnDef {
    ColumnDef::new(Alias::new(name)).text().not_null().take()
}

/// Text that may be missing.
pub fn text_null(name: &'static str) -> ColumnDef {
    ColumnDef::new(Alias::new(name)).text().null().take()
}

/// Bytes: something sealed, or a keyed hash.
pub fn bytes(name: &'static str) -> ColumnDef {
    ColumnDef::new(Alias::new(name)).blob().not_null().take()
}

/// Bytes that may be missing.
pub fn bytes_null(name: &'static str) -> ColumnDef {
    ColumnDef::new(Alias::new(name)).blob().null().take()
}

/// A moment in UTC, in microseconds.
pub fn moment(name: &'static str) -> ColumnDef {
    ColumnDef::new(Alias::new(name)).timestamp_with_time_zone().not_null().take()
}

/// A moment that may not have come.
pub fn moment_null(name: &'static str) -> ColumnDef {
    ColumnDef::new(Alias::new(name)).timestamp_with_time_zone().null().take()
}

/// A civil day in the controller's time zone.
pub fn day(name: &'static str) -> ColumnDef {
    ColumnDef::new(Alias::new(name)).date().not_null().take()
}

/// A civil day that may be unknown.
pub fn day_null(name: &'static str) -> ColumnDef {
    ColumnDef::new(Alias::new(name)).date().null().take()
}

/// A number of 32 bits.
pub fn int(name: &'static str) -> ColumnDef {
    ColumnDef::new(Alias::new(name)).integer().not_null().take()
}

/// A number of 64 bits.
pub fn bigint(name: &'static str) -> ColumnDef {
    ColumnDef::new(Alias::new(name)).big_integer().not_null().take()
}

/// Yes or no.
pub fn flag(name: &'static str) -> ColumnDef {
    ColumnDef::new(Alias::new(name)).boolean().not_null().take()
}

/// What makes a row a queue entry: `due_at, attempts, max_attempts, lease_token, lease_until`.
pub fn queue(table: &mut TableCreateStatement) -> &mut TableCreateStatement {
    table
        .col(moment("due_at"))
        .col(int("attempts"))
        .col(int("max_attempts"))
        .col(uuid_null("lease_token"))
        .col(moment_null("lease_until"))
}

/// `column` refers to the id of `parent`; the row goes with its parent.
pub fn belongs_to(from: &'static str, column: &'static str, parent: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .from(Alias::new(from), Alias::new(column))
        .to(Alias::new(parent), Alias::new("id"))
        .on_delete(ForeignKeyAction::Cascade)
        .take()
}

/// An index over `columns`.
pub fn index(table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut statement =
        Index::create().name(format!("{table}_{}_idx", columns.join("_"))).table(Alias::new(table)).take();
    for column in columns {
        statement.col(Alias::new(*column));
    }
    statement
}

/// An index over `columns` that lets no two rows be alike.
pub fn unique(table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    index(table, columns).name(format!("{table}_{}_key", columns.join("_"))).unique().take()
}

/// A table called `name`.
pub fn table(name: &'static str) -> TableCreateStatement {
    Table::create().table(Alias::new(name)).take()
}

/// Drops `names` in the order given: children first.
pub async fn drop_tables(manager: &SchemaManager<'_>, names: &[&'static str]) -> Result<(), DbErr> {
    for name in names {
        manager.drop_table(Table::drop().table(Alias::new(*name)).take()).await?;
    }
    Ok(())
}
