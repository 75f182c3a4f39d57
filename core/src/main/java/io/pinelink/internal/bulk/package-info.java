/**
 * The engine behind {@code Index.bulkUpsert}: not exported, not promised. {@link
 * io.pinelink.internal.bulk.Engine} is where to start reading; {@link
 * io.pinelink.internal.bulk.AdaptiveLimit} is what decides how much is under way.
 */
@NullMarked
package io.pinelink.internal.bulk;

import org.jspecify.annotations.NullMarked;
