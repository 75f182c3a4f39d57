/**
 * JSON, PEM, query strings and the codes of refusals: what requests and responses are written in.
 *
 * <p>Start at {@link io.pinelink.server.internal.wire.RequestJson} for the control plane and at
 * {@link io.pinelink.server.internal.wire.JsonStreamReader} for the data plane.
 */
@NullMarked
package io.pinelink.server.internal.wire;

import org.jspecify.annotations.NullMarked;
