package io.pinelink.server.internal.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinelink.server.internal.deferred.Deferred;
import io.pinelink.server.internal.http.ControlEndpoint;
import io.pinelink.server.internal.http.PathTable;
import io.pinelink.server.internal.http.RequestHandler;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.wire.ControlException;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.internal.wire.RpcException;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The control plane: finds the endpoint of a call and formats refusals as its error JSON.
 *
 * @param <T> the type of the targets, which execute the calls
 */
public final class ControlService<T> {
  private final Supplier<PathTable<ControlEndpoint<T>>> paths;

  /**
   * @param paths creates the table of the endpoints, for the first call
   */
  public ControlService(Supplier<PathTable<ControlEndpoint<T>>> paths) {
    this.paths = new Deferred<>(paths);
  }

  /** Returns the operations of all endpoints. */
  public Set<String> operations() {
    return paths.get().operations();
  }

  /** Sets the operation of a call, and returns what executes the call on a target. */
  public Function<T, ServerResponse> match(ServerCall call) {
    ControlEndpoint<T> endpoint = paths.get().match(call);
    return target -> answer(call, endpoint, target);
  }

  /** Returns a handler that executes all calls on one target. */
  public RequestHandler handlerFor(T target) {
    return new RequestHandler() {
      @Override
      public Supplier<ServerResponse> match(ServerCall call) {
        Function<T, ServerResponse> responder = ControlService.this.match(call);
        return () -> responder.apply(target);
      }

      @Override
      public Set<String> operations() {
        return paths.get().operations();
      }
    };
  }

  private static <T> ServerResponse answer(
      ServerCall call, @Nullable ControlEndpoint<T> endpoint, T target) {
    try {
      if (endpoint == null) {
        throw ControlException.notFound(call.method() + " " + call.path() + " not found.");
      }
      return endpoint.answer(target, call);
    } catch (ControlException e) {
      return failure(e);
    } catch (RpcException e) {
      // From the store: an index that only counts its data cannot be backed up.
      return failure(new ControlException(e.httpStatus(), e.code().name(), e.text()));
    } catch (RuntimeException e) {
      return failure(new ControlException(500, "INTERNAL", "EmbeddedPinecone failed: " + e));
    }
  }

  public static ServerResponse failure(ControlException e) {
    ObjectNode body = PlainJson.object().put("status", e.status());
    body.putObject("error").put("code", e.code()).put("message", e.text()).putObject("details");
    return ServerResponse.json(e.status(), body);
  }
}
