/**
 * Files for a bulk import, as the service reads them from object storage. {@link
 * io.pinelink.files.ParquetImportWriter} writes vectors as Parquet files, {@link
 * io.pinelink.files.JsonLinesImportWriter} documents as JSON Lines. {@link
 * io.pinelink.Index#imports()} starts the import itself.
 */
@NullMarked
package io.pinelink.files;

import org.jspecify.annotations.NullMarked;
