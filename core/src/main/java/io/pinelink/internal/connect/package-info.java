/**
 * Connections that the client makes itself, outside the transports: probes and the doctor. Start at
 * {@code Connector}.
 */
@NullMarked
package io.pinelink.internal.connect;

import org.jspecify.annotations.NullMarked;
