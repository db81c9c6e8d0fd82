//! To whoever got the data: it was corrected, erased or locked (Art. 19), or copies of what was public are to go (Art. 17(2)).
//!
//! It says what was done and by which name the recipient knows the person, no more: not why, and nothing that they do not
//! need to find the data.

use super::rendered::written;

/// One letter for both articles: only its sentences differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecipientNotice {
    /// The name of the organisation.
    pub organisation: String,
    /// The mail address that a person reads.
    pub contact: String,
    /// `DR-7KQ4-M2XW`.
    pub reference: String,
    /// The article, as `Art. 19`.
    pub article: String,
    /// What was done and when, a sentence.
    pub done: String,
    /// The names by which the recipient knows the person.
    pub known_as: Vec<String>,
    /// The names of the systems whose data they got, and what was corrected.
    pub about: Vec<String>,
    /// What is expected, a sentence.
    pub please: String,
    /// By when, written out.
    pub answer_by: String,
    /// Where they say that it is done.
    pub link: String,
}

written!(
    RecipientNotice,
    "letters/en/recipient_notice.txt",
    "letters/fr/recipient_notice.txt",
    "letters/de/recipient_notice.txt"
);

#[cfg(test)]
mod tests {
    use super::RecipientNotice;
    use crate::{letter::wording::rendered::Wording, words::language::Language};

    #[test]
    fn a_recipient_reads_what_was_done_and_nothing_more_of_the_person() {
        for language in Language::ALL {
            let w = language.telling();
            let letter = RecipientNotice {
                organisation: "Example Org".to_owned(),
                contact: "dpo@example.org".to_owned(),
                reference: "DR-7KQ4-M2XW".to_owned(),
                article: "Art. 19".to_owned(),
                done: w.done_erased.to_owned(),
                known_as: vec!["ada@example.org".to_owned()],
                about: vec!["Newsletter".to_owned()],
                please: w.please_erased.to_owned(),
                answer_by: "4 December 2026".to_owned(),
                link: "https://rights.example.org/en/notices/dG9rZW4".to_owned(),
            };
            let letter = letter.render(language).unwrap();
            assert!(letter.subject.contains("DR-7KQ4-M2XW") && !letter.subject.contains("ada"), "{}", letter.subject);
            for part in
                ["ada@example.org", "Newsletter", w.please_erased, "4 December 2026", "/notices/dG9rZW4", "Art. 19"]
            {
                assert!(letter.body.contains(part), "{part} is missing in {}", letter.body);
            }
            assert!(!letter.body.contains("/status"), "the person's page is not theirs: {}", letter.body);
            assert!(!letter.body.contains("\n\n\n"), "{}", letter.body);
        }
    }
}
