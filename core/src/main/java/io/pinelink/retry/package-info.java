/** Retries. Start at {@link io.pinelink.retry.RetryOptions}. */
@NullMarked
package io.pinelink.retry;

import org.jspecify.annotations.NullMarked;
