//! The desk's own tables, one file for each step.
//!
//! A step is only ever added, never edited once it has landed, and can be undone. It knows no entity: an entity may
//! change, a step may not.

mod columns;
mod m20261122_090000_create_keys;
mod m20261122_090100_create_staff;
mod m20261122_090200_create_tickets;
mod m20261122_090300_create_tasks;
mod m20261122_090400_create_archives;
mod m20261122_090500_create_letters;
mod m20261122_090600_create_audit;
mod m20261122_090700_create_housekeeping;
mod m20261122_090800_create_api_tokens;
mod m20261123_090000_add_extension_to_requests;
mod m20261123_090100_create_erasures;
mod m20261123_100000_create_deactivations;
mod m20261123_110000_add_batches_to_ledger;
mod m20261123_110100_create_rechecks;
mod m20261123_120000_create_holds;
mod m20261123_120100_add_part_to_requests;
mod m20261123_120200_create_drift;
mod m20261123_140000_create_decisions;
mod m20261123_140100_create_questions;
mod m20261123_140200_create_reminders;
mod m20261123_140300_create_complaints;
mod m20261123_140400_create_circumstances;
mod m20261123_150000_create_corrections;
mod m20261123_160000_create_locks;
mod m20261123_160100_create_suppression;
mod m20261123_160200_create_decision_reviews;
mod m20261123_170000_create_recipient_notices;
mod m20261123_170100_create_disclosures;
mod m20261123_170200_create_privacy_notices;
mod m20261123_170300_create_handovers;
mod m20261123_200000_create_drift_looks;
mod m20261123_210000_create_withheld_before;
mod m20261123_220000_create_reply_texts;
mod m20261123_250000_add_ways_to_handovers;
mod m20261123_250200_add_wish_to_circumstances;
mod m20261123_260000_add_follows_to_requests;
mod m20261123_270000_create_system_turns;
mod m20261123_290000_one_proposal_at_a_time;
mod m20261124_010000_add_name_to_tasks;
mod m20261124_020000_add_review_to_suppression;
mod m20261124_020000_add_searches_to_sweeps;
mod m20261124_030000_create_notice_calls;
mod m20261124_040000_create_unlearned_names;
mod m20261124_043000_add_rests_on_to_requests;
mod m20261124_044500_add_untold_to_holds;

use sea_orm_migration::prelude::*;

/// All steps in order.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261122_090000_create_keys::Migration),
            Box::new(m20261122_090100_create_staff::Migration),
            Box::new(m20261122_090200_create_tickets::Migration),
            Box::new(m20261122_090300_create_tasks::Migration),
            Box::new(m20261122_090400_create_archives::Migration),
            Box::new(m20261122_090500_create_letters::Migration),
            Box::new(m20261122_090600_create_audit::Migration),
            Box::new(m20261122_090700_create_housekeeping::Migration),
            Box::new(m20261122_090800_create_api_tokens::Migration),
            Box::new(m20261123_090000_add_extension_to_requests::Migration),
            Box::new(m20261123_090100_create_erasures::Migration),
            Box::new(m20261123_100000_create_deactivations::Migration),
            Box::new(m20261123_110000_add_batches_to_ledger::Migration),
            Box::new(m20261123_110100_create_rechecks::Migration),
            Box::new(m20261123_120000_create_holds::Migration),
            Box::new(m20261123_120100_add_part_to_requests::Migration),
            Box::new(m20261123_120200_create_drift::Migration),
            Box::new(m20261123_140000_create_decisions::Migration),
            Box::new(m20261123_140100_create_questions::Migration),
            Box::new(m20261123_140200_create_reminders::Migration),
            Box::new(m20261123_140300_create_complaints::Migration),
            Box::new(m20261123_140400_create_circumstances::Migration),
            Box::new(m20261123_150000_create_corrections::Migration),
            Box::new(m20261123_160000_create_locks::Migration),
            Box::new(m20261123_160100_create_suppression::Migration),
            Box::new(m20261123_160200_create_decision_reviews::Migration),
            Box::new(m20261123_170000_create_recipient_notices::Migration),
            Box::new(m20261123_170100_create_disclosures::Migration),
            Box::new(m20261123_170200_create_privacy_notices::Migration),
            Box::new(m20261123_170300_create_handovers::Migration),
            Box::new(m20261123_200000_create_drift_looks::Migration),
            Box::new(m20261123_210000_create_withheld_before::Migration),
            Box::new(m20261123_220000_create_reply_texts::Migration),
            Box::new(m20261123_250000_add_ways_to_handovers::Migration),
            Box::new(m20261123_250200_add_wish_to_circumstances::Migration),
            Box::new(m20261123_260000_add_follows_to_requests::Migration),
            Box::new(m20261123_270000_create_system_turns::Migration),
            Box::new(m20261123_290000_one_proposal_at_a_time::Migration),
            Box::new(m20261124_010000_add_name_to_tasks::Migration),
            Box::new(m20261124_020000_add_review_to_suppression::Migration),
            Box::new(m20261124_020000_add_searches_to_sweeps::Migration),
            Box::new(m20261124_030000_create_notice_calls::Migration),
            Box::new(m20261124_040000_create_unlearned_names::Migration),
            Box::new(m20261124_043000_add_rests_on_to_requests::Migration),
            Box::new(m20261124_044500_add_untold_to_holds::Migration),
        ]
    }
}
