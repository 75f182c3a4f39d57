package io.pinelink.server.internal.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinelink.server.internal.http.ControlEndpoint;
import io.pinelink.server.internal.http.PathTable;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.internal.wire.RequestJson;
import java.util.Map;

/** The control-plane endpoints of indexes. */
public record IndexEndpoints(
    IndexRegistry indexes,
    CollectionRegistry collections,
    IndexRequests requests,
    IndexDescriptions models) {
  /** Returns the paths of all operations. */
  public static PathTable<ControlEndpoint<IndexEndpoints>> paths() {
    return new PathTable<ControlEndpoint<IndexEndpoints>>()
        .on("listIndexes", "GET /indexes", IndexEndpoints::list)
        .since(
            ServerCall.DOCUMENTS_VERSION,
            "createDocumentIndex",
            "POST /indexes",
            IndexEndpoints::createBySchema)
        .on("createIndex", "POST /indexes", IndexEndpoints::create)
        .on("createIndexForModel", "POST /indexes/create-for-model", IndexEndpoints::createForModel)
        .on("describeIndex", "GET /indexes/{name}", IndexEndpoints::describe)
        .since(
            ServerCall.DOCUMENTS_VERSION,
            "configureIndex",
            "PATCH /indexes/{name}",
            IndexEndpoints::configureBySchema)
        .on("configureIndex", "PATCH /indexes/{name}", IndexEndpoints::configure)
        .on("deleteIndex", "DELETE /indexes/{name}", IndexEndpoints::delete);
  }

  private ServerResponse list(ServerCall call) {
    ObjectNode body = PlainJson.object();
    ArrayNode list = body.putArray("indexes");
    indexes.list().forEach(index -> list.add(models.model(call, index)));
    return ServerResponse.json(200, body);
  }

  private ServerResponse create(ServerCall call) {
    IndexDefinition definition = requests.create(RequestJson.parse(call.body()));
    return answer(call, 201, indexes.create(definition, collections.contentsFor(definition)));
  }

  private ServerResponse createBySchema(ServerCall call) {
    IndexDefinition definition = requests.bySchema().create(RequestJson.parse(call.body()));
    return answer(call, 201, indexes.create(definition, Map.of()));
  }

  private ServerResponse createForModel(ServerCall call) {
    IndexDefinition definition = requests.createForModel(RequestJson.parse(call.body()));
    return answer(call, 201, indexes.create(definition, collections.contentsFor(definition)));
  }

  private ServerResponse configure(ServerCall call) {
    String name = call.pathValue();
    RequestJson body = RequestJson.parse(call.body());
    return answer(
        call, 202, indexes.configure(name, index -> IndexRequests.configure(body, index)));
  }

  private ServerResponse configureBySchema(ServerCall call) {
    String name = call.pathValue();
    RequestJson body = RequestJson.parse(call.body());
    return answer(
        call, 200, indexes.configure(name, index -> SchemaIndexRequests.configure(body, index)));
  }

  private ServerResponse describe(ServerCall call) {
    return answer(call, 200, indexes.get(call.pathValue()));
  }

  private ServerResponse delete(ServerCall call) {
    String name = call.pathValue();
    collections.checkNonePending(name);
    indexes.delete(name);
    return ServerResponse.empty(202);
  }

  private ServerResponse answer(ServerCall call, int status, IndexResource index) {
    return ServerResponse.json(status, models.model(call, index));
  }
}
