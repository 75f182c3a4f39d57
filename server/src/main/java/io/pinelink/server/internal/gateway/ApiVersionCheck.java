package io.pinelink.server.internal.gateway;

import io.pinelink.error.ErrorCode;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.http.ServerResponse;
import java.util.List;
import java.util.Optional;

/**
 * The check of the API version that a call names. Calls without a version are served; the real
 * service uses its oldest supported version for them.
 */
final class ApiVersionCheck {
  private static final String NEWEST = "2026-07";

  /**
   * Supported older versions. Up to 2026-04, each version only added to the one before, so their
   * clients can read its responses. Version 2026-07 has another form of an index.
   */
  private static final List<String> OLDER =
      List.of("2024-04", "2024-07", "2024-10", "2025-01", "2025-04", "2025-10", "2026-04");

  private ApiVersionCheck() {}

  /** Returns the refusal of a call with a version that is not served; empty for any other call. */
  static Optional<ServerResponse> refusal(ServerCall call) {
    return call.headers().getAll(ServerCall.API_VERSION).stream()
        .filter(version -> !version.equals(NEWEST) && !OLDER.contains(version))
        .findFirst()
        .map(version -> refusal(call, version));
  }

  private static ServerResponse refusal(ServerCall call, String version) {
    return RefusalResponses.of(
        call,
        ErrorCode.INVALID_ARGUMENT,
        "API version '%s' is not served. Set X-Pinecone-Api-Version to %s, or to one of %s"
            .formatted(version, NEWEST, OLDER));
  }
}
