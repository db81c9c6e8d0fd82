//! Of saved reply texts, in English.

use super::Replying;

/// All of it.
pub const WORDS: Replying = Replying {
    title: "Saved texts",
    lede: "What is written often, kept once. On a ticket, choose one of its language: it comes into the form with its placeholders filled in, and you read it before you send it.",
    none: "No text is saved.",
    new: "Save a text",
    new_button: "Save the text",
    name: "Name",
    right: "For requests about",
    any_right: "Any right, and messages",
    language: "Language",
    body: "Text",
    body_hint: "Placeholders: {reference}, {received}, {due}, {company}, {contact}, {status_page}, {staff}. Nothing else may stand in braces.",
    change: "Change",
    change_button: "Save the change",
    retire: "Offer it no more",
    added: "The text is saved.",
    changed: "The text is changed. What was sent before stays as it was.",
    retired: "The text is not offered any more.",
    no_name: "Give it a name of one line, up to 100 characters.",
    wrong_place: "This is not a placeholder. Use those that are listed, and no other braces.",
    saved: "Saved text",
    fill: "Put it into the form",
    no_such: "Choose a saved text in the language of the person.",
};
