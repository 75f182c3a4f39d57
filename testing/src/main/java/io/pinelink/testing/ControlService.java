package io.pinelink.testing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The control plane: indexes over REST. */
final class ControlService implements Function<HttpCall, Answer> {
  private static final String INDEXES = "/indexes";
  private static final Pattern UNSERVED =
      Pattern.compile("/(backups|collections|restore-jobs)(/.*)?|/indexes/[^/]+/backups");
  private static final String CREATE_FOR_MODEL = "create-for-model";

  private final IndexRegistry indexes;
  private final boolean hasPrivateEndpoint;

  ControlService(IndexRegistry indexes, boolean hasPrivateEndpoint) {
    this.indexes = indexes;
    this.hasPrivateEndpoint = hasPrivateEndpoint;
  }

  @Override
  public Answer apply(HttpCall call) {
    try {
      return route(call);
    } catch (ControlException e) {
      return failure(e);
    } catch (RuntimeException e) {
      return failure(new ControlException(500, "INTERNAL", "EmbeddedPinecone failed: " + e));
    }
  }

  private Answer route(HttpCall call) {
    if (call.path().equals(INDEXES)) {
      return switch (call.method()) {
        case "GET" -> list();
        case "POST" -> create(call);
        default -> throw unknown(call);
      };
    }
    if (call.path().startsWith(INDEXES + "/")) {
      String segment = call.path().substring(INDEXES.length() + 1);
      if (!segment.isEmpty() && !segment.contains("/")) {
        return one(call, decoded(segment));
      }
    }
    if (UNSERVED.matcher(call.path()).matches()) {
      throw ControlException.unimplemented(call.method() + " " + call.path() + " is not served");
    }
    throw unknown(call);
  }

  private static String decoded(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return segment; // No index has such a name.
    }
  }

  private Answer one(HttpCall call, String name) {
    return switch (call.method()) {
      case "GET" -> answer(200, indexes.get(name));
      case "PATCH" -> configure(call, name);
      case "DELETE" -> delete(name);
      case "POST" -> {
        if (name.equals(CREATE_FOR_MODEL)) {
          throw ControlException.unimplemented("Integrated embedding is not served");
        }
        throw unknown(call);
      }
      default -> throw unknown(call);
    };
  }

  private Answer list() {
    ObjectNode body = Json.MAPPER.createObjectNode();
    ArrayNode models = body.putArray("indexes");
    indexes.list().forEach(index -> models.add(model(index)));
    return Answer.json(200, body.toString());
  }

  private Answer create(HttpCall call) {
    return answer(201, indexes.create(IndexRequests.create(JsonBody.parse(call.body()))));
  }

  private Answer configure(HttpCall call, String name) {
    JsonBody body = JsonBody.parse(call.body());
    return answer(202, indexes.configure(name, old -> IndexRequests.configure(body, old)));
  }

  private Answer delete(String name) {
    indexes.delete(name);
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
    return model;
  }

  private static ControlException unknown(HttpCall call) {
    return ControlException.notFound(call.method() + " " + call.path() + " not found.");
  }

  private static Answer failure(ControlException e) {
    ObjectNode body = Json.MAPPER.createObjectNode().put("status", e.status());
    body.putObject("error").put("code", e.code()).put("message", e.text()).putObject("details");
    return Answer.json(e.status(), body.toString());
  }
}
