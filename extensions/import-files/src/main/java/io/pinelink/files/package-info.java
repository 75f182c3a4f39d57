/**
 * Files for a bulk import, as the service reads them from object storage. {@link
 * io.pinelink.files.ImportWriter} writes vectors as Parquet files, and documents as JSON Lines.
 * {@link io.pinelink.Index#imports()} starts the import itself.
 */
@NullMarked
package io.pinelink.files;

import org.jspecify.annotations.NullMarked;
