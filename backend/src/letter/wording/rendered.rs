//! How a letter becomes a subject and a text.

use crate::words::language::Language;

/// A letter that can be written in every language.
pub trait Wording {
    /// Writes it.
    ///
    /// # Errors
    /// None in practice: templates are compiled, and writing into memory does not fail.
    fn render(&self, language: Language) -> askama::Result<Rendered>;
}

/// A letter as it goes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// One line without control characters.
    pub subject: String,
    /// Plain text, ending with a line break.
    pub body: String,
}

impl Rendered {
    /// Takes what the blocks of a template printed.
    pub fn new(subject: &str, body: &str) -> Self {
        // A line break in a subject would begin another header.
        let mut line = String::with_capacity(subject.len());
        for word in subject.split(|character: char| character.is_whitespace() || character.is_control()) {
            if !word.is_empty() {
                if !line.is_empty() {
                    line.push(' ');
                }
                line.push_str(word);
            }
        }
        Self { subject: line, body: format!("{}\n", body.trim()) }
    }
}

/// Implements [`Wording`] by three templates with the blocks `subject` and `text`, in which the letter is called `letter`.
macro_rules! written {
    ($letter:ident, $en:tt, $fr:tt, $de:tt) => {
        impl $crate::letter::wording::rendered::Wording for $letter {
            fn render(
                &self,
                language: $crate::words::language::Language,
            ) -> askama::Result<$crate::letter::wording::rendered::Rendered> {
                use askama::Template;
                use $crate::{letter::wording::rendered::Rendered, words::language::Language};

                #[derive(Template)]
                #[template(path = $en, blocks = ["subject", "text"], whitespace = "preserve")]
                struct En<'a> {
                    letter: &'a $letter,
                }
                #[derive(Template)]
                #[template(path = $fr, blocks = ["subject", "text"], whitespace = "preserve")]
                struct Fr<'a> {
                    letter: &'a $letter,
                }
                #[derive(Template)]
                #[template(path = $de, blocks = ["subject", "text"], whitespace = "preserve")]
                struct De<'a> {
                    letter: &'a $letter,
                }

                Ok(match language {
                    Language::En => {
                        let template = En { letter: self };
                        Rendered::new(&template.as_subject().render()?, &template.as_text().render()?)
                    }
                    Language::Fr => {
                        let template = Fr { letter: self };
                        Rendered::new(&template.as_subject().render()?, &template.as_text().render()?)
                    }
                    Language::De => {
                        let template = De { letter: self };
                        Rendered::new(&template.as_subject().render()?, &template.as_text().render()?)
                    }
                })
            }
        }
    };
}

pub(crate) use written;

#[cfg(test)]
mod tests {
    use super::Rendered;

    #[test]
    fn a_subject_is_one_line_whatever_was_put_into_it() {
        let letter = Rendered::new(" Your request\r\nBcc: eve@example.org\u{0} \n", "\n\nHello\n\n");
        assert_eq!(letter.subject, "Your request Bcc: eve@example.org");
        assert_eq!(letter.body, "Hello\n");
    }
}
