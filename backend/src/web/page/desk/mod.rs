//! The pages for staff.
//!
//! Paths and what their forms send; every `POST` carries `csrf` from [`DeskFrame`](super::frame::DeskFrame):
//!
//! | path | page | the form sends |
//! |---|---|---|
//! | `/desk/sign-in` | [`sign_in::SignIn`] | `POST` to itself: `name`, `password`, `next` |
//! | `/desk` | [`queue::Queue`] | `GET`: `view`, `q`, `right`, `state`, `assignee` (`me`, `nobody` or an id), `due` (`late`, `week`, `month`), `page` |
//! | `/desk/t/{ref}` | [`ticket::Ticket`] | see [`ticket`] |
//! | `/desk/t/{ref}/tasks/{id}` | [`task::TaskPage`] | `POST` to itself, multipart: `outcome` (`done`, `not_found`, `partial`, `skipped`), `note`, `files` (several) |
//! | `/desk/t/{ref}/tasks/{id}/decide`, `/approve`, `/ahead` | [`erasing::ErasureView`], on the task's page | `shared` (several: `collection=keep`, `detach`, `blank`), `large_share`; `plan` |
//! | `/desk/t/{ref}/tasks/{id}/correct`, `/correct/approve`, `/corrections/{id}` | [`correcting::CorrectingView`], on the task's page | `field`, `held`, `right`, `clear`; `plan`; `decision` (`by_hand`, `statement`, or a ground) |
//! | `/desk/t/{ref}/package` | [`contents::Contents`] | |
//! | `/desk/t/{ref}/package/{task}/{collection}` | [`preview::Preview`] | |
//! | `/desk/new` | [`record::Record`], then [`record::Recorded`] | `POST` to itself: `form`, `channel` (`mail`, `phone`, `letter`), `received_on`, `email`, `matrix_id`, `right` (several), `message`, `language`, `agent_name`, `identifiers` |
//! | `/desk/systems` | [`systems::Systems`] | `POST /desk/systems/{key}/test` |
//! | `/desk/systems/{key}/drift` | [`drift::DriftPage`] | `POST` to itself; `POST …/known`: `place`, `shape`, `why` |
//! | `/desk/holds`, `/desk/holds/new`, `/desk/holds/{id}` | [`holds`] | `POST /desk/holds`: `ticket`, `names`, `ground`, `place` (several), `reason`, `review_on`; `POST /desk/holds/{id}/review`: `review_on`, `reason`; `POST …/lift`: `reason` |
//! | `/desk/locks`, `/desk/locks/new`, `/desk/locks/{id}` | [`locks`] | `GET`: `case`; `POST /desk/locks`: `ticket`, `names`, `case`, `purpose`, `place` (several), `reason`; `POST /desk/locks/{id}/lift`: `ends_on`, `why`, `told`; `POST …/stay`: `reason`; `POST …/review`: `review_on`, `reason` |
//! | `/desk/deactivations` | [`closed_accounts::ClosedAccountsPage`] | `GET`: `account`; `POST …/sweeps/{id}/retry`, `…/parts/{id}/retry` |
//! | `/desk/notices`, `/desk/t/{ref}/notices` | [`telling`] | `POST /desk/t/{ref}/notices`; `POST …/notices/{id}`: `state`, `words` |
//! | `/desk/disclosures` | [`disclosures::Disclosures`] | `POST` to itself: `recipient`, `kinds`, `on`, `basis`, `names`, `ticket`, `words`, `inquiry`, `ground`, `until`; `POST …/{id}`: `ground`, `until` |
//! | `/desk/informed`, `/desk/informed/{id}` | [`informed`] | |
//! | `/desk/t/{ref}/handovers` | [`handing::Handovers`] | `POST` to itself: `receiver` |
//! | `/desk/outbox` | [`outbox::Outbox`] | `POST /desk/outbox/{id}/retry` |
//! | `/desk/letters`, `/desk/letters/{name}` | [`letters`] | `POST /desk/letters/{name}`: `language` |
//! | `/desk/reply-texts` | [`reply_texts`] | `POST` to itself, `POST …/{id}`: `name`, `right`, `language`, `body`; `POST …/{id}/retire` |
//! | `/desk/people` | [`people::People`] | |
//! | `/desk/grounds` | [`grounds::Grounds`] | |
//! | `/desk/sign-out` | | `POST` |

pub mod again;
pub mod circumstances;
pub mod closed_accounts;
pub mod complaints;
pub mod contents;
pub mod correcting;
pub mod disclosures;
pub mod drift;
pub mod erasing;
pub mod grounds;
pub mod handing;
pub mod holds;
pub mod informed;
pub mod letters;
pub mod locks;
pub mod open_points;
pub mod outbox;
pub mod package;
pub mod paging;
pub mod people;
pub mod preview;
pub mod questions;
pub mod queue;
pub mod record;
pub mod reply_texts;
pub mod report;
pub mod select;
pub mod sign_in;
pub mod systems;
pub mod task;
pub mod telling;
pub mod ticket;
pub mod trouble;
