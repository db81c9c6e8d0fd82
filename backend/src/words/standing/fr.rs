//! How a request stands, and what the desk does by itself, in French.

use super::Standing;

/// All of it.
pub const WORDS: Standing = Standing {
    waiting: "Nous avons votre demande, et quelqu’un s’en chargera bientôt. Vous aurez de nos nouvelles au plus tard le {0}.",
    copy_ready: "Votre copie est prête. Nous effaçons maintenant. Vous aurez de nos nouvelles au plus tard le {0}.",
    copy_gone: "Votre copie est partie. Nous effaçons maintenant. Vous aurez de nos nouvelles au plus tard le {0}.",
    step_erasing: "Effacement",
    due_if_waits: "Nous attendons votre réponse. Si cela suspend notre délai et que votre réponse tarde, le dernier jour est le {0}.",
    marketing_stopped: "Nous n’utilisons plus vos données pour de la publicité, nulle part et pour toujours.",
    consent_stopped: "{0}. Nous avons cessé tout ce qui reposait dessus.",
    tells_itself: "Tous les systèmes ont cessé : attendez, le service prévient la personne de lui-même en quelques minutes.",
    tells_once_decided: "Cela a cessé pour les noms auxquels nous nous fions : décidez aussitôt des autres, et le service prévient la personne dès que cela a cessé pour tous",
    out_of_reach: "Tous les systèmes n’ont pas pu cesser : voyez les systèmes, ou répondez une fois que cela a cessé",
    link_title: "Votre demande",
    link_open: "Ouvrir ma demande",
    withdraw_title: "Retirer votre demande\u{a0}?",
    withdraw_keep: "Non, garder ma demande",
    withdraw_sent: "Nous vous avons envoyé un lien. Ouvrez-le, et vous pourrez retirer votre demande.",
};
