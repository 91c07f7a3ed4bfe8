//! andon
