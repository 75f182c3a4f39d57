package io.pinelink.testing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.internal.wire.RequestJson;
import java.util.List;

/** Indexes at the control plane. */
final class IndexEndpoints {
  private final IndexRegistry indexes;
  private final CollectionRegistry collections;
  private final IndexRequests requests;
  private final IndexModels models;

  IndexEndpoints(
      IndexRegistry indexes,
      CollectionRegistry collections,
      IndexRequests requests,
      IndexModels models) {
    this.indexes = indexes;
    this.collections = collections;
    this.requests = requests;
    this.models = models;
  }

  void addTo(PathTable<ControlEndpoint> paths) {
    paths
        .on("listIndexes", "GET", "/indexes", this::list)
        .on("createIndex", "POST", "/indexes", this::create)
        .on("createIndexForModel", "POST", "/indexes/create-for-model", this::createForModel)
        .on("describeIndex", "GET", "/indexes/{name}", this::describe)
        .on("configureIndex", "PATCH", "/indexes/{name}", this::configure)
        .on("deleteIndex", "DELETE", "/indexes/{name}", this::delete);
  }

  private Answer list(HttpCall call, List<String> variables) {
    ObjectNode body = PlainJson.MAPPER.createObjectNode();
    ArrayNode list = body.putArray("indexes");
    indexes.list().forEach(index -> list.add(models.model(index)));
    return Answer.json(200, body.toString());
  }

  private Answer create(HttpCall call, List<String> variables) {
    IndexDefinition definition = requests.create(RequestJson.parse(call.body()));
    return answer(201, indexes.create(definition, collections.contentsFor(definition)));
  }

  private Answer createForModel(HttpCall call, List<String> variables) {
    IndexDefinition definition = requests.createForModel(RequestJson.parse(call.body()));
    return answer(201, indexes.create(definition, collections.contentsFor(definition)));
  }

  private Answer configure(HttpCall call, List<String> variables) {
    String name = variables.get(0);
    RequestJson body = RequestJson.parse(call.body());
    return answer(202, indexes.configure(name, index -> IndexRequests.configure(body, index)));
  }

  private Answer describe(HttpCall call, List<String> variables) {
    return answer(200, indexes.get(variables.get(0)));
  }

  private Answer delete(HttpCall call, List<String> variables) {
    String name = variables.get(0);
    collections.checkNonePending(name);
    indexes.delete(name);
    return Answer.empty(202);
  }

  private Answer answer(int status, ServedIndex index) {
    return Answer.json(status, models.model(index).toString());
  }
}
