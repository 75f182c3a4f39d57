/**
 * Bulk imports: the service reads vectors from Parquet files in object storage, in the background.
 * Start at {@link io.pinelink.imports.StartImportRequest}; the calls are those of {@link
 * io.pinelink.Index#imports()}.
 */
@NullMarked
package io.pinelink.imports;

import org.jspecify.annotations.NullMarked;
