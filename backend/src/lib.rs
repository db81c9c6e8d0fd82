//! Rightsdesk: a desk for the rights of data subjects under the GDPR of the European Union and of the United Kingdom.

pub mod kernel;

pub mod rights;

pub mod law;

pub mod words;

pub mod archive;
pub mod audit;
pub mod circumstance;
pub mod complaint;
pub mod correction;
pub mod deactivation;
pub mod decision;
pub mod disclosure;
pub mod handover;
pub mod hold;
pub mod identifier;
pub mod ledger;
pub mod letter;
pub mod message;
pub mod notice;
pub mod privacy_notice;
pub mod proof;
pub mod question;
pub mod recheck;
pub mod register;
pub mod reminder;
pub mod reply_text;
pub mod request;
pub mod staff;
pub mod suppression;
pub mod tally;
pub mod task;
pub mod ticket;

pub mod config;
pub mod post;

pub mod desk;

pub mod casework;
pub mod worker;

pub mod web;

pub mod demo;

pub mod setup;

pub mod cli;
