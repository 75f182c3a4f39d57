/**
 * Loading much data: {@link io.pinelink.Index#ingest} takes an {@link
 * io.pinelink.ingest.IngestSource} of any length and writes it in batches, as fast as the service
 * takes it. Start at {@link io.pinelink.ingest.IngestOptions}.
 */
@NullMarked
package io.pinelink.ingest;

import org.jspecify.annotations.NullMarked;
