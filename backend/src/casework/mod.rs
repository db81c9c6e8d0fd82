//! What happens at the desk: one file for each thing that people or workers do.
//!
//! A verb joins the nouns in one transaction: the state, the audit line and the letter are written together or not at
//! all. Nothing leaves the machine inside a transaction. Doors (web, API, worker, command line) call verbs and nothing else.

pub mod error;
pub mod letters;
pub mod refusal;
pub mod remedies;
pub mod sealing;
pub mod wish_words;
pub mod wording;
mod wording_asking;
mod wording_fulfilled;
mod wording_handing;
mod writer;

pub mod hear_of_accounts;
pub mod poll_homeserver;
pub mod unheard;

pub mod codes;
pub mod flood;
pub mod receive;
pub mod receive_once;
pub mod reply_texts;
pub mod resend;

pub mod api_token;
pub mod sign_in;

pub mod answer_confirmation;
pub mod verify_by_hand;

mod ask_anew;
pub mod asking;
pub mod assign;
pub mod authority;
pub mod complaints;
pub mod copy_first;
pub mod decide;
pub mod decide_identifier;
mod erase_childs;
pub mod extend;
mod locked;
mod merge;
pub mod note_circumstance;
mod note_disclosures;
pub mod pass_on;
pub mod renew_code;
pub mod show_contact;
pub mod write_message;

pub mod aim_words;
pub mod bare_wish;
pub mod bring_copy;
pub mod change_part;
pub mod follow_with_erasure;
pub mod never_weighed;
pub mod part_words;
pub mod parts;
pub mod review_decision;
pub mod start;
pub mod stop_at_once;
pub mod suppress;
pub mod weigh;

pub mod advance;
pub mod plan;

pub mod run_task;
pub mod segment;
pub mod settle_task;

pub mod approve_erasure;
pub mod erase;
pub mod evidence;
mod in_turn;
pub mod look_again;
pub mod order;
mod plan_looks;
pub mod put_on_ledger;
pub mod reappeared;
pub mod replay;
mod tell_closing;
mod tell_erasure;
mod tell_lock;
mod tell_lock_ended;
pub mod tell_review;

pub mod rectify;

pub mod acknowledge_notice;
pub mod disclosed;
pub mod inform;
pub mod recipients;
pub mod record_disclosure;
pub mod settle_notice;
pub mod tell_recipients;
pub mod who_was_told;
pub mod write_notices;

mod end_locks;
pub mod held;
mod invite_corrections;
pub mod keep_names;
mod kept_past;
pub mod lift_hold;
pub mod lock_data;
pub mod mark;
pub mod plan_lift;
pub mod prefer_erasure;
pub mod review_hold;
pub mod set_hold;
pub mod unlock;

pub mod import_deactivations;
pub mod note_deactivations;
pub mod note_reactivations;
mod still_withheld;
pub mod sweep;
mod withheld_before;

pub mod finish_by_hand;
pub mod retry;

pub mod about;
pub mod assemble_archive;
pub mod carry_by_mail;
pub mod carry_over;
mod facts;
mod found;
mod fulfilled;
pub mod hand_over;
pub mod look_into;
pub mod package;
pub mod portable;
mod resting_on;
pub mod withhold;

pub mod answer;
pub mod discard_package;
pub mod fetch;
mod forget;
pub mod look_for_drift;
pub mod release;
pub mod remind;
pub mod report;
mod retain;
pub mod send_letter;
pub mod test_letter;
pub mod tidy;
pub mod try_system;
pub mod warn_of_closings;
pub mod withdraw;
