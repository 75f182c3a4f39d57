package io.pinelink.server.internal.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinelink.server.internal.http.ControlEndpoint;
import io.pinelink.server.internal.http.PathTable;
import io.pinelink.server.internal.http.RequestHandler;
import io.pinelink.server.internal.http.ServerRequest;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.wire.ControlException;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.internal.wire.RpcException;
import java.util.Set;

/** The control plane: finds the endpoint of a call and formats refusals as its error JSON. */
public final class ControlService implements RequestHandler {
  private final PathTable<ControlEndpoint> paths;

  public ControlService(PathTable<ControlEndpoint> paths) {
    this.paths = paths;
  }

  @Override
  public String operation(ServerRequest call) {
    return paths.find(call).map(PathTable.Found::operation).orElse("");
  }

  @Override
  public Set<String> operations() {
    return paths.operations();
  }

  @Override
  public ServerResponse answer(ServerRequest call) {
    try {
      return paths
          .find(call)
          .map(found -> found.handler().answer(call, found.variables()))
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
