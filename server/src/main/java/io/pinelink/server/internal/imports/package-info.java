/**
 * Bulk imports from local folders: of Parquet files into indexes of vectors, and of JSON Lines
 * files into document indexes.
 *
 * <p>Start at {@link io.pinelink.server.internal.imports.ImportEndpoints}.
 */
@NullMarked
package io.pinelink.server.internal.imports;

import org.jspecify.annotations.NullMarked;
