/**
 * The creation of responses, and of vectors, metadata and documents from responses, without the
 * checks of those that are for requests. For transports: their users receive responses from calls.
 * Start at {@link io.pinelink.spi.response.VectorResponses}.
 */
@NullMarked
package io.pinelink.spi.response;

import org.jspecify.annotations.NullMarked;
