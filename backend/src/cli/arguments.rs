//! What can be typed. The help is meant to be read.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::{
    chain_arguments::{Audit, Ledger},
    config_file::ConfigFile,
    deactivations::Deactivations,
    disclosures::Disclosures,
    evidence_arguments::{Evidence, Key},
    report::ReportCommand,
    suppression::Suppression,
    system_arguments::System,
    teaching,
};

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "rightsdesk",
    version,
    about = "A desk for the rights of data subjects (GDPR chapter III, EU and UK)",
    long_about = "A desk for the rights of data subjects (GDPR chapter III, EU and UK).\n\n\
        Somebody asks what is held about them, or to have it corrected, restricted, handed over or erased; the desk \
        finds it in every connected system, staff look at it, and the answer goes out in time.\n\n\
        To see it at work:          rightsdesk demo\n\
        To set one up:              rightsdesk key > master.key && chmod 600 master.key\n\
        \x20                           cp rightsdesk.example.toml rightsdesk.toml   (and edit it)\n\
        \x20                           rightsdesk migrate && rightsdesk check\n\
        \x20                           rightsdesk staff add --login ana --name \"Ana Ruiz\" --role officer\n\
        \x20                           rightsdesk serve",
    after_help = "Every command ends with 0 if all is well, with 1 if what it looked at is not as it should be, and with 2 if \
        it could not do its work."
)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Shows a working desk with a small company of connected systems; nothing else to install
    ///
    /// Listens on this machine only: public pages on port 8080, staff pages on 8081, a mailbox on 8025, or on any free port
    /// where one of them is taken; it prints which. With --once on any free ports. Ends with Ctrl-C.
    #[command(after_long_help = teaching::DEMO)]
    Demo(Demo),
    /// Serves the pages and the API, and works on the queue
    ///
    /// Listens where `[listen]` says, until Ctrl-C or SIGTERM; work that is under way is ended first or taken up again by
    /// the next process. Refuses to start if the configuration is wrong or `rightsdesk migrate` is due. Logs go to standard
    /// error; RIGHTSDESK_LOG says how much (info, debug, …).
    #[command(after_long_help = teaching::SERVE)]
    Serve(ConfigFile),
    /// Works on the queue only; any number of these may share one database
    ///
    /// What `serve` does without its pages: asks the systems, packs archives, sends letters, until Ctrl-C or SIGTERM. All
    /// need the same keys and the same storage directory.
    #[command(after_long_help = teaching::WORK)]
    Work(ConfigFile),
    /// Brings the database's tables up to date
    ///
    /// Makes them in an empty database, and takes the steps that a newer version brings. To be run before `serve`; a second
    /// time does nothing. Keep a copy of the database.
    #[command(after_long_help = teaching::MIGRATE)]
    Migrate(ConfigFile),
    /// Says what is wrong with the configuration, in words; exits with 1 if anything is
    ///
    /// Tries everything that the desk needs: keys, database, storage, the mail server (signs in and sends nothing), and each
    /// connected system. Lines begin with ok, note or wrong.
    #[command(after_long_help = teaching::CHECK)]
    Check(Check),
    /// Prints a fresh master key, for a file that only the desk can read
    ///
    /// Everything personal is sealed with it. Without it nothing can be read again, so keep a copy, apart from the copies of
    /// the database.
    #[command(after_long_help = teaching::KEY)]
    Key {
        /// What else to do
        #[command(subcommand)]
        command: Option<Key>,
    },
    /// Writes the signed evidence of a ticket's erasures into a file, or checks such a file
    ///
    /// What was seen, approved and done in each system, call by call, what was found afterwards, and the lines of the ledger and of
    /// the log, as JSON and as a page; it names nobody. Signed with a key that `rightsdesk key public` tells.
    #[command(args_conflicts_with_subcommands = true, after_long_help = teaching::EVIDENCE)]
    Evidence {
        /// The configuration
        #[command(flatten)]
        config: ConfigFile,
        /// What to do
        #[command(flatten)]
        asked: Evidence,
    },
    /// Counts the days that the law gives, and shows how; reads JSON from standard input
    ///
    /// By the same rules as the desk itself: under UK or EU law or both, with days of rest, questions to the person, fees and
    /// extensions. Needs no database and keeps nothing.
    Deadline(Deadline),
    /// Staff accounts: adds, lists and shuts them, and makes tokens for programs
    Staff {
        /// The configuration
        #[command(flatten)]
        config: ConfigFile,
        /// What to do
        #[command(subcommand)]
        command: Staff,
    },
    /// Accounts that were closed on the homeserver: reads them in, and says how many stand where
    Deactivations {
        /// The configuration
        #[command(flatten)]
        config: ConfigFile,
        /// What to do
        #[command(subcommand)]
        command: Deactivations,
    },
    /// Counts what was asked for and what became of it, by right, law, product and way; names nobody
    ///
    /// Requests that were received on the days given: answered in time, how long people waited, extensions, refusals by
    /// ground, recipients who were told, erasures without proof. With --ticket, one ticket in terms that other programs know.
    #[command(after_long_help = teaching::REPORT)]
    Report(ReportCommand),
    /// Who is not written to for marketing: asks the list for addresses, and counts it
    Suppression {
        /// The configuration
        #[command(flatten)]
        config: ConfigFile,
        /// What to do
        #[command(subcommand)]
        command: Suppression,
    },
    /// Who was given whose data: reads in what other programs noted
    Disclosures {
        /// The configuration
        #[command(flatten)]
        config: ConfigFile,
        /// What to do
        #[command(subcommand)]
        command: Disclosures,
    },
    /// Tries a connected system without the desk: its manifest, what it holds of somebody, erasing and correcting
    #[command(subcommand)]
    System(System),
    /// The audit log: whether it is as it was written
    Audit {
        /// The configuration
        #[command(flatten)]
        config: ConfigFile,
        /// What to do
        #[command(subcommand)]
        command: Audit,
    },
    /// The ledger of erasures: whether it is as it was written, and who is there again after a backup was restored
    Ledger {
        /// The configuration
        #[command(flatten)]
        config: ConfigFile,
        /// What to do
        #[command(subcommand)]
        command: Ledger,
    },
}

