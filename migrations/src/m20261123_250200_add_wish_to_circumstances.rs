//! What a child, or whoever has parental responsibility, wants to become of the data.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let circumstance = Alias::new("circumstance");
        // child_erase | child_keep | guardian_erase | guardian_keep | not_asked; null while nobody has decided, or of no child.
        manager.alter_table(Table::alter().table(circumstance).add_column(text_null("wish")).take()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let circumstance = Alias::new("circumstance");
        manager.alter_table(Table::alter().table(circumstance).drop_column(Alias::new("wish")).take()).await
    }
}
