/**
 * Waits for long-running operations and for the visibility of writes. Start at {@link
 * io.pinelink.internal.waiter.Waiter}.
 */
@NullMarked
package io.pinelink.internal.waiter;

import org.jspecify.annotations.NullMarked;
