//! Whether what stands in a file is a chronology: its records and their fields, and single values.
//!
//! For files that ron refused. A field's kind of value is checked in `values`; which fields there are stands in `model::record`.

pub(in crate::format) mod records;
pub(in crate::format) mod values;
