//! What `--help` says below the options of each command: what to type, and what the exit code tells. A test reads every example
//! as it would be typed.

/// `demo`.
pub const DEMO: &str = "For example:

  rightsdesk demo
  rightsdesk demo --once --dir /tmp/desk

Exits with 0 once it was stopped, or with --once when the request was taken all the way, and with 2 if something \
on that way failed.";

/// `serve`.
pub const SERVE: &str = "For example:

  rightsdesk serve --config /etc/rightsdesk/rightsdesk.toml

Exits with 0 when it was told to stop, and with 2 if it could not start: it says the first thing that is wrong, \
`rightsdesk check` says all of them.";

/// `work`.
pub const WORK: &str = "For example:

  rightsdesk work --config /etc/rightsdesk/rightsdesk.toml

Exits with 0 when it was told to stop, and with 2 if it could not start, for what `serve` would not either.";

/// `migrate`.
pub const MIGRATE: &str = "For example:

  rightsdesk migrate && rightsdesk check

Exits with 0 if the tables are up to date now, and with 2 if the database cannot be used.";

/// `check`.
pub const CHECK: &str = "For example:

  rightsdesk check
  rightsdesk check --offline --config rightsdesk.new.toml

Exits with 0 if `serve` could start, with 1 if a line says wrong, and with 2 if the file itself cannot be read.";

/// `key`.
pub const KEY: &str = "For example:

  rightsdesk key > master.key && chmod 600 master.key

Exits with 0, and with 2 if the key cannot be written.";

/// `key public`.
pub const KEY_PUBLIC: &str = "For example:

  rightsdesk key public --config rightsdesk.toml

Exits with 0, and with 2 if the master key cannot be read.";

/// `evidence`.
pub const EVIDENCE: &str = "For example:

  rightsdesk evidence DR-7KQ4-M2XW --out evidence.zip
  rightsdesk evidence verify evidence.zip --key PUBLIC_KEY

Exits with 0 if the file was written, and with 2 if there is no such ticket or nobody was to be erased for it.";

/// `evidence verify`.
pub const EVIDENCE_VERIFY: &str = "For example:

  rightsdesk evidence verify evidence.zip --key PUBLIC_KEY

Without --key, and where no configuration is, the key that the bundle itself names is believed and printed: \
compare it with the one that the desk publishes. Exits with 0 if the bundle is unaltered and signed, with 1 if \
it proves nothing, and with 2 if it cannot be read.";

/// `deadline`.
pub const DEADLINE: &str = "For example:

  echo '{\"regimes\": [\"UK\"], \"right\": \"access\",
         \"received_on\": \"2026-03-02\"}' |
    rightsdesk deadline --working

One object is answered by an object, a list by a list. Under `input` a question may stand beside other fields, \
and a list under `cases`; an `id` that stands beside `input` stands in its answer too. Also: received_at and \
timezone; identity, authority {requested_on, satisfied_on, undue_delay}; fee {requested_on, paid_on, \
undue_delay}; clarifications [{requested_on, answered_on, scope, large_quantity, undue_delay}]; extension \
{notified_on, reasons_given}; kind: dsr, complaint_ack_uk, deactivation_erasure, or art14_notice with \
first_communication_on and first_disclosure_on.

The calendars are those of the configuration, if there is one, and else those that are built in.

Exits with 0 if every question was answered, with 1 if one of a list could not be (it says why under `error`, \
and the others are answered), and with 2 if nothing could be read.";

/// `staff add`.
pub const STAFF_ADD: &str = "For example:

  rightsdesk staff add --login ana --name \"Ana Ruiz\" --role officer --email ana@example.org
  pass show desk/ben | rightsdesk staff add --login ben --name \"Ben Okri\"

An erasure and a refusal need two people who may work on tickets, unless the configuration says otherwise. Exits \
with 0 if the account is there now, and with 2 if not: the login is taken, or the password too short.";

/// `staff email`.
pub const STAFF_EMAIL: &str = "For example:

  rightsdesk staff email --login ana --email ana@example.org

Exits with 0 if that is set now, and with 2 if nobody has this login or the address is none.";

/// `staff list`.
pub const STAFF_LIST: &str = "Each line has the login, the role, `open` or `shut`, and the name. For example:

  rightsdesk staff list

Exits with 0, and with 2 if the database cannot be read.";

/// `staff password`.
pub const STAFF_PASSWORD: &str = "For example:

  rightsdesk staff password --login ana

Exits with 0 if the new password counts, and with 2 if nobody has this login or the password is too short.";

/// `staff disable`.
pub const STAFF_DISABLE: &str = "For example:

  rightsdesk staff disable --login ana

Exits with 0 if the account is shut, and with 2 if nobody has this login.";

