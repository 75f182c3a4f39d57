package io.pinelink.server.internal.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinelink.server.internal.http.ControlEndpoint;
import io.pinelink.server.internal.http.PathTable;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.internal.wire.RequestJson;

/** The control-plane endpoints of collections. */
public record CollectionEndpoints(CollectionRegistry collections) {
  /** Returns the paths of all operations. */
  public static PathTable<ControlEndpoint<CollectionEndpoints>> paths() {
    return new PathTable<ControlEndpoint<CollectionEndpoints>>()
        .on("listCollections", "GET /collections", CollectionEndpoints::list)
        .on("createCollection", "POST /collections", CollectionEndpoints::create)
        .on("describeCollection", "GET /collections/{name}", CollectionEndpoints::describe)
        .on("deleteCollection", "DELETE /collections/{name}", CollectionEndpoints::delete);
  }

  private ServerResponse list(ServerCall call) {
    ObjectNode body = PlainJson.object();
    ArrayNode list = body.putArray("collections");
    collections.list().forEach(collection -> list.add(model(collection)));
    return ServerResponse.json(200, body);
  }

  private ServerResponse create(ServerCall call) {
    RequestJson body = RequestJson.parse(call.body());
    String name = body.requiredText("name");
    String source = body.requiredText("source");
    IndexRequests.checkName(name);
    return ServerResponse.json(201, model(collections.create(name, source)));
  }

  private ServerResponse describe(ServerCall call) {
    return ServerResponse.json(200, model(collections.get(call.pathValue())));
  }

  private ServerResponse delete(ServerCall call) {
    collections.delete(call.pathValue());
    return ServerResponse.empty(202);
  }

  /** Returns the JSON of a collection; size and count are included once it is ready. */
  private ObjectNode model(StoredCollection collection) {
    boolean ready = collections.isReady(collection);
    ObjectNode model = PlainJson.object();
    model.put("name", collection.name());
    model.put("status", ready ? "Ready" : "Initializing");
    model.put("environment", collection.environment());
    model.put("dimension", collection.dimension());
    if (ready) {
      model.put("size", collection.copy().bytes());
      model.put("vector_count", collection.copy().records());
    }
    return model;
  }
}
