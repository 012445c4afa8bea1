//! The page on measures against the table of measures.

use zeitnot::model::Measure;

const PAGE: &str = include_str!("../../docs/measures.md");

/// The first table: one row for each measure, in the order of the output, with the words of the table in the program.
#[test]
fn the_page_defines_every_measure_as_the_program_does() {
    let rows =
        PAGE.lines().skip_while(|line| !line.starts_with("|---")).skip(1).take_while(|line| line.starts_with('|'));
    let rows: Vec<_> = rows.map(|row| row.trim_matches('|').split('|').map(str::trim).collect::<Vec<_>>()).collect();
    let defined = Measure::ALL.map(|measure| (format!("`{}`", measure.name()), measure.meaning(), measure.formula()));
    for (row, (name, meaning, formula)) in rows.iter().zip(&defined) {
        assert_eq!(row, &[name, *meaning, *formula]);
    }
    assert_eq!(rows.len(), defined.len());
}

/// The list of group measures is also in the order of the output.
#[test]
fn the_page_names_the_measures_of_a_group() {
    let (_, groups) = PAGE.split_once("\n## Groups\n").expect("a section on groups");
    let (list, _) = groups.split_once("\n\n").expect("a paragraph of it");
    let listed: Vec<_> = list.split('`').skip(1).step_by(2).collect();
    assert_eq!(listed, Measure::OF_A_GROUP.map(Measure::name));
}
