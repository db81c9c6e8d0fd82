//! What can be typed about a connected system that is tried without the desk.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::teaching;

/// `system …`.
#[derive(Debug, Subcommand)]
pub enum System {
    /// Reads a manifest and lists everything that is wrong or doubtful, with file, line and what to do
    ///
    /// With --url it is also held against the live system: whether it can be reached, and whether what the manifest names is
    /// there. Reads only.
    #[command(after_long_help = teaching::SYSTEM_CHECK)]
    Check {
        /// The manifest
        file: PathBuf,
        /// Also hold it against the live system at this address
        #[command(flatten)]
        place: OptionalPlace,
    },
    /// Counts what a system holds about somebody, collection by collection
    ///
    /// `records` are rows or objects that lead to the person; `shared` are those of them that belong to other people too.
    #[command(after_long_help = teaching::SYSTEM_LOCATE)]
    Locate(Ask),
    /// Says what else somebody is called in a system
    ///
    /// The desk asks all systems so before it looks for somebody: who gave an address alone is found by a Matrix ID as well.
    #[command(after_long_help = teaching::SYSTEM_RESOLVE)]
    Resolve(Ask),
    /// Exports what a system holds about somebody, as JSON Lines and files under a folder or on standard output
    ///
    /// What the person would get of this system, before it is packed: no secrets, and nothing that the manifest withholds.
    #[command(after_long_help = teaching::SYSTEM_EXPORT)]
    Export {
        /// The system and the person
        #[command(flatten)]
        ask: Ask,
        /// Only what is marked portable (Art. 20)
        #[arg(long)]
        portable: bool,
        /// The folder; made if it is not there. Without it, the records go to standard output
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// Shows what an erasure of somebody would do, and what is in its way; changes nothing
    ///
    /// Counts, collection by collection, what would be deleted, blanked and kept, names rows that belong to other people
    /// too, and tries whether we may. Prints a hash that names exactly this plan.
    #[command(after_long_help = teaching::SYSTEM_PREVIEW)]
    Preview(Wish),
    /// Erases somebody exactly as previewed, and shows what was done; cannot be undone
    ///
    /// Looks again first: if anything is there that the preview did not show, nothing is done and the new preview is
    /// printed.
    #[command(after_long_help = teaching::SYSTEM_ERASE)]
    Erase(EraseWish),
    /// Holds live systems against their manifests: what is gone, what nobody has declared, and where names of people seem to
    /// stand
    ///
    /// Of one system, `--manifest FILE --url ADDRESS`; or of all that a configuration connects, `--config FILE`, with their addresses
    /// and secrets from there. Reads the tables' shape, and a bounded sample of what is not declared; prints names and
    /// counts, never a value.
    #[command(after_long_help = teaching::SYSTEM_DRIFT)]
    Drift(DriftWish),
    /// Shows what correcting fields of somebody would change, and what is in the way; with --plan, writes exactly that
    ///
    /// Prints row by row what stands there and what would, and a hash that names exactly this. Only fields that the manifest
    /// marks with `correct` are written, and only on rows that are the person's alone; in a database in one transaction, and read
    /// again before it holds.
    #[command(after_long_help = teaching::SYSTEM_RECTIFY)]
    Rectify(RectifyWish),
    /// Reads back after an erasure: what is still found, and where the person's names still stand
    ///
    /// Give all names that the person had (`preview` lists those that the system knows): after the erasure nothing leads
    /// from one to the other any more.
    #[command(after_long_help = teaching::SYSTEM_VERIFY)]
    Verify(Wish),
}

/// Which systems to hold against their manifests.
#[derive(Debug, Args)]
pub struct DriftWish {
    /// The manifest of one system, which is where --url says
    #[arg(long, value_name = "FILE", required_unless_present = "config", conflicts_with = "config")]
    pub manifest: Option<PathBuf>,
    /// Where it is
    #[command(flatten)]
    pub place: OptionalPlace,
    /// All systems that this configuration connects, instead of --manifest and --url
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Print JSON, a line for each system
    #[arg(long)]
    pub json: bool,
}

/// Whom to erase, and what was decided about it.
#[derive(Debug, Args)]
pub struct Wish {
    /// The system and the person
    #[command(flatten)]
    pub ask: Ask,
    /// What happens to rows that belong to other people too: COLLECTION=keep, =detach or =blank
    #[arg(long = "shared", value_name = "COLLECTION=CHOICE")]
    pub shared: Vec<String>,
    /// Somebody looked a second time at a plan that touches a large share of a table
    #[arg(long)]
    pub accept_large_share: bool,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// What to erase, exactly.
#[derive(Debug, Args)]
pub struct EraseWish {
    /// Whom, and what was decided
    #[command(flatten)]
    pub wish: Wish,
    /// The plan's hash, as `rightsdesk system preview` printed it behind --plan: 32 letters and digits
    #[arg(long, value_name = "HASH")]
    pub plan: String,
    /// A file of 32 bytes or more, with which values that had to stay unique are hashed; without it they are hashed with
    /// a key that is thrown away
    #[arg(long, value_name = "FILE")]
    pub pseudonym_key: Option<PathBuf>,
}

/// What to correct.
#[derive(Debug, Args)]
pub struct RectifyWish {
    /// The system and the person
    #[command(flatten)]
    pub ask: Ask,
    /// What should stand in a field: COLLECTION.FIELD=VALUE; may be given several times
    #[arg(long = "set", value_name = "COLLECTION.FIELD=VALUE", required_unless_present = "clear")]
    pub set: Vec<String>,
    /// A field in which nothing should stand: COLLECTION.FIELD
    #[arg(long = "clear", value_name = "COLLECTION.FIELD")]
    pub clear: Vec<String>,
    /// Only on rows where this stands: COLLECTION.FIELD=VALUE, for a field that is given by --set or --clear
    #[arg(long = "where", value_name = "COLLECTION.FIELD=VALUE")]
    pub only: Vec<String>,
    /// The hash that the run without --plan printed: write exactly what it showed
    #[arg(long, value_name = "HASH")]
    pub plan: Option<String>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// Which system, and about whom.
#[derive(Debug, Args)]
pub struct Ask {
    /// The manifest
    #[arg(long)]
    pub manifest: PathBuf,
    /// Where the system is: a database URL or the address of an API
    #[arg(long, env = "RIGHTSDESK_SYSTEM_URL", hide_env_values = true)]
    pub url: Option<String>,
    /// Who: kind=value, for example email=ada@example.org; may be given several times
    #[arg(long = "identity", required = true, value_name = "KIND=VALUE")]
    pub identities: Vec<String>,
    /// What the manifest names
    #[command(flatten)]
    pub named: Named,
}

/// Where a live system is.
#[derive(Debug, Args)]
pub struct OptionalPlace {
    /// Where the system is: a database URL or the address of an API
    #[arg(long, env = "RIGHTSDESK_SYSTEM_URL", hide_env_values = true)]
    pub url: Option<String>,
    /// What the manifest names
    #[command(flatten)]
    pub named: Named,
}

/// Secrets and settings that a manifest names.
#[derive(Debug, Args)]
pub struct Named {
    /// A secret that the manifest names, and the environment variable that holds it: NAME=VARIABLE
    #[arg(long = "secret", value_name = "NAME=VARIABLE")]
    pub secrets: Vec<String>,
    /// A setting that the manifest names: NAME=VALUE
    #[arg(long = "setting", value_name = "NAME=VALUE")]
    pub settings: Vec<String>,
}
