/**
 * Records: upserts and searches of texts that the server embeds.
 *
 * <p>Start at {@link io.pinelink.server.internal.records.RecordEndpoints}.
 */
@NullMarked
package io.pinelink.server.internal.records;

import org.jspecify.annotations.NullMarked;
