//! The deadline as a question and an answer in JSON, for the command line and for whoever wants to check the engine.
//!
//! ```json
//! {"regimes": ["UK", "EU"], "right": "access", "received_on": "2026-03-02",
//!  "identity": {"requested_on": "2026-03-03", "satisfied_on": "2026-03-11"}}
//! ```

pub mod answer;
pub mod list;
pub mod question;
pub mod reply;
