/** Retries and their budgets. Start at {@link io.pinelink.internal.retry.RetryingTransport}. */
@NullMarked
package io.pinelink.internal.retry;

import org.jspecify.annotations.NullMarked;
