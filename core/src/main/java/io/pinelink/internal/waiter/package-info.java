/** Waits for long-running operations and for the visibility of writes. Start at {@code Wait}. */
@NullMarked
package io.pinelink.internal.waiter;

import org.jspecify.annotations.NullMarked;
