//! Tests of rows.

use super::*;
use crate::report::testing::Closed;

#[derive(Serialize)]
struct Inner {
    mean: f64,
    sd: Option<f64>,
}

#[derive(Serialize)]
struct Row {
    name: &'static str,
    inner: Inner,
    settings: Named<String, u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seed: Option<u64>,
    last: bool,
}

#[test]
fn structs_and_maps_lie_flat_under_the_names_of_their_fields() {
    let row = |sd, seed| Row {
        name: "one, two",
        inner: Inner { mean: 9.0, sd },
        settings: Named(vec![("a.b".to_owned(), 1), ("c".to_owned(), u64::MAX)]),
        seed,
        last: true,
    };
    let text = |rows: &[Row]| {
        let mut out = Vec::new();
        let mut all = Rows::new(&mut out);
        for row in rows {
            all.row(row).unwrap();
        }
        all.finish().unwrap();
        String::from_utf8(out).unwrap()
    };
    assert_eq!(
        text(&[row(None, None), row(Some(0.5), None)]),
        "name,mean,sd,a.b,c,last\n\"one, two\",9,,1,18446744073709551615,true\n\"one, two\",9,0.5,1,18446744073709551615,true\n"
    );
    assert!(text(&[row(None, Some(7))]).starts_with("name,mean,sd,a.b,c,seed,last\n"));
}

#[test]
fn no_text_is_a_formula() {
    let mut out = Vec::new();
    let mut rows = Rows::new(&mut out);
    rows.row(&["=1+1", "-2.5", "+x", "-1e-9", "@a", "plain", "a=b"]).unwrap();
    rows.finish().unwrap();
    assert!(String::from_utf8(out).unwrap().ends_with("\n'=1+1,-2.5,'+x,-1e-9,'@a,plain,a=b\n"));
}

#[test]
fn numbers_are_those_of_the_standard_library() {
    let (mut ours, mut theirs) = (Vec::new(), String::new());
    let mut rows = Rows { has_headings: true, ..Rows::new(&mut ours) };
    for number in 0..50_000_u64 {
        let bits = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        // Half of them are of a size that results have.
        let value = if number % 2 == 0 { f64::from_bits(bits) } else { (bits >> 11) as f64 / (number + 1) as f64 };
        let value = if number % 8 == 1 { value.round() } else { value };
        rows.row(&[value]).unwrap();
        theirs.push_str(&value.to_string());
        theirs.push('\n');
    }
    rows.finish().unwrap();
    assert_eq!(String::from_utf8(ours).unwrap(), theirs);
}

/// What the crate `csv` would write.
#[test]
fn cells_are_separate_whatever_they_hold() {
    let texts = ["", "plain", "a b", "a,b", "a\"b", "\"", "\"\"", "a\nb", "a\r", ",", "\n", "#", "\\", "é,ü", "'"];
    let numbers = [0.0, -0.0, 1.0, -2.0, 0.1, -1.5e-9, 1e15, -1e15, 999_999_999_999_999.0, 1e300, 5e-324];
    let (mut ours, mut theirs) = (Vec::new(), csv::Writer::from_writer(Vec::new()));
    let mut rows = Rows { has_headings: true, ..Rows::new(&mut ours) };
    rows.row(&(texts, numbers, u64::MAX, i64::MIN, true, ',')).unwrap();
    rows.alike(&("a,", 1), numbers, &("b", 2)).unwrap();
    rows.finish().unwrap();
    let all = numbers.iter().map(f64::to_string);
    let rest = [u64::MAX.to_string(), i64::MIN.to_string(), true.to_string(), ",".to_owned()];
    theirs.write_record(texts.iter().map(|text| (*text).to_owned()).chain(all.clone()).chain(rest)).unwrap();
    let alike = all.map(|number| ["a,".to_owned(), "1".to_owned(), number, "b".to_owned(), "2".to_owned()]);
    let mut lines = theirs.into_inner().unwrap();
    let mut theirs = csv::WriterBuilder::new().flexible(true).from_writer(&mut lines);
    alike.for_each(|record| theirs.write_record(record).unwrap());
    drop(theirs);
    assert_eq!(String::from_utf8(ours).unwrap(), String::from_utf8(lines).unwrap());
}

#[test]
fn a_closed_pipe_is_known_as_one() {
    let mut rows = Rows::new(Closed);
    let error = (0..100_000).find_map(|_| rows.row(&["a row"]).err()).unwrap();
    assert_eq!(error.kind(), io::ErrorKind::BrokenPipe);
}
