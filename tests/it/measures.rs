//! The page on measures against the measures.

use zeitnot::model::Measure;

const PAGE: &str = include_str!("../../docs/measures.md");

/// The first table: one row for each measure, in the order of the output, and none for anything else.
#[test]
fn the_page_defines_every_measure() {
    let rows =
        PAGE.lines().skip_while(|line| !line.starts_with("|---")).skip(1).take_while(|line| line.starts_with('|'));
    let names: Vec<_> = rows.filter_map(|row| row.split('`').nth(1)).collect();
    assert_eq!(names, Measure::ALL.map(Measure::name));
}
