package io.pinelink.local.serverapi;

import io.pinelink.server.internal.http.RequestLog;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.shaded.com.fasterxml.jackson.databind.node.ArrayNode;
import io.pinelink.server.shaded.com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The operations on the log of requests that the server has received. */
final class RequestOperations {
  /** The maximum number of calls that wait for a request at the same time. */
  static final int MAX_WAITING = 2_000;

  private static final int TOO_MANY_REQUESTS = 429;

  private static final Parameter<Long> AFTER = Parameter.number("after", 0, Long.MAX_VALUE / 10, 0);
  private static final Parameter<Long> LIMIT = Parameter.number("limit", 1, 1_000, 100);
  private static final Parameter<Long> WAIT = Parameter.number("wait", 0, 300, 0);
  private static final Parameter<Boolean> ANSWERED = Parameter.flag("answered");

  private final RequestLog log;
  private final Parameter<String> operation;

  /**
   * @param operations returns the names of the operations of the service
   */
  RequestOperations(RequestLog log, Supplier<Set<String>> operations) {
    this.log = log;
    this.operation = Parameter.word("operation", operations);
  }

  void addTo(ApiTable table) {
    table
        .add(
            new ApiOperation(
                "GET",
                "requests",
                List.of(operation, AFTER, LIMIT, WAIT, ANSWERED),
                false,
                this::list))
        .add(
            "DELETE",
            "requests",
            request -> {
              log.clear();
              return ServerResponse.empty(204);
            });
  }

  private CompletableFuture<ServerResponse> list(ApiRequest request) {
    long after = request.value(AFTER);
    long last = log.last();
    if (after > last) {
      throw AFTER.expected(
          Long.toString(after), "at most " + last + ", the number of the newest request");
    }
    String wanted = request.value(operation);
    boolean answered = request.value(ANSWERED);
    RequestLog.Selection selection =
        new RequestLog.Selection(
            line -> wanted.isEmpty() || line.operation().equals(wanted),
            after,
            request.value(LIMIT).intValue(),
            answered);
    long wait = request.value(WAIT);
    RequestLog.Selected now = log.select(selection);
    if (wait == 0 || !now.requests().isEmpty()) {
      return CompletableFuture.completedFuture(response(now));
    }
    if (log.watches() >= MAX_WAITING) {
      throw ApiRefusal.of(
          TOO_MANY_REQUESTS, "wait", "wait: " + MAX_WAITING + " calls are waiting already");
    }
    RequestLog.Watch watch = log.watch(selection);
    CompletableFuture<ServerResponse> response =
        watch
            .ended()
            .completeOnTimeout(null, wait, TimeUnit.SECONDS)
            .thenApplyAsync(unused -> response(log.select(selection)), request.workers());
    // Also if the client goes away, which cancels the response.
    CompletableFuture<ServerResponse> unused =
        response.whenComplete((found, failure) -> watch.end());
    return response;
  }

  private static ServerResponse response(RequestLog.Selected selected) {
    ObjectNode body = PlainJson.MAPPER.createObjectNode();
    ArrayNode requests = body.putArray("requests");
    for (RequestLog.Line line : selected.requests()) {
      ObjectNode json = requests.addObject().put("sequence", line.sequence());
      LoggedRequestJson.addTo(json, line);
      json.put("answered", line.complete());
    }
    body.put("next", selected.next()).put("oldest", selected.oldest()).put("more", selected.more());
    return ServerResponse.json(200, body.toString());
  }
}
