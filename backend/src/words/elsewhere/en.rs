//! Of data that is not ours to decide about, in English.

use super::Elsewhere;

/// All of it.
pub const WORDS: Elsewhere = Elsewhere {
    status: "We do not decide about this data. Our message to you says whom to ask; we passed nothing on.",
    whom: "whoever runs the homeserver {0}",
    message: "We do not decide about this data. Please ask: {0}. We passed nothing on to them.",
    of_customer: "{0} is a homeserver that we keep for {1}: what lies there is theirs to answer.",
    of_foreign: "{0} is not one of our homeservers: what lies there is not with us.",
    law: "A request about data that we only hold for somebody else is theirs to decide (Art. 28(3)(e)). Look whether the person has anything with us as well: that is ours to answer.",
    way: "What happens with the request",
    way_passed_on: "We pass it on, or have passed it on",
    way_told: "Nothing is passed on: the person is told whom to ask",
    is_customer: "This is a customer of ours with an address: the request is passed on to them.",
    log: "The person was told to ask {0}; nothing was passed on",
    notice: "The person is told whom to ask.",
    held: "We only hold this data for somebody else, who decides about it: ask them (Art. 28(3)(e)). We did nothing with it here.",
    held_title: "This data we only hold for somebody else, who decides about it. We did nothing with it; ask them:",
};
