-- Dimension, as its 42 migrations leave it: the tables in which people occur, and what their foreign keys need.
-- Names are in mixed case and must be quoted. Numbers come from sequences there; rows here bring their own.
-- Loads in SQLite too, which cascades only with PRAGMA foreign_keys = ON.

-- Integration managers behind this one.
CREATE TABLE dimension_upstreams (
    id         integer      NOT NULL PRIMARY KEY,
    name       varchar(255) NOT NULL,
    type       varchar(255) NOT NULL,
    "scalarUrl" varchar(255) NOT NULL,
    "apiUrl"   varchar(255) NOT NULL
);

-- Everybody who ever opened the integration manager.
CREATE TABLE dimension_users (
    "userId"    varchar(255) NOT NULL PRIMARY KEY,
    "isSelfBot" boolean      NOT NULL DEFAULT false
);

-- Live sessions, in clear. One of this manager ("isDimensionToken") and one for each upstream.
CREATE TABLE dimension_scalar_tokens (
    id                 integer      NOT NULL PRIMARY KEY,
    "userId"           varchar(255) NOT NULL REFERENCES dimension_users ("userId") ON UPDATE CASCADE ON DELETE CASCADE,
    "scalarToken"      varchar(255) NOT NULL,
    "isDimensionToken" boolean      NOT NULL,
    "upstreamId"       integer      REFERENCES dimension_upstreams (id) ON UPDATE CASCADE ON DELETE CASCADE
);

-- "authorReference" is https://matrix.to/#/<Matrix ID> of the author, or a website. No foreign key.
-- The description ends in "created by <display name>".
CREATE TABLE dimension_sticker_packs (
    id                  integer      NOT NULL PRIMARY KEY,
    type                varchar(255) NOT NULL,
    name                varchar(255) NOT NULL,
    "avatarUrl"         varchar(255) NOT NULL,
    description         varchar(255) NOT NULL,
    "isEnabled"         boolean      NOT NULL,
    "isPublic"          boolean      NOT NULL,
    "authorType"        varchar(255) NOT NULL,
    "authorReference"   varchar(255),
    "authorName"        varchar(255),
    license             varchar(255) NOT NULL,
    "licensePath"       varchar(255),
    "trackingRoomAlias" varchar(255)
);

CREATE TABLE dimension_stickers (
    id                integer      NOT NULL PRIMARY KEY,
    "packId"          integer      NOT NULL REFERENCES dimension_sticker_packs (id) ON UPDATE CASCADE ON DELETE CASCADE,
    name              varchar(255) NOT NULL,
    description       varchar(255) NOT NULL,
    "imageMxc"        varchar(255) NOT NULL,
    "thumbnailMxc"    varchar(255) NOT NULL,
    "thumbnailWidth"  integer      NOT NULL,
    "thumbnailHeight" integer      NOT NULL,
    mimetype          varchar(255) NOT NULL
);

CREATE TABLE dimension_user_sticker_packs (
    id           integer      NOT NULL PRIMARY KEY,
    "packId"     integer      NOT NULL REFERENCES dimension_sticker_packs (id) ON UPDATE CASCADE ON DELETE CASCADE,
    "userId"     varchar(255) NOT NULL REFERENCES dimension_users ("userId") ON UPDATE CASCADE ON DELETE CASCADE,
    "isSelected" boolean      NOT NULL
);

CREATE TABLE dimension_terms (
    id        integer      NOT NULL PRIMARY KEY,
    shortcode varchar(255) NOT NULL,
    version   varchar(255) NOT NULL
);

CREATE TABLE dimension_terms_signed (
    id        integer      NOT NULL PRIMARY KEY,
    "termsId" integer      NOT NULL REFERENCES dimension_terms (id) ON UPDATE CASCADE ON DELETE CASCADE,
    "userId"  varchar(255) NOT NULL REFERENCES dimension_users ("userId") ON UPDATE CASCADE ON DELETE CASCADE
);

-- "hookId" is what a caller must know to post: a credential that is also the primary key.
CREATE TABLE dimension_webhooks (
    "hookId"      varchar(255) NOT NULL PRIMARY KEY,
    "ownerUserId" varchar(255) NOT NULL REFERENCES dimension_users ("userId") ON UPDATE CASCADE ON DELETE CASCADE,
    "purposeId"   varchar(255) NOT NULL,
    "targetUrl"   varchar(255)
);

CREATE TABLE dimension_appservice (
    id           varchar(255) NOT NULL PRIMARY KEY,
    "hsToken"    varchar(255) NOT NULL,
    "asToken"    varchar(255) NOT NULL,
    "userPrefix" varchar(255) NOT NULL
);

-- Bot accounts. The id of one that was made for a person carries that person's Matrix ID, crushed to lower case with
-- other characters lost, so it cannot be computed back: it must be read from dimension_neb_notification_users.
CREATE TABLE dimension_appservice_users (
    id             varchar(255) NOT NULL PRIMARY KEY,
    "appserviceId" varchar(255) NOT NULL REFERENCES dimension_appservice (id) ON UPDATE CASCADE ON DELETE CASCADE,
    "accessToken"  varchar(255) NOT NULL,
    "displayName"  varchar(255),
    "avatarUrl"    varchar(255)
);

CREATE TABLE dimension_neb_configurations (
    id             integer NOT NULL PRIMARY KEY,
    "appserviceId" varchar(255) REFERENCES dimension_appservice (id) ON UPDATE CASCADE ON DELETE CASCADE,
    "upstreamId"   integer REFERENCES dimension_upstreams (id) ON UPDATE CASCADE ON DELETE CASCADE,
    "adminUrl"     varchar(255)
);

CREATE TABLE dimension_neb_integrations (
    id          integer      NOT NULL PRIMARY KEY,
    type        varchar(255) NOT NULL,
    name        varchar(255) NOT NULL,
    "avatarUrl" varchar(255) NOT NULL,
    description varchar(255) NOT NULL,
    "isEnabled" boolean      NOT NULL,
    "isPublic"  boolean      NOT NULL,
    "nebId"     integer      NOT NULL REFERENCES dimension_neb_configurations (id) ON UPDATE CASCADE ON DELETE CASCADE
);

-- The bridge from a person to the bot's own database: service and account made for "ownerId" alone.
CREATE TABLE dimension_neb_notification_users (
    id                 integer      NOT NULL PRIMARY KEY,
    "serviceId"        varchar(255) NOT NULL,
    "ownerId"          varchar(255) NOT NULL REFERENCES dimension_users ("userId") ON UPDATE CASCADE ON DELETE CASCADE,
    "appserviceUserId" varchar(255) NOT NULL REFERENCES dimension_appservice_users (id) ON UPDATE CASCADE ON DELETE CASCADE,
    "integrationId"    integer      NOT NULL REFERENCES dimension_neb_integrations (id) ON UPDATE CASCADE ON DELETE CASCADE
);

-- The catalogue of widgets that can be added. It names nobody: the widgets that people added stand in their rooms.
CREATE TABLE dimension_widgets (
    id            integer      NOT NULL PRIMARY KEY,
    type          varchar(255) NOT NULL,
    name          varchar(255) NOT NULL,
    "avatarUrl"   varchar(255) NOT NULL,
    description   varchar(255) NOT NULL,
    "isEnabled"   boolean      NOT NULL,
    "isPublic"    boolean      NOT NULL,
    "optionsJson" varchar(255)
);
