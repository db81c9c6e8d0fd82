//! To a customer of ours: somebody asks about data that is theirs to decide about (Art. 28(3)(e)).

use super::rendered::written;

/// What was asked and how the person is reached; nothing that we hold for the customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerNotice {
    /// The name of the organisation.
    pub organisation: String,
    /// The mail address that a person reads.
    pub contact: String,
    /// `DR-7KQ4-M2XW`.
    pub reference: String,
    /// Who decides.
    pub customer: String,
    /// The day on which the request came in, written out: the time runs from it.
    pub received_on: String,
    /// How the person is reached.
    pub person: String,
    /// The rights that they exercise.
    pub wishes: Vec<String>,
}

written!(
    CustomerNotice,
    "letters/en/customer_notice.txt",
    "letters/fr/customer_notice.txt",
    "letters/de/customer_notice.txt"
);

#[cfg(test)]
mod tests {
    use super::CustomerNotice;
    use crate::{letter::wording::rendered::Wording, words::language::Language};

    #[test]
    fn a_customer_reads_who_asks_for_what_since_when() {
        for language in Language::ALL {
            let letter = CustomerNotice {
                organisation: "Example Org".to_owned(),
                contact: "dpo@example.org".to_owned(),
                reference: "DR-7KQ4-M2XW".to_owned(),
                customer: "Acme".to_owned(),
                received_on: "14 November 2026".to_owned(),
                person: "ada@example.org".to_owned(),
                wishes: vec!["Access".to_owned()],
            };
            let letter = letter.render(language).unwrap();
            assert!(letter.subject.contains("DR-7KQ4-M2XW") && !letter.subject.contains("ada"), "{}", letter.subject);
            for part in ["Acme", "14 November 2026", "ada@example.org", "- Access", "Example Org", "dpo@example.org"] {
                assert!(letter.body.contains(part), "{part} is missing in {}", letter.body);
            }
            assert!(!letter.body.contains("\n\n\n"), "{}", letter.body);
        }
    }
}
