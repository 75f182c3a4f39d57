/**
 * The engine behind {@code Index.ingest}: not exported, not promised. {@link
 * io.pinelink.internal.ingest.Engine} is where to start reading; {@link
 * io.pinelink.internal.ingest.AdaptiveLimit} is what decides how much is under way.
 */
@NullMarked
package io.pinelink.internal.ingest;

import org.jspecify.annotations.NullMarked;