/// `staff token`.
pub const STAFF_TOKEN: &str = "For example:

  token=$(rightsdesk staff token --login ana --name nightly --days 30)
  curl -H \"Authorization: Bearer $token\" https://desk.example.org/api/v1/report

Exits with 0 if the token holds, and with 2 if nobody has this login.";

/// `staff revoke-token`.
pub const STAFF_REVOKE_TOKEN: &str = "For example:

  rightsdesk staff revoke-token --login ana --name nightly

Exits with 0 if the token does not hold any more, and with 2 if there was none of this name.";

/// `deactivations import`.
pub const DEACTIVATIONS_IMPORT: &str = "For example:

  rightsdesk deactivations import closed.csv

A CSV file has a column called account (or matrix_id, user_id, mxid, name) and may have one called closed_at (or \
deactivated_at, time); in JSON Lines these are the names of the fields:

  account,closed_at
  @ada:example.org,2026-11-01T09:30:00Z
  @bob:example.org,1793525400000
  @eve:example.org,

  {\"account\": \"@ada:example.org\", \"closed_at\": \"2026-11-01T09:30:00Z\"}

A number is milliseconds since 1970, as Synapse counts.

Exits with 0 if every line was taken, with 1 if any was refused, and with 2 if the file could not be read.";

/// `deactivations status`.
pub const DEACTIVATIONS_STATUS: &str = "For example, every morning:

  rightsdesk deactivations status || echo 'somebody has to look'

Exits with 0 if nothing is late, with 1 if somebody has to look, and with 2 if the desk cannot be asked.";

/// `report`.
pub const REPORT: &str = "For example:

  rightsdesk report --from 2026-01-01 --to 2026-12-31 > report.csv
  rightsdesk report --format json
  rightsdesk report --ticket DR-7KQ4-M2XW

CSV has the columns section, what and count; JSON and the API call each count by the same name. Of requests: \
received; open, and overdue of these; withdrawn_or_not_confirmed (ended without an answer: taken back, denied or \
never confirmed by the person, or joined with another request of theirs); granted, partly_granted, refused, \
nothing_held, passed_on; in_time, late and in_time_percent of those with an answer; extended; paused (waited for \
the person); median_days and p95_days to the answer. What nobody can tell, such as the median of no answers, is \
left empty.

Exits with 0, and with 2 if the desk cannot be asked or there is no such ticket.";

/// `suppression check`.
pub const SUPPRESSION_CHECK: &str = "For example:

  cut -d, -f2 audience.csv | rightsdesk suppression check --config rightsdesk.toml

Exits with 0 if every line is an address, listed or not, with 1 if one is none, and with 2 if the desk cannot be \
asked.";

/// `suppression count`.
pub const SUPPRESSION_COUNT: &str = "For example:

  rightsdesk suppression count

Exits with 0, and with 2 if the desk cannot be asked.";

/// `disclosures import`.
pub const DISCLOSURES_IMPORT: &str = "For example:

  rightsdesk disclosures import disclosures.jsonl

The fields: recipient, disclosed_on, categories (a list), basis (order, law, contract, consent or interest), \
identifiers (kind and value), and if need be systems, words, is_inquiry, withheld_ground, withheld_until:

  {\"recipient\": \"District Court\", \"disclosed_on\": \"2026-11-02\", \"categories\": [\"user.name\"],
   \"basis\": \"order\", \"identifiers\": {\"email\": \"ada@example.org\"}, \"words\": \"Order 4711\"}

Exits with 0 if every line was recorded, with 1 if any was refused, and with 2 if the file could not be read.";

/// `audit verify`.
pub const AUDIT_VERIFY: &str = "For example, once a day, with the notes on another machine:

  rightsdesk audit verify --anchor /mnt/elsewhere/anchors.txt
  rightsdesk audit verify --expect NUMBER:HASH

Exits with 0 if both chains hold, with 1 if a line is broken or the end is cut off, and with 2 if the database \
or the file cannot be read.";

/// `ledger verify`.
pub const LEDGER_VERIFY: &str = "For example:

  rightsdesk ledger verify --anchor /mnt/elsewhere/anchors.txt

Exits with 0 if the chain holds, with 1 if a line is broken or the end is cut off, and with 2 if the database or \
the file cannot be read.";

/// `ledger replay`.
pub const LEDGER_REPLAY: &str =
    "For example, of a backup of the 20th: first look, then erase all but one of those who were found.

  rightsdesk ledger replay --since 2026-11-20 --system newsletter
  rightsdesk ledger replay --since 2026-11-20 --system newsletter --except LINE --do

LINE is what stands first in the line that the look prints of a person.

Exits with 0 if nobody is there again or, with --do, nothing is left; with 1 if somebody is, or a person has to \
see to one of them; and with 2 if a system cannot be read.";

/// `system check`.
pub const SYSTEM_CHECK: &str = "For example:

  rightsdesk system check newsletter.yml
  rightsdesk system check newsletter.yml --url postgres://reader@host/newsletter

Exits with 0 if the manifest can be used, also with things to look at, with 1 if something in it is wrong, and \
with 2 if the file cannot be read or the live system is not as it says.";

/// `system locate`.
pub const SYSTEM_LOCATE: &str = "For example:

  rightsdesk system locate --manifest newsletter.yml --url sqlite://news.db \\
    --identity email=ada@example.org

Reads only. Exits with 0 whether anything is found or not, and with 2 if the system cannot be asked.";

/// `system resolve`.
pub const SYSTEM_RESOLVE: &str = "For example:

  rightsdesk system resolve --manifest newsletter.yml --url sqlite://news.db \\
    --identity email=ada@example.org

Each line is a name and where it stands; `only claimed there` is a name that whoever filled it in chose. Reads \
only. Exits with 0 whether anything is found or not, and with 2 if the system cannot be asked.";

/// `system export`.
pub const SYSTEM_EXPORT: &str = "For example:

  rightsdesk system export --manifest newsletter.yml --url sqlite://news.db \\
    --identity email=ada@example.org --out ada

Reads only; what is withheld is told on standard error. Exits with 0 if all was read, whether anything was found \
or not, and with 2 if the system cannot be asked or the folder not written.";

/// `system preview`.
pub const SYSTEM_PREVIEW: &str = "For example:

  rightsdesk system preview --manifest newsletter.yml --url sqlite://news.db \\
    --identity email=ada@example.org --shared newsletter.opened=detach

The plan's hash stands in the last line, behind --plan: type it behind `rightsdesk system erase` with the same \
person and the same decisions. Names that the system knows the person by besides are told on standard error.

Exits with 0 if the plan could be carried out, with 1 if something is in its way, and with 2 if the system \
cannot be asked or nobody can be erased from it by us.";

/// `system erase`.
pub const SYSTEM_ERASE: &str =
    "The plan's hash (--plan) is the name of exactly one plan: which rows or objects, and what becomes of each. \
`rightsdesk system preview` prints it in its last line. It is other as soon as the person has a row more or \
less, the manifest another rule, or you gave other names or decisions; then nothing is erased. So nobody erases \
what nobody has seen.

For example: look, erase what you saw, and look whether anything is left.

  rightsdesk system preview --manifest newsletter.yml --url sqlite://news.db \\
    --identity email=ada@example.org
  rightsdesk system erase --manifest newsletter.yml --url sqlite://news.db \\
    --identity email=ada@example.org --plan HASH
  rightsdesk system verify --manifest newsletter.yml --url sqlite://news.db \\
    --identity email=ada@example.org

A database is changed in one transaction, wholly or not at all. Through an API objects go one by one: if it \
breaks off, look again and erase what is left.

No ticket, approval or line of the ledger comes of this: an erasure that somebody asked for is done at the desk.

Exits with 0 if it was done, with 1 if nothing was done (the plan is another now, or something is in its way; \
what is there is printed), and with 2 if the system cannot be asked or an error ended it.";

/// `system drift`.
pub const SYSTEM_DRIFT: &str = "For example:

  rightsdesk system drift --config rightsdesk.toml
  rightsdesk system drift --manifest newsletter.yml --url postgres://reader@host/newsletter

Exits with 0 if all that is declared is there, with 1 if something is not, and with 2 if a system cannot be \
asked. What nobody has declared changes no exit code: read the lines.";

/// `system rectify`.
pub const SYSTEM_RECTIFY: &str =
    "The plan's hash (--plan) is the name of exactly one set of changes: the rows, what stands there and what would. \
The first run, without --plan, prints it in its last line. It is other as soon as something else stands there or \
something else is wanted; then nothing is written.

For example: look, then write what you saw.

  rightsdesk system rectify --manifest exporters/systems/ems/manifest.yml --url sqlite://ems.db \\
    --identity email=ada@example.org --set account.full_name=Ada
  rightsdesk system rectify --manifest exporters/systems/ems/manifest.yml --url sqlite://ems.db \\
    --identity email=ada@example.org --set account.full_name=Ada --plan HASH

Exits with 0 if nothing is in the way or, with --plan, what was written stands there; with 1 if something is in \
the way, nothing was written, or it does not stand there; and with 2 if the system cannot be asked.";

/// `system verify`.
pub const SYSTEM_VERIFY: &str = "For example:

  rightsdesk system verify --manifest newsletter.yml --url sqlite://news.db \\
    --identity email=ada@example.org --identity matrix_id=@ada:example.org

Reads only. Exits with 0 if nothing is left but what a rule keeps, with 1 if something is, and with 2 if the \
system cannot be asked.";
