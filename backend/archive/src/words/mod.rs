//! The words of an archive, one set for each language. A word that is missing in one of them does not compile.

mod de;
mod en;
mod fr;

use crate::language::Language;

/// All words of the pages and texts; the English set says what each is. What is counted or named inside a sentence is a function.
#[derive(Debug)]
pub struct Words {
    pub start_title: &'static str,
    pub start_lede: fn(controller: &str, reference: &str) -> String,
    pub reference: &'static str,
    pub prepared_on: &'static str,
    pub asked_for: &'static str,
    pub received_on: fn(day: &str) -> String,
    pub inside: &'static str,
    pub inside_lede: &'static str,
    pub portable: &'static str,
    pub portable_lede: &'static str,
    pub system: &'static str,
    pub result: &'static str,
    pub records: fn(count: u64, number: &str) -> String,
    pub files: fn(count: u64, number: &str) -> String,
    pub also_about_others: fn(count: u64, number: &str) -> String,
    pub nothing_found: &'static str,
    pub not_looked: &'static str,
    pub partly: &'static str,
    pub withheld: &'static str,
    pub notes: &'static str,
    pub reading: &'static str,
    pub reading_pages: &'static str,
    pub reading_tables: &'static str,
    pub reading_json: &'static str,
    pub reading_files: &'static str,
    pub reading_manifest: &'static str,
    pub keep_safe: &'static str,
    pub keep_safe_text: &'static str,
    pub questions: &'static str,
    pub questions_text: fn(controller: &str) -> String,

    pub back_to_start: &'static str,
    pub missing: &'static str,
    pub first_of: fn(shown: &str, all: &str) -> String,
    pub all_of_them: &'static str,
    pub looked_and_found_none: &'static str,
    pub file: &'static str,
    pub size: &'static str,
    pub kind: &'static str,
    pub belongs_to: &'static str,
    pub marked_shared: &'static str,
    pub nothing_found_text: fn(system: &str) -> String,
    pub looked_in: &'static str,
    pub nothing_found_hint: &'static str,
    pub withheld_text: fn(system: &str) -> String,
    pub withheld_remedy: &'static str,

    pub about: &'static str,
    pub about_lede: fn(controller: &str) -> String,
    pub held_for: fn(customer: &str) -> String,
    pub kept_in: &'static str,
    pub what_for: &'static str,
    pub on_what_ground: &'static str,
    pub interests: &'static str,
    pub categories: &'static str,
    pub how_long: &'static str,
    pub who_gets_it: &'static str,
    pub nobody_gets_it: &'static str,
    pub country: &'static str,
    pub safeguard: &'static str,
    pub no_transfer: &'static str,
    pub from_where: &'static str,
    pub from_you: &'static str,
    pub automated: &'static str,
    pub no_automated: &'static str,
    pub your_rights: &'static str,
    pub rights: [&'static str; 6],
    pub complaints: &'static str,
    pub complain_to_us: &'static str,
    pub complain_to_authority: &'static str,
    pub officer: &'static str,
    pub this_request: &'static str,
    pub withheld_mark: &'static str,
    pub we_hold: &'static str,
    pub we_hold_nothing: &'static str,
    pub where_we_looked: &'static str,
    pub safeguard_copy: &'static str,
    pub given_to: &'static str,
    pub given_to_whom: &'static str,
    pub given_when: &'static str,
    pub given_to_nobody: &'static str,
    pub other_form: &'static str,
    pub other_form_text: &'static str,
}

/// The words of a language.
pub fn of(language: Language) -> &'static Words {
    match language {
        Language::English => &en::WORDS,
        Language::French => &fr::WORDS,
        Language::German => &de::WORDS,
    }
}
