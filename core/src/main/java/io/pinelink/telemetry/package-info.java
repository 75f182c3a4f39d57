/**
 * Observation of calls, for tracing, metrics and audits. Start with {@link
 * io.pinelink.telemetry.CallListener}; the guide {@code docs/telemetry.md} lists ready-made
 * listeners.
 */
@NullMarked
package io.pinelink.telemetry;

import org.jspecify.annotations.NullMarked;
