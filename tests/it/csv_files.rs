//! Scenarios with CSV files as programs write them, from outside: exports of load testers and spreadsheets, unedited.

use crate::command::{folder, printed, told, zeitnot};
use std::fs;

/// What `run` says of one opponent who thinks as `think` says, where `m.csv` holds this; and whether it succeeds.
fn run(name: &str, csv: &str, think: &str) -> (bool, String) {
    let folder = folder(&format!("csv_files/{name}"));
    fs::write(folder.join("m.csv"), csv).unwrap();
    let text = format!(
        r#"(master: (think: Constant("0s")), opponents: [(think: {think}, moves: Exactly(1))], first_move: Opponent)"#
    );
    fs::write(folder.join("s.ron"), text).unwrap();
    let output = zeitnot().current_dir(&folder).args(["run", "s.ron"]).output().unwrap();
    let told = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(told).unwrap())
}

#[track_caller]
fn takes(name: &str, csv: &str, think: &str, makespan: &str) {
    let (success, told) = run(name, csv, think);
    assert!(success && told.contains(makespan), "{name}: {told}");
}

#[track_caller]
fn refuses(name: &str, csv: &str, think: &str, parts: &[&str]) {
    let (success, told) = run(name, csv, think);
    assert!(!success && parts.iter().all(|part| told.contains(part)), "{name}: {told}");
}

