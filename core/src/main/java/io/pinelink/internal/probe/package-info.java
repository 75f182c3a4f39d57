/**
 * Connections that the client opens itself, outside the transports, for probes and diagnoses. Start
 * at {@link io.pinelink.internal.probe.ProbeConnector}.
 */
@NullMarked
package io.pinelink.internal.probe;

import org.jspecify.annotations.NullMarked;
