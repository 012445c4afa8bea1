//! The published JSON schemas in `docs/schema`, one for each kind of output. They are made of the structs that are
//! written, and never edited by hand.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use std::path::PathBuf;

/// Checks that `docs/schema/NAME.json` is the schema of `T`; with `SCHEMAS=overwrite` in the environment, writes it.
pub fn is_published<T: JsonSchema>(name: &str, title: &str) {
    let mut schema = SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>();
    schema.insert("title".to_owned(), title.into());
    let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
    let path = PathBuf::from(format!("{}/docs/schema/{name}.json", env!("CARGO_MANIFEST_DIR")));
    if std::env::var_os("SCHEMAS").is_some_and(|what| what == "overwrite") {
        std::fs::write(&path, &text).unwrap();
    }
    let published = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(published == text, "{} is out of date: SCHEMAS=overwrite cargo test --lib schema", path.display());
}
