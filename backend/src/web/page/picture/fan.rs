//! The fan of systems: the ticket on the left, one box for each system on the right, an edge between.
//!
//! The edge is solid when the system is done, dashed while it runs, dotted while it waits or is broken.

use askama::{Template, filters::HtmlSafe};

use super::fitting;
use crate::{
    web::page::tag::{Edge, Tag, TaskTag},
    words::{desk::DeskWords, fill::Fill, language::Language},
};

/// The picture.
#[derive(Clone, Debug, Template)]
#[template(path = "parts/fan.html")]
pub struct FanPicture {
    w: &'static DeskWords,
    reference: String,
    done: String,
    describe: String,
    rows: Vec<Row>,
    height: i32,
    middle: i32,
}

#[derive(Clone, Debug)]
struct Row {
    tag: Tag,
    edge: &'static str,
    /// The middle of the row.
    y: i32,
    name: String,
    full_name: String,
    word: String,
    filled: i32,
}

/// The height of a row.
const ROW: i32 = 36;
/// The bar: [`TaskTag::filled`] of this.
const BAR: i32 = 40;
/// How wide the name of a system may get.
const NAME: i32 = 242;
/// How wide the words of its state may get.
const WORD: i32 = 212;

impl FanPicture {
    /// Draws the systems in order: name and state of each.
    pub fn new<'a>(
        reference: &str,
        systems: impl IntoIterator<Item = (&'a str, &'a TaskTag)>,
        language: Language,
    ) -> Self {
        let w = language.desk();
        let (mut done, mut not_looked) = (0_u32, 0_usize);
        let rows: Vec<Row> = systems
            .into_iter()
            .zip(0_i32..)
            .map(|((name, state), place)| {
                if *state == TaskTag::NotLooked {
                    not_looked += 1;
                } else {
                    done += u32::from(state.is_over());
                }
                let tag = state.tag(w, language);
                Row {
                    edge: match state.edge() {
                        Edge::Solid => "solid",
                        Edge::Dashed => "dashed",
                        Edge::Dotted => "dotted",
                    },
                    y: place * ROW + ROW / 2 + 4,
                    name: fitting(name, NAME),
                    full_name: name.to_owned(),
                    word: fitting(&tag.word, WORD),
                    filled: BAR * i32::from(state.filled()) / 100,
                    tag,
                }
            })
            .collect();
        // Whom nobody asked has nothing to say.
        let asked = rows.len() - not_looked;
        let height = i32::try_from(rows.len()).unwrap_or(i32::MAX / ROW).saturating_mul(ROW).max(64) + 8;
        Self {
            w,
            reference: reference.to_owned(),
            done: w.systems_map.of.with2(done, asked),
            describe: w.systems_map.describe.with2(done, asked),
            rows,
            height,
            middle: height / 2,
        }
    }
}

impl HtmlSafe for FanPicture {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::page::picture::text_width;

    fn drawn(number: usize, language: Language) -> FanPicture {
        let states = [
            TaskTag::Done,
            TaskTag::Running { percent: Some(62) },
            TaskTag::ByHand { who: Some("Jo Lind with a rather long second name".into()) },
            TaskTag::Failed { times: 3, next: "14:05".into() },
            TaskTag::Abandoned,
        ];
        let name = "Integration manager of the production site";
        FanPicture::new("DR-7KQ4-M2XW", (0..number).map(|n| (name, &states[n % 5])), language)
    }

    #[test]
    fn none_one_and_fifty_systems_are_drawn_without_touching() {
        for language in Language::ALL {
            for number in [0, 1, 50] {
                let picture = drawn(number, language);
                for row in &picture.rows {
                    assert!(text_width(&row.name) <= NAME && text_width(&row.word) <= WORD, "{row:?}");
                    assert!(row.y + ROW / 2 <= picture.height, "{row:?} in {}", picture.height);
                }
                let html = picture.render().expect("a picture");
                assert_eq!(html.matches("class=\"row").count(), number);
                assert!(!html.contains("style="));
            }
        }
    }

    #[test]
    fn the_usual_words_fit_uncut_in_every_language() {
        for language in Language::ALL {
            let picture = drawn(5, language);
            for row in picture.rows.iter().filter(|row| !row.tag.word.contains("Jo Lind")) {
                assert_eq!(row.word, row.tag.word, "{}", language.code());
            }
        }
    }
}
