//! Of what somebody asked for and of what followed from it, in French.

use super::Wishing;

/// All of it.
pub const WORDS: Wishing = Wishing {
    consent: "Retirer mon consentement : {0}",
    consent_all: "Retirer mon consentement, pour tout ce qui repose sur lui",
    follows_objection: "Ne plus utiliser mes données, car je m’y oppose : ce que vous gardez pour ce seul usage est alors effacé aussi",
    follows_consent: "Retirer mon consentement : ce que vous gardez sur cette seule base est alors effacé aussi",
    follows_both: "Retirer mon consentement et cesser un usage auquel je m’oppose : ce que vous gardez pour cela seul est alors effacé aussi",
    follows_childhood: "Effacer ce que vous avez recueilli auprès d’un enfant",
    erased_asked: "Le {0}, vous nous avez demandé d’effacer vos données (art. 17).",
    erased_objection: "Le {0}, vous avez fait opposition à un usage de vos données, et nous y avons mis fin. Ce que nous gardons pour ce seul usage doit alors être effacé, sans que vous ayez à le demander (art. 17(1)(c)). Voici ce qu’il en est.",
    erased_consent: "Le {0}, vous avez retiré votre consentement. Ce que nous gardons sur cette seule base doit alors être effacé, sans que vous ayez à le demander (art. 17(1)(b)). Voici ce qu’il en est.",
    erased_both: "Le {0}, vous avez retiré votre consentement et refusé un usage de vos données, que nous avons cessé. Ce que nous gardons pour cela seul doit alors être effacé, sans que vous ayez à le demander (art. 17(1)(b) et (c)). Voici ce qu’il en est.",
    erased_childhood: "Le {0}, vous nous avez écrit. Nous avons des données recueillies auprès d’un enfant ; elles doivent être effacées (art. 17(1)(f)). Voici ce qu’il en est.",
    told_recipients: "Ceux qui ont reçu ces données de nous, ou peuvent en avoir des copies, en sont informés : demandez-nous qui, si vous voulez le savoir.",
    told_recipients_lock: "Ceux qui ont reçu ces données de nous en sont informés, maintenant et à la fin du verrouillage : demandez-nous qui, si vous voulez le savoir.",
    under_uk: "Selon le droit du Royaume-Uni : {0}",
    under_eu: "Selon le droit de l’Union européenne : {0}",
    pair: "{0} : {1}",
    link_files: "Il mène à vos fichiers et à tout ce que nous vous avons écrit.",
    link_page: "Il mène à la page de votre demande, avec tout ce que nous vous avons écrit.",
    link_withdraw: "Il vous permet de retirer votre demande.",
};
