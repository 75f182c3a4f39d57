/**
 * The encodings of requests and responses: JSON, PEM, query strings and error codes.
 *
 * <p>Start at {@link io.pinelink.server.internal.wire.RequestJson} for the control plane and at
 * {@link io.pinelink.server.internal.wire.JsonStreamReader} for the data plane.
 */
@NullMarked
package io.pinelink.server.internal.wire;

import org.jspecify.annotations.NullMarked;
