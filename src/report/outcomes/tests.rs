//! Rows of outcomes.

use super::*;
use crate::experiment::Grid;
use crate::model::{Distribution, Exhibition, GameLength, Group, Master, Measure, Outcome, Simulator};
use crate::time::Duration;
#[cfg(feature = "parquet")]
use std::io::Write as _;

fn exhibition() -> Exhibition {
    let group = |name: &str, s| {
        Group::new(name, Distribution::Exponential { mean: Duration::from_secs(s) }, GameLength::Exactly(2))
    };
    let think = Distribution::Constant(Duration::from_secs(1));
    Exhibition {
        groups: vec![group("a", 3), group("=b", 4)],
        ..Exhibition::new(Master { name: "Larry".into(), count: 1, think })
    }
}

fn groups() -> [String; 2] {
    ["a", "=b"].map(str::to_owned)
}

/// What two replications at each of two points come to.
fn written(format: OutcomeFormat, grid: &Grid) -> (Vec<u8>, Vec<Outcome>) {
    let table = OutcomeTable::new(("T", u64::MAX), Some(grid), &groups(), |measure| !measure.is_quantile());
    let mut simulator = Simulator::new(&exhibition()).unwrap();
    let (mut writer, mut all) = (OutcomeWriter::new(format, table, Vec::new()).unwrap(), Vec::new());
    for point in 0..2 {
        writer.begin_point(point);
        for replication in 0..2 {
            let outcome = simulator.play(point, replication).unwrap();
            let mut record = Vec::new();
            writer.table().record(outcome, &mut record);
            assert_eq!(record.len(), writer.table().record_len());
            writer.row(replication, &record).unwrap();
            all.push(outcome.clone());
        }
    }
    (writer.finish().unwrap(), all)
}

#[test]
fn every_setting_and_every_measure_has_its_column() {
    let grid = Grid::crossed(vec!["boards=1,2".parse().unwrap()]).unwrap();
    let (text, outcomes) = written(OutcomeFormat::Csv, &grid);
    let mut reader = ::csv::Reader::from_reader(&text[..]);
    let headings: Vec<_> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let of_all = Measure::ALL.into_iter().filter(|measure| !measure.is_quantile());
    let of_a_group = || Measure::OF_A_GROUP.into_iter().filter(|measure| !measure.is_quantile());
    let expected = ["scenario", "seed", "boards", "replication", "digest"].map(str::to_owned).into_iter();
    let expected = expected.chain(of_all.clone().map(|measure| measure.name().to_owned()));
    let expected = expected.chain(of_a_group().map(|measure| format!("a.{}", measure.name())));
    // No heading is a formula for a spreadsheet.
    let expected = expected.chain(of_a_group().map(|measure| format!("'=b.{}", measure.name())));
    assert_eq!(headings, expected.collect::<Vec<_>>());
    for (number, (row, outcome)) in reader.records().zip(&outcomes).enumerate() {
        let row = row.unwrap();
        let [point, replication] = [number / 2 + 1, number % 2 + 1].map(|number| number.to_string());
        let digest = format!("{:016x}", outcome.digest);
        let first = ["T", "18446744073709551615", &point, &replication, &digest];
        assert!(row.iter().take(5).eq(first), "{row:?}");
        let values = row.iter().skip(5).map(|cell| cell.parse::<f64>().unwrap().to_bits());
        let of_groups = [0, 1]
            .into_iter()
            .flat_map(|group| of_a_group().map(move |measure| outcome.group_value(group, measure).to_bits()));
        assert!(values.eq(of_all.clone().map(|measure| outcome.value(measure).to_bits()).chain(of_groups)), "{row:?}");
    }
    assert_eq!(outcomes.len(), 4);
}

#[test]
fn what_is_not_varied_or_not_several_has_no_column() {
    let table = OutcomeTable::new(("T", 7), None, &groups()[..1], |measure| measure == Measure::Moves);
    let mut writer = OutcomeWriter::new(OutcomeFormat::Csv, table, Vec::new()).unwrap();
    let mut record = Vec::new();
    let outcome =
        Outcome { groups: vec![crate::model::GroupOutcome { moves: 5, ..Default::default() }], ..Outcome::default() };
    writer.table().record(&outcome, &mut record);
    writer.row(6, &record).unwrap();
    let text = String::from_utf8(writer.finish().unwrap()).unwrap();
    assert_eq!(text, "scenario,seed,replication,digest,moves\nT,7,7,0000000000000000,5\n");
}

#[cfg(feature = "parquet")]
mod parquet {
    use super::*;
    use ::parquet::file::reader::{FileReader, SerializedFileReader};
    use ::parquet::record::Field;

    /// A cell as CSV would have it.
    fn text(field: &Field) -> String {
        match field {
            Field::Str(text) => text.clone(),
            Field::Long(number) => number.to_string(),
            Field::ULong(number) => number.to_string(),
            Field::Double(number) => number.to_string(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn parquet_says_what_csv_says() {
        for factor in ["boards=1,2", "master.think=1s,1500ms", "visit=Cyclic,FirstReady", "boards=1.5,2", "seed=1,2"] {
            let grid = Grid::crossed(vec![factor.parse().unwrap()]).unwrap();
            let (csv, outcomes) = written(OutcomeFormat::Csv, &grid);
            let (parquet, _) = written(OutcomeFormat::Parquet, &grid);
            let mut csv = ::csv::ReaderBuilder::new().has_headers(false).from_reader(&csv[..]);
            let mut records = csv.records().map(|record| record.unwrap().iter().map(str::to_owned).collect::<Vec<_>>());
            let headings =
                records.next().unwrap().into_iter().map(|heading| heading.trim_start_matches('\'').to_owned());
            let mut file = tempfile::tempfile().unwrap();
            file.write_all(&parquet).unwrap();
            let file = SerializedFileReader::new(file).unwrap();
            let rows: Vec<_> = file.get_row_iter(None).unwrap().map(Result::unwrap).collect();
            let names = rows[0].get_column_iter().map(|(name, _)| name.clone());
            assert!(names.eq(headings), "{factor}");
            assert_eq!(rows.len(), outcomes.len());
            for (row, record) in rows.iter().zip(records) {
                assert_eq!(row.get_column_iter().map(|(_, field)| text(field)).collect::<Vec<_>>(), record, "{factor}");
            }
        }
    }
}