#[test]
fn exports_are_read_as_they_are() {
    let jmeter = "timeStamp,elapsed,label,responseCode,success\n1,90,GET /,200,true\n2,250,\"POST /a, b\",200,true\n3,70,GET /,500,false\n";
    takes(
        "jmeter",
        jmeter,
        r#"Replay(file: "m.csv", column: "elapsed", unit: "ms", where: (label: "POST /a, b"))"#,
        "0.25 s",
    );
    let both = r#"Replay(file: "m.csv", column: "elapsed", unit: "ms", where: {"label": "GET /", "success": "false"})"#;
    takes("two columns", jmeter, both, "0.07 s");
    let excel = "Name;Latenz (ms)\r\nStart;1,5\r\nEnde;2,5\r\n";
    let german = r#"Replay(file: "m.csv", column: "Latenz (ms)", separator: ";", decimal: ",", where: (Name: "Ende"))"#;
    takes("excel", excel, german, "0.0025 s");
    takes(
        "tabs",
        "a\tLATENCY_MS\nx\t40\n",
        r#"Empirical(file: "m.csv", column: "LATENCY_MS", separator: "\t")"#,
        "0.04 s",
    );
    let marked = "\u{feff}\"page, kind\",\"think_s\",\"size_s\"\n\" x \",\"2\",\"1000\"\n\"y\",\"4\",\"3000\"\n";
    takes("marked", marked, r#"Replay(file: "m.csv", column: "think_s")"#, "2 s");
    takes("blanks", marked, r#"Replay(file: "m.csv", column: "size_s", where: {"page, kind": " x "})"#, "1000 s");
    takes("seconds", "latency_seconds\n4\n", r#"Empirical(file: "m.csv", column: "latency_seconds")"#, "4 s");
    takes("us", "\u{feff}duration_us,x\n1500000,1\n", r#"Empirical(file: "m.csv", column: "duration_us")"#, "1.5 s");
    takes("said", "Latency (ms)\n4\n", r#"Empirical(file: "m.csv", column: "Latency (ms)", unit: "seconds")"#, "4 s");
    takes("own", "think\n4s\n", r#"Empirical(file: "m.csv", column: "think", unit: "ms")"#, "4 s");
}

#[test]
fn quotes_that_swallow_rows_are_refused_with_their_line() {
    let column = r#"Empirical(file: "m.csv", column: "think_s")"#;
    refuses("unclosed", "think_s\n1\n\"2\n3\n4\n", column, &["line 3 of `m.csv`", "never closed"]);
    refuses("within", "think_s,x\n1,a\n2,\"b\"c\n3,d\n", column, &["line 3 of `m.csv`", "closed within a cell"]);
    refuses("lines", "think\n5s\n\"6s\n7s\"\n8s\n", r#"Empirical(file: "m.csv", column: "think")"#, &["line break"]);
    takes("fine", "think_s,x\n\"5\",\"two\nlines, and \"\"quotes\"\"\"\n", column, "5 s");
}

#[test]
fn advice_never_makes_values_longer() {
    let column = |more: &str| format!(r#"Empirical(file: "m.csv", column: "Latency"{more})"#);
    let milliseconds = "Latency\n250\n";
    refuses("unit", milliseconds, &column(""), &["has no unit", "`unit: \"ms\"`"]);
    let (_, told) = run("no seconds", milliseconds, &column(""));
    assert!(!told.contains("_s`") && !told.contains("250s"), "{told}");
    refuses("no unit", milliseconds, &column(r#", unit: "parsec""#), &["`parsec` is not a unit of time", "`ms`"]);
    refuses("semicolons", "a;Latency\n1;2\n", &column(""), &["`separator: \";\"`"]);
    refuses("commas", "Latency\n1,5\n", &column(r#", decimal: ",""#), &["has 2 cells", "`separator: \";\"`"]);
    refuses("sign", milliseconds, &column(r#", separator: "::""#), &["`::` can't be the separator"]);
    refuses("no row", "Latency,l\n2,a\n", &column(r#", unit: "ms", where: (l: "b")"#), &["no row of `m.csv` has `b`"]);
    refuses("no column", "Latency,l\n2,a\n", &column(r#", unit: "ms", where: (m: "b")"#), &["has no column `m`"]);
    refuses("no rows", milliseconds, &column(r", where: 7"), &["`where` must be columns with their texts"]);
}

#[test]
fn decimal_signs_are_those_of_the_cells() {
    let column = |more: &str| format!(r#"Empirical(file: "m.csv", column: "think_s"{more})"#);
    takes("decimals quoted", "think_s\n\"1,5\"\n", &column(""), "1.5 s");
    takes("decimals semicolons", "a;think_s\nx;1,234\n", &column(r#", separator: ";""#), "1.234 s");
    takes("decimals tabs", "a\tthink_s\nx\t1.234\n", &column(r#", separator: "\t""#), "1.234 s");
    let either = "think_s\n\"1,234\"\n";
    refuses("decimals either", either, &column(""), &["`1,234` may be 1234 or 1.234", "`decimal: \",\"`"]);
    takes("decimals said", either, &column(r#", decimal: ",""#), "1.234 s");
    takes("decimals thousands", either, &column(r#", decimal: ".""#), "1234 s");
    refuses("decimals mixed", "think_s\n1.5\n\"2,5\"\n", &column(""), &["m.csv:3:1", "`2,5` has a decimal comma"]);
    refuses("decimals unquoted", "think_s,x\n1,5,a\n", &column(""), &["this row has 3 cells, but there are 2 columns"]);
}

#[test]
fn spreadsheets_write_utf_16() {
    let folder = folder("csv_files/utf16");
    let text = "name\tDauer (ms)\r\nStart\t1,5\r\n";
    let bytes: Vec<u8> = [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    fs::write(folder.join("m.txt"), bytes).unwrap();
    let think = r#"Empirical(file: "m.txt", column: "Dauer (ms)", separator: "\t")"#;
    let text = format!("(master: (think: Constant(\"0s\")), opponents: [(think: {think}, moves: Exactly(1))])");
    fs::write(folder.join("s.ron"), text).unwrap();
    for arguments in [&["run", "s.ron"][..], &["fit", "m.txt", "-n", "2"]] {
        let output = zeitnot().current_dir(&folder).args(arguments).output().unwrap();
        let told = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(output.status.success() && told.contains("1.5"), "{told}");
    }
}

#[test]
fn arrivals_come_from_a_file() {
    let folder = folder("csv_files/arrivals");
    fs::write(folder.join("m.csv"), "start (s)\n0\n2.5\n").unwrap();
    let text = |count| {
        format!(
            r#"(master: (think: Constant("1s")), first_move: Master,
            opponents: [(count: {count}, arrive: At(file: "m.csv", column: "start (s)"), moves: Exactly(1))])"#
        )
    };
    let run = |count: u32| {
        fs::write(folder.join("s.ron"), text(count)).unwrap();
        zeitnot().current_dir(&folder).args(["run", "s.ron"]).output().unwrap()
    };
    let text = printed(&run(2));
    assert!(text.contains("the last at 3.5s"), "{text}");
    let told = told(&run(3));
    assert!(told.contains("3 opponents") || told.contains("one time for each"), "{told}");
}

#[test]
fn a_file_that_is_no_table_is_not_quoted() {
    for (name, secret) in [
        ("passwd", "root:x:0:0:root:/root:/bin/bash\nme:x:1000:1000:Me:/home/me:/bin/sh\n"),
        ("netrc", "machine example.org login me password open-sesame\n"),
        ("pgpass", "localhost:5432:db:me:open-sesame\n"),
    ] {
        let (success, told) = run(name, secret, r#"Empirical(file: "m.csv", column: "think (ms)")"#);
        assert!(!success && told.contains("does not look like a table"), "{name}: {told}");
        assert!(!told.contains("bash") && !told.contains("sesame"), "{name}: {told}");
    }
    let semicolons = "label;think (ms)\na;5\n";
    let think = r#"Empirical(file: "m.csv", column: "think_ms", separator: ";")"#;
    refuses("as it is", semicolons, think, &["1 | label;think (ms)"]);
}

/// The study beside results names the CSV file from there, and the scenario as before: it goes on in the same folder.
#[test]
fn a_study_of_a_scenario_without_a_title_goes_on_where_it_was() {
    let folder = folder("study");
    fs::write(folder.join("m.csv"), "think_s\n2\n4\n").unwrap();
    let text = r#"(master: (think: Constant("1s")), opponents: [(think: Replay(file: "m.csv", column: "think_s"), moves: Exactly(2))])"#;
    fs::write(folder.join("s.ron"), text).unwrap();
    let run = |arguments: &[&str]| {
        let output =
            zeitnot().current_dir(&folder).args(arguments).args(["--out", "o", "--format", "csv"]).output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{told}");
        (String::from_utf8(output.stdout).unwrap(), told)
    };
    let (swept, _) = run(&["sweep", "s.ron", "--vary", "opponents[0].count=1..3", "-n", "2"]);
    let (again, told) = run(&["study", "o/study.ron"]);
    assert!(told.starts_with("0 replications played"), "{told}");
    assert_eq!(again, swept);
}
