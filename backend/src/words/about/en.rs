//! In English.

use super::{AboutWords, Bases, CNIL, ICO};

/// The texts.
pub const WORDS: AboutWords = AboutWords {
    bases: Bases {
        consent: "you agreed to it (Art. 6(1)(a))",
        contract: "we need it for our contract with you (Art. 6(1)(b))",
        legal_obligation: "a law requires it (Art. 6(1)(c))",
        vital_interests: "somebody’s life or health depends on it (Art. 6(1)(d))",
        public_task: "a task in the public interest (Art. 6(1)(e))",
        recognised_legitimate_interest: "an interest that UK law recognises (UK GDPR Art. 6(1)(ea))",
        legitimate_interests: "our legitimate interests, or those of others (Art. 6(1)(f))",
    },
    authorities: [ICO, CNIL],
    held_for: "a customer of ours, who decides what happens with it",
    request_record: "We keep a record of this request to show that we answered it, because claims about it can be made. It holds no copy of your data, and is kept for {0} years at most after the request was closed.",
    request_record_one: "We keep a record of this request to show that we answered it, because claims about it can be made. It holds no copy of your data, and is kept for one year at most after the request was closed.",
    left_out: "Nothing here is used with your consent or for a contract with you, so the right to take your data with \
        you does not cover it (Art. 20(1)(a)). You can ask for a copy of everything instead.",
};
