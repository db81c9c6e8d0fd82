//! Of what somebody asked for and of what followed from it, in English.

use super::Wishing;

/// All of it.
pub const WORDS: Wishing = Wishing {
    consent: "Take back my consent: {0}",
    consent_all: "Take back my consent, for everything that rests on it",
    follows_objection: "Stop using my data, for I object: what you hold for that use alone is then deleted as well",
    follows_consent: "Take back my consent: what you hold on it alone is then deleted as well",
    follows_both: "Take back my consent, and stop a use that I object to: what you hold for that alone is then deleted as well",
    follows_childhood: "Delete what you collected from a child",
    erased_asked: "On {0} you asked us to erase your data (Art. 17).",
    erased_objection: "On {0} you objected to a use of your data, and we have stopped it. What we hold for that use alone has to be erased then, without your asking (Art. 17(1)(c)). This is what became of it.",
    erased_consent: "On {0} you took your consent back. What we hold on that consent alone has to be erased then, without your asking (Art. 17(1)(b)). This is what became of it.",
    erased_both: "On {0} you took your consent back, and objected to a use of your data that we have stopped. What we hold for that alone has to be erased then, without your asking (Art. 17(1)(b) and (c)). This is what became of it.",
    erased_childhood: "On {0} you wrote to us. We hold data that was collected from a child; it has to be erased (Art. 17(1)(f)). This is what became of it.",
    told_recipients: "Whoever got this data from us, or may have copies of it, is told as well: ask us if you want to know who.",
    told_recipients_lock: "Whoever got this data from us is told as well, now and when the lock ends: ask us if you want to know who.",
    under_uk: "Under the law of the United Kingdom: {0}",
    under_eu: "Under the law of the European Union: {0}",
    pair: "{0}: {1}",
    link_files: "Behind it you can fetch your files and read all that we wrote to you.",
    link_page: "Behind it is the page of your request, with all that we wrote to you.",
    link_withdraw: "Behind it you can withdraw your request.",
};
