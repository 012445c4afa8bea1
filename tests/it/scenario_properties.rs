//! Properties of reading and writing scenarios.
