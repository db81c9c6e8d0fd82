//! Rightsdesk: a desk for the rights of data subjects under the GDPR of the European Union and of the United Kingdom.

pub mod rights;

pub mod law;

pub mod words;

pub mod web;

pub mod demo;
