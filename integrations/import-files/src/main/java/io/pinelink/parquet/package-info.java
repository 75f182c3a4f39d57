/**
 * Files for a bulk import: {@link io.pinelink.parquet.ImportWriter} writes vectors into a folder,
 * as Parquet files that the service reads from object storage. Start there; the import itself is
 * started by {@link io.pinelink.Index#imports()}.
 */
@NullMarked
package io.pinelink.parquet;

import org.jspecify.annotations.NullMarked;
