/**
 * Spans and metrics of Pinelink's calls for OpenTelemetry. Start with {@link
 * io.pinelink.opentelemetry.OpenTelemetryCallListener}.
 */
@NullMarked
package io.pinelink.opentelemetry;

import org.jspecify.annotations.NullMarked;
