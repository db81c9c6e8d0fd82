//! To staff: a request is due. It names the ticket, the rights and the days, and nothing about the person.

use super::rendered::written;

/// Sent to whoever has the ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// The name of the organisation.
    pub organisation: String,
    /// `DR-7KQ4-M2XW`.
    pub reference: String,
    /// How long until the first of them is due, in words.
    pub left: String,
    /// A line for each right: its name, how long, and the day.
    pub lines: Vec<String>,
    /// The address of the ticket for staff.
    pub link: String,
}

written!(Reminder, "letters/en/reminder.txt", "letters/fr/reminder.txt", "letters/de/reminder.txt");

#[cfg(test)]
mod tests {
    use super::Reminder;
    use crate::{letter::wording::rendered::Wording, words::language::Language};

    #[test]
    fn staff_read_which_ticket_and_how_long() {
        for language in Language::ALL {
            let w = language.reminding();
            let letter = Reminder {
                organisation: "Example Org".to_owned(),
                reference: "DR-7KQ4-M2XW".to_owned(),
                left: w.tomorrow.to_owned(),
                lines: vec!["Access: tomorrow, 14 December 2026".to_owned()],
                link: "https://desk.example.org/desk/t/DR-7KQ4-M2XW".to_owned(),
            };
            let letter = letter.render(language).unwrap();
            assert!(
                letter.subject.contains("DR-7KQ4-M2XW") && letter.subject.contains(w.tomorrow),
                "{}",
                letter.subject
            );
            for part in ["- Access: tomorrow, 14 December 2026", "/desk/t/DR-7KQ4-M2XW", "Example Org"] {
                assert!(letter.body.contains(part), "{part} is missing in {}", letter.body);
            }
            assert!(!letter.body.contains("\n\n\n"), "{}", letter.body);
        }
    }
}
