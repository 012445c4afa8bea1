//! Tests of the library from outside.
//!
//! | module | what it tests |
//! |---|---|
//! | [`reference`] | a naive simulator written from the contract alone, and cases worked by hand |
//! | [`scenarios`] | random small exhibitions full of ties, for other tests |
//! | [`trajectories`] | the simulator against the reference, happening by happening |

mod reference;
mod scenarios;
mod trajectories;
