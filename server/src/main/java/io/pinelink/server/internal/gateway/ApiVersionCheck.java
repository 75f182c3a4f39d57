package io.pinelink.server.internal.gateway;

import io.pinelink.error.ErrorCode;
import io.pinelink.server.internal.http.RequestHandler;
import io.pinelink.server.internal.http.ServerRequest;
import io.pinelink.server.internal.http.ServerResponse;
import java.util.List;
import java.util.Set;

/**
 * A handler that refuses calls with an API version that the next handler does not support. Calls
 * without a version are served; the real service uses its oldest supported version for them.
 */
public final class ApiVersionCheck implements RequestHandler {
  private static final String HEADER = "x-pinecone-api-version";
  private static final String NEWEST = "2026-04";

  /**
   * Supported older versions: later versions only added to them, so their clients can read newer
   * responses.
   */
  private static final List<String> OLDER =
      List.of("2024-04", "2024-07", "2024-10", "2025-01", "2025-04", "2025-10");

  private final RequestHandler service;

  public ApiVersionCheck(RequestHandler service) {
    this.service = service;
  }

  @Override
  public String operation(ServerRequest call) {
    return service.operation(call);
  }

  @Override
  public Set<String> operations() {
    return service.operations();
  }

  @Override
  public ServerResponse answer(ServerRequest call) {
    return call.headers().getAll(HEADER).stream()
        .filter(version -> !version.equals(NEWEST) && !OLDER.contains(version))
        .findFirst()
        .map(version -> refusal(call, version))
        .orElseGet(() -> service.answer(call));
  }

  private static ServerResponse refusal(ServerRequest call, String version) {
    return RefusalResponses.of(
        call,
        ErrorCode.INVALID_ARGUMENT,
        "API version '"
            + version
            + "' is not served. Set X-Pinecone-Api-Version to "
            + NEWEST
            + ", or to one of "
            + OLDER);
  }
}
