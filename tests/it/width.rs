//! Tests that tables of the shipped scenarios fit in 80 columns.

use crate::command::zeitnot;
use std::fs;

#[test]
fn tables_of_all_shipped_scenarios_fit_in_80_columns() {
    let files = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios")).unwrap();
    let files: Vec<_> =
        files.map(|file| file.unwrap().path()).filter(|path| path.extension().is_some_and(|it| it == "ron")).collect();
    assert!(files.len() > 5);
    for file in files {
        let name = file.to_str().unwrap();
        for command in ["run", "run -n 3 --level 0.999", "explain -n 2"] {
            let output = zeitnot().args(command.split(' ')).arg(name).output().unwrap();
            assert!(output.status.success(), "{command} {name}: {}", String::from_utf8_lossy(&output.stderr));
            for line in String::from_utf8(output.stdout).unwrap().lines() {
                assert!(line.chars().count() <= 80, "{command} {name}: {line}");
            }
        }
        let is_endless = fs::read_to_string(&file).unwrap().contains("horizon:");
        let only: &[_] = if is_endless { &["--only", "master", "--only", "horizon"] } else { &["--only", "master"] };
        let arguments = [&["sensitivity", "-n", "2", name], only].concat();
        let output = zeitnot().args(arguments).output().unwrap();
        assert!(output.status.success(), "sensitivity {name}: {}", String::from_utf8_lossy(&output.stderr));
        for line in String::from_utf8(output.stdout).unwrap().lines() {
            assert!(line.chars().count() <= 80, "sensitivity {name}: {line}");
        }
    }
}
