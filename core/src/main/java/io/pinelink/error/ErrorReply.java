package io.pinelink.error;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An error response.
 *
 * @param message the text of the error, or a substitute; may be blank
 * @param requestId the service's id of the call; null if it sent none
 * @param retryAfter how long the service asks to wait; null if it does not
 * @param retryForbidden whether the service asks not to retry the call
 */
record ErrorReply(
    String message,
    @Nullable String requestId,
    @Nullable Duration retryAfter,
    boolean retryForbidden) {}
