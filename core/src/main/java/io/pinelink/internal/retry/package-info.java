/** Retries, hedged reads and their budgets. Start at {@code Retrying}. */
@NullMarked
package io.pinelink.internal.retry;

import org.jspecify.annotations.NullMarked;
