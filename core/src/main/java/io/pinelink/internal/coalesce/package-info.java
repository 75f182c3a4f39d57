/**
 * The coalescing of single writes into batches. Start at {@link
 * io.pinelink.internal.coalesce.Coalescer}.
 */
@NullMarked
package io.pinelink.internal.coalesce;

import org.jspecify.annotations.NullMarked;
