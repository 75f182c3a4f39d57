package io.pinelink.server.internal.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinelink.server.internal.http.ControlEndpoint;
import io.pinelink.server.internal.http.PathTable;
import io.pinelink.server.internal.http.ServerRequest;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.internal.wire.RequestJson;
import java.util.List;
import java.util.Map;

/** The control-plane endpoints of indexes. */
public final class IndexEndpoints {
  private final IndexRegistry indexes;
  private final CollectionRegistry collections;
  private final IndexRequests requests;
  private final IndexDescriptions models;

  public IndexEndpoints(
      IndexRegistry indexes,
      CollectionRegistry collections,
      IndexRequests requests,
      IndexDescriptions models) {
    this.indexes = indexes;
    this.collections = collections;
    this.requests = requests;
    this.models = models;
  }

  /** Returns the paths of all operations. */
  public static PathTable<ControlEndpoint<IndexEndpoints>> paths() {
    return new PathTable<ControlEndpoint<IndexEndpoints>>()
        .on("listIndexes", "GET", "/indexes", IndexEndpoints::list)
        .since(
            ServerRequest.DOCUMENTS_VERSION,
            "createDocumentIndex",
            "POST",
            "/indexes",
            IndexEndpoints::createBySchema)
        .on("createIndex", "POST", "/indexes", IndexEndpoints::create)
        .on(
            "createIndexForModel",
            "POST",
            "/indexes/create-for-model",
            IndexEndpoints::createForModel)
        .on("describeIndex", "GET", "/indexes/{name}", IndexEndpoints::describe)
        .since(
            ServerRequest.DOCUMENTS_VERSION,
            "configureIndex",
            "PATCH",
            "/indexes/{name}",
            IndexEndpoints::configureBySchema)
        .on("configureIndex", "PATCH", "/indexes/{name}", IndexEndpoints::configure)
        .on("deleteIndex", "DELETE", "/indexes/{name}", IndexEndpoints::delete);
  }

  private ServerResponse list(ServerRequest call, List<String> variables) {
    ObjectNode body = PlainJson.MAPPER.createObjectNode();
    ArrayNode list = body.putArray("indexes");
    indexes.list().forEach(index -> list.add(models.model(call, index)));
    return ServerResponse.json(200, body.toString());
  }

  private ServerResponse create(ServerRequest call, List<String> variables) {
    IndexDefinition definition = requests.create(RequestJson.parse(call.body()));
    return answer(call, 201, indexes.create(definition, collections.contentsFor(definition)));
  }

  private ServerResponse createBySchema(ServerRequest call, List<String> variables) {
    IndexDefinition definition = requests.bySchema().create(RequestJson.parse(call.body()));
    return answer(call, 201, indexes.create(definition, Map.of()));
  }

  private ServerResponse createForModel(ServerRequest call, List<String> variables) {
    IndexDefinition definition = requests.createForModel(RequestJson.parse(call.body()));
    return answer(call, 201, indexes.create(definition, collections.contentsFor(definition)));
  }

  private ServerResponse configure(ServerRequest call, List<String> variables) {
    String name = variables.get(0);
    RequestJson body = RequestJson.parse(call.body());
    return answer(
        call, 202, indexes.configure(name, index -> IndexRequests.configure(body, index)));
  }

  private ServerResponse configureBySchema(ServerRequest call, List<String> variables) {
    String name = variables.get(0);
    RequestJson body = RequestJson.parse(call.body());
    return answer(
        call, 200, indexes.configure(name, index -> SchemaIndexRequests.configure(body, index)));
  }

  private ServerResponse describe(ServerRequest call, List<String> variables) {
    return answer(call, 200, indexes.get(variables.get(0)));
  }

  private ServerResponse delete(ServerRequest call, List<String> variables) {
    String name = variables.get(0);
    collections.checkNonePending(name);
    indexes.delete(name);
    return ServerResponse.empty(202);
  }

  private ServerResponse answer(ServerRequest call, int status, IndexResource index) {
    return ServerResponse.json(status, models.model(call, index).toString());
  }
}
