//! What comes out of a printer: documents, forms, labels, codes, fonts.
//!
//! `document` fills a document from the hospital, `form` says where each thing stands on the paper (data in
//! `assets/forms/`, a hospital may lay its own over them), `press` makes pages of both. A `Page` is marks at millimetres;
//! `pdf` writes pages for printers and `preview` lays the same pages out as text for a terminal, so that both show the
//! same. `fonts` maps characters to glyphs, `breaks` says where a line may end and `fit` sees to it that nothing is clipped.
//! `making` takes what a job is about out of the hospital, `forecast` says how much paper it will be; `queue` reads what a print
//! system says about its queues and jobs; `plain` is a sheet without a form, for what is handed to one person.
//!
//! Not here: deciding that something is printed (domain), running programs and writing files (runtime).

mod breaks;
pub mod code;
pub mod document;
pub mod fit;
pub mod fonts;
pub mod forecast;
pub mod form;
pub mod making;
pub mod page;
pub mod paper;
pub mod pdf;
pub mod plain;
pub mod press;
pub mod preview;
pub mod queue;

pub use document::Kind;
pub use fonts::Fonts;
pub use page::{Mark, Page};
pub use press::{Press, Printed, Trouble};
