/**
 * Connections that the client opens itself, outside the transports, for probes and diagnoses. Start
 * at {@link io.pinelink.internal.connect.Connector}.
 */
@NullMarked
package io.pinelink.internal.connect;

import org.jspecify.annotations.NullMarked;
