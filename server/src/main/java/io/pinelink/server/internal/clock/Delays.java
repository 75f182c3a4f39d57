package io.pinelink.server.internal.clock;

import java.time.Duration;

/**
 * The times that the server takes for work that is not immediate in the service.
 *
 * @param provisioning the time until a new index is ready
 * @param deletion the time until a deleted index is gone
 * @param imports the duration of an import
 * @param visibility the time until reads see a write
 */
public record Delays(
    Duration provisioning, Duration deletion, Duration imports, Duration visibility) {}
