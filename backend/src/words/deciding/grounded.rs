//! An answer with the grounds it rests on, as the person reads it.

use crate::{
    law::{
        grounds::{Ground, InLanguages},
        regime::{Law, Regime},
    },
    words::language::Language,
};

/// What staff wrote, and below it each ground in words with its provisions. Without grounds, what staff wrote.
pub fn text(written: &str, grounds: &[&Ground], regime: Regime, language: Language) -> String {
    if grounds.is_empty() {
        return written.to_owned();
    }
    let mut text = format!("{written}\n\n{}\n", language.deciding().rests_on);
    for ground in grounds {
        text.push_str(&format!("- {} ({})\n", language.choose(&ground.says), provisions(ground, regime)));
    }
    text.truncate(text.trim_end().len());
    text
}

/// What staff wrote of such an answer, without its grounds.
pub fn written<'a>(whole: &'a str, grounds: &[&Ground], regime: Regime, language: Language) -> &'a str {
    whole.strip_suffix(text("", grounds, regime, language).as_str()).unwrap_or(whole)
}

/// Where a ground stands in the law: once if the laws of the regime number it alike.
pub fn provisions(ground: &Ground, regime: Regime) -> String {
    let cited = |law: &Law| ground.provisions(*law).map(|provision| (*law, article(provision)));
    let cited: Vec<(Law, String)> = regime.laws().iter().filter_map(cited).collect();
    match cited.as_slice() {
        [(_, one)] => one.clone(),
        [(_, one), (_, other)] if one == other => one.clone(),
        many => many.iter().map(|(law, article)| format!("{law}: {article}")).collect::<Vec<_>>().join("; "),
    }
}

/// A provision that starts with a number is an article of the regulation.
fn article(provision: &str) -> String {
    if provision.starts_with(|first: char| first.is_ascii_digit()) {
        format!("Art. {provision}")
    } else {
        provision.to_owned()
    }
}

impl Language {
    /// The text in this language.
    pub fn choose(self, texts: &InLanguages) -> &str {
        match self {
            Self::En => &texts.en,
            Self::Fr => &texts.fr,
            Self::De => &texts.de,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::plain::banned_word;

    #[test]
    fn the_grounds_stand_below_what_staff_wrote_with_their_provisions() {
        let law = Ground::find("ERASURE_LEGAL_OBLIGATION").unwrap();
        let both = text("Your invoices stay.", &[law], Regime::Both, Language::En);
        assert!(both.starts_with("Your invoices stay.\n\nWhat this rests on:\n- The law requires us"), "{both}");
        assert!(both.ends_with("(Art. 17(3)(b))"), "both laws number it alike: {both}");
        assert_eq!(written(&both, &[law], Regime::Both, Language::En), "Your invoices stay.");
        assert_eq!(written("Done.", &[], Regime::Uk, Language::De), "Done.");
        assert_eq!(text("Done.", &[], Regime::Uk, Language::De), "Done.");
        let others = Ground::find("RIGHTS_OF_OTHERS").unwrap();
        let uk = "UK: Art. 15(4), 20(4); Data Protection Act 2018, Sch. 2, 16-17";
        assert_eq!(provisions(others, Regime::Both), format!("{uk}; EU: Art. 15(4), 20(4); recital 63"));
    }

    #[test]
    fn what_grounds_say_is_plain_in_every_language() {
        for ground in Ground::all() {
            for language in Language::ALL {
                let says = language.choose(&ground.says);
                assert_eq!(banned_word(says), None, "{} in {}: {says}", ground.code, language.code());
                if language == Language::Fr {
                    let bare = [" ;", " :", " ?", " !", " »"].iter().find(|mark| says.contains(**mark));
                    assert_eq!(bare, None, "a space that breaks: {says}");
                }
            }
        }
    }
}
