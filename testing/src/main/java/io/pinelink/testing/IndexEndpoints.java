package io.pinelink.testing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.List;
import java.util.Set;

/** Indexes at the control plane. */
final class IndexEndpoints {
  private final IndexRegistry indexes;
  private final boolean hasPrivateEndpoint;

  IndexEndpoints(IndexRegistry indexes, boolean hasPrivateEndpoint) {
    this.indexes = indexes;
    this.hasPrivateEndpoint = hasPrivateEndpoint;
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
    ObjectNode body = Json.MAPPER.createObjectNode();
    ArrayNode models = body.putArray("indexes");
    indexes.list().forEach(index -> models.add(model(index)));
    return Answer.json(200, body.toString());
  }

  private Answer create(HttpCall call, List<String> variables) {
    return answer(201, indexes.create(IndexRequests.create(JsonBody.parse(call.body()))));
  }

  private Answer createForModel(HttpCall call, List<String> variables) {
    return answer(201, indexes.create(IndexRequests.createForModel(JsonBody.parse(call.body()))));
  }

  private Answer configure(HttpCall call, List<String> variables) {
    String name = variables.get(0);
    JsonBody body = JsonBody.parse(call.body());
    return answer(202, indexes.configure(name, old -> IndexRequests.configure(body, old)));
  }

  private Answer describe(HttpCall call, List<String> variables) {
    return answer(200, indexes.get(variables.get(0)));
  }

  private Answer delete(HttpCall call, List<String> variables) {
    indexes.delete(variables.get(0));
    return Answer.empty(202);
  }

  private Answer answer(int status, ServedIndex index) {
    return Answer.json(status, model(index).toString());
  }

  private ObjectNode model(ServedIndex index) {
    IndexDefinition definition = index.definition();
    IndexShape shape = definition.shape();
    ServedIndex.Settings settings = index.settings();
    boolean ready = indexes.isReady(index);

    ObjectNode model = Json.MAPPER.createObjectNode();
    model.put("id", index.id().toString());
    model.put("name", index.name());
    model.put("metric", shape.metric().wireName());
    if (!shape.isSparse()) {
      model.put("dimension", shape.dimension());
    }
    model.put("vector_type", shape.vectorType());
    model.put("host", indexes.publicHost(index));
    if (hasPrivateEndpoint) {
      model.put("private_host", indexes.privateHost(index));
    }
    model.putObject("status").put("ready", ready).put("state", ready ? "Ready" : "Initializing");
    model.put("deletion_protection", settings.deletionProtected() ? "enabled" : "disabled");
    if (settings.tags().isEmpty()) {
      model.putNull("tags");
    } else {
      ObjectNode tags = model.putObject("tags");
      settings.tags().forEach(tags::put);
    }
    ObjectNode serverless = model.putObject("spec").putObject("serverless");
    serverless.put("cloud", definition.cloud()).put("region", definition.region());
    serverless
        .putObject("read_capacity")
        .put("mode", "OnDemand")
        .putObject("status")
        .put("state", "Ready");
    Set<String> filterable = shape.filterable();
    if (filterable != null) {
      ObjectNode fields = serverless.putObject("schema").putObject("fields");
      filterable.forEach(field -> fields.putObject(field).put("filterable", true));
    }
    index.embed().ifPresent(embed -> model.set("embed", embed(embed, shape)));
    return model;
  }

  private static ObjectNode embed(Embed embed, IndexShape shape) {
    ObjectNode model = Json.MAPPER.createObjectNode();
    model.put("model", embed.model().name());
    model.put("metric", shape.metric().wireName());
    if (!shape.isSparse()) {
      model.put("dimension", shape.dimension());
    }
    model.put("vector_type", shape.vectorType());
    model.putObject("field_map").put("text", embed.textField());
    model.putRawValue("read_parameters", new RawValue(Json.text(embed.readParameters())));
    model.putRawValue("write_parameters", new RawValue(Json.text(embed.writeParameters())));
    return model;
  }
}
