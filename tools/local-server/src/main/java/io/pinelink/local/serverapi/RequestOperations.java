package io.pinelink.local.serverapi;

import io.pinelink.server.internal.http.RequestLog;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.shaded.com.fasterxml.jackson.databind.node.ArrayNode;
import io.pinelink.server.shaded.com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The operations on the log of requests that the server has received. */
final class RequestOperations {
  /** The maximum number of calls that wait for a request at the same time. */
  static final int MAX_WAITING = 2_000;

  private static final int TOO_MANY_REQUESTS = 429;

  private static final Parameter<Long> AFTER =
      Parameter.number(
          "after",
          0,
          Long.MAX_VALUE / 10,
          0,
          "Only requests with higher sequence numbers, such as the member next of the previous"
              + " response.");
  private static final Parameter<Long> LIMIT =
      Parameter.number("limit", 1, 1_000, 100, "The maximum number of requests to return.");
  private static final Parameter<Long> WAIT =
      Parameter.number(
          "wait",
          0,
          300,
          0,
          "How many seconds to wait if there is no such request yet. The response then has the"
              + " first that arrive, or none.");
  private static final Parameter<Boolean> ANSWERED =
      Parameter.flag(
          "answered",
          "Only requests whose outcome is known, up to the first whose outcome is not.");

  private static final String REQUEST =
      """
      {
        "type": "object",
        "description": "A request as it was received. API keys and tokens are ***.",
        "properties": {
          "sequence": {"type": "integer", "minimum": 1, "description": "Its number in order of arrival."},
          "listener": {"enum": ["control", "public_data", "private_data", "local_data"]},
          "privateEndpoint": {"type": "string", "description": "The id of the private endpoint that received it, or empty."},
          "protocol": {"enum": ["rest", "grpc"]},
          "operation": {"type": "string", "description": "Such as upsert; empty if the server knows none for the path."},
          "index": {"type": "string", "description": "The index that the request is for or creates, or empty."},
          "namespace": {"type": ["string", "null"], "description": "The namespace that it names, empty for the default one; null if it is not for one."},
          "method": {"type": "string"},
          "path": {"type": "string"},
          "query": {"type": "string", "description": "Without the question mark."},
          "authority": {"type": "string", "description": "The Host or :authority."},
          "headers": {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}},
          "httpStatus": {"type": ["integer", "null"], "description": "null while there is no response."},
          "grpcStatus": {"type": ["integer", "null"]},
          "cancelled": {"type": "boolean", "description": "Whether the call ended before its response was sent."},
          "answered": {"type": "boolean", "description": "Whether the outcome is known."}
        },
        "required": ["sequence", "listener", "privateEndpoint", "protocol", "operation", "index", "namespace", "method", "path", "query", "authority", "headers", "httpStatus", "grpcStatus", "cancelled", "answered"],
        "additionalProperties": false
      }
      """;

  private static final String REQUESTS =
      """
      {
        "type": "object",
        "properties": {
          "requests": {"type": "array", "items": {"$ref": "#/components/schemas/Request"}, "description": "In order of arrival."},
          "next": {"type": "integer", "description": "The value of after that continues behind this response."},
          "oldest": {"type": "integer", "description": "The number of the oldest request in the log, which keeps the newest 10,000. If it is higher than after plus 1, requests are missing between them."},
          "more": {"type": "boolean", "description": "Whether limit left out requests."}
        },
        "required": ["requests", "next", "oldest", "more"],
        "additionalProperties": false
      }
      """;

  private final RequestLog log;
  private final Parameter<String> operation;

  /**
   * @param operations returns the names of the operations of the service
   */
  RequestOperations(RequestLog log, Supplier<Set<String>> operations) {
    this.log = log;
    this.operation =
        Parameter.word(
            "operation",
            operations,
            "Only requests of this operation, such as upsert. Default: all requests.");
  }

  void addTo(ApiTable table) {
    table
        .schema("Request", REQUEST)
        .schema("Requests", REQUESTS)
        .add(
            ApiOperation.of(
                    "GET", "requests", "listRequests", "Returns requests that have arrived.")
                .with(operation, AFTER, LIMIT, WAIT, ANSWERED)
                .returning("Requests")
                .refusing(TOO_MANY_REQUESTS)
                .byWaiting(this::list))
        .add(
            ApiOperation.of(
                    "DELETE",
                    "requests",
                    "clearRequests",
                    "Clears the log of requests; sequence numbers continue.")
                .by(
                    request -> {
                      log.clear();
                      return ServerResponse.empty(204);
                    }));
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
