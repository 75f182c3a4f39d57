/**
 * A load of many vectors by {@code Index.bulkUpsert}, in a process of its own. Start at {@link
 * io.pinelink.benchmarks.bulk.LoadingClient}.
 */
@NullMarked
package io.pinelink.benchmarks.bulk;

import org.jspecify.annotations.NullMarked;
