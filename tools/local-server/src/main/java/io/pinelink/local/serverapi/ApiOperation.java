package io.pinelink.local.serverapi;

import io.pinelink.server.internal.http.ServerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An operation of the server's interface: where it is, what it accepts and returns, and what
 * executes it. Both the routes and the OpenAPI document are made of these.
 *
 * @param path below {@code /_pinelink/}; one segment can be a name in braces, such as {@code
 *     faults/{id}}
 * @param name the {@code operationId}
 * @param summary one line of what it does
 * @param parameters the parameters in the query string
 * @param body the body that it requires; null if it ignores bodies
 * @param result the body of a successful response; null for status 204
 * @param refusals the statuses of refusals besides those that every operation has
 * @param open whether callers on loopback need no token
 * @param handler answers a call
 */
public record ApiOperation(
    String method,
    String path,
    String name,
    String summary,
    List<Parameter<?>> parameters,
    @Nullable Content body,
    @Nullable Content result,
    List<Integer> refusals,
    boolean open,
    Handler handler) {

  /** A function that answers calls; it refuses with {@link ApiRefusal}. */
  @FunctionalInterface
  public interface Handler {
    /** Answers a call, now or later; called on a worker thread, which it must not block. */
    CompletableFuture<ServerResponse> answer(ApiRequest request);
  }

  /**
   * The content of a body.
   *
   * @param type the media type
   * @param schema the name of its schema; empty for bytes
   */
  public record Content(String type, String schema) {
    /** Returns JSON with a schema of the table. */
    public static Content json(String schema) {
      return new Content("application/json", schema);
    }
  }

  /** Starts an operation; {@link #by} makes it complete. */
  public static ApiOperation of(String method, String path, String name, String summary) {
    return new ApiOperation(
        method,
        path,
        name,
        summary,
        List.of(),
        null,
        null,
        List.of(),
        false,
        request -> {
          throw new IllegalStateException(name + " has no handler");
        });
  }

  /** Returns the operation with parameters. */
  ApiOperation with(Parameter<?>... more) {
    return new ApiOperation(
        method, path, name, summary, List.of(more), body, result, refusals, open, handler);
  }

  /** Returns the operation with a body that it requires. */
  public ApiOperation accepting(Content content) {
    return new ApiOperation(
        method, path, name, summary, parameters, content, result, refusals, open, handler);
  }

  /** Returns the operation with a JSON body that it requires. */
  public ApiOperation accepting(String schema) {
    return accepting(Content.json(schema));
  }

  /** Returns the operation with the body of its successful response. */
  public ApiOperation returning(Content content) {
    return new ApiOperation(
        method, path, name, summary, parameters, body, content, refusals, open, handler);
  }

  /** Returns the operation with the JSON of its successful response. */
  public ApiOperation returning(String schema) {
    return returning(Content.json(schema));
  }

  /** Returns the operation with a status of a refusal. */
  public ApiOperation refusing(int status) {
    List<Integer> more = new ArrayList<>(refusals);
    more.add(status);
    return new ApiOperation(
        method, path, name, summary, parameters, body, result, List.copyOf(more), open, handler);
  }

  /** Returns the operation for callers on loopback without a token too. */
  ApiOperation openOnLoopback() {
    return new ApiOperation(
        method, path, name, summary, parameters, body, result, refusals, true, handler);
  }

  /** Returns the operation with what executes it. */
  public ApiOperation by(Function<ApiRequest, ServerResponse> answer) {
    return byWaiting(request -> CompletableFuture.completedFuture(answer.apply(request)));
  }

  /** Returns the operation with what executes it, whose response may be complete only later. */
  public ApiOperation byWaiting(Handler other) {
    return new ApiOperation(
        method, path, name, summary, parameters, body, result, refusals, open, other);
  }
}
