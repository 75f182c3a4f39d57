/**
 * A load of many vectors by {@code Index.ingest}, in a process of its own. Start at {@link
 * io.pinelink.benchmarks.ingest.LoadingClient}.
 */
@NullMarked
package io.pinelink.benchmarks.ingest;

import org.jspecify.annotations.NullMarked;
