//! Outcomes as Apache Parquet, group of rows by group of rows.

use super::table::{OutcomeTable, digest, values};
use crate::experiment::{Factor, FactorKind, Grid};
use crate::report::sweep::{SettingValue, Settings, column};
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::{Type, TypePtr};
use std::io::{self, Write};
use std::sync::Arc;

/// About as many cells are held until they are written. A group of rows takes some 16 bytes a cell.
const CELLS_MAX: usize = 1 << 21;

/// A writer of rows.
pub(super) struct ParquetRows<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    scenario: ByteArray,
    seed: Option<u64>,
    /// The rows that are not written yet, column by column.
    columns: Vec<Column>,
    rows: usize,
    rows_max: usize,
}

/// The cells of a column.
enum Column {
    Text(Vec<ByteArray>),
    Whole(Vec<i64>),
    Number(Vec<f64>),
}

impl<W: Write + Send> ParquetRows<W> {
    pub fn new(table: &OutcomeTable<'_>, out: W) -> io::Result<Self> {
        let seed = table.seed;
        let mut fields = vec![("scenario".to_owned(), Column::text())];
        fields.extend(seed.map(|_| ("seed".to_owned(), Column::whole())));
        fields.extend(table.grid.map_or(&[][..], Grid::factors).iter().map(|of| (column(of), Column::of(of))));
        fields.extend([("replication".to_owned(), Column::whole()), ("digest".to_owned(), Column::text())]);
        fields.extend(table.names.iter().map(|name| (name.clone(), Column::number())));
        // Whatever its bits are, a seed is not below 0.
        let kind = |(name, column): &(String, Column)| column.kind(name, name == "seed" && seed.is_some());
        let kinds = fields.iter().map(kind).collect::<Result<_, _>>().map_err(io_error)?;
        let schema = Type::group_type_builder("outcomes").with_fields(kinds).build().map_err(io_error)?;
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
        let writer = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties)).map_err(io_error)?;
        let columns: Vec<_> = fields.into_iter().map(|(_, column)| column).collect();
        let rows_max = (CELLS_MAX / columns.len()).max(1);
        Ok(Self { writer, scenario: ByteArray::from(table.title), seed, columns, rows: 0, rows_max })
    }

    pub fn row(&mut self, settings: &Settings, replication: u64, record: &[u8]) -> io::Result<()> {
        let seed = self.seed.map(|seed| Cell::Whole(seed.cast_signed()));
        let digest = ByteArray::from(digest(record).into_bytes());
        let cells = std::iter::once(Cell::Text(self.scenario.clone()))
            .chain(seed)
            .chain(settings.0.iter().map(|(_, setting)| Cell::from(setting)))
            .chain([Cell::Whole(replication.cast_signed()), Cell::Text(digest)])
            .chain(values(record).map(Cell::Number));
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            column.push(cell);
        }
        self.rows += 1;
        if self.rows >= self.rows_max { self.write_group() } else { Ok(()) }
    }

    pub fn finish(mut self) -> io::Result<W> {
        if self.rows > 0 {
            self.write_group()?;
        }
        self.writer.into_inner().map_err(io_error)
    }

    fn write_group(&mut self) -> io::Result<()> {
        self.rows = 0;
        let mut group = self.writer.next_row_group().map_err(io_error)?;
        for column in &mut self.columns {
            let mut writer = group.next_column().map_err(io_error)?.expect("the schema has each column");
            column.write(&mut writer).and_then(|()| writer.close()).map_err(io_error)?;
        }
        group.close().map_err(io_error)?;
        Ok(())
    }
}

impl Column {
    const fn text() -> Self {
        Self::Text(Vec::new())
    }

    const fn whole() -> Self {
        Self::Whole(Vec::new())
    }

    const fn number() -> Self {
        Self::Number(Vec::new())
    }

    /// That of a factor: numbers where all its values are such.
    fn of(factor: &Factor) -> Self {
        let is_whole = |index| factor.value(index).parse::<i64>().is_ok();
        match factor.kind() {
            FactorKind::Choice => Self::text(),
            FactorKind::Number if (0..factor.len()).all(is_whole) => Self::whole(),
            FactorKind::Number | FactorKind::Duration => Self::number(),
        }
    }

    fn kind(&self, name: &str, is_unsigned: bool) -> Result<TypePtr, ParquetError> {
        let whole = LogicalType::integer(64, !is_unsigned);
        let (physical, logical) = match self {
            Self::Text(_) => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Self::Whole(_) => (Physical::INT64, Some(whole)),
            Self::Number(_) => (Physical::DOUBLE, None),
        };
        let field = Type::primitive_type_builder(name, physical).with_repetition(Repetition::REQUIRED);
        Ok(Arc::new(field.with_logical_type(logical).build()?))
    }

    /// Of what kind a column is follows from all its values, so that a cell can only be of a narrower one.
    fn push(&mut self, cell: Cell) {
        match (self, cell) {
            (Self::Text(cells), Cell::Text(text)) => cells.push(text),
            (Self::Text(cells), Cell::Whole(number)) => cells.push(ByteArray::from(number.to_string().into_bytes())),
            (Self::Text(cells), Cell::Number(number)) => cells.push(ByteArray::from(number.to_string().into_bytes())),
            (Self::Whole(cells), Cell::Whole(number)) => cells.push(number),
            (Self::Number(cells), Cell::Whole(number)) => cells.push(number as f64),
            (Self::Number(cells), Cell::Number(number)) => cells.push(number),
            (Self::Whole(_), _) | (Self::Number(_), Cell::Text(_)) => unreachable!("the column's kind fits all values"),
        }
    }

    fn write(&mut self, writer: &mut SerializedColumnWriter<'_>) -> Result<(), ParquetError> {
        match self {
            Self::Text(cells) => {
                writer.typed::<ByteArrayType>().write_batch(cells, None, None)?;
                cells.clear();
            }
            Self::Whole(cells) => {
                writer.typed::<Int64Type>().write_batch(cells, None, None)?;
                cells.clear();
            }
            Self::Number(cells) => {
                writer.typed::<DoubleType>().write_batch(cells, None, None)?;
                cells.clear();
            }
        }
        Ok(())
    }
}

/// What is in a row of a column.
enum Cell {
    Text(ByteArray),
    Whole(i64),
    Number(f64),
}

impl From<&SettingValue> for Cell {
    fn from(setting: &SettingValue) -> Self {
        match setting {
            SettingValue::Whole(number) => Self::Whole(*number),
            SettingValue::Number(number) => Self::Number(*number),
            SettingValue::Text(text) => Self::Text(ByteArray::from(text.as_str())),
        }
    }
}

/// The error of the stream, where it is one.
fn io_error(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(cause) => match cause.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(cause) => io::Error::other(cause),
        },
        error => io::Error::other(error),
    }
}
