/**
 * Bulk imports of Parquet files from local folders.
 *
 * <p>Start at {@link io.pinelink.server.internal.imports.ImportEndpoints}.
 */
@NullMarked
package io.pinelink.server.internal.imports;

import org.jspecify.annotations.NullMarked;
