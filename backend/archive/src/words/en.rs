//! English.

use super::Words;

pub const WORDS: Words = Words {
    start_title: "Your personal data",
    start_lede: |controller, reference| {
        format!("{controller} has put this package together to answer your request {reference}.")
    },
    reference: "Reference",
    prepared_on: "Prepared on",
    asked_for: "What you asked for",
    received_on: |day| format!("received on {day}"),
    inside: "What is inside",
    inside_lede: "We looked in each of these systems. Those where we found nothing are listed too.",
    portable: "Data to take with you",
    portable_lede: "The data that you gave us, or that came from your use of our services, in a form that other \
        services can read.",
    system: "System",
    result: "What we found",
    records: |count, number| if count == 1 { "1 record".to_owned() } else { format!("{number} records") },
    files: |count, number| if count == 1 { "1 file".to_owned() } else { format!("{number} files") },
    also_about_others: |count, number| {
        if count == 1 {
            "1 of them is also about other people".to_owned()
        } else {
            format!("{number} of them are also about other people")
        }
    },
    nothing_found: "Nothing found",
    not_looked: "Not looked",
    partly: "Not complete",
    withheld: "Not handed over",
    notes: "Notes for you",
    reading: "How to read this package",
    reading_pages: "Pages that end in .html open in your browser, also without a connection. They show the beginning of \
        each list.",
    reading_tables: "Tables that end in .csv open in a spreadsheet. An apostrophe was put before values that a \
        spreadsheet would take for a formula.",
    reading_json: "Data that ends in .json or .jsonl holds every value exactly as our systems have it. Other services \
        can read it. The file fields.json explains what each field means.",
    reading_files: "Files lie in the folders named files. Their names were simplified, and .txt was put after names that \
        a computer might run.",
    reading_manifest: "The file manifest.json lists every file with its check sum (SHA-256).",
    keep_safe: "Keep it safe",
    keep_safe_text: "This package holds your personal data. Do not leave it on a computer that other people use, and \
        delete it when you no longer need it.",
    questions: "Questions",
    questions_text: |controller| {
        format!("If something is missing or unclear, or if you need it in another form, ask {controller}:")
    },

    back_to_start: "Back to the start",
    missing: "What is missing",
    first_of: |shown, all| format!("The first {shown} of {all} records."),
    all_of_them: "All of them:",
    looked_and_found_none: "We looked here and found nothing about you.",
    file: "File",
    size: "Size in bytes",
    kind: "Type",
    belongs_to: "Belongs to",
    marked_shared: "Also about other people",
    nothing_found_text: |system| format!("We looked in {system} and found nothing about you."),
    looked_in: "This is where we looked:",
    nothing_found_hint: "If you think that there should be something, tell us under which other address, name or number \
        we may know you.",
    withheld_text: |system| format!("{system} holds data about you that we did not hand over. This is why:"),
    withheld_remedy: "You can ask us to look at this again, complain to the supervisory authority, or go to court.",

    about: "How we use your data",
    about_lede: |controller| {
        format!("The law (Article 15 GDPR and UK GDPR) gives you the right to know this. {controller} answers for it.")
    },
    held_for: |customer| format!("We hold this data for {customer}, who decides about it."),
    kept_in: "Where it is kept",
    what_for: "What we use it for",
    on_what_ground: "Legal basis",
    interests: "Our interests",
    categories: "Kinds of data",
    how_long: "How long we keep it",
    who_gets_it: "Who else gets it",
    nobody_gets_it: "Nobody outside the company gets this data.",
    country: "Country",
    safeguard: "Safeguard for the transfer abroad",
    no_transfer: "none needed",
    from_where: "Where it comes from",
    from_you: "From you.",
    automated: "Decisions made by machines",
    no_automated: "We make no decisions about you by automated means alone, and no such profiling.",
    your_rights: "Your rights",
    rights: [
        "Ask us to correct data that is wrong or incomplete (Article 16).",
        "Ask us to erase your data (Article 17).",
        "Ask us to keep your data without using it (Article 18).",
        "Get the data that you gave us in a form that other services can read (Article 20).",
        "Object to our use of your data, at any time to marketing (Article 21).",
        "Take back a consent; what we did before stays lawful (Article 7).",
    ],
    complaints: "If you are not content",
    complain_to_us: "You can complain to us, at the address on the first page.",
    complain_to_authority: "You can complain to a supervisory authority, also to the one where you live or work:",
    officer: "Our data protection officer",
    representative: "Who represents us",
    this_request: "The record of this request",
    we_hold: "We hold data about you. This says what we do with it, and the package holds a copy of it.",
    we_hold_nothing: "We found no data about you. This says what we would do with it.",
    where_we_looked: "Where we looked",
    safeguard_copy: "You can ask us for a copy of what protects the data abroad.",
    given_to: "To whom we have given your data",
    given_to_whom: "To whom",
    given_when: "When",
    given_to_nobody: "Beside those who are named above, we have noted nobody who was given your data.",
    other_form: "In another form",
    other_form_text: "If you need all this in another form, on paper for instance, ask us at the address on the first page.",
    withheld_mark: "(withheld)",
};
