//! On which grounds of Art. 17(1) an erasure is granted.

use sea_orm_migration::prelude::*;

use crate::columns::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let request = Alias::new("request");
        // Codes of the list, with blanks between them; null: not granted, or granted before anybody wrote that down.
        manager.alter_table(Table::alter().table(request).add_column(text_null("rests_on")).take()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let request = Alias::new("request");
        manager.alter_table(Table::alter().table(request).drop_column(Alias::new("rests_on")).take()).await
    }
}
