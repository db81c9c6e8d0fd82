//! The pages for everybody: the form, the page behind the link, one's own request, one's files.
//!
//! Paths, all under `/en`, `/fr`, `/de`, and what their forms send:
//!
//! | path | page | the form sends |
//! |---|---|---|
//! | `/` | [`start::Start`] | `POST /r/rights`: `right` (several), `state`, `website` |
//! | `/r/rights` | [`contact::Contact`] | `POST /r/contact`: `email`, `matrix_id`, `state`, `website` |
//! | `/r/contact` | [`details::Details`] | `POST /r/details`: `other_email`, `other_matrix_id`, `customer_number`, `phone_number`, `message`, `delivery` (`link`, `attachment`), `whom` (`myself`, `somebody`), `agent_name`, `state`, `website` |
//! | `/r/details` | [`check::Check`] | `POST /r/send`: `state`, `website`; the change buttons: `POST /r/change`: `step` (`rights`, `contact`, `details`), `state` |
//! | `/r/send` | [`sent::Sent`] | |
//! | `/r/change` | the step named by `step`, filled from `state`; languages are changed by the same form under the other prefix, where `step` may also be `check` | |
//! | `/v/{token}` | [`confirm::Confirm`] | `POST` to itself: `answer` (`yes`, `no`) |
//! | `/status` | [`sign_in::SignIn`] | `POST` to itself: `reference`, `access_code` |
//! | `/status/view` | [`status::Status`] | `POST /status/{message,withdraw,resend,link,leave}`: `csrf`, and `message` |
//! | `/status/withdraw` | [`withdraw::WithdrawPage`] | `POST` to itself: `csrf` |
//! | `/status/withdraw/{id}` | [`withdraw::WithdrawOnePage`] | `POST` to itself: `csrf` |
//! | `/status/corrections` | [`corrections::Corrections`] | `POST` to itself: `csrf`, `which` and `right` (several, in pairs) |
//! | `/files/{token}` | [`files::AskCode`], then [`files::Files`] | `POST` to itself: `access_code`; `POST /files/{token}/lock`: `csrf`; a download is a link that the page's maker names |
//! | `/notices/{token}` | [`recipient::RecipientPage`] | `POST` to itself |
//! | `/data`, `/data/{product}` | [`data`] | |
//! | `/help`, `/privacy`, `/accessibility` | [`text`] | |
//! | `/closed-accounts` | [`closings`] | |
//!
//! `website` is a trap: people do not see it, so a value in it was put there by a machine.

pub mod check;
pub mod closings;
pub mod complaint;
pub mod confirm;
pub mod contact;
pub mod corrections;
pub mod data;
pub mod details;
pub mod files;
pub mod question;
pub mod recipient;
pub mod sent;
pub mod sign_in;
pub mod start;
pub mod status;
pub mod text;
pub mod trouble;
pub mod withdraw;
