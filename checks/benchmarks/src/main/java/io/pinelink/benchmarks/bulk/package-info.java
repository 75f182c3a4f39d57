/**
 * Client processes that load many vectors with {@code Index.bulkUpsert}. Start at {@link
 * io.pinelink.benchmarks.bulk.LoadingClient}.
 */
@NullMarked
package io.pinelink.benchmarks.bulk;

import org.jspecify.annotations.NullMarked;
