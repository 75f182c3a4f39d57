/**
 * Files for a bulk import. Start at {@link io.pinelink.files.ParquetImportWriter}, which writes
 * vectors into a folder, as Parquet files that the service reads from object storage. {@link
 * io.pinelink.Index#imports()} starts the import itself.
 */
@NullMarked
package io.pinelink.files;

import org.jspecify.annotations.NullMarked;
