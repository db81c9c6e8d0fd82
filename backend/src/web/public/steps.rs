//! The pages of the form, filled from the answers, and what is wrong with these.

use poem::{Response, Result};

use super::{
    answers::Answers,
    look::{frame, page, page_again},
};
use crate::{
    casework::{
        erasing::{part_words, parts},
        stopping::suppress,
        writing::wish_words::{self, Asked},
    },
    desk::Desk,
    identifier::check::{self, NotValid},
    message::LONGEST_MESSAGE,
    request::aim::Aim,
    rights::right::Right,
    web::{
        choices,
        page::{
            field::Field,
            frame::PublicPlace,
            public::{
                check::Check,
                contact::{Contact, Reach},
                details::{DeliveryWish, Details, PartChoice, Whom},
                start::{Choice, OtherWays, Start},
            },
        },
    },
    words::{fill::Fill, language::Language, number},
};

/// The longest name of somebody who asks for another, in characters.
const LONGEST_NAME: usize = 200;

/// One step of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The eight rights.
    Rights,
    /// How to reach the person.
    Contact,
    /// What helps.
    Details,
    /// All of it once more.
    Check,
}

impl Step {
    /// What a button sends.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "rights" => Some(Self::Rights),
            "contact" => Some(Self::Contact),
            "details" => Some(Self::Details),
            "check" => Some(Self::Check),
            _ => None,
        }
    }

    /// The page, filled in.
    pub fn show(self, desk: &Desk, language: Language, answers: &Answers) -> Result<Response> {
        match self {
            Self::Rights => page(&start(desk, language, answers)),
            Self::Contact => page(&contact(desk, language, answers)),
            Self::Details => page(&details(desk, language, answers)),
            Self::Check => page(&check_page(desk, language, answers)),
        }
    }

    /// The page with what is wrong, if anything is.
    pub fn complain(self, desk: &Desk, language: Language, answers: &Answers) -> Option<Result<Response>> {
        let wrong = &language.public().wrong;
        match self {
            Self::Rights => answers.rights.is_empty().then(|| {
                let mut again = start(desk, language, answers);
                again.error = Some(wrong.no_right.to_owned());
                page_again(&again)
            }),
            Self::Contact => {
                let mut again = contact(desk, language, answers);
                let mut is_wrong = false;
                if answers.email.is_empty() && answers.matrix_id.is_empty() {
                    again.email = Field::wrong("", wrong.no_contact);
                    is_wrong = true;
                }
                is_wrong |= complain(&mut again.email, "email", language);
                is_wrong |= complain(&mut again.matrix_id, "matrix_id", language);
                is_wrong.then(|| page_again(&again))
            }
            Self::Details => {
                let mut again = details(desk, language, answers);
                let mut is_wrong = complain(&mut again.other_email, "email", language);
                is_wrong |= complain(&mut again.other_matrix_id, "matrix_id", language);
                is_wrong |= complain(&mut again.customer_number, "ems_account_id", language);
                is_wrong |= complain(&mut again.phone_number, "phone_number", language);
                if answers.message.chars().count() > LONGEST_MESSAGE {
                    again.message = Field::wrong(&answers.message, too_long(language));
                    // Carried along beside its shorter successor it would be more than a form may weigh.
                    again.state = Answers { message: String::new(), ..answers.clone() }.seal(desk);
                    is_wrong = true;
                }
                let is_nowhere = answers.systems.as_ref().is_some_and(Vec::is_empty)
                    || parts::check(desk, answers.part(desk).as_ref()).is_err();
                if is_nowhere && answers.rights.contains(&Right::Erasure) {
                    again.part_error = Some(language.parts().none_chosen.to_owned());
                    is_wrong = true;
                }
                if takes_consent_back(answers)
                    && !again.consents.is_empty()
                    && answers.consents.as_ref().is_some_and(Vec::is_empty)
                {
                    again.consent_error = Some(language.stopping().consent_none.to_owned());
                    is_wrong = true;
                }
                if let Some(agent) = &answers.agent {
                    let one_line = agent.chars().count() <= LONGEST_NAME && !agent.contains(char::is_control);
                    if agent.is_empty() || !one_line {
                        let what = if agent.is_empty() { wrong.no_agent } else { wrong.agent_long };
                        again.agent_name = Field::wrong(agent, what);
                        is_wrong = true;
                    }
                }
                is_wrong.then(|| page_again(&again))
            }
            Self::Check => None,
        }
    }

    /// The first step that is not right yet, before the last.
    pub fn first_wrong(desk: &Desk, language: Language, answers: &Answers) -> Option<Result<Response>> {
        [Self::Rights, Self::Contact, Self::Details].iter().find_map(|step| step.complain(desk, language, answers))
    }
}

/// The first step again, for somebody whose form asks for a right that does not exist.
pub fn unknown_right(desk: &Desk, language: Language, answers: &Answers) -> Result<Response> {
    let mut again = start(desk, language, answers);
    again.error = Some(language.public().wrong.unknown_right.to_owned());
    page_again(&again)
}

/// What is said of a message that is too long.
pub fn too_long(language: Language) -> String {
    language.public().wrong.message_long.with(number::count(LONGEST_MESSAGE as u64, language))
}

