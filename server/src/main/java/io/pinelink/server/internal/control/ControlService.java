package io.pinelink.server.internal.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinelink.server.internal.http.ControlEndpoint;
import io.pinelink.server.internal.http.EndpointMatch;
import io.pinelink.server.internal.http.PathTable;
import io.pinelink.server.internal.http.RequestHandler;
import io.pinelink.server.internal.http.ResolvedCall;
import io.pinelink.server.internal.http.ServerRequest;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.wire.ControlException;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.internal.wire.RpcException;
import java.util.Optional;
import java.util.Set;

/**
 * The control plane: finds the endpoint of a call and formats refusals as its error JSON.
 *
 * @param <T> the type of the targets, which execute the calls
 */
public final class ControlService<T> {
  private final PathTable<ControlEndpoint<T>> paths;

  public ControlService(PathTable<ControlEndpoint<T>> paths) {
    this.paths = paths;
  }

  /** Returns the operations of all endpoints. */
  public Set<String> operations() {
    return paths.operations();
  }

  /** Returns the route of a call; the route of an unknown path has no operation. */
  public EndpointMatch<T> route(ServerRequest call) {
    Optional<PathTable.Found<ControlEndpoint<T>>> found = paths.find(call);
    return new EndpointMatch<>(
        found.map(PathTable.Found::operation).orElse(""), target -> answer(call, found, target));
  }

  /** Returns a handler that executes all calls on one target. */
  public RequestHandler handlerFor(T target) {
    return new RequestHandler() {
      @Override
      public ResolvedCall resolve(ServerRequest call) {
        EndpointMatch<T> route = route(call);
        return new ResolvedCall(route.operation(), () -> route.answer(target));
      }

      @Override
      public Set<String> operations() {
        return paths.operations();
      }
    };
  }

  private static <T> ServerResponse answer(
      ServerRequest call, Optional<PathTable.Found<ControlEndpoint<T>>> endpoint, T target) {
    try {
      return endpoint
          .map(found -> found.handler().answer(target, call, found.variables()))
          .orElseThrow(
              () -> ControlException.notFound(call.method() + " " + call.path() + " not found."));
    } catch (ControlException e) {
      return failure(e);
    } catch (RpcException e) {
      // From the store: an index that only counts its data cannot be backed up.
      return failure(new ControlException(e.code().httpStatus(), e.code().name(), e.text()));
    } catch (RuntimeException e) {
      return failure(new ControlException(500, "INTERNAL", "EmbeddedPinecone failed: " + e));
    }
  }

  public static ServerResponse failure(ControlException e) {
    ObjectNode body = PlainJson.MAPPER.createObjectNode().put("status", e.status());
    body.putObject("error").put("code", e.code()).put("message", e.text()).putObject("details");
    return ServerResponse.json(e.status(), body.toString());
  }
}
