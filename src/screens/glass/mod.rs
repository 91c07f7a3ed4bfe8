//! Broken glass: `break_it` asks why somebody takes more than their role gives, `review` is what nobody has looked at yet.

mod break_it;
mod review;

pub use break_it::GlassScreen;
pub use review::ReviewScreen;
