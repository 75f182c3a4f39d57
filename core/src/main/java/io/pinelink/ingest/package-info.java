/**
 * Loading much data: {@link io.pinelink.Index#ingest} takes an {@link
 * io.pinelink.ingest.IngestSource} of any length and writes it in batches, as fast as the service
 * takes it; {@link io.pinelink.Index#bulkDelete}, {@link io.pinelink.Index#bulkFetch} and {@link
 * io.pinelink.Index#bulkUpdate} do the same for ids and updates. Start at {@link
 * io.pinelink.ingest.IngestOptions}.
 */
@NullMarked
package io.pinelink.ingest;

import org.jspecify.annotations.NullMarked;