/// Marks a field that holds something which is no such identifier; whether it does.
fn complain(field: &mut Field, kind: &str, language: Language) -> bool {
    let wrong = &language.public().wrong;
    if field.value.is_empty() {
        return false;
    }
    let what = match check::read(kind, &field.value) {
        Ok(_) | Err(NotValid::Empty) => return false,
        Err(NotValid::Email) => wrong.email,
        Err(NotValid::MatrixId) => wrong.matrix_id,
        Err(NotValid::Other | NotValid::Kind) => wrong.identifier,
    };
    *field = Field::wrong(&field.value, what);
    true
}

fn start(desk: &Desk, language: Language, answers: &Answers) -> Start {
    let frame = frame(desk, language, "/", PublicPlace::Ask);
    // Nothing was answered yet: there is nothing to carry, and the page has addresses in every language.
    let state = if answers.rights.is_empty() { String::new() } else { answers.seal(desk) };
    Start {
        frame: if state.is_empty() { frame } else { frame.carrying(&state, "rights") },
        state,
        choices: Choice::all(&shown_rights(answers)),
        aims: Choice::aims(&answers.aims),
        error: None,
        other_ways: OtherWays::default(),
    }
}

/// An objection that is aimed at something in particular alone was not ticked by itself.
fn shown_rights(answers: &Answers) -> Vec<Right> {
    let is_aimed = answers.aims().is_some_and(|aims| aims.is_absolute());
    answers.rights.iter().copied().filter(|right| !(is_aimed && *right == Right::Objection)).collect()
}

fn contact(desk: &Desk, language: Language, answers: &Answers) -> Contact {
    let state = answers.seal(desk);
    Contact {
        frame: frame(desk, language, "/", PublicPlace::Ask).carrying(&state, "contact"),
        state,
        email: Field::holding(&answers.email),
        matrix_id: Field::holding(&answers.matrix_id),
    }
}

fn details(desk: &Desk, language: Language, answers: &Answers) -> Details {
    let state = answers.seal(desk);
    Details {
        frame: frame(desk, language, "/", PublicPlace::Ask).carrying(&state, "details"),
        state,
        // Only whoever objects for reasons of their own is asked for these.
        chosen: shown_rights(answers),
        consents: consent_choices(desk, language, answers),
        consent_error: None,
        other_email: Field::holding(&answers.other_email),
        other_matrix_id: Field::holding(&answers.other_matrix_id),
        customer_number: Field::holding(&answers.customer_number),
        phone_number: Field::holding(&answers.phone_number),
        message: Field::holding(&answers.message),
        parts: part_choices(desk, language, answers.systems.as_deref(), &answers.rights),
        keeps_account: may_keep_account(desk).then_some(answers.keeps_account),
        part_error: None,
        has_mailbox: !answers.email.is_empty(),
        delivery: delivery(answers),
        whom: if answers.agent.is_some() { Whom::Somebody } else { Whom::Myself },
        agent_name: Field::holding(answers.agent.as_deref().unwrap_or_default()),
    }
}

/// The systems from which something can be erased, if that is asked for.
fn part_choices(desk: &Desk, language: Language, chosen: Option<&[String]>, rights: &[Right]) -> Vec<PartChoice> {
    if rights.contains(&Right::Erasure) { choices::parts(desk, language, chosen) } else { Vec::new() }
}

/// What rests on consent, if some of it is taken back.
fn consent_choices(desk: &Desk, language: Language, answers: &Answers) -> Vec<PartChoice> {
    if takes_consent_back(answers) {
        choices::consents(desk, language, answers.consents.as_deref())
    } else {
        Vec::new()
    }
}

fn takes_consent_back(answers: &Answers) -> bool {
    answers.aims().is_some_and(|aims| aims.has(Aim::Consent))
}

fn may_keep_account(desk: &Desk) -> bool {
    desk.systems.iter().any(parts::is_root_account)
}

fn delivery(answers: &Answers) -> DeliveryWish {
    if answers.is_attached { DeliveryWish::Attachment } else { DeliveryWish::Link }
}

fn check_page(desk: &Desk, language: Language, answers: &Answers) -> Check {
    let state = answers.seal(desk);
    let mut identifiers: Vec<_> =
        [&answers.other_email, &answers.other_matrix_id, &answers.customer_number, &answers.phone_number]
            .into_iter()
            .filter(|value| !value.is_empty())
            .cloned()
            .collect();
    let contact = if answers.email.is_empty() {
        answers.matrix_id.clone()
    } else {
        if !answers.matrix_id.is_empty() {
            identifiers.insert(0, answers.matrix_id.clone());
        }
        answers.email.clone()
    };
    let brings_files = answers.rights.iter().any(|right| right.needs_package());
    Check {
        is_listed_at_once: suppress::is_at_once(desk, answers.agent.is_some(), answers.aims().as_ref()),
        reach: Reach::of(&contact),
        frame: frame(desk, language, "/", PublicPlace::Ask).carrying(&state, "check"),
        state,
        wishes: answers.rights.clone(),
        aims: answers.aims().map(|aims| {
            let asked = Asked { right: Right::Objection, part: None, aims: Some(&aims), follows: None };
            wish_words::lines(desk, [asked], language).join("; ")
        }),
        contact,
        identifiers,
        message: answers.message.clone(),
        part: answers.rights.contains(&Right::Erasure).then(|| {
            let part = answers.part(desk);
            part.map_or_else(|| language.parts().everything.to_owned(), |it| part_words::words(desk, &it, language))
        }),
        delivery: (brings_files && !answers.email.is_empty()).then(|| delivery(answers)),
        agent: answers.agent.clone(),
    }
}