/// `demo`.
#[derive(Debug, Args)]
pub struct Demo {
    /// Where to put everything; a folder that is empty or was made by an earlier demo, whose requests, mails and archives are
    /// deleted. A fresh temporary one if not given
    #[arg(long)]
    pub dir: Option<PathBuf>,
    /// Take one request all the way without a browser, write what was mailed under DIR, print a JSON summary, and exit
    #[arg(long)]
    pub once: bool,
}

/// `deadline`.
#[derive(Debug, Args)]
#[command(after_long_help = teaching::DEADLINE)]
pub struct Deadline {
    /// Read this file instead of standard input
    pub file: Option<PathBuf>,
    /// Also print the last day to refuse and every step of the working, with its article
    #[arg(long)]
    pub working: bool,
    /// The configuration
    #[command(flatten)]
    pub config: ConfigFile,
}

/// `check`.
#[derive(Debug, Args)]
pub struct Check {
    /// Look at the file only; connect to nothing
    #[arg(long)]
    pub offline: bool,
    /// The configuration
    #[command(flatten)]
    pub config: ConfigFile,
}

/// `staff …`.
#[derive(Debug, Subcommand)]
pub enum Staff {
    /// Adds an account; asks for the password, or reads it from standard input if that is no terminal
    ///
    /// On a terminal the password is typed twice and not shown; from a pipe the first line is taken. The person can sign in at
    /// once. An officer may everything, an agent works on tickets, an auditor reads and changes nothing.
    #[command(after_long_help = teaching::STAFF_ADD)]
    Add {
        /// What the person signs in with
        #[arg(long)]
        login: String,
        /// Their name, which colleagues see
        #[arg(long, value_parser = a_name)]
        name: String,
        /// What they may do
        #[arg(long, value_enum, default_value_t = RoleName::Agent)]
        role: RoleName,
        /// Where they are reminded of requests that are due; without it the desk's own address is
        #[arg(long)]
        email: Option<String>,
    },
    /// Says where somebody is reminded of requests that are due
    ///
    /// Whoever has a ticket gets a mail on the days that the configuration names under [reminders].
    #[command(after_long_help = teaching::STAFF_EMAIL)]
    Email {
        /// Whose
        #[arg(long)]
        login: String,
        /// Their address; without it the desk's own address is written to
        #[arg(long)]
        email: Option<String>,
    },
    /// Lists the accounts
    ///
    /// Those that are shut too: their names stand in the log.
    #[command(after_long_help = teaching::STAFF_LIST)]
    List,
    /// Sets a new password, read like in `add`, signs the person out everywhere and ends their tokens
    ///
    /// For somebody who has forgotten theirs, or whose password others may know.
    #[command(after_long_help = teaching::STAFF_PASSWORD)]
    Password {
        /// Whose
        #[arg(long)]
        login: String,
    },
    /// Shuts an account, signs the person out everywhere and ends their tokens
    ///
    /// What they did stays in the log, by their name.
    #[command(after_long_help = teaching::STAFF_DISABLE)]
    Disable {
        /// Whose
        #[arg(long)]
        login: String,
    },
    /// Prints a token, once, with which a program acts for the person through the API
    ///
    /// It stands on standard output alone; how long it holds is said on standard error. Only a hash of it is kept.
    #[command(after_long_help = teaching::STAFF_TOKEN)]
    Token {
        /// For whom: the program may what they may, and the log names them
        #[arg(long)]
        login: String,
        /// What it is for; one of the same name that was there before ends
        #[arg(long)]
        name: String,
        /// How many days it holds
        #[arg(long, default_value_t = 90, value_parser = clap::value_parser!(i64).range(1..=3650))]
        days: i64,
    },
    /// Ends a token at once
    ///
    /// The program that has it is refused from its next call on.
    #[command(after_long_help = teaching::STAFF_REVOKE_TOKEN)]
    RevokeToken {
        /// Whose
        #[arg(long)]
        login: String,
        /// The name that it was given
        #[arg(long)]
        name: String,
    },
}

/// What a member of staff may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RoleName {
    /// Everything
    Officer,
    /// Works on tickets
    Agent,
    /// Reads, changes nothing
    Auditor,
}

fn a_name(typed: &str) -> Result<String, &'static str> {
    let name = typed.trim();
    if name.is_empty() { Err("a name has at least one letter") } else { Ok(name.to_owned()) }
}
