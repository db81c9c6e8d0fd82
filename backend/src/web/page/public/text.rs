//! Pages of plain text: help, privacy, accessibility.

use askama::Template;

use crate::{
    web::page::frame::PublicFrame,
    words::{
        fill::{Fill, fill},
        number,
    },
};

/// A page of headed paragraphs.
#[derive(Clone, Debug, Template)]
#[template(path = "public/text.html")]
pub struct TextPage {
    /// What stands around it.
    pub frame: PublicFrame,
    title: &'static str,
    lede: &'static str,
    sections: Vec<(&'static str, String)>,
}

/// What a notice tells of this desk in particular: Art. 13(2)(a) and (d).
#[derive(Clone, Debug)]
pub struct Facts {
    /// So many months what was written is kept.
    pub months: u32,
    /// So many years the request is known.
    pub years: u32,
    /// To whom one can complain.
    pub remedies: Vec<String>,
    /// How the data protection officer is reached, if not at the contact.
    pub officer: Option<String>,
}

impl TextPage {
    /// Questions people have.
    pub fn help(frame: PublicFrame) -> Self {
        let w = &frame.w.help;
        let sections = vec![
            (w.time, w.time_text.to_owned()),
            (w.code, w.code_text.to_owned()),
            (w.no_message, w.no_message_text.to_owned()),
            (w.proof, w.proof_text.to_owned()),
            (w.open_file, w.open_file_text.to_owned()),
            (w.somebody, w.somebody_text.to_owned()),
            (w.reach, fill(w.reach_text, &[&frame.contact])),
        ];
        Self { title: w.title, lede: w.lede, sections, frame }
    }

    /// What the desk does with what it is told.
    pub fn privacy(frame: PublicFrame, facts: &Facts) -> Self {
        let w = &frame.w.privacy;
        let language = frame.language;
        let months = number::plural(facts.months.into(), language, w.month, w.months).with(facts.months);
        let years = number::plural(facts.years.into(), language, w.year, w.years).with(facts.years);
        let sections = vec![
            (
                w.responsible,
                match &facts.officer {
                    None => fill(w.responsible_text, &[&frame.organisation, &frame.contact]),
                    Some(officer) => fill(w.responsible_apart, &[&frame.organisation, &frame.contact, officer]),
                },
            ),
            (w.keep, w.keep_text.to_owned()),
            (w.why, w.why_text.to_owned()),
            (w.interests, w.interests_text.to_owned()),
            (w.who, fill(w.who_text, &[&frame.organisation])),
            (w.transfers, fill(w.transfers_text, &[&frame.language.informing().list_title])),
            (w.long, fill(w.long_text, &[&months, &years])),
            (w.must, w.must_text.to_owned()),
            (w.machines, w.machines_text.to_owned()),
            (w.cookies, w.cookies_text.to_owned()),
            (w.rights, fill(w.rights_text, &[&frame.contact])),
            (w.complain, facts.remedies.join(" ")),
        ];
        Self { title: w.title, lede: w.lede, sections, frame }
    }

    /// The accessibility statement.
    pub fn accessibility(frame: PublicFrame) -> Self {
        let w = &frame.w.accessibility;
        let sections = vec![
            (w.meets, w.meets_text.to_owned()),
            (w.limits, w.limits_text.to_owned()),
            (w.tell, fill(w.tell_text, &[&frame.contact])),
        ];
        Self { title: w.title, lede: w.lede, sections, frame }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{web::page::frame::PublicPlace, words::language::Language};

    #[test]
    fn how_long_we_keep_what_was_written_is_a_sentence() {
        let told = |language, months, years| {
            let frame = PublicFrame::new(language, "Example", "privacy@example.org", "/privacy", PublicPlace::Help);
            let page = TextPage::privacy(frame, &Facts { months, years, remedies: Vec::new(), officer: None });
            page.sections.into_iter().map(|(_, text)| text).collect::<String>()
        };
        assert!(
            told(Language::De, 12, 1).contains("noch 12 Monate aufbewahrt; dass es eine Anfrage gab, noch 1 Jahr.")
        );
        assert!(
            told(Language::En, 1, 6).contains("kept for 1 month after") && told(Language::Fr, 12, 6).contains("6 ans.")
        );
    }
}
